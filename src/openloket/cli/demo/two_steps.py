"""Of the demo one employee logs in in two steps, with an app that runs beside the demo."""

from datetime import datetime

from openloket.cli.demo.provider.code_app import SECRET, code_now
from openloket.cli.demo.towns import DUINSTEDE
from openloket.flows.employees.set_up_factor import begin_set_up, confirm_set_up
from openloket.tenancy.models import Employee, SecondFactor
from openloket.tenancy.sealing import SECOND_FACTOR, seal

USERNAME = f"samir@{DUINSTEDE.domain}"


def load_two_steps(now: datetime) -> None:
    """Samir of the organisation in scope has the app already, if he works there."""
    for employee in Employee.objects.filter(username=USERNAME):
        begin_set_up(employee, now)
        SecondFactor.objects.filter(employee=employee).update(secret=seal(SECRET, SECOND_FACTOR))
        confirm_set_up(employee, code_now(now), now)
