"""Many terms to object move by one decision after an outage: terms that began alike are counted once."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from openloket.law.gebeurtenissen import Verlengingsgrond
from openloket.law.kalender import Eenheid, Kalender, dag_in_amsterdam
from openloket.law.termijnverloop import Verloop
from openloket.tenancy import scope
from openloket.zaken.course import course_of
from openloket.zaken.models import Term, TermEvent

GROUND = Verlengingsgrond.STORING.value


@dataclass(frozen=True, slots=True)
class Extension:
    """The event that happens to each term: `mark` names the outage, `on` is the day of announcing it."""

    mark: str
    working_days: int
    at: datetime
    by: int

    @property
    def on(self) -> date:
        """The day on which it was announced, in Amsterdam."""
        return dag_in_amsterdam(self.at)


def mark_of(outage_id: int) -> str:
    """How the event of a term names its outage."""
    return f"outage-{outage_id}"


def moved(mark: str) -> int:
    """How many terms were moved already."""
    return TermEvent.objects.filter(ground=GROUND, mark=mark).count()


def extend(ids: Sequence[int], extension: Extension, calendar: Kalender) -> int:
    """Give these terms the event, and count them anew; call it inside a transaction. Gives how many moved.

    Terms that have it are passed over, so that it may be done again. Four statements, however many terms.
    """
    locked = list(Term.objects.select_for_update().filter(pk__in=ids, ended_on=None).order_by("pk"))
    # Read after locking: what another worker did meanwhile must be seen.
    events: dict[int, list[TermEvent]] = {}
    for event in TermEvent.objects.filter(term__in=locked).order_by("id"):
        events.setdefault(event.term_id, []).append(event)
    fresh = [term for term in locked if not _has_it(events.get(term.pk, ()), extension)]
    if fresh:
        courses, groups = _counted(fresh, events, extension, calendar)
        _write_events(fresh, extension)
        _write_days(fresh, courses, groups)
    return len(fresh)


def _has_it(events: Iterable[TermEvent], extension: Extension) -> bool:
    return any(event.ground == GROUND and event.mark == extension.mark for event in events)


def _counted(
    terms: Sequence[Term], events: Mapping[int, list[TermEvent]], extension: Extension, calendar: Kalender
) -> tuple[list[Verloop], list[int]]:
    """The distinct outcomes, and for each term which of them is its own."""
    courses: list[Verloop] = []
    known: dict[str, int] = {}
    groups = []
    for term in terms:
        own = [*events.get(term.pk, ()), _event(term, extension)]
        key = json.dumps([term.origin or term.why, [_facts(event) for event in own]], sort_keys=True)
        if key not in known:
            known[key] = len(courses)
            courses.append(course_of(term, own, calendar, extension.on))
        groups.append(known[key])
    return courses, groups


def _event(term: Term, extension: Extension) -> TermEvent:
    return TermEvent.new(
        term=term,
        kind=TermEvent.Kind.EXTENDED,
        ground=GROUND,
        on=extension.on,
        length=extension.working_days,
        unit=Eenheid.WERKDAGEN.value,
        mark=extension.mark,
        at=extension.at,
        by_id=extension.by,
    )


def _facts(event: TermEvent) -> list[object]:
    """What of an event counts for the days."""
    days = [str(event.on), str(event.until)]
    return [event.kind, event.ground, *days, event.length, event.unit, event.mark]


def _write_events(terms: Sequence[Term], extension: Extension) -> None:
    TermEvent.objects.bulk_create([_event(term, extension) for term in terms])


_DAYS = """
UPDATE zaken_term AS term SET raw_end = given.raw_end, last_day = given.last_day, why = given.why
FROM unnest(%(ids)s::bigint[], %(groups)s::int[]) AS which(id, number)
JOIN unnest(%(raws)s::date[], %(lasts)s::date[], %(whys)s::jsonb[]) WITH ORDINALITY
     AS given(raw_end, last_day, why, number) USING (number)
WHERE term.organisation_id = %(organisation)s AND term.id = which.id
"""


def _write_days(terms: Sequence[Term], courses: Sequence[Verloop], groups: Sequence[int]) -> None:
    values = {
        "organisation": scope.current(),
        "ids": [term.pk for term in terms],
        "groups": [number + 1 for number in groups],
        "raws": [course.ruwe_einddatum for course in courses],
        "lasts": [course.laatste_dag for course in courses],
        "whys": [json.dumps(course.naar_dict()) for course in courses],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, values)
