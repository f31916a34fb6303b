"""The only door to a zaak: an employee gets it, or who holds the key of a receipt; else it does not exist."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import (
    TO_A_PERSON,
    Besluit,
    Filing,
    NoticeOfDefault,
    SupplementRequest,
    Timeliness,
    Zaak,
)

_HEAVY = ("search", "submission__answers", "submission__judgement", "service__term")


def zaak_for(employee: Employee, reference: str) -> Zaak | None:
    """The zaak with this reference if this employee may see it; None (a 404, never a 403) for others."""
    return _find(employee, reference, Zaak.objects.defer("search"))


def zaak_with_papers_for(employee: Employee, reference: str, **more: Exists) -> Zaak | None:
    """As zaak_for, with what one query can bring of its page: submission, receipt, people, and as flags
    `later` (something came later), `default` (somebody gave notice of default) and `late` (a
    person must say whether an objection counts). `more` are flags of other rooms.
    """
    papers = Zaak.objects.select_related("submission__receipt", "service__authority", "assignee")
    flags = {
        "later": Exists(Filing.objects.filter(zaak=OuterRef("pk"))),
        "default": Exists(NoticeOfDefault.objects.filter(zaak=OuterRef("pk"))),
        "late": Exists(
            Timeliness.objects.filter(zaak=OuterRef("pk"), decided_at=None, verdict__in=TO_A_PERSON)
        ),
    }
    return _find(employee, reference, papers.annotate(**flags, **more).defer(*_HEAVY))


def attachment_for(employee: Employee, reference: str, attachment_id: int) -> Any | None:
    """A file (intake.Attachment) that came with the zaak, at first or later, if this employee may see it."""
    zaak = _find(employee, reference, Zaak.objects.select_related("submission").defer(*_HEAVY[:3]))
    if zaak is None:
        return None
    later = Filing.objects.filter(zaak=zaak).values("submission_id")
    of_zaak = Q(submission_id=zaak.submission_id) | Q(submission_id__in=later)
    return zaak.submission.attachments.model.objects.filter(of_zaak, pk=attachment_id).first()


@dataclass(frozen=True, slots=True)
class Behind:
    """The zaak behind a receipt, and what is rare: `noticed` of default, `asked` to supplement, `decided`.

    `own` is false when an employee put the message with a zaak that somebody else may have begun.
    """

    zaak: Zaak
    own: bool
    noticed: bool
    asked: bool
    decided: bool


def zaak_behind(submission_id: int, about: str) -> Behind:
    """The zaak of a message, for who holds the key of its receipt; `about` is what the submission is about.

    One statement for a message that began its zaak, as almost all do; the flags save looking for what isn't
    there. Not COALESCE over both ways: under row-level security that reads every zaak (see zaken.models).
    """
    of_zaak = {"zaak": OuterRef("pk")}
    flags = {
        "noticed": Exists(NoticeOfDefault.objects.filter(**of_zaak)),
        "asked": Exists(SupplementRequest.objects.filter(answered_on=None, **of_zaak)),
        "decided": Exists(Besluit.objects.filter(**of_zaak).exclude(made_known_on=None)),
    }
    found = Zaak.objects.select_related("service").defer("search", "service__term").annotate(**flags)
    joined = Filing.objects.filter(submission_id=submission_id).values("zaak_id")
    zaak = found.annotate(joined=Subquery(joined)).filter(submission_id=submission_id).first()
    if zaak is None or zaak.joined is not None:
        zaak = found.get(pk=joined.get()["zaak_id"])
    own = zaak.submission_id == submission_id or zaak.reference == about
    return Behind(zaak, own, zaak.noticed, zaak.asked, zaak.decided)


def _find(employee: Employee, reference: str, zaken: Any) -> Zaak | None:
    if not may(employee, Right.READ) or "\0" in reference:  # PostgreSQL can't even be asked for the latter
        return None
    zaak: Zaak | None = zaken.filter(reference=reference).first()
    return zaak
