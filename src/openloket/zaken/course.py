"""A term follows its events: each is written down once, and the days and the why are counted anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.hertelling import hertel
from openloket.law.kalender import Duur, Eenheid, Kalender, dag_in_amsterdam
from openloket.law.termijnen import Termijn
from openloket.law.termijnverloop import Verloop, verloop
from openloket.zaken.models import OF_THE_SENDER, Term, TermEvent, Zaak
from openloket.zaken.penalty import recount_penalty

OF_THE_BODY = (Term.Kind.DECISION, Term.Kind.SERVICE_NORM)


@dataclass(frozen=True, slots=True)
class Noted:
    """Who tells an event, when and in which words; `by` is an employee's id, None for the system."""

    at: datetime
    by: int | None = None
    reason: str = ""


def began_as(term: Term) -> Termijn:
    """The term of the law as it began. Terms of before version 0.2 hold it in `why` only."""
    return Termijn.uit_dict(term.origin or term.why)


def as_law(event: TermEvent) -> Gebeurtenis:
    """The event as the law knows it."""
    match event.kind:
        case TermEvent.Kind.SUSPENDED:
            return Opschorting(Opschortingsgrond(event.ground), event.on, event.until, event.mark)
        case TermEvent.Kind.RESUMED:
            return Hervatting(Opschortingsgrond(event.ground), event.on, event.mark)
    assert event.length is not None, "an extension has a length"
    return Verlenging(Verlengingsgrond(event.ground), event.on, Duur(event.length, Eenheid(event.unit)))


def course_of(term: Term, events: Iterable[TermEvent], calendar: Kalender, today: date) -> Verloop:
    """What became of the term; a suspension without a known end counts up to and including `today`."""
    return verloop(_began(term, calendar), [as_law(event) for event in events], calendar, today)


def decision_term(zaak_id: int) -> Term | None:
    """The running term within which the body must decide or answer; locked until the transaction ends.

    The zaak is locked first, as everybody does who changes both: so nobody waits for each other in a ring.
    """
    list(Zaak.objects.select_for_update().filter(pk=zaak_id).values_list("pk"))
    running = Term.objects.select_for_update().filter(zaak_id=zaak_id, kind__in=OF_THE_BODY, ended_on=None)
    found: Term | None = running.order_by("-id").first()
    return found


def running_term(term_id: int) -> Term | None:
    """A term that runs, locked with its zaak, the zaak first as everywhere; None when it ended meanwhile."""
    zaak_id = Term.objects.values_list("zaak_id", flat=True).get(pk=term_id)
    Zaak.objects.select_for_update().only("pk").get(pk=zaak_id)
    term: Term | None = Term.objects.select_for_update().filter(pk=term_id, ended_on=None).first()
    return term


def begin_term(zaak_id: int, kind: Term.Kind, began: Termijn) -> Term:
    """Another term begins to run on the zaak."""
    return Term.create(
        zaak_id=zaak_id,
        kind=kind,
        article=began.artikel,
        begins_on=began.begin,
        raw_end=began.ruwe_einddatum,
        last_day=began.laatste_dag,
        why=began.naar_dict(),
        origin=began.naar_dict(),
    )


def happen(term: Term, event: Gebeurtenis, noted: Noted, calendar: Kalender) -> Verloop:
    """Write down an event of a term that is locked, and count anew; call it inside a transaction."""
    _event_row(term, event, noted).save(force_insert=True)
    return recount(term, calendar, dag_in_amsterdam(noted.at))


def preview(term: Term, event: Gebeurtenis, calendar: Kalender, today: date) -> Verloop:
    """What the term would become if this happened too; nothing is written."""
    told = [as_law(one) for one in term.events.order_by("id")]
    return verloop(_began(term, calendar), [*told, event], calendar, today)


def recount(term: Term, calendar: Kalender, today: date) -> Verloop:
    """Count a term anew from its beginning and all its events, and keep the outcome."""
    events = list(term.events.order_by("id"))
    course = course_of(term, events, calendar, today)
    still = _last_suspension(events, course)
    term.raw_end, term.last_day = course.ruwe_einddatum, course.laatste_dag
    term.why = course.naar_dict()
    term.still_from, term.still_until = still
    Term.objects.filter(pk=term.pk).update(
        raw_end=term.raw_end,
        last_day=term.last_day,
        why=term.why,
        still_from=term.still_from,
        still_until=term.still_until,
    )
    if term.kind in OF_THE_BODY:
        Zaak.objects.filter(pk=term.zaak_id).update(last_day=course.laatste_dag)
        recount_penalty(term.zaak_id, calendar, today)
    return course


def end_terms(zaak_id: int, kinds: Sequence[str], on: date) -> None:
    """The running terms of these kinds were met or overtaken."""
    Term.objects.filter(zaak_id=zaak_id, kind__in=kinds, ended_on=None).update(ended_on=on)


def _began(term: Term, calendar: Kalender) -> Termijn:
    """As it began, with the free days that are known now; what a sender was told never comes earlier."""
    return hertel(began_as(term), calendar, niet_eerder=term.kind in OF_THE_SENDER)


def _last_suspension(events: Sequence[TermEvent], course: Verloop) -> tuple[date | None, date | None]:
    """First and last day of what stands still last; also of what begins tomorrow and has no known end."""
    begun = course.opgeschort[-1] if course.opgeschort else None
    first = min((day for day in _open_since(events) if day <= course.laatste_dag), default=None)
    if first is not None:
        return begun.eerste if begun and begun.laatste >= first else first, None
    return (begun.eerste, begun.laatste) if begun else (None, None)


def _open_since(events: Sequence[TermEvent]) -> list[date]:
    """The first day of every suspension that has no end yet."""
    resumed = {(event.ground, event.mark) for event in events if event.kind == TermEvent.Kind.RESUMED}
    told = [
        as_law(event) for event in events if event.until is None and (event.ground, event.mark) not in resumed
    ]
    return [event.eerste_dag for event in told if isinstance(event, Opschorting)]


def _event_row(term: Term, event: Gebeurtenis, noted: Noted) -> TermEvent:
    row = TermEvent.new(term=term, ground=event.grond.value, at=noted.at, by_id=noted.by, reason=noted.reason)
    match event:
        case Opschorting():
            row.kind, row.on = TermEvent.Kind.SUSPENDED, event.aanleiding
            row.until, row.mark = event.uiterlijk, event.kenmerk
        case Hervatting():
            row.kind, row.on, row.mark = TermEvent.Kind.RESUMED, event.op, event.kenmerk
        case Verlenging():
            row.kind, row.on = TermEvent.Kind.EXTENDED, event.medegedeeld_op
            row.length, row.unit = event.duur.aantal, event.duur.eenheid.value
    return row
