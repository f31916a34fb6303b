"""A notice did not arrive: a text message tells so, to who gave a number for that (Awb 2:8, 2:11(2))."""

from datetime import datetime

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.people.reachability import number_of_reader
from openloket.post.accounts import kept_account
from openloket.post.composing import How, Rendered, put
from openloket.post.dispatch import sender_name
from openloket.post.kinds import kind_of
from openloket.post.models import Message, Way
from openloket.post.text_messages import notice_text
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak

KIND = "notice_sms"


def text_to_reader(
    organisation: Organisation, failed: Message, about: Message, now: datetime
) -> Message | None:
    """Put a text message about a notice that `failed` on its way; None: no number, or nobody carries it.

    In the transaction that gives up on the notice. The letter goes all the same.
    """
    zaken = (
        Zaak.objects.filter(pk=failed.subject_id) if failed.subject_kind == "zaak" else Zaak.objects.none()
    )
    person_id = zaken.values_list("person_id", flat=True).first()
    consent = number_of_reader(person_id) if person_id and kept_account(Way.SMS) else None
    if consent is None or consent.contact_point is None:
        return None
    nature = kind_of(about.kind).nature
    text = notice_text(sender_name(organisation.kind, organisation.name), nature, about.answer_by)
    message = put(
        Rendered("Sms", text, ""),
        kind=KIND,
        subject=(failed.subject_kind, failed.subject_id),
        to_address=consent.contact_point.address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
        how=How(consent_id=consent.pk, about_id=about.pk),
    )
    Message.objects.filter(pk=message.pk).update(way=Way.SMS)
    body = describe(
        "message.text_sent", now, "system", message_id=message.message_id, about_message=about.message_id
    )
    record(organisation.pk, now, "system", [Fact("message.text_sent", "zaak", failed.subject_id, body)])
    send_off(message)
    return message
