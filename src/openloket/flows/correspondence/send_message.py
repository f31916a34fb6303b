"""An employee writes to the sender of a zaak: a message, an invitation, or a correction (Awb 2:12)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Composed, Wishes, compose, write_to_sender
from openloket.flows.unable import UnableAtFields
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.law.waarom import datum_in_woorden
from openloket.post.composing import Rendered, render
from openloket.post.kinds import kind_of
from openloket.post.models import Message, MessageState
from openloket.post.sent import LEFT
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak

FREE, INVITATION, CORRECTED, WITHDRAWN = "free", "invitation", "message_corrected", "message_withdrawn"
LONGEST = 5000
CORRECTABLE = frozenset({FREE, INVITATION, CORRECTED, "status", "advice", "withdrawn"})
"""What a new message can correct or withdraw (Awb 2:12); on what has consequences there are other flows.

A withdrawal is not among them: to withdraw it would bring back what does not stand beside it, and its reader
would have to put three messages together. Who still means the first says it in a new message, in full.
"""
STOPPABLE = CORRECTABLE | {WITHDRAWN}
"""What an employee can keep back before it leaves: then nothing was said, and the earlier message stands."""
_NOT_LEFT = (MessageState.QUEUED, MessageState.TO_PLACE, MessageState.TO_POST, MessageState.AGAIN)
_TITLES = {
    INVITATION: "U kunt uw verhaal vertellen",
    CORRECTED: "Wij verbeteren een bericht",
    WITHDRAWN: "Wij trekken een bericht in",
}
_CHANGED = "Het bericht is anders dan u zag. Kijk het hieronder na en verstuur het dan."


class UnableToSend(UnableAtFields):
    """It is not sent; the message is what the employee must be told, `problems` says it by field."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where somebody can tell their story; `papers`: where and when the papers can be seen."""

    on: date
    hour: str
    where: str
    papers: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What the employee wrote. `about`: the id of the message that it corrects or withdraws.

    `answer_by`: the last day on which its reader can answer; None where no answer is asked before a day.
    """

    kind: str
    title: str
    text: str
    level: Vertrouwelijkheid = Vertrouwelijkheid.GEWOON
    meeting: Meeting | None = None
    answer_by: date | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """The message as it would go now: its words, its way with the why, and a mark of all that was seen."""

    composed: Composed
    rendered: Rendered
    mark: str = field(default="")


def look(organisation: Organisation, zaak: Zaak, letter: Letter, now: datetime) -> Looked:
    """The message before it is sent, in its exact words. Raises UnableToSend when something is not right."""
    _check(zaak, letter, dag_in_amsterdam(now))
    subject, context = _subject(zaak, letter), _context(zaak, letter)
    composed = compose(organisation, zaak, letter.kind, subject, context, now, _wishes(letter))
    rendered = render(letter.kind, composed.subject_line, composed.values)
    return Looked(composed, rendered, f"{composed.chosen.way}:{rendered.sha256}")


def send_message(
    organisation: Organisation, employee: Employee, zaak: Zaak, letter: Letter, seen: str, now: datetime
) -> Message:
    """Send what was looked at; other words or another way than `seen` raise UnableToSend."""
    if not may(employee, Right.HANDLE):
        raise UnableToSend("U mag geen zaken behandelen.")
    with transaction.atomic():
        Zaak.objects.select_for_update(of=("self",)).only("pk").get(pk=zaak.pk)  # one press of the button
        if look(organisation, zaak, letter, now).mark != seen:
            raise UnableToSend(_CHANGED)
        _not_twice(zaak, letter)
        subject, context = _subject(zaak, letter), _context(zaak, letter)
        message = write_to_sender(organisation, zaak, letter.kind, subject, context, now, _wishes(letter))
        _note(employee, message, "message.written", now, reference=zaak.reference, way=message.way,
              template=message.template, level=message.level, about=letter.about)  # fmt: skip
    return message


def stop_message(employee: Employee, zaak: Zaak, message_id: int, now: datetime) -> None:
    """Keep a message back that has not left, or came back: then nothing was sent, nothing needs correcting.

    Raises UnableToSend, also when it has just left.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSend("U mag geen zaken behandelen.")
    with transaction.atomic():
        about = Message.objects.select_for_update().filter(subject_kind="zaak", subject_id=zaak.pk)
        message = about.filter(pk=message_id).first()
        if message is None or not may_stop(message):
            raise UnableToSend("Dit bericht is al weg. U kunt het niet meer tegenhouden.")
        stopped = {"state": MessageState.WITHDRAWN, "settled_at": now, "act_at": None}
        Message.objects.filter(pk=message.pk).update(**stopped)
        _note(employee, message, "message.stopped", now, reference=zaak.reference)


def may_stop(message: Message) -> bool:
    """Whether nobody has it: it waits, came back, or is tried again and no attempt ended in doubt."""
    tried = message.state == MessageState.RETRY and not message.uncertain
    return message.kind in STOPPABLE and (tried or message.state in _NOT_LEFT)


def correctable(zaak: Zaak, message_id: int) -> Message | None:
    """A message about this zaak that was sent and can be corrected or withdrawn by a new one (Awb 2:12)."""
    sent = Message.objects.filter(subject_kind="zaak", subject_id=zaak.pk, state__in=LEFT)
    found: Message | None = sent.filter(pk=message_id, kind__in=CORRECTABLE).first()
    return found


def _check(zaak: Zaak, letter: Letter, today: date) -> None:
    problems = {}
    if letter.kind in (FREE, CORRECTED) and not letter.title.strip():
        problems["onderwerp"] = "Vul een onderwerp in."
    if len(letter.title) > 100 or not letter.title.isprintable():
        problems["onderwerp"] = "Een onderwerp is één regel van hoogstens 100 tekens."
    if not letter.text.strip():
        problems["tekst"] = "Schrijf uw bericht."
    elif len(letter.text) > LONGEST or "\0" in letter.text:
        problems["tekst"] = f"Uw bericht mag {LONGEST} tekens hebben."
    problems |= _wrong_days(zaak, letter, today)
    if letter.kind in (CORRECTED, WITHDRAWN) and correctable(zaak, letter.about or 0) is None:
        raise UnableToSend("Dit bericht kan niet zo worden verbeterd of ingetrokken.")
    if problems:
        raise UnableToSend("Verbeter eerst wat hieronder staat.", problems)


def _wrong_days(zaak: Zaak, letter: Letter, today: date) -> dict[str, str]:
    if letter.kind == INVITATION:
        return _wrong_meeting(zaak, letter, today)
    too_soon = letter.answer_by is not None and letter.answer_by <= today
    return {"antwoord-voor": "Kies een dag na vandaag."} if too_soon else {}


def _wrong_meeting(zaak: Zaak, letter: Letter, today: date) -> dict[str, str]:
    meeting, problems = letter.meeting, {}
    if meeting is None or meeting.on <= today:
        problems["dag"] = "Kies een dag na vandaag."
    if meeting is None or not meeting.hour.strip():
        problems["uur"] = "Vul in hoe laat."
    if meeting is None or not meeting.where.strip():
        problems["plaats"] = "Vul in waar."
    if zaak.kind == Berichtsoort.BEZWAAR and (meeting is None or not meeting.papers.strip()):
        problems["inzage"] = "Vul in waar en wanneer de stukken te zien zijn (Awb 7:4 lid 3)."
    if meeting is not None and letter.answer_by is not None and not today < letter.answer_by <= meeting.on:
        problems["antwoord-voor"] = "Kies een dag na vandaag, en niet later dan het gesprek."
    return problems


def _subject(zaak: Zaak, letter: Letter) -> str:
    """Without what the employee typed: a subject line is seen on locked screens (no personal data)."""
    return f"{_TITLES.get(letter.kind, 'Een bericht over uw zaak')} ({zaak.reference})"


def _context(zaak: Zaak, letter: Letter) -> dict[str, Any]:
    earlier = Message.objects.filter(pk=letter.about).first() if letter.about else None
    title = letter.title.strip() or _TITLES.get(letter.kind, "")
    text = letter.text.replace("\r\n", "\n").strip()
    return {
        "told": {
            "title": title,
            "earlier": _earlier(letter.kind, earlier) if earlier else "",
            "paragraphs": [piece.strip() for piece in text.split("\n\n") if piece.strip()],
            "facts": _facts(letter),
            "after": _after(zaak, letter),
        }
    }


def _earlier(kind: str, earlier: Message) -> str:
    """What the act asks of such a message: that it says what is changed or withdrawn (Awb 2:12)."""
    day = datum_in_woorden(dag_in_amsterdam(earlier.sent_at or earlier.created_at))
    what = f"ons bericht van {day} (‘{kind_of(earlier.kind).told}’)"
    if kind == WITHDRAWN:
        return f"Wij trekken {what} in. Dat bericht geldt niet meer."
    return f"Dit bericht komt in de plaats van {what}. Dat bericht klopte niet."


def _facts(letter: Letter) -> list[dict[str, str]]:
    if letter.meeting is None:
        last = letter.answer_by
        return [{"label": "Antwoord ons uiterlijk op", "text": datum_in_woorden(last)}] if last else []
    met = letter.meeting
    when = f"{datum_in_woorden(met.on)}, {met.hour.strip()}"
    facts = [("Wanneer", when), ("Waar", met.where.strip()), ("Stukken bekijken", met.papers.strip())]
    if letter.answer_by is not None:
        facts.append(("Laat weten of u komt, uiterlijk op", datum_in_woorden(letter.answer_by)))
    return [{"label": label, "text": text} for label, text in facts if text]


def _after(zaak: Zaak, letter: Letter) -> list[str]:
    """What the act says beside an invitation: papers (7:4), or that it may be in writing too (4:9)."""
    if letter.kind != INVITATION:
        return []
    if zaak.kind == Berichtsoort.BEZWAAR:
        return [
            "U mag tot tien dagen voor het gesprek nog stukken sturen (Awb 7:4).",
            "U mag iemand meenemen. U hoeft niet te komen.",
        ]
    return ["U mag ook schriftelijk reageren (Awb 4:9).", "U mag iemand meenemen. U hoeft niet te komen."]


def _wishes(letter: Letter) -> Wishes:
    return Wishes(answer_by=letter.answer_by, about=letter.about, level=letter.level)


def _not_twice(zaak: Zaak, letter: Letter) -> None:
    if (
        letter.about
        and Message.objects.filter(about=letter.about, kind=letter.kind)
        .exclude(state=MessageState.WITHDRAWN)
        .exists()
    ):
        raise UnableToSend("Een collega deed dit al. Kijk bij de berichten van deze zaak.")


def _note(employee: Employee, message: Message, kind: str, now: datetime, **details: Any) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(
        kind,
        now,
        actor,
        message_id=message.message_id,
        message_kind=message.kind,
        message_sha256=message.sha256,
        **details,
    )
    record(scope.current(), now, actor, [Fact(kind, "zaak", message.subject_id, body)])
