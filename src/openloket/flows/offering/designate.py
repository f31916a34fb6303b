"""A designation decision is drafted from the register, adopted, and published (Awb 2:13(2), 3:42)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.unable import UnableAtField
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation.document import USUAL, Variant
from openloket.offer.designation.keeping import asked_for, document_of, new_version
from openloket.offer.models import DesignationDecision
from openloket.tenancy import scope
from openloket.tenancy.models import Authority, Employee, Organisation
from openloket.tenancy.rights import Right, may

State = DesignationDecision.State
LONGEST = 200
_STRANGER = "U mag geen aanwijzingsbesluit maken."


class UnableToDesignate(UnableAtField):
    """It can't be done; the message is what the employee must be told, `field` which answer it is about."""


def draft_designation(
    employee: Employee, organisation: Organisation, day: date, now: datetime, variant: Variant = USUAL
) -> DesignationDecision:
    """Write a new draft from the register as it is on a day. Raises UnableToDesignate."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    if variant.authority and not Authority.objects.filter(kind=variant.authority).exists():
        raise UnableToDesignate("Kies een bestuursorgaan dat deze gemeente heeft.", "authority")
    with transaction.atomic():
        document = asked_for(organisation, day, variant)
        if not document.annex:
            raise UnableToDesignate(
                "In het register staat op die dag geen aangewezen kanaal. Vul eerst het register."
            )
        version = new_version(document, now)
        _tell(employee, version, "designation.drafted", now, sha256=version.sha256)
    return version


def adopt_designation(
    employee: Employee, number: int, adopted_on: date, adopted_by: str, now: datetime
) -> None:
    """The authorities adopted the draft on a day, `adopted_by` says who. Raises UnableToDesignate."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    if adopted_on > dag_in_amsterdam(now):
        raise UnableToDesignate("Deze dag is nog niet geweest. Leg dit vast als het besluit er is.", "day")
    if not adopted_by.strip():
        raise UnableToDesignate("Vul in wie het besluit heeft vastgesteld.", "by")
    with transaction.atomic():
        drafts = DesignationDecision.objects.filter(number=number, state=State.DRAFT)
        by = adopted_by.strip()[:LONGEST]
        if not drafts.update(state=State.ADOPTED, adopted_on=adopted_on, adopted_by=by):
            raise UnableToDesignate("Dit is geen concept meer, of het bestaat niet.")
        version = DesignationDecision.objects.get(number=number)
        _tell(employee, version, "designation.adopted", now, sha256=version.sha256, on=adopted_on.isoformat())


def publish_designation(
    employee: Employee, number: int, published_on: date, publication: str, now: datetime
) -> date:
    """It stood in the gemeenteblad on a day under a number; what it takes the place of is superseded.

    Gives the day from which it is in force: the one that it names, but never before the day after
    publication. Source: Awb 3:40, 3:42. Raises UnableToDesignate.
    """
    if not may(employee, Right.DESIGNATE):
        raise UnableToDesignate(_STRANGER)
    if published_on > dag_in_amsterdam(now):
        raise UnableToDesignate("Deze dag is nog niet geweest. Leg dit vast na de publicatie.", "day")
    if not publication.strip():
        raise UnableToDesignate(
            "Vul het nummer van het gemeenteblad in, bijvoorbeeld gmb-2026-12345.", "publication"
        )
    with transaction.atomic():
        # All of them, in one order: of two who publish at once the second sees what the first did.
        list(DesignationDecision.objects.select_for_update().order_by("pk").values_list("pk"))
        version = DesignationDecision.objects.filter(number=number, state=State.ADOPTED)
        found = version.first()
        if found is None:
            raise UnableToDesignate("Stel het besluit eerst vast. Daarna kunt u de publicatie invullen.")
        if found.adopted_on is not None and published_on < found.adopted_on:
            words = datum_in_woorden(found.adopted_on)
            raise UnableToDesignate(f"Dit besluit is vastgesteld op {words}. Kies die dag of later.", "day")
        begins = max(document_of(found).commences or date.min, published_on + timedelta(days=1))
        _supersede(found.authority_kind, begins)
        where = publication.strip()[:LONGEST]
        version.update(
            state=State.PUBLISHED, published_on=published_on, publication=where, in_force_from=begins
        )
        _tell(employee, found, "designation.published", now, publication=where, on=begins.isoformat())
    return begins


def _supersede(authority_kind: str, begins: date) -> None:
    """End what is published: of the same authority, or of all when they decide together.

    What all decided together stays in force for the others when one authority decides for itself.
    """
    older = DesignationDecision.objects.filter(state=State.PUBLISHED)
    older = older.filter(authority_kind=authority_kind) if authority_kind else older
    if later := older.filter(in_force_from__gte=begins).defer("document").first():
        raise UnableToDesignate(
            f"Versie {later.number} geldt vanaf dezelfde dag of later. Kijk na of de dag klopt.", "day"
        )
    older.update(state=State.SUPERSEDED, superseded_on=begins)


def _tell(employee: Employee, version: DesignationDecision, kind: str, now: datetime, **details: str) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor, number=version.number, **details)
    record(scope.current(), now, actor, [Fact(kind, "designation", version.pk, body)])
