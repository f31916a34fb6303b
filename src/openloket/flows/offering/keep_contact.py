"""An organisation says how people reach it: telephone, e-mail, address, hours, and who helps."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from openloket.evidence.canonical import canonical
from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtFields
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

MOST_LINES = 12
LONGEST_LINE = 100
LONGEST = {"phone": 30, "email": 254, "website": 200, "help_text": 600}


@dataclass(frozen=True, slots=True)
class Contact:
    """What every page and letter says of the organisation; empty is not known. One line for each line."""

    phone: str = ""
    email: str = ""
    website: str = ""
    address_lines: tuple[str, ...] = ()
    opening_hours_lines: tuple[str, ...] = ()
    help_text: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) by which a page knows what it showed."""
        return hashlib.sha256(canonical(_plain(self))).hexdigest()


class UnableToKeepContact(UnableAtFields):
    """It can't be kept: `problems` tells by field what to mend; without them somebody was first."""


def contact_of(organisation: Organisation) -> Contact:
    """What is kept of an organisation now."""
    return Contact(
        phone=organisation.phone,
        email=organisation.email,
        website=organisation.website,
        address_lines=tuple(organisation.address_lines),
        opening_hours_lines=tuple(organisation.opening_hours_lines),
        help_text=organisation.help_text,
    )


def keep_contact(employee: Employee, contact: Contact, seen: str, now: datetime) -> bool:
    """Keep it, when it still is what the page showed (`seen`, its fingerprint); whether anything changed.

    Source: Awb 2:1 (help for who can't do it digitally) and 2:7 (other ways than the digital one). Raises
    UnableToKeepContact.
    """
    if not may(employee, Right.DESIGNATE):
        raise UnableToKeepContact("U mag dit niet veranderen.")
    if problems := _problems(contact):
        raise UnableToKeepContact("Niet alles is goed ingevuld.", problems)
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=scope.current())
        old = contact_of(row)
        if old == contact:
            return False
        if old.fingerprint != seen:
            raise UnableToKeepContact(
                "Een collega veranderde dit zojuist ook. Laad de pagina opnieuw en kijk wat er nu staat."
            )
        Organisation.objects.filter(pk=row.pk).update(**_plain(contact))
        _tell(employee, old, contact, now)
    return True


def _plain(contact: Contact) -> dict[str, str | list[str]]:
    told = asdict(contact)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}


def _tell(employee: Employee, old: Contact, new: Contact, now: datetime) -> None:
    """Which parts changed; the words themselves are public on every page."""
    changed = [one.name for one in fields(Contact) if getattr(old, one.name) != getattr(new, one.name)]
    actor, organisation = f"employee:{employee.pk}", scope.current()
    kind = "organisation.contact"
    body = describe(kind, now, actor, changed=changed, sha256=new.fingerprint)
    record(organisation, now, actor, [Fact(kind, "organisation", organisation, body)])


def _problems(contact: Contact) -> dict[str, str]:
    found = {
        name: f"Gebruik ten hoogste {most} tekens."
        for name, most in LONGEST.items()
        if len(getattr(contact, name)) > most
    }
    for name in ("address_lines", "opening_hours_lines"):
        lines = getattr(contact, name)
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            found[name] = f"Gebruik ten hoogste {MOST_LINES} regels van {LONGEST_LINE} tekens."
    told = ((name, check(getattr(contact, name))) for name, check in _CHECKS.items() if name not in found)
    return found | {name: problem for name, problem in told if problem}


def _phone(told: str) -> str:
    written = all(sign.isdigit() or sign in " +-()" for sign in told)
    digits = sum(sign.isdigit() for sign in told)
    right = not told or (written and digits >= 3)
    return "" if right else "Vul alleen het nummer in, zoals 14 0123 of 0123 456 789."


def _email(told: str) -> str:
    if not told:
        return ""
    try:
        validate_email(told)
    except ValidationError:
        return "Vul een e-mailadres in, zoals loket@gemeente.nl."
    others = Organisation.objects.exclude(pk=scope.current())
    if others.filter(email__iexact=told).exists():
        return "Een andere organisatie op deze installatie gebruikt dit adres al."
    return ""


def _website(told: str) -> str:
    if not told:
        return ""
    try:
        parts = urlsplit(told)
    except ValueError:
        return "Vul een webadres in dat begint met https://."
    right = parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, told))
    return "" if right else "Vul een webadres in dat begint met https://."


def _help(told: str) -> str:
    return "" if told else "Schrijf wie inwoners helpt. De wet vraagt om passende hulp (Awb 2:1)."


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "phone": _phone,
    "email": _email,
    "website": _website,
    "help_text": _help,
}
