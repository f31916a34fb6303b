"""Employees with a second factor, and the codes that their app shows."""

from datetime import datetime

from openloket.flows.employees.set_up_factor import begin_set_up, confirm_set_up, shared_secret
from openloket.tenancy import totp
from openloket.tenancy.models import Employee


class App:
    """The app on the phone of an employee."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def code(self, at: datetime, later: int = 0) -> str:
        """What it shows, or shows some steps later."""
        return totp.code_at(self.secret, totp.step_at(at) + later)


def begun(employee: Employee, now: datetime) -> App:
    """Set-up is begun: the app knows the secret."""
    begin_set_up(employee, now)
    secret = shared_secret(employee)
    assert secret is not None
    return App(secret)


def two_steps(employee: Employee, now: datetime) -> tuple[App, list[str]]:
    """The employee has a second factor: the app, and the codes on paper. The code of `now` is used."""
    app = begun(employee, now)
    return app, confirm_set_up(employee, app.code(now), now)
