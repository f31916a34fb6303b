"""The register of complaints in words: for the desk and for everybody, as a page and as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openloket.zaken.complaints import TOPICS, ComplaintRow, Timing, counted
from openloket.zaken.models import Complaint

TIMINGS = {
    Timing.IN_TIME: "op tijd",
    Timing.LATE: "te laat",
    Timing.RUNNING: "loopt nog",
    Timing.OVERDUE: "loopt nog, te laat",
}
OPEN_LABEL = "nog geen uitkomst"
PUBLIC_HEAD = ("Nummer", "Ontvangen in", "Onderwerp", "Uitkomst", "Op tijd")


def topic(row: ComplaintRow) -> str:
    """What the complaint is about."""
    return TOPICS.get(row.topic, row.topic)


def outcome(row: ComplaintRow) -> str:
    """What came of it; until it is handled nothing."""
    return Complaint.Outcome(row.outcome).label if row.handled_on else OPEN_LABEL


def timing(row: ComplaintRow) -> str:
    """Whether it was in time."""
    return TIMINGS[row.timing]


def totals(rows: Sequence[ComplaintRow]) -> list[dict[str, Any]]:
    """How many there are of each topic, outcome and timing: {title, rows [{label, count}]}."""
    return [
        {"title": title, "rows": [{"label": label, "count": count} for label, count in found.most_common()]}
        for title, found in (
            ("Onderwerp", counted(rows, topic)),
            ("Uitkomst", counted(rows, outcome)),
            ("Op tijd", counted(rows, timing)),
        )
    ]


def public_rows(rows: Sequence[ComplaintRow]) -> list[tuple[str, ...]]:
    """Every complaint without what could point at somebody: a quarter for its day, no reference."""
    return [
        (str(number), quarter(row.received_on), topic(row), outcome(row), timing(row))
        for number, row in enumerate(rows, start=1)
    ]


def quarter(day: date) -> str:
    """2026, kwartaal 2."""
    return f"{day.year}, kwartaal {(day.month + 2) // 3}"
