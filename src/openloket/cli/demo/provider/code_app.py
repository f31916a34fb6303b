"""The app of the one employee of the demo who logs in in two steps; it hides nothing."""

from datetime import datetime

from openloket.tenancy import totp

SECRET = b"alleen voor de demo!"
"""Twenty bytes that everybody may know: they open a made-up municipality."""


def code_now(now: datetime) -> str:
    """What the app shows."""
    return totp.code_at(SECRET, totp.step_at(now))
