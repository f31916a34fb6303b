"""`openloket employee add`: somebody who can log in at the desk of an organisation."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from openloket.cli.organisation import named
from openloket.conf.env import ConfigurationError
from openloket.flows.add_employee import NewEmployee, UnableToAdd, add_employee
from openloket.tenancy.addresses import public_url
from openloket.tenancy.scope import scope


def run(arguments: argparse.Namespace) -> int:
    """Add and say where to log in; raises ConfigurationError with the reason when it can't be done."""
    organisation = named(arguments.organisation)
    new = NewEmployee(arguments.username, arguments.name, arguments.role, arguments.team)
    password = _password()
    try:
        with scope(organisation.pk):
            added = add_employee(new, password, datetime.now(UTC))
    except UnableToAdd as refusal:
        raise ConfigurationError(f"employee add: {refusal}") from refusal
    print(f"{added.name} logs in as {added.username} at {public_url(organisation, 'balie/inloggen')}")
    return 0


def _password() -> str:
    """Never an argument: other people on the machine can read those."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, second = getpass.getpass("Password: "), getpass.getpass("Once more: ")
    if first != second:
        raise ConfigurationError("employee add: the two passwords differ")
    return first
