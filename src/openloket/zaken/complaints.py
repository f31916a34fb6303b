"""The register of complaints (Awb 9:12a): what each is about, what came of it, and whether in time."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from openloket.law.kalender import Kalender, dag_in_amsterdam, einde_van_dag
from openloket.law.kanalen import Berichtsoort
from openloket.law.procedures import klacht_niet_behandelen
from openloket.zaken.models import Complaint, ComplaintPublication, Zaak

#: The topics of the register, by the choices of the form `klacht`; other forms may use them too.
TOPICS: Mapping[str, str] = {
    "medewerker": "Hoe een medewerker iemand behandelde",
    "informatie": "Verkeerde of geen informatie",
    "lang": "Te lang wachten of geen antwoord",
    "privacy": "Omgaan met gegevens van mensen",
    "bereikbaar": "Niet goed te bereiken",
    "besluit": "Een besluit",
    "buurt": "Iets in de buurt",
    "anders": "Iets anders",
}
OTHER = "anders"

#: What is done before the outcome, as the worker notes it: the fields of law.klacht.Klachtbehandeling.
STEPS: Mapping[str, str] = {
    "afschrift_aan_beklaagde": "Wie het aangaat, kreeg een kopie van de klacht (Awb 9:9)",
    "klager_kon_gehoord": "De klager kon zijn verhaal vertellen, of dat hoefde niet (Awb 9:10 lid 1 en 2)",
    "beklaagde_kon_gehoord": "Wie het aangaat, kon zijn verhaal vertellen (Awb 9:10 lid 1)",
    "verslag_van_horen": "Er is een verslag, of niemand wilde vertellen (Awb 9:10 lid 3)",
}


class Timing(StrEnum):
    """Whether a complaint was handled before its last day, or still can be."""

    IN_TIME = "op-tijd"
    LATE = "te-laat"
    RUNNING = "loopt"
    OVERDUE = "loopt-te-laat"


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One entry of the register, without anybody's name."""

    reference: str
    received_on: date
    topic: str
    conduct_of: str
    outcome: str
    handled_on: date | None
    last_day: date | None
    timing: Timing


def topic_of(answers: Mapping[str, Any]) -> str:
    """The topic that somebody chose in a form; the last one when the form did not ask."""
    chosen = answers.get("onderwerp")
    return chosen if isinstance(chosen, str) and chosen in TOPICS else OTHER


def mark_of(complaint: Complaint | None) -> str:
    """Changes when somebody notes something: so of two at the same moment the second is told."""
    if complaint is None:
        return ""
    seen = [complaint.topic, complaint.conduct_of, sorted(complaint.steps), str(complaint.outcome)]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def complaint_of(zaak_id: int) -> Complaint | None:
    """The entry of a complaint; None when it is not registered yet."""
    found: Complaint | None = Complaint.objects.filter(zaak_id=zaak_id).first()
    return found


_COLUMNS = (
    "zaak__reference",
    "zaak__received_at",
    "topic",
    "conduct_of",
    "outcome",
    "handled_on",
    "zaak__last_day",
)


def register(year: int, calendar: Kalender, today: date) -> list[ComplaintRow]:
    """Every registered complaint that came in a year, the oldest first. A year has hundreds, not millions."""
    rows = Complaint.objects.filter(year=year).order_by("zaak__received_at", "zaak_id")
    return [_row(*columns, calendar=calendar, today=today) for columns in rows.values_list(*_COLUMNS)]


def _row(
    reference: str,
    received_at: datetime,
    topic: str,
    conduct_of: str,
    outcome: str,
    handled_on: date | None,
    last_day: date | None,
    *,
    calendar: Kalender,
    today: date,
) -> ComplaintRow:
    received_on = dag_in_amsterdam(received_at)
    last_day = last_day_for(outcome, received_on, last_day, calendar)
    timing = _timing(handled_on, last_day, today)
    return ComplaintRow(reference, received_on, topic, conduct_of, outcome, handled_on, last_day, timing)


def last_day_for(outcome: str, received_on: date, last_day: date | None, calendar: Kalender) -> date | None:
    """The last day of Awb 9:11, or of 9:8(3) for a complaint that is not handled."""
    if outcome == Complaint.Outcome.NOT_HANDLED:
        return klacht_niet_behandelen(received_on, calendar).laatste_dag
    return last_day


def _timing(handled_on: date | None, last_day: date | None, today: date) -> Timing:
    in_time = last_day is None or (handled_on or today) <= last_day
    if handled_on is None:
        return Timing.RUNNING if in_time else Timing.OVERDUE
    return Timing.IN_TIME if in_time else Timing.LATE


def unregistered(year: int) -> list[str]:
    """The references of complaints that came in a year (in Amsterdam) and are not in the register."""
    first, after = _bounds(year)
    came = Zaak.objects.filter(
        kind=Berichtsoort.KLACHT, received_at__gte=first, received_at__lt=after, complaint=None
    )
    return list(came.order_by("received_at").values_list("reference", flat=True))


def _bounds(year: int) -> tuple[datetime, datetime]:
    return einde_van_dag(date(year - 1, 12, 31)), einde_van_dag(date(year, 12, 31))


def counted(rows: Iterable[ComplaintRow], by: Callable[[ComplaintRow], str]) -> Counter[str]:
    """How many complaints there are of each topic, outcome or timing."""
    return Counter(by(row) for row in rows)


def publication_of(year: int) -> ComplaintPublication | None:
    """When the register of a year was published; None when it was not."""
    found: ComplaintPublication | None = ComplaintPublication.objects.filter(year=year).first()
    return found


def years() -> Sequence[int]:
    """The years of which there are complaints, the last one first."""
    return list(Complaint.objects.order_by("-year").values_list("year", flat=True).distinct())


def published_years() -> Sequence[int]:
    """The years of which the register was published, the last one first."""
    return list(ComplaintPublication.objects.order_by("-year").values_list("year", flat=True))
