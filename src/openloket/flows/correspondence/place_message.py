"""A message is placed in Mijn omgeving: readable from one recorded moment, and told of (Awb 2:10, 2:19 b)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.announcing import announce
from openloket.flows.correspondence.reaching import reader_of
from openloket.flows.correspondence.writing import lines_about
from openloket.flows.delivery.sent import follow
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import Stap, waarom
from openloket.post.models import Message, MessageState, Way
from openloket.post.rehearsal import reaches
from openloket.post.ways import Reader
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Term, Zaak

NOTICE_WITHIN = timedelta(hours=48)
"""Hours, not days: no weekend makes it longer (Awb 2:10(1), Algemene termijnenwet art. 4)."""

_ACTOR = "system"
_TAKEN_BACK = waarom(
    Stap("Dit zou in Mijn omgeving komen. Dat kan niet meer zoals u het zei. Daarom sturen wij het per post.",
         "Awb 2:8")
)  # fmt: skip


def place_message(message_id: int, now: datetime) -> MessageState | None:
    """Let the reader see it from now on, and put the notice on its way; what then is its state.

    What waited for it to be sent happens in the same transaction: this is its moment of sending. None: it
    was placed already. Where the reader meanwhile took back what makes this way possible, it becomes a
    letter: nobody must look for a message of which they are not told.
    """
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(pk=message_id, state=MessageState.TO_PLACE)
        message = waiting.first()
        if message is None:
            return None
        zaak = Zaak.objects.select_related("submission").get(pk=message.subject_id)
        reader = reader_of(zaak)
        if not _possible(message, reader):
            return _by_letter(message, zaak, now)
        if not reaches(reader.notice_at):
            return _kept_back(message, now)
        return _placed(message, reader, now)


def _placed(message: Message, reader: Reader, now: datetime) -> MessageState:
    until = None if reader.no_notices else now + NOTICE_WITHIN
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.ACCESSIBLE, accessible_at=now, sent_at=now, settled_at=now, notice_by=until
    )
    _note(message, "message.accessible", now, notice=not reader.no_notices)
    follow(message.kind, message.pk, dag_in_amsterdam(now), now)
    if not reader.no_notices:
        organisation = Organisation.objects.get(pk=scope.current())
        announce(organisation, message, reader.notice_at, _last_day(message), now)
    return MessageState.ACCESSIBLE


def _possible(message: Message, reader: Reader) -> bool:
    stands = any(one.row_id == message.consent_id for one in reader.consents)
    return stands and bool(reader.notice_at or reader.no_notices)


def _by_letter(message: Message, zaak: Zaak, now: datetime) -> MessageState:
    lines = lines_about(zaak.submission.answers, zaak.person_id, zaak.sender)
    Message.objects.filter(pk=message.pk).update(
        way=Way.LETTER,
        state=MessageState.TO_POST,
        to_lines=lines,
        consent=None,
        way_why=_TAKEN_BACK.naar_dict(),
    )
    _note(message, "message.by_letter", now)
    return MessageState.TO_POST


def _kept_back(message: Message, now: datetime) -> MessageState:
    Message.objects.filter(pk=message.pk).update(state=MessageState.REHEARSED, settled_at=now)
    _note(message, "message.rehearsed", now)
    return MessageState.REHEARSED


def _last_day(message: Message) -> date | None:
    """The last day to answer: as it was written, or the term to object that this message just began."""
    if message.answer_by is not None or message.kind != "besluit":
        day: date | None = message.answer_by
        return day
    terms = Term.objects.filter(zaak_id=message.subject_id, kind=Term.Kind.OBJECTION, ended_on=None)
    last: date | None = terms.order_by("-id").values_list("last_day", flat=True).first()
    return last


def _note(message: Message, kind: str, now: datetime, **details: bool) -> None:
    body = describe(
        kind,
        now,
        _ACTOR,
        message_id=message.message_id,
        message_kind=message.kind,
        message_sha256=message.sha256,
        template=message.template,
        **details,
    )
    record(scope.current(), now, _ACTOR, [Fact(kind, message.subject_kind, message.subject_id, body)])
