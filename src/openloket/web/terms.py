"""A term as people see it: a bar with today on it, what stood still, the last day and why that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openloket.law.kalender import EEN_DAG, dag_in_amsterdam, einde_van_dag
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.tenancy.local_time import in_words
from openloket.zaken.course import course_of
from openloket.zaken.models import OF_THE_SENDER, Term
from openloket.zaken.penalty import euros_a_day, euros_owed

_ORDER = {
    Term.Kind.DECISION: 0,
    Term.Kind.SERVICE_NORM: 0,
    Term.Kind.TO_DECIDE: 0,
    Term.Kind.PENALTY: 1,
    Term.Kind.NOT_HANDLE: 2,
    Term.Kind.SUPPLEMENT: 3,
    Term.Kind.OBJECTION: 4,
}
_TITLES = {
    Term.Kind.DECISION: "Beslistermijn",
    Term.Kind.SERVICE_NORM: "Streeftermijn",
    Term.Kind.TO_DECIDE: "Termijn die u zelf bepaalt",
    Term.Kind.PENALTY: "Dwangsom",
    Term.Kind.NOT_HANDLE: "Termijn om niet te behandelen",
    Term.Kind.SUPPLEMENT: "Termijn om aan te vullen",
    Term.Kind.OBJECTION: "Bezwaartermijn",
}


def in_order(terms: Iterable[Term]) -> list[Term]:
    """The term to decide first; those that have ended come after those that run."""
    return sorted(terms, key=lambda term: (term.ended_on is not None, _ORDER[Term.Kind(term.kind)], -term.pk))


def bars(terms: Iterable[Term], today: date) -> list[dict[str, Any]]:
    """What the macro `term` of components.html shows, for each term that has a last day."""
    return [bar(term, today) for term in in_order(terms) if term.last_day is not None]


def bar(term: Term, today: date, why: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One term as it stands today; `why` (of a law.termijnverloop.Verloop) shows it as it would become."""
    counted = why or _counted_today(term, today)
    told = counted or term.why
    last_day = date.fromisoformat(counted["laatste_dag"]) if counted else term.last_day
    assert last_day is not None, "only a term with a last day has a bar"
    length = max(1, (last_day - term.begins_on).days + 1)
    runs = term.ended_on is None
    still = [
        (date.fromisoformat(first), date.fromisoformat(last)) for first, last in told.get("opgeschort", ())
    ]
    return {
        "id": term.pk,
        "kind": term.kind,
        "title": _TITLES[Term.Kind(term.kind)],
        "begin_label": "Eerste dag",
        "end_label": "Laatste dag" if term.kind == Term.Kind.PENALTY else None,
        "begin": datum_in_woorden(term.begins_on),
        "last_day": datum_in_woorden(last_day),
        "last_day_on": last_day,
        "today_fraction": ((today - term.begins_on).days + 1) / length,
        "still": [_period(term.begins_on, length, first, last) for first, last in still],
        "late": runs and last_day < today and term.kind not in OF_THE_SENDER,
        "runs": runs,
        "ended": datum_in_woorden(term.ended_on) if term.ended_on else None,
        "notes": [
            *([] if why else _stillness(term, still, today)),
            *_longer(told),
            *_forgiven(term),
            *_penalty(term, today),
        ],
        "why": reasons(told),
    }


def reasons(told: Mapping[str, Any]) -> list[dict[str, str]]:
    """The steps of a why that was kept, and after them each doubt that a person must settle."""
    steps = [{"text": step["tekst"], "article": step["artikel"]} for step in told["waarom"]["stappen"]]
    doubts = told.get("twijfels") or [one for one in [told.get("twijfel")] if one]
    for doubt in doubts:
        text = f"Bepaal zelf: {doubt['vraag']} {doubt['grond']} Tot dan: {doubt['voorlopig']}"
        steps.append({"text": text, "article": doubt["artikel"]})
    return steps


def _counted_today(term: Term, today: date) -> Mapping[str, Any] | None:
    """A suspension of which nobody knows the end moves the last day with the calendar; others are as kept."""
    if term.still_from is None or term.still_until is not None or term.ended_on is not None:
        return None
    return course_of(term, term.events.order_by("id"), law_calendar(), today).naar_dict()


def _period(begin: date, length: int, first: date, last: date) -> dict[str, Any]:
    return {
        "start": round(100 * (first - begin).days / length, 2),
        "width": round(100 * ((last - first).days + 1) / length, 2),
        "text": f"{datum_in_woorden(first)} tot en met {datum_in_woorden(last)}",
    }


def _stillness(term: Term, still: list[tuple[date, date]], today: date) -> list[str]:
    if term.ended_on is not None:
        return []
    if term.still_from is not None and term.still_until is None:
        return [
            f"De termijn staat stil vanaf {datum_in_woorden(term.still_from)}. De einddag is nog niet bekend."
        ]
    return [
        f"De termijn {'staat' if last >= today else 'stond'} stil van {datum_in_woorden(first)} tot en met "
        f"{datum_in_woorden(last)}."
        for first, last in still
    ]


def _longer(told: Mapping[str, Any]) -> list[str]:
    notes = []
    if days := told.get("verlengd_met"):
        notes.append("Verlengd met 1 dag." if days == 1 else f"Verlengd met {days} dagen.")
    if day := told.get("aangekondigd"):
        notes.append(
            f"Wij lieten weten dat het besluit uiterlijk {datum_in_woorden(date.fromisoformat(day))} komt."
        )
    return notes


def _forgiven(term: Term) -> list[str]:
    """After an outage: until when lateness is not held against the sender, at the least (Awb 2:21(3))."""
    if term.forgiven_until is None:
        return []
    day = dag_in_amsterdam(term.forgiven_until - EEN_DAG)
    whole = term.forgiven_until == einde_van_dag(day)
    until = f"en met {datum_in_woorden(day)}" if whole else in_words(term.forgiven_until)
    return [f"Door een storing is te laat niet erg tot {until}."]


def _penalty(term: Term, today: date) -> list[str]:
    if term.kind != Term.Kind.PENALTY:
        return []
    if today < term.begins_on and term.ended_on is None:
        return [f"De dwangsom begint op {datum_in_woorden(term.begins_on)}."]
    a_day = euros_a_day(term, today)
    return [
        f"Tot en met vandaag: € {euros_owed(term, today)}."
        + (f" Vandaag kwam er € {a_day} bij." if a_day else "")
    ]
