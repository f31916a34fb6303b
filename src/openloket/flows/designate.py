"""A designation decision is drafted from the register, adopted, and published (Awb 2:13(2), 3:42)."""

from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.offer.designation.keeping import asked_for, new_version
from openloket.offer.models import DesignationDecision
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

State = DesignationDecision.State
_STRANGER = "U mag geen aanwijzingsbesluit maken."


class UnableToDesignate(Exception):
    """It can't be done; the message is what the employee must be told."""


def draft_designation(
    employee: Employee, organisation: Organisation, day: date, now: datetime
) -> DesignationDecision:
    """Write a new draft from the register as it is on a day. Raises UnableToDesignate."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    document = asked_for(organisation.name, day)
    if not document.annex:
        raise UnableToDesignate("In het register staat nog geen aangewezen kanaal. Vul eerst het register.")
    with transaction.atomic():
        version = new_version(document, now)
        _tell(employee, version, "designation.drafted", now, sha256=version.sha256)
    return version


def adopt_designation(
    employee: Employee, number: int, adopted_on: date, adopted_by: str, now: datetime
) -> None:
    """The authorities adopted the draft on a day, `adopted_by` says who. Raises UnableToDesignate."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    if not adopted_by.strip():
        raise UnableToDesignate("Vul in wie het besluit heeft vastgesteld.")
    with transaction.atomic():
        drafts = DesignationDecision.objects.filter(number=number, state=State.DRAFT)
        if not drafts.update(state=State.ADOPTED, adopted_on=adopted_on, adopted_by=adopted_by.strip()[:200]):
            raise UnableToDesignate("Dit is geen concept meer, of het bestaat niet.")
        version = DesignationDecision.objects.get(number=number)
        _tell(employee, version, "designation.adopted", now, sha256=version.sha256, on=adopted_on.isoformat())


def publish_designation(
    employee: Employee, number: int, published_on: date, publication: str, now: datetime
) -> None:
    """It stood in the gemeenteblad on a day under a number; what was in force is superseded by it.

    Source: Awb 3:42; it is in force from the day after. Raises UnableToDesignate.
    """
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    if not publication.strip():
        raise UnableToDesignate("Vul het nummer van het gemeenteblad in, bijvoorbeeld gmb-2026-12345.")
    with transaction.atomic():
        version = DesignationDecision.objects.select_for_update().filter(number=number, state=State.ADOPTED)
        found = version.first()
        if found is None:
            raise UnableToDesignate("Stel het besluit eerst vast. Daarna kunt u de publicatie invullen.")
        if found.adopted_on is not None and published_on < found.adopted_on:
            raise UnableToDesignate("Publiceren kan niet voor de dag waarop het besluit is vastgesteld.")
        begins = date.fromordinal(published_on.toordinal() + 1)
        DesignationDecision.objects.filter(state=State.PUBLISHED).update(
            state=State.SUPERSEDED, superseded_on=begins
        )
        version.update(
            state=State.PUBLISHED,
            published_on=published_on,
            publication=publication.strip()[:200],
            in_force_from=begins,
        )
        _tell(employee, found, "designation.published", now, publication=publication.strip()[:200])


def _tell(employee: Employee, version: DesignationDecision, kind: str, now: datetime, **details: str) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor, number=version.number, **details)
    record(scope.current(), now, actor, [Fact(kind, "designation", version.pk, body)])
