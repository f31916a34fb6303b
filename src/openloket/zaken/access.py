"""The only door to a zaak: an employee gets it, or who holds the key of a receipt; else it does not exist."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from openloket.people.models import Reachability
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import TO_A_PERSON, Filing, NoticeOfDefault, Timeliness, Zaak

_HEAVY = ("search", "submission__answers", "submission__judgement", "service__texts", "service__term")


def zaak_for(employee: Employee, reference: str) -> Zaak | None:
    """The zaak with this reference if this employee may see it; None (a 404, never a 403) for others."""
    return _find(employee, reference, Zaak.objects.defer("search"))


def zaak_with_papers_for(employee: Employee, reference: str) -> Zaak | None:
    """As zaak_for, with what one query can bring of its page: submission, receipt, people, and as flags
    `reachable`, `later` (something came later), `default` (somebody gave notice of default) and `late` (a
    person must say whether an objection counts).
    """
    yes = Reachability.objects.filter(about_reference=OuterRef("reference"), withdrawn_at=None)
    papers = Zaak.objects.select_related("submission__receipt", "service__authority", "assignee")
    flags = {
        "reachable": Exists(yes),
        "later": Exists(Filing.objects.filter(zaak=OuterRef("pk"))),
        "default": Exists(NoticeOfDefault.objects.filter(zaak=OuterRef("pk"))),
        "late": Exists(
            Timeliness.objects.filter(zaak=OuterRef("pk"), decided_at=None, verdict__in=TO_A_PERSON)
        ),
    }
    return _find(employee, reference, papers.annotate(**flags).defer(*_HEAVY))


def attachment_for(employee: Employee, reference: str, attachment_id: int) -> Any | None:
    """A file (intake.Attachment) that came with the zaak, at first or later, if this employee may see it."""
    zaak = _find(employee, reference, Zaak.objects.select_related("submission").defer(*_HEAVY[:3]))
    if zaak is None:
        return None
    later = Filing.objects.filter(zaak=zaak).values("submission_id")
    of_zaak = Q(submission_id=zaak.submission_id) | Q(submission_id__in=later)
    return zaak.submission.attachments.model.objects.filter(of_zaak, pk=attachment_id).first()


def zaak_behind(submission_id: int, about: str) -> tuple[Zaak, bool]:
    """The zaak of a message, for who holds the key of its receipt; and whether it is the sender's own.

    `about` is what the submission is about. Not the sender's own: an employee put the message with a zaak
    that somebody else may have begun.
    """
    filing = (
        Filing.objects.select_related("zaak")
        .defer("zaak__search")
        .filter(submission_id=submission_id)
        .first()
    )
    if filing is not None:
        return filing.zaak, about == filing.zaak.reference
    return Zaak.objects.defer("search").get(submission_id=submission_id), True


def _find(employee: Employee, reference: str, zaken: Any) -> Zaak | None:
    if not may(employee, Right.READ) or "\0" in reference:  # PostgreSQL can't even be asked for the latter
        return None
    zaak: Zaak | None = zaken.filter(reference=reference).first()
    return zaak
