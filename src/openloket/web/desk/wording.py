"""Dates and states in the few words for which a desk has room."""

from datetime import date, datetime

from openloket.law.waarom import MAANDEN
from openloket.tenancy.local_time import AMSTERDAM
from openloket.zaken.models import OF_THE_SENDER, OPEN, Status, Term

STATUS_KINDS = {
    Status.RECEIVED: "active",
    Status.IN_PROGRESS: "warning",
    Status.WAITING: "neutral",
    Status.DECIDED: "good",
    Status.CLOSED: "neutral",
}


def short_day(day: date) -> str:
    """2 mrt 2026."""
    return f"{day.day} {_month(day)} {day.year}"


def whole_day(day: date) -> str:
    """2 maart 2026."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def whole_moment(moment: datetime) -> str:
    """2 maart 2026, 10.15 uur, in Amsterdam: for papers that are read years later."""
    local = moment.astimezone(AMSTERDAM)
    return f"{whole_day(local.date())}, {local:%H.%M} uur"


def short_moment(moment: datetime) -> str:
    """2 mrt 2026, 10.15 uur, in Amsterdam."""
    local = moment.astimezone(AMSTERDAM)
    return f"{short_day(local.date())}, {local:%H.%M} uur"


def days_left(last_day: date, today: date) -> str:
    """How long there is until the last day, which itself still counts."""
    days = (last_day - today).days
    if days < 0:
        return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"
    if days == 0:
        return "vandaag"
    return "nog 1 dag" if days == 1 else f"nog {days} dagen"


def remaining(status: str, last_day: date, today: date) -> str:
    """What the term still asks, as a sentence."""
    if status not in OPEN:
        return f"De zaak is {Status(status).label}."
    left = days_left(last_day, today)
    return f"{left[0].upper()}{left[1:]}."


def left_of_term(kind: str, status: str, last_day: date, today: date) -> str:
    """What a term of this kind still asks; a penalty asks nothing, and who objects may also not do so."""
    if kind == Term.Kind.PENALTY:
        return ""
    if kind not in OF_THE_SENDER:
        return remaining(status, last_day, today)
    if last_day < today:
        return "De termijn is voorbij."
    left = days_left(last_day, today)
    return "De afzender kan nog tot en met vandaag." if left == "vandaag" else f"De afzender heeft {left}."


def _month(day: date) -> str:
    name = MAANDEN[day.month - 1]
    return {"maart": "mrt", "mei": "mei"}.get(name, name[:3])
