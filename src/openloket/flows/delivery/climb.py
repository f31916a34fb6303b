"""The next step for a message that did not arrive: again, elsewhere, by letter, or a person (Awb 2:11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence import announcing
from openloket.flows.decisions import handle_complaint, record_besluit
from openloket.flows.delivery.elsewhere import lines_for, reach_of
from openloket.flows.delivery.notice_letter import notice_by_letter
from openloket.flows.delivery.notice_text import KIND as TEXT_KIND
from openloket.flows.delivery.notice_text import notice_by_text
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.letters import receipt_letter
from openloket.flows.terms import ask_supplement
from openloket.law.bezorging import Verzending, Verzendmoment, geldend_verzendmoment
from openloket.law.verzendwijzen import Vertrouwelijkheid, toegelaten
from openloket.post.delivery import GONE, End, Event, EventKind, Rung, Source, Standing
from openloket.post.delivery_log import Heard, add, heard_of, standing
from openloket.post.ladder import NOTHING, Move, MoveKind, Reach, next_step, policy_of
from openloket.post.models import Message, MessageState, Way
from openloket.post.sent import overtaken
from openloket.tenancy import scope

_ACTOR = "system"
_FINAL = (
    MessageState.WITHDRAWN,
    MessageState.TOLD,
    MessageState.REHEARSED,
    MessageState.TO_PLACE,
    MessageState.ACCESSIBLE,
)
"""Whatever is heard, nothing is sent any more; what stands in Mijn omgeving is told of by its notice."""
_HERE = (MessageState.QUEUED, MessageState.RETRY, MessageState.AGAIN)
"""It did not leave, and nobody is sending it at this moment."""
_NOT_LEFT = {"claimed_at": None, "settled_at": None, "sent_at": None}


@dataclass(frozen=True, slots=True)
class Choice:
    """An employee chose how a message goes on: to this address, or by letter when that is empty."""

    actor: str
    address: str = ""


def climb(message: Message, now: datetime) -> Move:
    """Take the next step of the ladder for a message that the caller locked; what was done.

    Everything that is done is a fact, and an event of the message; with nothing to do nothing is written.
    """
    heard = heard_of([message.pk]).get(message.pk, [])
    stands = standing(message, heard)
    policy, texts = policy_of(message.kind), message.kind == TEXT_KIND
    asks = texts or stands.now.end is End.FAILED
    reach = reach_of(message, stands, now) if asks else Reach()
    since = message.created_at if texts else failed_at(heard, stands.now.number, now)
    move = next_step(policy, stands, reach, since, now)
    if message.state in _FINAL and not (texts and message.state == MessageState.REHEARSED):
        move = NOTHING
    if move.kind is MoveKind.TIME_OUT:
        _time_out(message, stands, now)
        return climb(message, now)
    if move.kind not in (MoveKind.NOTHING, MoveKind.WAIT) and overtaken(message):
        return _let_go(message, now)
    _MOVES[move.kind](message, stands, move, now)
    return move


def go_on(message: Message, choice: Choice, now: datetime) -> int:
    """An employee sends a locked message on in another way; the id of the message that goes out."""
    way = Way.EMAIL if choice.address else Way.LETTER
    stands = standing(message, heard_of([message.pk]).get(message.pk, []))
    return _begin(message, stands, Rung.BY_HAND, (way, choice.address), now, choice.actor)


def failed_at(heard: list[Heard], step: int, now: datetime) -> datetime:
    """When it was first heard that a step failed; now when it did not."""
    told = [one.noted_at for one in heard if one.event.step == step and one.event.kind not in _NO_FAILURE]
    return min(told, default=now)


_NO_FAILURE = GONE | {
    EventKind.OFFERED,
    EventKind.DELAYED,
    EventKind.DELIVERED,
    EventKind.COMPLAINED,
    EventKind.OPENED,
}


def moment_of(stands: Standing) -> Verzendmoment | None:
    """The moment at which the message counts as sent (Awb 2:11(3), 2:19); None: it does not.

    A sending that was followed by another counts as failed, whatever was heard of it later: the reader may
    rely on the later one.
    """
    left = [
        Verzending(step.left_at, False if step.end is End.FAILED or step is not stands.now else None)
        for step in stands.steps
        if step.left_at is not None
    ]
    found = geldend_verzendmoment(left) if left else None
    return found if isinstance(found, Verzendmoment) else None


def _let_go(message: Message, now: datetime) -> Move:
    """It came back after another message had corrected or withdrawn it (Awb 2:12): to send it once more would
    say again what no longer holds. The newer one has a ladder of its own."""
    _set(message, state=MessageState.WITHDRAWN, settled_at=now, sent_at=None, act_at=None)
    _record(message, "message.overtaken", now, _ACTOR)
    return NOTHING


def _time_out(message: Message, stands: Standing, now: datetime) -> None:
    step = stands.now
    event = Event(EventKind.TIMED_OUT, now, Source.LADDER, f"timed_out:{step.number}", step=step.number,
                  way=step.way, address=step.address)  # fmt: skip
    if add(message.pk, event, now):
        boxed: dict[str, JsonValue] = {"way": step.way} if step.way == Way.BOX else {}
        _record(message, "message.timed_out", now, _ACTOR, step=step.number, **boxed)


def _rest(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    """Nothing to do: the message shows how it stands, also after word that came late."""
    state, moment = _resting(message, stands), None if _replaced(message) else moment_of(stands)
    settled = message.settled_at or now if state != message.state else message.settled_at
    _set(message, state=state, settled_at=settled, sent_at=moment and moment.tijdstip, act_at=None)


def _resting(message: Message, stands: Standing) -> str:
    """How it stands when nothing needs to be done; a text message that nobody needs does not leave."""
    state: str = message.state
    if state in _FINAL:
        return state
    if stands.now.end in (End.LEFT, End.DELIVERED):
        return MessageState.POSTED if stands.now.way == Way.LETTER else MessageState.HANDED_OVER
    over = stands.now.end is End.FAILED or (stands.opened_at is not None and state in _HERE)
    return MessageState.WITHDRAWN if over and message.kind == TEXT_KIND else state


def _replaced(message: Message) -> bool:
    """Whether another message took its place; then that one counts, whatever is heard of this (2:11(3))."""
    return message.state == MessageState.WITHDRAWN and message.replaced_by.exists()


def _wait(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    """Look again later: a server further on keeps trying, or it is too early to send again."""
    if stands.now.end is not End.FAILED:
        _set(message, act_at=move.at)
        return
    _set(message, state=MessageState.AGAIN, settled_at=None, sent_at=None, act_at=move.at)


def _again(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    place = (stands.now.way, stands.now.address)
    _begin(message, stands, Rung.AGAIN, place, now, _ACTOR)


def _elsewhere(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    _begin(message, stands, Rung.OTHER_ADDRESS, (Way.EMAIL, move.address), now, _ACTOR)


def _text(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    """A text message takes the place of the notice; a letter follows if its reader opens nothing."""
    notice_by_text(message, now, waits=True)


def _text_and_letter(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    notice_by_text(message, now, waits=False)
    _letter(message, stands, move, now)


def _letter(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    _begin(message, stands, Rung.LETTER, (Way.LETTER, ""), now, _ACTOR)


def _person(message: Message, stands: Standing, move: Move, now: datetime) -> None:
    """All was tried: it is on the list of what did not arrive, until somebody does something."""
    if message.state == MessageState.FAILED:
        return
    _set(message, state=MessageState.FAILED, settled_at=now, sent_at=None, act_at=None)
    _record(message, "message.needs_person", now, _ACTOR, step=stands.now.number)


_MOVES: Mapping[MoveKind, Callable[[Message, Standing, Move, datetime], None]] = {
    MoveKind.NOTHING: _rest,
    MoveKind.WAIT: _wait,
    MoveKind.AGAIN: _again,
    MoveKind.OTHER_ADDRESS: _elsewhere,
    MoveKind.TEXT: _text,
    MoveKind.TEXT_AND_LETTER: _text_and_letter,
    MoveKind.LETTER: _letter,
    MoveKind.PERSON: _person,
}


_ON_PAPER: Mapping[str, Callable[[Message, datetime], Message]] = {
    record_besluit.KIND: record_besluit.besluit_by_letter,
    "receipt": receipt_letter.receipt_by_letter,
    announcing.KIND: notice_by_letter,
    TEXT_KIND: notice_by_letter,
}
"""Of these a letter always holds all, where an e-mail holds less."""
_IN_FULL: Mapping[str, Callable[[Message, datetime], Message]] = {
    ask_supplement.KIND: ask_supplement.request_by_letter,
    handle_complaint.KIND: handle_complaint.outcome_by_letter,
}
"""And of these when the e-mail led to a page, as it may not hold what is close (Awb 2:9)."""


def _on_paper(message: Message) -> Callable[[Message, datetime], Message] | None:
    """What writes the letter in the place of this message; None: the same words go on paper."""
    led = message.way == Way.EMAIL and not toegelaten(Vertrouwelijkheid(message.level)).in_e_mail
    return _ON_PAPER.get(message.kind) or (_IN_FULL.get(message.kind) if led else None)


def _begin(
    message: Message, stands: Standing, rung: Rung, place: tuple[str, str], now: datetime, actor: str
) -> int:
    """The message goes out once more; what says more on paper than by e-mail becomes another message."""
    number, (way, address) = stands.now.number + 1, place
    fact = "message.by_letter" if way == Way.LETTER else "message.again"
    lost = stands.now.end not in (End.LEFT, End.DELIVERED)
    unread: dict[str, JsonValue] = {} if lost else {"opened": False}
    _record(message, fact, now, actor, step=number, rung=rung.value, **unread)
    if way == Way.LETTER and (write := _on_paper(message)):
        letter = write(message, now)
        lines = letter.to_lines or lines_for(message)
        Message.objects.filter(pk=letter.pk).update(instead_of=message, to_lines=lines)
        sent_at = None if lost else message.sent_at
        state = MessageState.WITHDRAWN if lost else MessageState.HANDED_OVER
        _set(message, state=state, settled_at=now, sent_at=sent_at, act_at=None)
        return letter.pk
    event = Event(EventKind.OFFERED, now, Source.DESK if rung is Rung.BY_HAND else Source.LADDER,
                  f"step:{number}", step=number, way=way, address=address, rung=rung)  # fmt: skip
    add(message.pk, event, now)
    fresh = {"step": number, "attempts": 0, "uncertain": 0, **_NOT_LEFT}
    if way == Way.LETTER:
        lines = lines_for(message)
        _set(message, **fresh, way=way, state=MessageState.TO_POST, to_lines=lines, act_at=None)
        return message.pk
    _set(message, **fresh, way=way, to_address=address, state=MessageState.QUEUED, act_at=None)
    send_off(message)
    return message.pk


def _set(message: Message, **values: object) -> None:
    """Write what changed on a locked message, if anything did."""
    changed = {name: value for name, value in values.items() if getattr(message, name) != value}
    if changed:
        Message.objects.filter(pk=message.pk).update(**changed)
        for name, value in changed.items():
            setattr(message, name, value)


def _record(message: Message, kind: str, now: datetime, actor: str, **details: JsonValue) -> None:
    body = describe(
        kind,
        now,
        actor,
        message_id=message.message_id,
        message_kind=message.kind,
        message_sha256=message.sha256,
        **details,
    )
    record(scope.current(), now, actor, [Fact(kind, message.subject_kind, message.subject_id, body)])
