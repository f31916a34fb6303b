"""Somebody asks to mend what we have of them: the form of the AVG, with what is known filled in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer.forms import compiled

PRODUCT = "persoonsgegevens"
WHAT = ("verbeteren", "aanvullen", "verwijderen", "inzien", "wie", "stoppen")
"""What the form lets ask (AVG art. 15 to 18 and 21)."""

_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: to do what, in which zaak (empty: none), and what stands there now."""

    what: str = "verbeteren"
    reference: str = ""
    now: str = ""


def begin_correction(
    wish: Wish, service_id: int, form_version_id: int, name: str, owner: drafts.Owner, now: datetime
) -> str:
    """Make the draft and give its key; it becomes an official message of its own, not a part of the zaak.

    The caller checked that the zaak is theirs. Nothing that the form does not ask is kept.
    """
    form, key = compiled(form_version_id), new_key()
    known: dict[str, Any] = {
        "wat": wish.what if wish.what in WHAT else WHAT[0],
        "kenmerk": wish.reference,
        "nu": wish.now[:_LONGEST],
        "naam": name,
    }
    answers = {one: value for one, value in known.items() if value and form.field(one) is not None}
    drafts.keep(key, service_id, form_version_id, answers, now, owner=owner)
    return key
