"""The parts of the page on supplements: what was asked before, the form, and what it would do to the term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openloket.flows.terms.ask_supplement import CLOSED, KIND, LONGEST, NO_GROUND, NO_TERM
from openloket.intake.access import how_it_came
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.models import STILL_HERE, MessageState, Way
from openloket.web.desk.days import TypedDay, read_day, shown_day
from openloket.web.desk.designating.way_words import way_now, way_sentence
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.terms import bar
from openloket.zaken.course import OF_THE_BODY, preview
from openloket.zaken.models import OPEN, SupplementRequest, Term, Zaak
from openloket.zaken.supplements import Waiting, ground_of, open_request

_USUAL = timedelta(days=14)
_LABEL = "Tot en met welke dag kan de afzender aanvullen?"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; `seen` is the last day whose effect the page showed (ISO 8601)."""

    asked: str
    day: TypedDay
    seen: str = ""


def read(posted: Mapping[str, str], now: datetime) -> Typed:
    """From the form that was sent; an empty one when another form of the page was."""
    if "ontbreekt" not in posted:
        return proposed(now)
    day = read_day(posted, "uiterste-dag", _LABEL, dag_in_amsterdam(now))
    return Typed(posted["ontbreekt"], day, posted.get("gezien", ""))


def proposed(now: datetime, zaak: Zaak | None = None) -> Typed:
    """A form with the usual last day: the first working day from two weeks on.

    What an employee noted as missing when registering the message stands in it, until it was asked once.
    """
    row = how_it_came(zaak.submission_id) if zaak else None
    missing = row.missing if row and not SupplementRequest.objects.filter(zaak=zaak).exists() else []
    asked = "\n".join(f"- {label}" for label in missing)
    return Typed(asked, shown_day("uiterste-dag", _workday(dag_in_amsterdam(now) + _USUAL, law_calendar())))


def standing(zaak: Zaak, typed: Typed, wrong: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Everything on the page that is read: requests, the open question, and the form if it may be asked."""
    today = dag_in_amsterdam(now)
    running = Term.objects.filter(zaak=zaak, ended_on=None)
    term = running.filter(kind__in=OF_THE_BODY).order_by("-id").first()
    obstacle = _obstacle(zaak, term, today)
    judged = running.filter(kind=Term.Kind.NOT_HANDLE).order_by("-id").first()
    return {
        "requests": _requests(zaak),
        "not_handle": bar(judged, today) if judged else None,
        "answered": bool(judged and judged.why.get("twijfel")),
        "obstacle": obstacle,
        "fields": [] if obstacle else _fields(typed, wrong),
        "effect": None if obstacle or term is None else _effect(term, typed, today),
        "way": _way(zaak, now),
    }


def _obstacle(zaak: Zaak, term: Term | None, today: date) -> str:
    """Why nothing can be asked now; empty when it can."""
    if zaak.status not in OPEN:
        return CLOSED
    if term is None:
        return NO_TERM
    if ground_of(term) is None:
        return NO_GROUND
    earlier = open_request(zaak.pk, today)
    if earlier is None:
        return ""
    return f"Er loopt al een verzoek. De afzender kan tot en met {short_day(earlier.last_day)} antwoorden."


def _fields(typed: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    asked = {
        "key": "ontbreekt",
        "type": "longtext",
        "label": "Wat ontbreekt er?",
        "hint": "De afzender leest dit precies zo. Zet elk stuk op een eigen regel, met een streepje ervoor. "
        f"U kunt hoogstens {LONGEST} tekens gebruiken.",
        "required": True,
        "value": typed.asked,
        "error": wrong.get("ontbreekt"),
    }
    hint = "De wet noemt geen aantal dagen. Kies een dag waarop het redelijk kan."
    return [asked, typed.day.as_field(_LABEL, hint, wrong.get("uiterste-dag", ""))]


def _effect(term: Term, typed: Typed, today: date) -> dict[str, Any] | None:
    """What would become of the term if the request left today; None when the day is not right."""
    day, ground = typed.day.day, ground_of(term)
    if day is None or day <= today or ground is None:
        return None
    calendar = law_calendar()
    event = Waiting(ground, today, day, "proef").as_event()
    course = preview(term, event, calendar, today)
    return {
        "seen": day.isoformat(),
        "before": short_day(term.last_day) if term.last_day else "",
        "still_from": short_day(event.eerste_dag),
        "until": datum_in_woorden(day),
        "free": _free(day, calendar),
        "after": bar(term, today, course.naar_dict()),
    }


def _free(day: date, calendar: Kalender) -> str:
    if calendar.is_werkdag(day):
        return ""
    next_day = _workday(day, calendar)
    return (
        f"{datum_in_woorden(day).capitalize()} is een vrije dag. De wet schuift deze dag niet op, want u "
        f"kiest hem zelf. Beter is een werkdag, bijvoorbeeld {datum_in_woorden(next_day)}."
    )


def _workday(day: date, calendar: Kalender) -> date:
    """That day, or the first working day after it."""
    while not calendar.is_werkdag(day):
        day += timedelta(days=1)
    return day


def _way(zaak: Zaak, now: datetime) -> str:
    chosen = way_now(zaak, KIND, now)
    told = way_sentence(chosen)
    if chosen.way is not Way.LETTER:
        return told
    return f"{told} De termijn staat pas stil vanaf de dag nadat u hem verstuurt."


def _requests(zaak: Zaak) -> list[dict[str, Any]]:
    found = SupplementRequest.objects.filter(zaak=zaak).select_related("message", "asked_by")
    return [
        {
            "id": one.pk,
            "asked": one.asked,
            "who": one.asked_by.name,
            "at": short_moment(one.asked_at),
            "last_day": datum_in_woorden(one.last_day),
            "state": _state(one),
            "may_withdraw": one.sent_on is None and one.message.state in STILL_HERE,
        }
        for one in found.order_by("-id")
    ]


def _state(one: SupplementRequest) -> str:
    if one.answered_on:
        return f"beantwoord op {short_day(one.answered_on)}"
    if one.sent_on:
        return f"verstuurd op {short_day(one.sent_on)}"
    return str(MessageState(one.message.state).label)
