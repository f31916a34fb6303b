"""The public page that says whether every message got its confirmation of receipt."""

from datetime import date, datetime, timedelta
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.waarom import MAANDEN
from openloket.oversight.decided import decided_since
from openloket.oversight.receipts import ReceiptCount, count_receipts
from openloket.tenancy.local_time import in_words
from openloket.web import directory
from openloket.web.pages import page

_KEPT = timedelta(seconds=10)
_UNITS = ((120, 1, "seconden"), (2 * 3600, 60, "minuten"), (2 * 86400, 3600, "uur"))
"""Below so many seconds, a duration is told in this unit: its seconds and its name."""


class Measurement:
    """The last count of this process; the page is public, so counting happens once in ten seconds at most."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: list[tuple[ReceiptCount, date | None]] = []
        self._at: datetime | None = None

    def at(self, now: datetime) -> tuple[list[tuple[ReceiptCount, date | None]], datetime]:
        """The counts, each with the first day of the designation decision, and when they were taken."""
        with self._lock:
            if self._at is None or not timedelta(0) <= now - self._at < _KEPT:
                found = directory.organisations().by_slug.values()
                self._rows = list(zip(count_receipts(found, now), decided_since(found, now), strict=True))
                self._at = now
            return self._rows, self._at

    def forget(self) -> None:
        """Count again at the next use."""
        self._at = None


measurement = Measurement()


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """Received without confirmation of receipt, per organisation of this installation."""
    rows, measured_at = measurement.at(timezone.now())
    total = sum(row.unconfirmed for row, _ in rows)
    context = {
        "rows": [_row(row, since) for row, since in rows],
        "total_without": total,
        "measured_at": in_words(measured_at),
    }
    return page(request, "public/oversight.html", f"Ontvangen zonder ontvangstbevestiging: {total}", context)


def _row(row: ReceiptCount, decided: date | None) -> dict[str, object]:
    return {
        "decided": f"sinds {decided.day} {MAANDEN[decided.month - 1]} {decided.year}" if decided else "geen",
        "organisation": row.organisation,
        "received": row.received,
        "confirmed": row.confirmed,
        "exceptions": row.exceptions,
        "letters": row.letters,
        "underway": row.underway,
        "unconfirmed": row.unconfirmed,
        "slowest": _duration(row.slowest) if row.confirmed else "–",
    }


def _duration(wait: timedelta) -> str:
    seconds = wait.total_seconds()
    if seconds < 1:
        return "minder dan 1 seconde"
    for limit, unit, name in _UNITS:
        if seconds < limit:
            return f"{seconds / unit:.0f} {name}"
    return f"{wait.days} dagen"
