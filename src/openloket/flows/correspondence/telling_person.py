"""News for somebody who logs in: a short e-mail with one link, which says nothing of what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.flows.delivery.sending_off import send_off
from openloket.people.models import Person
from openloket.post.composing import put, render
from openloket.post.models import Message
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class News:
    """What is told; `path` is the page of this organisation to which the link leads."""

    kind: str
    subject_line: str
    paragraphs: Sequence[str]
    link: str
    path: str


def tell_person(organisation: Organisation, person: Person, to: str, news: News, now: datetime) -> Message:
    """Put the e-mail on its way, within the transaction of what it tells. `to` was chosen by the person."""
    values = {
        "org": organisation,
        "subject": news.subject_line,
        "name": person.name or "meneer of mevrouw",
        "paragraphs": list(news.paragraphs),
        "link": news.link,
        "address": public_url(organisation, news.path),
    }
    message = put(
        render("mandate", news.subject_line, values),
        kind=news.kind,
        subject=("person", person.pk),
        to_address=to,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )
    send_off(message)
    return message
