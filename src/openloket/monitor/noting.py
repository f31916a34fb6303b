"""Writing what was found beside channels: help, accessibility, satisfaction, designations, test questions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from openloket.monitor.models import (
    AccessibilityStatement,
    DesignationFound,
    ReceiptTest,
    Round,
    Satisfaction,
    SupportFound,
)
from openloket.monitor.recording import Written

Found = type[SupportFound] | type[AccessibilityStatement] | type[Satisfaction]
Values = Mapping[str, Any]


def write_found(
    model: Found, round: Round, rows: Iterable[Values], now: datetime, correction: str
) -> Counter[Written]:
    """Write findings, one per municipality: what differs replaces, with a trail; within a transaction."""
    current = {one.municipality_id: one for one in model.objects.current(round)}
    latest = {row["municipality_id"]: row for row in rows}
    counts: Counter[Written] = Counter()
    fresh = []
    for town, row in latest.items():
        known, said = current.get(town), {key: one for key, one in row.items() if key != "correction"}
        if known and all(getattr(known, key) == one for key, one in said.items()):
            counts[Written.SAME] += 1
            continue
        counts[Written.REPLACED if known else Written.NEW] += 1
        why = (row.get("correction") or correction) if known else ""
        fresh.append(model(round=round, recorded_at=now, replaces=known, correction=why, **said))
    model.objects.bulk_create(fresh)
    return counts


def write_designations(rows: Iterable[Values]) -> Counter[Written]:
    """Add publications that are not known yet, by source and number."""
    known = set(DesignationFound.objects.values_list("source", "identifier"))
    latest = {(row["source"], row["identifier"]): row for row in rows}
    fresh = [DesignationFound(**row) for key, row in latest.items() if key not in known]
    DesignationFound.objects.bulk_create(fresh)
    return Counter({Written.NEW: len(fresh), Written.SAME: len(latest) - len(fresh)})


def write_receipt_tests(
    round: Round, rows: Iterable[Values], now: datetime
) -> tuple[Counter[Written], list[str]]:
    """Add test questions and note answers that came since; also gives the codes that belong to another."""
    known = {one.code: one for one in ReceiptTest.objects.all()}
    counts: Counter[Written] = Counter()
    clashes: list[str] = []
    for row in rows:
        one = known.get(row["code"])
        if one is None:
            known[row["code"]] = ReceiptTest.objects.create(
                round=round, noted_at=now if row["answered_at"] else None, **row
            )
            counts[Written.NEW] += 1
        elif (one.round_id, one.municipality_id, one.way) != (round.pk, row["municipality_id"], row["way"]):
            clashes.append(row["code"])
        elif row["answered_at"] and note_answer(one, row["answered_at"], row["answer"], now):
            counts[Written.REPLACED] += 1
        else:
            counts[Written.SAME] += 1
    return counts, clashes


def note_answer(test: ReceiptTest, at: datetime, answer: str, now: datetime) -> bool:
    """Note the confirmation of a test question, once; False when one was noted already."""
    waiting = ReceiptTest.objects.filter(pk=test.pk, answered_at=None)
    return bool(waiting.update(answered_at=at, answer=answer[:2000], noted_at=now))
