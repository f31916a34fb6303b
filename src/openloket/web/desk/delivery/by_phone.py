"""What an employee says at the telephone: first who is calling, then the same sentences as everywhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openloket.offer.calendar import law_calendar
from openloket.zaken.models import Term, Zaak
from openloket.zaken.standings import standing_from

_CHECKS = ("geboortedatum", "controledatum", "adres", "adres_bedrijf", "kvk", "kenteken", "telefoon", "email")
"""Questions of forms whose answer a caller knows by heart and a stranger does not, the best first."""
_NAMES = ("naam", "bedrijfsnaam", "organisatie")
_ENOUGH = 2


def by_phone(
    zaak: Zaak, terms: Sequence[Term], steps: Sequence[Mapping[str, Any]], now: datetime, status_url: str
) -> dict[str, Any]:
    """The questions with the answers that are right, and what to say then; for who may read the zaak."""
    told = standing_from(zaak, terms, law_calendar, now)
    return {
        "checks": [{"ask": "Wat is het kenmerk?", "answer": zaak.reference}, *_checks(steps)],
        "lines": told.lines,
        "status_url": status_url,
    }


def _checks(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    rows = {row["key"]: row for step in steps for row in step["rows"] if row["lines"]}
    known = [rows[key] for key in (*_CHECKS, *_NAMES) if key in rows]
    return [{"ask": row["label"], "answer": ", ".join(row["lines"])} for row in known[:_ENOUGH]]
