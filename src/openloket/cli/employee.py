"""`openloket employee`: who can log in at the desk of an organisation, and who lost a second factor."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from openloket.cli.organisation import named
from openloket.conf.env import ConfigurationError
from openloket.flows.employees.add_employee import NewEmployee, UnableToAdd, add_employee
from openloket.flows.employees.reset_factor import UnableToReset, reset_factor
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.scope import scope


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; raises ConfigurationError with the reason when it can't be done."""
    organisation = named(arguments.organisation)
    if arguments.action == "second-factor":
        return _reset(organisation, arguments.username)
    return _add(organisation, arguments)


def _add(organisation: Organisation, arguments: argparse.Namespace) -> int:
    """Add and say where to log in."""
    new = NewEmployee(
        arguments.username, arguments.name, arguments.role, arguments.team, arguments.email.strip()
    )
    password = _password()
    try:
        with scope(organisation.pk):
            added = add_employee(new, password, datetime.now(UTC))
    except UnableToAdd as refusal:
        raise ConfigurationError(f"employee add: {refusal}") from refusal
    print(f"{added.name} logs in as {added.username} at {public_url(organisation, 'balie/inloggen')}")
    return 0


def _reset(organisation: Organisation, username: str) -> int:
    with scope(organisation.pk):
        employee = Employee.objects.filter(username=username.strip().lower()).first()
        if employee is None:
            raise ConfigurationError(f"employee: {organisation.name} has no employee {username!r}")
        try:
            reset_factor(None, employee.pk, datetime.now(UTC))
        except UnableToReset as refusal:
            raise ConfigurationError(f"employee second-factor reset: {refusal}") from refusal
    print(f"{employee.name} is logged out everywhere, and has no second factor any more.")
    if not employee.email:
        print("There is no e-mail address to tell so: tell it yourself.")
    return 0


def _password() -> str:
    """Never an argument: other people on the machine can read those."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, second = getpass.getpass("Password: "), getpass.getpass("Once more: ")
    if first != second:
        raise ConfigurationError("employee add: the two passwords differ")
    return first
