"""A term makes room for another one that takes over what happened to it; both stay visible."""

from datetime import date

from openloket.law.hertelling import hertel
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.termijnen import Termijn
from openloket.law.termijnverloop import Verloop, verloop
from openloket.zaken.course import Noted, as_law, begin_term, recount
from openloket.zaken.models import PendingEvent, Term, TermEvent


def replace_term(term: Term, began: Termijn, noted: Noted, calendar: Kalender) -> Term:
    """End a term that is locked, and begin it anew as `began` with the same events; gives the new one.

    What waits for a message to leave goes along.
    """
    today = dag_in_amsterdam(noted.at)
    Term.objects.filter(pk=term.pk).update(ended_on=today)
    kind = Term.Kind.DECISION if began.wettelijk else Term.Kind.SERVICE_NORM
    fresh = begin_term(term.zaak_id, kind, began)
    for event in term.events.order_by("id"):
        _copy(event, fresh).save(force_insert=True)
    PendingEvent.objects.filter(term=term, sent_on=None).update(term=fresh)
    recount(fresh, calendar, today)
    return fresh


def _copy(event: TermEvent, term: Term) -> TermEvent:
    return TermEvent.new(
        term=term,
        kind=event.kind,
        ground=event.ground,
        on=event.on,
        until=event.until,
        length=event.length,
        unit=event.unit,
        mark=event.mark,
        reason=event.reason,
        at=event.at,
        by_id=event.by_id,
    )


def preview_replaced(term: Term, began: Termijn, calendar: Kalender, today: date) -> Verloop:
    """What the term would become if it were replaced like that; nothing is written."""
    events = [as_law(event) for event in term.events.order_by("id")]
    return verloop(hertel(began, calendar, niet_eerder=False), events, calendar, today)
