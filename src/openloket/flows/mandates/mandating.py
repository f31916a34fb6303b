"""What all stories of mandates share: what may be asked for, who is told, and the fact that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.unable import UnableAtField
from openloket.formkit.definition import EmailField
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import read
from openloket.law.waarom import datum_in_woorden
from openloket.offer.models import Service
from openloket.people.models import Mandate
from openloket.people.preferences import MANDATES, address_for, postal_lines
from openloket.post.composing import put, put_letter, render
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

LONGEST_NAME = 200
LONGEST_REASON = 2000
LONGEST_YEARS = 10

CODE_PAGE = "mijn/machtigingen/code"
"""Where the code of an invitation leads."""

_GONE = "Deze machtiging is intussen veranderd. Kijk hoe het er nu voor staat."


class UnableToMandate(UnableAtField):
    """It can't be done with this mandate; the message says why, `field` names the question or is empty."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For what a mandate is: `everything`, or the products (slugs); `until` None: until it is withdrawn."""

    everything: bool
    products: tuple[str, ...]
    until: date | None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody as another writes them down; `email` empty: not known, then a letter is written.

    `lines` are their name and address as they told it themselves; empty: an employee fills them in.
    """

    name: str
    email: str = ""
    lines: tuple[str, ...] = ()


def checked_terms(terms: Terms, today: date) -> tuple[str, ...]:
    """The products to keep (empty: all of them). Raises UnableToMandate."""
    if terms.until is not None and terms.until < today:
        raise UnableToMandate("Deze dag is al voorbij. Vul een dag in die nog komt.", "tot")
    if terms.until is not None and terms.until.year > today.year + LONGEST_YEARS:
        raise UnableToMandate(f"Kies een dag binnen {LONGEST_YEARS} jaar.", "tot")
    if terms.everything:
        return ()
    if not terms.products:
        raise UnableToMandate("Kruis ten minste één onderwerp aan.", "producten")
    known = set(Service.objects.filter(slug__in=terms.products).values_list("slug", flat=True))
    if known != set(terms.products):
        raise UnableToMandate("Een van deze onderwerpen bestaat niet meer. Kies opnieuw.", "producten")
    return tuple(sorted(known))


def checked_contact(contact: Contact, today: date, with_email: bool) -> Contact:
    """Name and address as they are kept. Raises UnableToMandate."""
    name = " ".join(contact.name.split())
    if not 2 <= len(name) <= LONGEST_NAME or "\0" in name:
        raise UnableToMandate(f"Vul een naam in, van ten hoogste {LONGEST_NAME} tekens.", "naam")
    if not contact.email.strip() and not with_email:
        return Contact(name)
    address = read(EmailField(key="email", label="E-mailadres"), contact.email, today)
    if isinstance(address, Wrong):
        raise UnableToMandate(address.mistakes[0][1], "email")
    if not address:
        raise UnableToMandate("Vul een e-mailadres in.", "email")
    return Contact(name, str(address))


def checked_reason(reason: str) -> str:
    """Words that somebody else will read. Raises UnableToMandate."""
    text = reason.strip()
    if len(text) < 10 or len(text) > LONGEST_REASON or "\0" in text:
        raise UnableToMandate("Schrijf in een paar zinnen op waarom. Beide personen lezen dit.", "reden")
    return text


def changed_meanwhile() -> UnableToMandate:
    """Of two at once one did it, and this one is told so."""
    return UnableToMandate(_GONE)


def note(kind: str, mandate: Mandate, actor: str, now: datetime, **details: JsonValue) -> None:
    """The fact: which mandate, on what basis, for what and how long; no names."""
    body = describe(
        kind,
        now,
        actor,
        basis=mandate.basis,
        products=list(mandate.products),
        until=mandate.until.isoformat() if mandate.until else None,
        **details,
    )
    record(scope.current(), now, actor, [Fact(kind, "mandate", mandate.pk, body)])


def in_words(mandate: Mandate) -> str:
    """For what it is and until when, in one sentence."""
    titles = list(
        Service.objects.filter(slug__in=mandate.products).order_by("title").values_list("title", flat=True)
    )
    what = ", ".join(titles) if mandate.products else "alles"
    end = f"Tot en met {datum_in_woorden(mandate.until)}." if mandate.until else "Er is geen einddatum."
    return f"Waarvoor: {what}. {end}"


@dataclass(frozen=True, slots=True)
class Words:
    """A message about a mandate; `address` and `link` lead on, empty: nowhere."""

    kind: str
    subject_line: str
    paragraphs: Sequence[str]
    link: str = ""
    address: str = ""


def tell(organisation: Organisation, mandate: Mandate, to: Contact, words: Words, now: datetime) -> Message:
    """Put a message on its way, within the transaction of what it tells.

    By e-mail to the address that is given; without one by letter, which an employee addresses (Awb 2:8).
    """
    context = {
        "org": organisation,
        "subject": words.subject_line,
        "name": to.name,
        "paragraphs": list(words.paragraphs),
        "link": words.link,
        "address": words.address,
    }
    rendered, subject = render("mandate", words.subject_line, context), ("mandate", mandate.pk)
    domain = organisation.email.rpartition("@")[2]
    if not to.email:
        return put_letter(
            rendered, kind=words.kind, subject=subject, to_lines=to.lines, sender_domain=domain, now=now
        )
    message = put(
        rendered, kind=words.kind, subject=subject, to_address=to.email, sender_domain=domain, now=now
    )
    send_off(message)
    return message


def contact_of(person_id: int | None, name: str) -> Contact:
    """How somebody wants to be written to about mandates: by e-mail only where they chose so themselves."""
    if person_id is None:
        return Contact(name)
    return Contact(name, address_for(person_id, MANDATES), postal_lines(person_id, name))
