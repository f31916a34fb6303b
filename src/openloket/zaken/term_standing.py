"""How a term stands for who wants to change it: what stands still, what waits, and a mark of its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openloket.law.gebeurtenissen import Opschorting
from openloket.zaken.course import OF_THE_BODY, as_law
from openloket.zaken.models import PendingEvent, Term, TermEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """A term with its events and with what happens to it once a message has left; both oldest first."""

    term: Term
    events: Sequence[TermEvent]
    waiting: Sequence[PendingEvent]

    @property
    def mark(self) -> str:
        """Differs after every change, so that nobody changes what somebody else has just changed."""
        return f"{self.term.pk}.{self.term.last_day}.{len(self.events)}.{len(self.waiting)}"

    def suspensions(self, today: date) -> list[TermEvent]:
        """What makes the term stand still today or later, without a resumption."""
        ended = {(one.ground, one.mark) for one in self.events if one.kind == TermEvent.Kind.RESUMED}
        return [
            one
            for one in self.events
            if one.kind == TermEvent.Kind.SUSPENDED
            and (one.ground, one.mark) not in ended
            and (one.until is None or one.until >= today)
        ]


def waiting_for(zaak_id: int) -> list[PendingEvent]:
    """What waits for a message, of any term of the zaak, also of one that has ended; oldest first."""
    waiting = PendingEvent.objects.filter(term__zaak_id=zaak_id, sent_on=None)
    waiting = waiting.exclude(message__state="withdrawn").select_related("message", "term")
    return list(waiting.order_by("id"))


def standing_of(term: Term) -> Standing:
    """The term as it stands, in two statements. What was withdrawn does not wait."""
    waiting = PendingEvent.objects.filter(term=term, sent_on=None).exclude(message__state="withdrawn")
    return Standing(
        term, list(term.events.order_by("id")), list(waiting.select_related("message").order_by("id"))
    )


def first_day(suspension: TermEvent) -> date:
    """The first day that does not count."""
    event = as_law(suspension)
    assert isinstance(event, Opschorting), "only a suspension stands still"
    return event.eerste_dag


def running(zaak_id: int) -> Standing | None:
    """The term within which the body must decide, to look at; to change it, see course.decision_term."""
    found = Term.objects.filter(zaak_id=zaak_id, kind__in=OF_THE_BODY, ended_on=None).order_by("-id").first()
    return standing_of(found) if found else None
