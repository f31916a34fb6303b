"""Writing to the sender of a zaak: by e-mail where that was expressly allowed, else by letter (Awb 2:8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.flows.queue import enqueue
from openloket.intake.models import Submission
from openloket.people.preferences import postal_lines, street_lines
from openloket.people.reachability import reachable_at
from openloket.post.composing import put, put_letter, render
from openloket.post.models import Message
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak

_ABOUT = ("answers", "receipt__access_key", "receipt__consequences__protected")
_NAMES = ("bedrijfsnaam", "organisatie", "naam")
_ADDRESSES = ("adres", "adres_bedrijf")


def write_to_sender(
    organisation: Organisation,
    zaak: Zaak,
    kind: str,
    subject_line: str,
    context: Mapping[str, Any],
    now: datetime,
    *,
    by_letter: bool = False,
    answer_to: str = "",
) -> Message:
    """Compose templates mail/<kind>.txt and .html and put the message on its way (Awb 2:8, 2:10).

    Call it inside the transaction of what it tells. What follows once it has left is in flows/sent.py.
    The templates get `context` and org, subject, reference, product, receipt_url, by_letter and protected:
    true for an e-mail that may not tell what it is about, but must send its reader to the receipt page
    (Awb 2:9). A letter shows the plain text line by line: there a paragraph is one line, a heading is in
    capitals, and a list has a line beginning with "- " for each item. No personal data in the subject line.
    With `by_letter` it goes on paper, whatever the sender asked for: an e-mail did not arrive. `answer_to` is
    the address of the e-mail that it answers, where an employee decided to answer there.
    """
    about = Submission.objects.values(*_ABOUT).get(pk=zaak.submission_id)
    address = "" if by_letter else reachable_at(zaak.reference) or answer_to
    receipt = f"ontvangst/{zaak.reference}/{about['receipt__access_key']}"
    values = {
        "org": organisation,
        "subject": subject_line,
        "reference": zaak.reference,
        "product": zaak.title,
        "receipt_url": public_url(organisation, receipt),
        "by_letter": not address,
        "protected": bool(address and about["receipt__consequences__protected"]),
        **context,
    }
    rendered, subject = render(kind, subject_line, values), ("zaak", zaak.pk)
    domain = organisation.email.rpartition("@")[2]
    if not address:
        lines = address_lines(about["answers"]) or list(postal_lines(zaak.person_id, zaak.sender))
        return put_letter(rendered, kind=kind, subject=subject, to_lines=lines, sender_domain=domain, now=now)
    message = put(rendered, kind=kind, subject=subject, to_address=address, sender_domain=domain, now=now)
    enqueue("deliver_message", organisation_id=organisation.pk, message_id=message.pk)
    return message


def address_lines(answers: Mapping[str, Any]) -> list[str]:
    """Name and postal address as on an envelope; empty when the form did not ask the sender's own address."""
    address = next((answers[key] for key in _ADDRESSES if isinstance(answers.get(key), dict)), None)
    if address is None:
        return []
    names = [answers[key] for key in _NAMES if isinstance(answers.get(key), str) and answers[key]]
    return [*names, *street_lines(address)]
