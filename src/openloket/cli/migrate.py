"""`openloket migrate`: bring the database to this version, as its owner."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from openloket.tenancy.roles import ensure_app_role, withdraw_changes


def migrate() -> None:
    """Make the app's role, run the migrations and withdraw what the app need not do. May be run again."""
    owner = connections["owner"]
    ensure_app_role(owner, settings.SECRET_KEY)
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    withdraw_changes(owner)
    owner.close()
