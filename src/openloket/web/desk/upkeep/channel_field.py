"""The question which channel it is about, on the pages of outages and of work on the counter."""

from collections.abc import Mapping
from typing import Any

from openloket.outages.models import Channel


def channel_field(label: str, posted: Mapping[str, str], problems: Mapping[str, str]) -> dict[str, Any]:
    """One of the channels that can be out of use, as the field `kanaal`; `label` is the question."""
    return {
        "key": "kanaal",
        "type": "choice",
        "label": label,
        "required": True,
        "options": [{"value": one.value, "label": one.label} for one in Channel],
        "value": posted.get("kanaal", ""),
        "error": problems.get("kanaal"),
    }
