"""The notice of a message in Mijn omgeving did not arrive: a letter brings the message (Awb 2:11(2))."""

from datetime import date, datetime

from openloket.flows.correspondence.announcing import reader_knows
from openloket.flows.delivery.elsewhere import lines_for
from openloket.flows.delivery.sent_again import MOVES
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.composing import How, put_letter, render_letter
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

KIND = "notice_letter"


def notice_by_letter(failed: Message, now: datetime) -> Message:
    """The whole message on paper, that its notice did not arrive, and how to get notices again.

    Call it inside the transaction that locked `failed`: the notice, or the text message after which nobody
    opened it. The message itself stays where it is: it was sent when it could be read there (2:19 onder b).
    """
    organisation = Organisation.objects.get(pk=scope.current())
    about = Message.objects.get(pk=failed.about_id)
    placed_on = dag_in_amsterdam(about.accessible_at or about.created_at)
    context = {
        "org": organisation,
        "message": about,
        "placed_on": datum_in_woorden(placed_on),
        "details_url": public_url(organisation, "mijn/gegevens"),
    }
    return put_letter(
        render_letter(KIND, about.subject_line, context),
        kind=KIND,
        subject=(failed.subject_kind, failed.subject_id),
        to_lines=lines_for(about),
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        how=How(level=about.level, about_id=about.pk, answer_by=about.answer_by),
    )


def notice_letter_left(message_id: int, sent_on: date, at: datetime) -> None:
    """The letter was posted: in favour of its reader, what hangs on the message counts from that day.

    The act says only that lateness is not held against who did not get the notice (Awb 2:22(2)).
    """
    about = Message.objects.filter(spoken_of=message_id).values_list("pk", "kind").first()
    if about is None:
        return
    reader_knows(about[0])
    if move := MOVES.get(about[1]):
        move(about[0], sent_on, at)
