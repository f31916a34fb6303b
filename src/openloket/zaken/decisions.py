"""Reading decisions back: for who holds the key of one, for an employee, and the term that runs from one."""

from typing import Any

from django.utils.crypto import constant_time_compare

from openloket.law.kalender import EEN_DAG, Kalender
from openloket.law.rechtsmiddel import Rechtsmiddel, beroepstermijn
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Besluit, Term

_HEAVY = ("zaak__search", "zaak__submission__judgement", "zaak__submission__copy")


def find_besluit(reference: str, access_key: str) -> Besluit | None:
    """The decision in the zaak with this reference, for who holds its key; with zaak, submission, receipt."""
    if "\0" in reference:
        return None
    for besluit in with_papers().filter(zaak__reference=reference):
        if constant_time_compare(besluit.access_key, access_key):
            return besluit
    return None


def besluit_for(employee: Employee, reference: str, besluit_id: int) -> Besluit | None:
    """The decision if this employee may see it; None (a 404, never a 403) for others."""
    if not may(employee, Right.READ) or "\0" in reference:
        return None
    besluit: Besluit | None = with_papers().filter(zaak__reference=reference, pk=besluit_id).first()
    return besluit


def decisions_on(zaak_id: int) -> list[Besluit]:
    """Every decision on a zaak, the latest first."""
    found = Besluit.objects.filter(zaak_id=zaak_id).select_related("zaak", "message", "decided_by")
    return list(found.defer("zaak__search").order_by("-id"))


def decisions_made_known(zaak_id: int) -> list[Besluit]:
    """The decisions on a zaak that were made known, the latest last."""
    known = Besluit.objects.filter(zaak_id=zaak_id).exclude(made_known_on=None)
    return list(known.order_by("made_known_on", "id"))


def remedy_of(besluit: Besluit) -> Rechtsmiddel:
    """What somebody can do who disagrees with it."""
    return Rechtsmiddel(besluit.content["remedy"]["kind"])


def remedy_term(besluit: Besluit, calendar: Kalender) -> Term | None:
    """The term to object or appeal, with the last day it has now; None before the decision is made known.

    A term to appeal is the court's and not kept among ours: this row is made for showing it only.
    """
    known_on = besluit.made_known_on
    if known_on is None:
        return None
    if remedy_of(besluit) is Rechtsmiddel.BEZWAAR:
        begun = Term.objects.filter(zaak_id=besluit.zaak_id, kind=Term.Kind.OBJECTION)
        found: Term | None = begun.filter(begins_on=known_on + EEN_DAG).order_by("-last_day", "-id").first()
        return found
    counted = beroepstermijn(known_on, calendar)
    return Term.new(
        zaak_id=besluit.zaak_id,
        kind=Term.Kind.OBJECTION,
        article=counted.artikel,
        begins_on=counted.begin,
        raw_end=counted.ruwe_einddatum,
        last_day=counted.laatste_dag,
        why=counted.naar_dict(),
    )


def with_papers() -> Any:
    """Decisions with their zaak, its receipt, their message and who decided; the caller says whose."""
    papers = Besluit.objects.select_related("zaak__submission__receipt", "message", "decided_by")
    return papers.defer(*_HEAVY).order_by("id")
