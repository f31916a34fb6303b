"""An employee comes back from the directory of the organisation: who it is, or the account to link."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.employees.invite_employee import UnableToInvite, use_invitation
from openloket.flows.employees.telling_employee import tell_employee
from openloket.flows.identity.finish_login import Answer, take_pending
from openloket.people.ports import IdentityPort, Permanent, ProvenEmployee, Temporary
from openloket.people.providers import opened
from openloket.tenancy import scope
from openloket.tenancy.models import DirectoryLogin, Employee, IdentityProvider
from openloket.tenancy.sealing import LOGIN_VERIFIER, Unsealable, unseal

_TOLD = {
    "stale": "Het inloggen duurde te lang, of u begon in een andere browser. Begin opnieuw.",
    "cancelled": "U bent gestopt met inloggen. Er is niets gebeurd.",
    "away": "Wij kunnen {label} nu niet bereiken. Probeer het over een paar minuten nog eens.",
    "failed": "Het inloggen met {label} is niet gelukt. Probeer het nog eens.",
    "unknown": (
        "Uw account bij {label} hoort hier nog bij niemand. Log in met uw gebruikersnaam en koppel het bij "
        "uw instellingen, of vraag uw beheerder om een uitnodiging."
    ),
    "taken": "Dit account bij {label} hoort al bij een andere medewerker.",
    "linked": "Uw account is al gekoppeld. Vraag uw beheerder om dat eerst los te maken.",
    "gone": "Deze uitnodiging werkt niet meer. Vraag uw beheerder om een nieuwe.",
}


@dataclass(frozen=True, slots=True)
class Came:
    """What the directory proved, and the path to go on to."""

    proven: ProvenEmployee
    wanted: str


class UnableToEnter(Exception):
    """Nobody is logged in; the message is for the person. `again`: it may go better later."""

    def __init__(self, why: str, label: str, wanted: str = "") -> None:
        super().__init__(_TOLD[why].format(label=label))
        self.again = why == "away"
        self.wanted = wanted


def finish_directory(
    port: IdentityPort, row: IdentityProvider, answer: Answer, *, redirect: str, browser: str, now: datetime
) -> Came:
    """Change the answer of the directory for what it proved, once, in the browser that asked.

    Raises UnableToEnter. Outside any transaction: the directory may take seconds.
    """
    pending = take_pending(row.key, answer.state, browser, now)
    if pending is None:
        raise UnableToEnter("stale", row.label)
    if answer.error or not answer.code:
        raise UnableToEnter(
            "cancelled" if answer.error == "access_denied" else "failed", row.label, pending.wanted
        )
    try:
        verifier = unseal(pending.verifier, LOGIN_VERIFIER).decode()
        proven = port.finish_employee(
            opened(row), answer.code, verifier, pending.nonce, redirect, answer.issuer
        )
    except Temporary as problem:
        raise UnableToEnter("away", row.label, pending.wanted) from problem
    except (Permanent, Unsealable) as problem:
        raise UnableToEnter("failed", row.label, pending.wanted) from problem
    return Came(proven, pending.wanted)


def employee_in_directory(row: IdentityProvider, came: Came) -> Employee:
    """The employee to whom this account is linked, who may log in. Raises UnableToEnter."""
    rows = Employee.objects.filter(subject=subject_of(row, came.proven.subject), is_active=True)
    employee: Employee | None = rows.first()
    if employee is None:
        raise UnableToEnter("unknown", row.label, came.wanted)
    return employee


def note_directory_login(row: IdentityProvider, came: Came, employee: Employee, now: datetime) -> None:
    """Keep what the directory calls this session, to end it when the directory says so."""
    with transaction.atomic():
        DirectoryLogin.create(
            employee=employee, provider=row.key, provider_session=came.proven.session, begun_at=now
        )
        actor = f"employee:{employee.pk}"
        kind = "employee.logged_in"
        body = describe(kind, now, actor, provider=row.key, second_factor=came.proven.second_factor)
        record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])


def link_directory(
    row: IdentityProvider, came: Came, employee: Employee, now: datetime, invitation: str = ""
) -> None:
    """From now on this account opens the employee's own. Raises UnableToEnter.

    Only for who is logged in as that employee, or holds the invitation that was mailed: an equal address in
    the directory proves nothing, as people may change that there themselves.
    """
    subject = subject_of(row, came.proven.subject)
    try:
        with transaction.atomic():
            if invitation:
                use_invitation(invitation, now)
            rows = Employee.objects.filter(pk=employee.pk, subject="", is_active=True)
            if not rows.update(subject=subject):
                raise UnableToEnter("linked", row.label)
            actor, kind = f"employee:{employee.pk}", "employee.linked"
            body = describe(kind, now, actor, provider=row.key, by_invitation=bool(invitation))
            record(scope.current(), now, actor, [Fact(kind, "employee", employee.pk, body)])
            told = [
                f"U kunt voortaan inloggen met {row.label}.",
                "Deed u dit niet zelf? Bel dan meteen uw beheerder.",
            ]
            tell_employee(employee, "Uw account is gekoppeld", told, now)
    except UnableToInvite as problem:
        raise UnableToEnter("gone", row.label) from problem
    except IntegrityError as problem:
        raise UnableToEnter("taken", row.label) from problem


def subject_of(row: IdentityProvider, subject: str) -> str:
    """How an account in a directory is kept: of another issuer under the same key it is another."""
    return f"{row.key} {hashlib.sha256(f'{row.issuer} {subject}'.encode()).hexdigest()}"
