"""A carrier tells what became of a message; that counts only with the token that we gave it."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.delivery.suppressing import About, put_on_list
from openloket.flows.letters.printer_told import carrier_posted, carrier_refused
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import CarrierAccount, Message, SuppressionReason, Way
from openloket.post.notify_words import heard
from openloket.post.ports import Became, Heard
from openloket.post.suppression import Failing
from openloket.post.verp import marked

NOT_PRINTED = "De drukker kon deze brief niet printen."
_KINDS: Mapping[Became, EventKind] = {
    Became.DELIVERED: EventKind.DELIVERED,
    Became.FAILED_NOW: EventKind.BOUNCED_SOFT,
    Became.FAILED_FOR_GOOD: EventKind.BOUNCED_HARD,
    Became.RETURNED: EventKind.RETURNED,
}


class UnableToHear(Exception):
    """Whoever says this is not the carrier of this organisation."""


def new_token() -> tuple[str, str]:
    """A token for a carrier to show, and what is kept of it."""
    token = secrets.token_urlsafe(32)
    return token, _digest(token)


def carrier_told(token: str, told: Any, now: datetime) -> bool:
    """Note what a carrier of the organisation in scope tells; whether that was news about a message of ours.

    In whatever order and however often it is told, it ends the same. Raises UnableToHear.
    """
    _check(token)
    news = heard(told)
    ours = marked(news.mark) if news else None
    if news is None or ours is None:
        return False
    message: Message | None = Message.objects.filter(pk=ours.row_id).first()
    return message is not None and note_heard(message, ours.step, news, now)


def _check(token: str) -> None:
    kept = CarrierAccount.objects.filter(carrier="notify").values_list("settings", flat=True)
    known = [str(one.get("callback", "")) for one in kept]
    made = _digest(token)
    if not any(hmac.compare_digest(made, one) for one in known if one):
        raise UnableToHear


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def note_heard(message: Message, step: int, news: Heard, now: datetime) -> bool:
    """Note what a carrier knows of one sending of a message; whether that was news."""
    at = min(news.at or now, now)
    if news.became is Became.POSTED:
        return carrier_posted(message.pk, dag_in_amsterdam(at), now)
    if news.became is Became.NOT_PRINTED:
        return carrier_refused(message.pk, NOT_PRINTED, now)
    kind = EventKind.COMPLAINED if news.complaint else _KINDS.get(news.became)
    if kind is None:
        return False
    event = Event(kind, at, Source.CARRIER, f"notify:{news.id}:{news.word}", code=news.word[:20], step=step)
    with transaction.atomic():
        _suppress(message, step, kind, news, now)
        return note_delivery(message.pk, event, now)


def _suppress(message: Message, step: int, kind: EventKind, news: Heard, now: datetime) -> None:
    """An address that does not work, or wants nothing of us, gets nothing more until somebody lifts that."""
    reasons = {
        EventKind.BOUNCED_HARD: SuppressionReason.NO_ADDRESS,
        EventKind.COMPLAINED: SuppressionReason.COMPLAINT,
    }
    if kind in reasons and message.step == step and message.way in (Way.EMAIL, Way.SMS):
        about = About(message.pk, message.message_id, (message.subject_kind, message.subject_id))
        put_on_list(about, Failing(message.way, message.to_address, reasons[kind], news.word[:12]), now)
