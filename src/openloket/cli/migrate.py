"""`openloket migrate`: bring the database to this version, as its owner, and each organisation with it."""

import argparse
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from openloket.cli.organisation import tell
from openloket.conf.env import ConfigurationError
from openloket.flows.offering.refresh_organisation import refresh_organisation
from openloket.tenancy.models import Organisation
from openloket.tenancy.roles import ensure_app_role, withdraw_changes


def run(arguments: argparse.Namespace) -> int:
    """Migrate and say so."""
    if "owner" not in settings.DATABASES:
        raise ConfigurationError("migrating is done as the owner of the database: set DATABASE_URL")
    migrate()
    print("The database is up to date.")
    for organisation in Organisation.objects.order_by("slug"):
        tell(organisation, refresh_organisation(organisation, datetime.now(UTC)))
    return 0


def migrate() -> None:
    """Make the app's role, run the migrations and withdraw what the app need not do. May be run again."""
    owner = connections["owner"]
    ensure_app_role(owner, settings.SECRET_KEY)
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    withdraw_changes(owner)
    owner.close()
