"""What was found of one municipality beside the ways to ask for products, each with its proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.law.kalender import NEDERLANDSE_KALENDER, dag_in_amsterdam
from openloket.monitor.beside import designations_of
from openloket.monitor.models import (
    AccessibilityStatement,
    DesignationFound,
    Municipality,
    ReceiptTest,
    Round,
    Satisfaction,
    SupportFound,
)
from openloket.monitor.scoring.receipts import Asked, in_time, last_day, receipts


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it; None where nobody looked. `publications` are those of designation decisions; `designated`
    is None when of no municipality at all a decision is known: then nobody searched."""

    questions: Sequence[ReceiptTest]
    publications: Sequence[DesignationFound]
    designated: bool | None
    support: SupportFound | None
    statement: AccessibilityStatement | None
    satisfaction: Satisfaction | None

    def confirmed(self, now: datetime) -> bool | None:
        """Whether a confirmation came in time; None when none was asked or one can still come."""
        found = receipts((_asked(one) for one in self.questions), now, NEDERLANDSE_KALENDER)
        return bool(found.in_time) if found.asked else None


def findings_of(round: Round, town: Municipality) -> Findings:
    """What a round found of a municipality: six statements."""
    here = {"round": round, "municipality": town}
    decided = {one.municipality for one in designations_of(round)}
    publications = DesignationFound.objects.filter(municipality=town, published_on__lte=round.ends_on)
    return Findings(
        list(ReceiptTest.objects.filter(**here).order_by("way")),
        list(publications.order_by("published_on", "identifier")),
        town.code in decided if decided else None,
        SupportFound.objects.current(round).filter(municipality=town).first(),
        AccessibilityStatement.objects.current(round).filter(municipality=town).first(),
        Satisfaction.objects.current(round).filter(municipality=town).first(),
    )


def result_of(question: ReceiptTest, now: datetime) -> str:
    """What became of a test question, in a sentence."""
    asked = _asked(question)
    if in_time(asked, NEDERLANDSE_KALENDER):
        return "De ontvangst is op tijd bevestigd."
    if question.answered_at:
        return "De bevestiging kwam te laat."
    waits = last_day(question.sent_at, NEDERLANDSE_KALENDER) >= dag_in_amsterdam(now)
    return "Er kan nog een bevestiging komen." if waits else "Er kwam geen bevestiging."


def _asked(one: ReceiptTest) -> Asked:
    return Asked(one.municipality_id, one.sent_at, one.answered_at)
