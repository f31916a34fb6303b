"""The notice that a message is waiting in Mijn omgeving: its words, and that it left (Awb 2:10)."""

from datetime import date, datetime

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post import templates
from openloket.post.composing import How, put, render
from openloket.post.dispatch import sender_name
from openloket.post.kinds import kind_of
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

KIND = templates.NOTICE


def notice_values(organisation: Organisation, kind: str, answer_by: date | None) -> dict[str, str]:
    """What the notice says of a message, as fields of its text (Awb 2:10 lid 2). Nothing personal."""
    about = kind_of(kind)
    return {
        "gemeente": sender_name(organisation.kind, organisation.name),
        "soort": about.nature,
        "gevolg": (about.asked if answer_by else "") or about.consequence,
        "reactie": _reaction(about.answer, answer_by),
    }


def announce(
    organisation: Organisation, message: Message, to: str, answer_by: date | None, now: datetime
) -> Message:
    """Put the notice on its way, in the transaction in which the message becomes accessible."""
    values = notice_values(organisation, message.kind, answer_by)
    own = templates.in_force(kind_of(KIND), dag_in_amsterdam(now))
    written = templates.filled(templates.written_in(own), values) if own else templates.NOTHING
    subject_line = written.subject_line or f"{values['gemeente']} heeft een bericht voor u"
    context = {
        "org": organisation,
        "subject": subject_line,
        "own": written,
        "notice": values,
        "message_url": public_url(organisation, f"mijn/berichten/{message.pk}"),
        "details_url": public_url(organisation, "mijn/gegevens"),
    }
    notice = put(
        render(KIND, subject_line, context),
        kind=KIND,
        subject=(message.subject_kind, message.subject_id),
        to_address=to,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        how=How(template=templates.pin(KIND, own), about_id=message.pk, answer_by=answer_by),
    )
    send_off(notice)
    return notice


def notice_left(message_id: int, sent_on: date, at: datetime) -> None:
    """The notice left: the duty of 48 hours is met (Awb 2:10(1)). Told twice it counts once."""
    told = Message.objects.filter(spoken_of=message_id).exclude(notice_by=None)
    row = told.values_list("pk", "notice_by", "subject_kind", "subject_id").first()
    if row is None or not Message.objects.filter(pk=row[0]).exclude(notice_by=None).update(notice_by=None):
        return
    body = describe("message.announced", at, "system", notice=message_id, in_time=at <= row[1])
    record(scope.current(), at, "system", [Fact("message.announced", row[2], row[3], body)])


def reader_knows(about_id: int) -> None:
    """Its reader got the message itself, or was told: nobody need look after its notice any more (2:10(1)).

    That the notice did not leave in time stays in the log: `message.announced` was never written.
    """
    Message.objects.filter(pk=about_id).exclude(notice_by=None).update(notice_by=None)


def _reaction(answer: bool, answer_by: date | None) -> str:
    if answer_by is not None:
        return f"Wilt u antwoorden? Dat kan tot en met {datum_in_woorden(answer_by)}."
    return "In het bericht staat of u moet antwoorden." if answer else "U hoeft niet te antwoorden."
