"""What NotifyNL says of a message, in its words and in ours; from its documentation and its source."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.post.ports import Became, Heard

STATUSES: Mapping[str, Became] = {
    "delivered": Became.DELIVERED,
    "temporary-failure": Became.FAILED_NOW,
    "technical-failure": Became.FAILED_NOW,
    "permanent-failure": Became.FAILED_FOR_GOOD,
}
OF_LETTERS: Mapping[str, Became] = {
    "delivered": Became.POSTED,
    "received": Became.POSTED,
    "returned-letter": Became.RETURNED,
    "cancelled": Became.NOT_PRINTED,
    "technical-failure": Became.NOT_PRINTED,
    "permanent-failure": Became.NOT_PRINTED,
    "validation-failed": Became.NOT_PRINTED,
    "virus-scan-failed": Became.NOT_PRINTED,
}
"""Of a letter: received means that the printer printed and posted it. Other words: it is under way."""

_ID = re.compile(r"[0-9a-fA-F-]{36}")


def heard(told: Any) -> Heard | None:
    """What a callback says: a status, a complaint or a letter that came back; None: nothing about us."""
    if not isinstance(told, dict):
        return None
    reference = _text(told, "reference")
    notification = _ID.fullmatch(_text(told, "id") or _text(told, "notification_id"))
    if not reference or notification is None:
        return None
    known = notification[0], reference
    if "complaint_id" in told:
        return Heard(*known, Became.DELIVERED, True, "complaint", _moment(told, "complaint_date"))
    if "status" not in told and "date_sent" in told:
        return Heard(*known, Became.RETURNED, False, "returned-letter", None)
    word = _text(told, "status")
    words = OF_LETTERS if told.get("notification_type") == "letter" else STATUSES
    return Heard(*known, words.get(word, Became.UNDER_WAY), False, word, _moment(told, "completed_at"))


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _moment(told: Mapping[str, Any], name: str) -> datetime | None:
    """Notify writes moments in UTC, with a Z or without a zone."""
    try:
        found = datetime.fromisoformat(_text(told, name).removesuffix("Z") + "+00:00")
    except ValueError:
        return None
    return found
