"""Requests to supplement: which one still waits for an answer, and on which ground the term stands still."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openloket.law.gebeurtenissen import Opschorting, Opschortingsgrond
from openloket.law.procedures import AANVULGROND
from openloket.zaken.course import began_as
from openloket.zaken.models import SupplementRequest, Term, TermEvent


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a request causes: the suspension that begins once it was sent on `sent_on`."""

    ground: Opschortingsgrond
    sent_on: date
    last_day: date
    mark: str

    def as_event(self) -> Opschorting:
        """The event as the law knows it (Awb 4:15 lid 1 onder a, 7:10 lid 2)."""
        return Opschorting(self.ground, self.sent_on, self.last_day, self.mark)


def ground_of(term: Term) -> Opschortingsgrond | None:
    """On which ground asking to supplement suspends this term; None where the law does not know it."""
    if term.kind != Term.Kind.DECISION:
        return None
    return AANVULGROND.get(began_as(term).soort)


def open_request(zaak_id: int, today: date) -> SupplementRequest | None:
    """The request that still waits, for its message to leave or for an answer; never a withdrawn one."""
    waiting = SupplementRequest.objects.filter(zaak_id=zaak_id, answered_on=None, last_day__gte=today)
    found: SupplementRequest | None = waiting.exclude(message__state="withdrawn").order_by("-id").first()
    return found


def unanswered(zaak_id: int) -> list[SupplementRequest]:
    """Every request that was sent and not answered, also after its last day; locked, the oldest first."""
    sent = Q(zaak_id=zaak_id, answered_on=None) & ~Q(sent_on=None)
    return list(SupplementRequest.objects.select_for_update().filter(sent).order_by("id"))


def suspended_by(term: Term, request: SupplementRequest) -> bool:
    """Whether this request made this term stand still; it may have left too late, or another term began."""
    events: bool = term.events.filter(kind=TermEvent.Kind.SUSPENDED, mark=request.mark).exists()
    return events
