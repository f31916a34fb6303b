"""Answers of an earlier message, offered beside the questions of a form, and taken over by a button."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openloket.flows.drafts.save_step import Saved
from openloket.flows.drafts.take_over import Earlier, earlier, take_over
from openloket.law.waarom import datum_in_woorden
from openloket.people.sessions import Who
from openloket.web.portal.guards import moment

ALL = "alles"
"""The value of the button that takes over all of them; no question has this key."""


def with_earlier(fields: Sequence[dict[str, Any]], saved: Saved, who: Who | None) -> dict[str, Any]:
    """The questions of a page with what was answered before, for who is logged in and whose draft it is."""
    if who is None or saved.owner not in (None, who.owner):
        return {"fields": fields, "reusable": 0}
    found = earlier(who, saved.step, saved.answers, moment())
    shown = [{**one, "earlier": _shown(found[one["key"]])} if one["key"] in found else one for one in fields]
    return {"fields": shown, "reusable": len(found)}


def taken(saved: Saved, who: Who | None, key: str, chosen: str) -> Saved:
    """The same page after somebody pressed to take over one answer, or all that are offered."""
    if who is None or saved.owner != who.owner:
        return saved
    names = [field.key for field in saved.step.asking] if chosen == ALL else [chosen]
    return replace(saved, answers=take_over(who, key, saved.step, saved.answers, names, moment()))


def _shown(one: Earlier) -> dict[str, Any]:
    return {
        "lines": one.lines,
        "day": datum_in_woorden(one.on),
        "product": one.product,
        "reference": one.reference,
    }
