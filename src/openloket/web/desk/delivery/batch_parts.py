"""The parts of the pages on letters at a printer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from openloket.post.kinds import kind_of
from openloket.post.letter_numbers import number_of
from openloket.post.models import BatchedLetter, LetterBatch
from openloket.web.desk.wording import short_day, short_moment

OVERDUE_AFTER = timedelta(days=4)
"""After this long somebody should ask the printer: at least two working days, whatever the day."""

_COLOURS: Mapping[str, str] = {
    LetterBatch.State.MADE: "warning",
    LetterBatch.State.PLACED: "active",
    LetterBatch.State.SETTLED: "good",
    BatchedLetter.Outcome.OPEN: "active",
    BatchedLetter.Outcome.POSTED: "good",
    BatchedLetter.Outcome.REFUSED: "danger",
}
CARRIERS: Mapping[str, str] = {
    "folder": "een map op de server",
    "sftp": "de server van de drukker (SFTP)",
    "notify": "NotifyNL",
}
"""How a printer gets letters, in the words of the desk."""


def rows(batches: Sequence[LetterBatch], root: str, now: datetime) -> list[dict[str, Any]]:
    """The list: each batch with how many letters, how it stands, and whether news of it is overdue."""
    return [
        {
            **_batch(one),
            "url": f"{root}/{one.number}",
            "overdue": bool(one.still_open) and _long_ago(one, now),
        }
        for one in batches
    ]


def _long_ago(batch: LetterBatch, now: datetime) -> bool:
    return batch.made_at < now - OVERDUE_AFTER


def batch(found: LetterBatch, letters: Sequence[BatchedLetter], desk: str) -> dict[str, Any]:
    """One batch with its letters."""
    return {
        "batch": {**_batch(found), "made_by": found.made_by.name if found.made_by else ""},
        "letters": [
            {
                "number": number_of(one.message_id),
                "url": f"{desk}post/{one.message_id}",
                "kind": kind_of(one.message.kind).title,
                "to": one.message.to_lines[0] if one.message.to_lines else "",
                "pages": one.pages or "–",
                "state": BatchedLetter.Outcome(one.outcome).label,
                "colour": _COLOURS[one.outcome],
                "posted_on": short_day(one.posted_on) if one.posted_on else "",
                "reason": one.reason,
            }
            for one in letters
        ],
    }


def _batch(one: LetterBatch) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": LetterBatch.State(one.state).label,
        "colour": _COLOURS[one.state],
        "made": one.state == LetterBatch.State.MADE,
        "placed": one.state == LetterBatch.State.PLACED,
        "at": short_moment(one.made_at),
        "placed_at": short_moment(one.placed_at) if one.placed_at else "",
        "printer": CARRIERS.get(one.carrier, one.carrier),
        "letters": one.letters_in_all,
        "pages": one.pages_in_all or 0,
        "open": one.still_open,
        "answer": "" if one.answer == "bezig" else one.answer,
        "tries": one.tries,
        "uncertain": one.uncertain,
    }
