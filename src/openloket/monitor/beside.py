"""Figures beside channels: confirmations, designations, help, accessibility, and saying beside doing."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from openloket.law.kalender import NEDERLANDSE_KALENDER
from openloket.monitor.models import (
    AccessibilityStatement,
    DesignationFound,
    ReceiptTest,
    Round,
    Satisfaction,
    SupportFound,
)
from openloket.monitor.scoring.channels import DIGITAL, NEUTRAL, UNSETTLED, Basis
from openloket.monitor.scoring.counting import Seen
from openloket.monitor.scoring.designations import Decided, Published, decisions
from openloket.monitor.scoring.receipts import Asked, Receipts, receipts

Towns = Collection[str] | None
"""The codes of the municipalities that count; None for all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Of how many municipalities something was found, out of those that were looked at."""

    found: int
    looked_at: int

    @property
    def share(self) -> float | None:
        """0 to 1; None when nobody was looked at."""
        return self.found / self.looked_at if self.looked_at else None


@dataclass(frozen=True, slots=True)
class Difference:
    """What municipalities say beside what was measured, for products of which both are known."""

    compared: int
    agree: int
    only_said: int
    only_measured: int


def asked_in(round: Round) -> list[Asked]:
    """The test questions of a round."""
    rows = ReceiptTest.objects.filter(round=round).values_list("municipality_id", "sent_at", "answered_at")
    return [Asked(*row) for row in rows]


def receipts_among(asked: Iterable[Asked], now: datetime, towns: Towns = None) -> Receipts:
    """Confirmations within ten working days, of questions that were read before."""
    among = (one for one in asked if towns is None or one.municipality in towns)
    return receipts(among, now, NEDERLANDSE_KALENDER)


def receipts_of(round: Round, now: datetime, towns: Towns = None) -> Receipts:
    """Confirmations within ten working days."""
    return receipts_among(asked_in(round), now, towns)


def designations_of(round: Round, towns: Towns = None) -> list[Decided]:
    """The decisions that were published on the last day of the round at the latest, each once."""
    rows = DesignationFound.objects.filter(published_on__lte=round.ends_on).values_list(
        "municipality_id", "source", "identifier", "title", "published_on", "in_force_on"
    )
    return decisions(Published(*row) for row in rows if towns is None or row[0] in towns)


def support_of(round: Round, towns: Towns = None) -> Found:
    """At how many municipalities information about help was found."""
    rows = SupportFound.objects.current(round).values_list("municipality_id", "found")
    found = [yes for town, yes in rows if towns is None or town in towns]
    return Found(sum(found), len(found))


def statements_of(round: Round, towns: Towns = None) -> Counter[str]:
    """How many municipalities have each status of the accessibility statement."""
    rows = AccessibilityStatement.objects.current(round)
    return Counter(
        status
        for town, status in rows.values_list("municipality_id", "status")
        if towns is None or town in towns
    )


def satisfaction_of(round: Round, towns: Towns = None) -> tuple[float | None, int]:
    """The mean score (0 to 10) of the municipalities of which one is known, and how many those are."""
    rows = Satisfaction.objects.current(round).values_list("municipality_id", "score")
    scores = [float(score) for town, score in rows if towns is None or town in towns]
    return (fmean(scores) if scores else None), len(scores)


def difference(seen: dict[Basis, list[Seen]]) -> Difference:
    """What municipalities say beside what was measured. What is unknown or not offered is left out."""
    out = NEUTRAL | UNSETTLED
    said, measured = (
        {
            (one.municipality, one.product, one.audience): one.channel in DIGITAL
            for one in seen.get(basis, [])
            if one.channel not in out
        }
        for basis in (Basis.DECLARED, Basis.MEASURED)
    )
    both = said.keys() & measured.keys()
    return Difference(
        compared=len(both),
        agree=sum(said[one] == measured[one] for one in both),
        only_said=sum(said[one] and not measured[one] for one in both),
        only_measured=sum(measured[one] and not said[one] for one in both),
    )
