"""A notice did not arrive: a text message says so, and a letter waits for its reader (Awb 2:8, 2:11(2))."""

from datetime import datetime

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.elsewhere import yes_to_text
from openloket.flows.delivery.sending_off import send_off
from openloket.post.composing import How, Rendered, put
from openloket.post.dispatch import sender_name
from openloket.post.kinds import kind_of
from openloket.post.ladder import policy_of
from openloket.post.models import Message, MessageState, Way
from openloket.post.text_messages import notice_text
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

KIND = "notice_sms"


def notice_by_text(failed: Message, now: datetime, *, waits: bool) -> Message:
    """Put a text message in the place of a notice that failed, which the caller locked and gave a number.

    `waits`: a letter follows only if its reader does not open the message in time; else it goes beside this,
    and the caller writes it.
    """
    organisation = Organisation.objects.get(pk=scope.current())
    about, yes = Message.objects.get(pk=failed.about_id), yes_to_text(failed)
    assert yes is not None, "the ladder found a number"
    assert yes.contact_point is not None, "a yes to text messages has a number"
    nature = kind_of(about.kind).nature
    words = notice_text(sender_name(organisation.kind, organisation.name), nature, failed.answer_by)
    text = put(
        Rendered("Sms", words, ""),
        kind=KIND,
        subject=(failed.subject_kind, failed.subject_id),
        to_address=yes.contact_point.address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        how=How(consent_id=yes.pk, about_id=about.pk, answer_by=failed.answer_by),
    )
    until = now + policy_of(KIND).patience if waits else None
    instead_of = failed if waits else None
    Message.objects.filter(pk=text.pk).update(way=Way.SMS, act_at=until, instead_of=instead_of)
    if waits:
        gone = {"state": MessageState.WITHDRAWN, "settled_at": now, "sent_at": None, "act_at": None}
        Message.objects.filter(pk=failed.pk).update(**gone)
    body = describe(
        "message.text_sent", now, "system", message_id=text.message_id, message_kind=KIND,
        message_sha256=text.sha256, about_message=about.message_id, letter="later" if waits else "beside",
    )  # fmt: skip
    record(organisation.pk, now, "system", [Fact("message.text_sent", "zaak", failed.subject_id, body)])
    send_off(text)
    return text
