"""A message leaves: claimed, carried outside any transaction, and then settled with its proof."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.hold_back import hold_back
from openloket.flows.correspondence.reaching import reached_at
from openloket.flows.delivery.box_item import box_item
from openloket.flows.delivery.climb import climb
from openloket.flows.delivery.sent import EFFECTS, follow
from openloket.flows.delivery.suppressing import About, put_on_list, refused_address
from openloket.flows.queue import enqueue
from openloket.flows.referral.enclosing import enclosed_with
from openloket.intake.mails import BytesLost
from openloket.law.kalender import dag_in_amsterdam
from openloket.post import dispatch, mime
from openloket.post.delivery import BROKE_OFF, SUPPRESSED, TAKEN_BACK, UNMAKEABLE
from openloket.post.kinds import kind_of
from openloket.post.models import Message, MessageState, SuppressionReason, Way
from openloket.post.ports import Carrier, Item, Permanent, Temporary, TextMessage
from openloket.post.suppression import ALWAYS, Failing, suppressed
from openloket.tenancy import scope

log = logging.getLogger(__name__)

ACTOR = "system"
_NO_FILE = "een bestand dat mee moet kon niet worden gelezen"
_NO_FILES = "een bericht met bestanden kan niet naar de Berichtenbox"
_WHY = {
    SUPPRESSED: "dit adres staat op de lijst van adressen die niet werken",
    TAKEN_BACK: "de lezer wil deze berichten hier niet meer krijgen",
}
_DOUBTED = "te vaak brak het versturen af, zonder dat bekend is hoe dat eindigde"
_FACTS = {
    MessageState.HANDED_OVER: "message.handed_over",
    MessageState.RETRY: "message.delayed",
    MessageState.FAILED: "message.failed",
}


def deliver(
    message_id: int, carrier: Carrier, clock: Callable[[], datetime]
) -> dispatch.Attempt | dispatch.NotClaimed:
    """Send one message of the organisation in scope, once, and keep what the mail server answered.

    `clock` is asked twice: when the message is claimed and when the mail server has answered, which may
    be many seconds later. Must not be called inside a transaction. A process that dies in between leaves
    the message claimed; it is sent again with the same Message-ID, by which mail programmes know it.
    When what follows goes wrong, the message still counts as sent, and a job tries that again. When it was
    refused for good, or too often, the next step of the ladder is taken at once (flows/delivery/climb.py).
    What is brought to a message box was sent only when it stands there (Awb 2:19 onder c): word of that is
    waited for, and what follows is in note_delivery.py.
    """
    began = clock()
    claimed = dispatch.claim(message_id, began)
    if isinstance(claimed, dispatch.NotClaimed):
        if claimed is dispatch.NotClaimed.HELD:
            hold_back(message_id, began)
        return claimed
    attempt = replace(_carry(claimed, carrier, began), at=clock())
    outcome, boxed = attempt.outcome, claimed.way == Way.BOX
    left = outcome is MessageState.HANDED_OVER
    with transaction.atomic():
        expected = dispatch.settle(claimed, attempt)
        record(scope.current(), attempt.at, ACTOR, [_fact(claimed, attempt)])
        if left and not boxed and claimed.kind in EFFECTS:
            _follow(claimed, attempt.at)
        if (
            outcome is MessageState.FAILED
            and claimed.way == Way.EMAIL
            and (code := refused_address(attempt.answer))
        ):
            _suppress(claimed, code, attempt.at)
        if (left and (boxed or not expected)) or (expected and outcome is MessageState.FAILED):
            climb(Message.objects.select_for_update().get(pk=claimed.row_id), attempt.at)
    return attempt


def _suppress(claimed: dispatch.Claim, code: str, at: datetime) -> None:
    """The mail server at the other end says that there is no such address: nothing more goes there."""
    about = About(claimed.row_id, claimed.letter.message_id, (claimed.subject_kind, claimed.subject_id))
    failing = Failing(Way.EMAIL, claimed.letter.to_address, SuppressionReason.NO_ADDRESS, code)
    put_on_list(about, failing, at)


def _follow(claimed: dispatch.Claim, at: datetime) -> None:
    """Whatever goes wrong in what follows, the mail is gone: undoing that it left would send it again."""
    try:
        with transaction.atomic():
            follow(claimed.kind, claimed.row_id, dag_in_amsterdam(at), at, again=claimed.step > 1)
    except Exception:  # a bug in what follows; the job that is queued raises it again, until it is mended
        log.exception("what follows message %d went wrong; a job tries it again", claimed.row_id)
        enqueue("follow_message", organisation_id=scope.current(), message_id=claimed.row_id)


def follow_later(message_id: int) -> bool:
    """Let happen what should have followed when the message left; whether it did leave."""
    left = Message.objects.filter(pk=message_id, state=MessageState.HANDED_OVER)
    found = left.values_list("kind", "settled_at", "step").first()
    if found is None:
        return False
    kind, at, step = found
    with transaction.atomic():
        follow(kind, message_id, dag_in_amsterdam(at), at, again=step > 1)
    return True


def _carry(claimed: dispatch.Claim, carrier: Carrier, began: datetime) -> dispatch.Attempt:
    """How it ended, as of the moment at which it began."""

    def ended(outcome: MessageState, answer: str, lasting: bool = False, **more: Any) -> dispatch.Attempt:
        return dispatch.Attempt(claimed.attempt, outcome, answer, began, lasting, **more)

    if not dispatch.may_try_again(claimed.attempt - 1, claimed.uncertain):
        return ended(MessageState.FAILED, _DOUBTED, stayed=BROKE_OFF)  # each time its worker died
    if stayed := _stays_here(claimed, began):
        return ended(MessageState.FAILED, _WHY[stayed], lasting=True, stayed=stayed)
    try:
        accepted = carrier.carry(_item(claimed))
    except mime.Unsendable as problem:
        return ended(MessageState.FAILED, str(problem), lasting=True, stayed=UNMAKEABLE)
    except Permanent as refusal:
        return ended(MessageState.FAILED, refusal.answer, lasting=True)
    except Temporary as refusal:
        times = claimed.uncertain + refusal.uncertain
        wait = max(refusal.wait or timedelta(), dispatch.wait_when_uncertain(times))
        sorts = {"uncertain": refusal.uncertain, "whole": refusal.whole, "put_off": not refusal.whole}
        return ended(_again(claimed, times), refusal.answer, wait=wait, **sorts)
    except (OSError, BytesLost):
        log.exception("a file of message %d can't be read; it is tried again", claimed.row_id)
        return ended(_again(claimed, claimed.uncertain), _NO_FILE)
    return ended(MessageState.HANDED_OVER, accepted.answer)


def _stays_here(claimed: dispatch.Claim, now: datetime) -> str:
    """Why it may not go to this address now, and must go on in another way, as a code; empty when it may.

    A yes that was taken back counts from that moment (Awb 2:8), unless another one stands for the same
    address. Of a message box flows/delivery/box_item.py looks.
    """
    if claimed.kind not in ALWAYS and suppressed(claimed.way, claimed.letter.to_address):
        return SUPPRESSED
    if not claimed.taken_back or claimed.way == Way.BOX:
        return ""
    mailed = claimed.way == Way.EMAIL and claimed.subject_kind == "zaak"
    sort = kind_of(claimed.kind).sort
    stands = mailed and reached_at(claimed.subject_id, sort, claimed.letter.to_address, now)
    return "" if stands else TAKEN_BACK


def _item(claimed: dispatch.Claim) -> Item:
    """What is carried. Raises mime.Unsendable, OSError, BytesLost, and what box_item raises."""
    letter = claimed.letter
    if claimed.way == Way.SMS:
        return TextMessage(letter.to_address, letter.text, letter.returns.mark)
    files = enclosed_with(claimed.kind, claimed.row_id)
    if claimed.way == Way.BOX and files:
        raise Permanent(_NO_FILES)
    if claimed.way == Way.BOX:
        return box_item(claimed.row_id, letter)
    return mime.envelope(replace(letter, enclosed=files))


def _again(claimed: dispatch.Claim, uncertain: int) -> MessageState:
    return MessageState.RETRY if dispatch.may_try_again(claimed.attempt, uncertain) else MessageState.FAILED


def _fact(claimed: dispatch.Claim, attempt: dispatch.Attempt) -> Fact:
    kind = _FACTS[attempt.outcome]
    body = describe(
        kind,
        attempt.at,
        ACTOR,
        message_id=claimed.letter.message_id,
        message_kind=claimed.kind,
        message_sha256=claimed.sha256,
        attempt=claimed.attempt,
        reply_code=attempt.answer[:3] if attempt.answer[:3].isdigit() else None,
        **_doubts(claimed, attempt),
        **({"way": claimed.way} if claimed.way == Way.BOX else {}),
    )
    return Fact(kind, claimed.subject_kind, claimed.subject_id, body)


def _doubts(claimed: dispatch.Claim, attempt: dispatch.Attempt) -> dict[str, JsonValue]:
    """What of this attempt, and of those before it, nobody knows: the reader may have it more than once."""
    doubts: dict[str, JsonValue] = {"uncertain": True} if attempt.uncertain else {}
    return {**doubts, "uncertain_before": claimed.uncertain} if claimed.uncertain else doubts
