"""The decisions on a zaak as an employee sees them: the text, how and when made known, the term from it."""

from datetime import date
from typing import Any

from openloket.post.models import Message, MessageState
from openloket.web.besluit_view import shown
from openloket.web.desk.wording import short_moment
from openloket.zaken.decisions import decisions_on
from openloket.zaken.models import Besluit, Zaak

_WAITS = {
    MessageState.TO_POST: "De brief moet nog weg. U vindt hem bij ‘Post’.",
    MessageState.PRINTING: "De brief is bij de drukker. Het besluit is bekendgemaakt als die hem verstuurt.",
    MessageState.FAILED: "Het besluit is niet aangekomen. Stuur het per brief, of geef het zelf.",
    MessageState.AGAIN: "De e-mail kwam terug. Wij versturen hem vanzelf nog eens.",
}
_UNDERWAY = "Het besluit is onderweg. Het is bekendgemaakt als de mailserver het heeft."
_BY_HAND = "Geef het besluit zelf, of print het en doe het op de post. Leg dan vast wanneer."


def recorded(zaak: Zaak, root: str, today: date, *, handles: bool) -> list[dict[str, Any]]:
    """Every decision, the latest first; `root` is the address of the page."""
    return [_one(besluit, root, today, handles=handles) for besluit in decisions_on(zaak.pk)]


def _one(besluit: Besluit, root: str, today: date, *, handles: bool) -> dict[str, Any]:
    waits = besluit.made_known_on is None and besluit.withdrawn_at is None
    return {
        **shown(besluit, today),
        "by": besluit.decided_by.name,
        "pdf_url": f"{root}/{besluit.pk}/besluit.pdf",
        "withdrawn": short_moment(besluit.withdrawn_at) if besluit.withdrawn_at else None,
        "withdraw_url": f"{root}/{besluit.pk}/intrekken" if waits and handles else None,
        "waits": _waits_for(besluit.message) if waits else None,
        "known_url": f"{root}/{besluit.pk}/bekendgemaakt" if waits and handles else None,
    }


def _waits_for(message: Message | None) -> str:
    return _BY_HAND if message is None else _WAITS.get(MessageState(message.state), _UNDERWAY)
