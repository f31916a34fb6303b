"""Writing to the sender of a zaak: by the way that they expressly allowed, else by letter (Awb 2:8, 2:9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openloket.flows.correspondence.reaching import reader_of
from openloket.flows.delivery.sending_off import send_off
from openloket.flows.queue import enqueue
from openloket.intake.models import Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.verzendwijzen import Vertrouwelijkheid, hoogste
from openloket.law.waarom import Stap, datum_in_woorden, waarom
from openloket.people.preferences import postal_lines, street_lines
from openloket.post import templates
from openloket.post.composing import How, put, put_in_portal, put_letter, render
from openloket.post.dispatch import sender_name
from openloket.post.kinds import Kind, kind_of
from openloket.post.models import Message, Template, Way
from openloket.post.ways import Chosen, choose
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak

_ABOUT = ("answers", "receipt__access_key", "receipt__consequences__protected")
_NAMES = ("bedrijfsnaam", "organisatie", "naam")
_ADDRESSES = ("adres", "adres_bedrijf")
_FAILED = waarom(Stap("Een e-mail kwam niet aan, of mag hiervoor niet. Daarom sturen wij het per post.", ""))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller asks besides. `by_letter`: on paper, whatever the sender asked for (an e-mail failed).

    `answer_to`: the address of the e-mail that this answers, where an employee decided to answer there.
    `answer_by`: the last day on which its reader can answer. `about`: the id of the message that it
    corrects or withdraws. `level`: how confidential the employee called it.
    """

    by_letter: bool = False
    answer_to: str = ""
    answer_by: date | None = None
    about: int | None = None
    level: Vertrouwelijkheid = Vertrouwelijkheid.GEWOON


@dataclass(frozen=True, slots=True)
class Composed:
    """All that is known of a message before it is kept; for a preview and for sending alike."""

    kind: Kind
    chosen: Chosen
    level: Vertrouwelijkheid
    own: Template | None
    values: dict[str, Any]
    subject_line: str
    to_lines: list[str]


def write_to_sender(
    organisation: Organisation,
    zaak: Zaak,
    kind: str,
    subject_line: str,
    context: Mapping[str, Any],
    now: datetime,
    wishes: Wishes = Wishes(),
) -> Message:
    """Compose templates mail/<kind>.txt and .html and put the message on its way (Awb 2:8, 2:10).

    Call it inside the transaction of what it tells. What follows once it has left is in delivery/sent.py.
    The templates get `context` and org, subject, reference, product, receipt_url, status_url, mine_url,
    by_letter, own (what the organisation wrote itself) and protected: true for an e-mail that may not tell
    what it is about, but must send its reader to the receipt page (Awb 2:9). A letter shows the plain text
    line by line: there a paragraph is one line, a heading is in capitals, a list has a line beginning with
    "- " for each item. No personal data in the subject line.
    """
    made = compose(organisation, zaak, kind, subject_line, context, now, wishes)
    rendered, subject = render(kind, made.subject_line, made.values), ("zaak", zaak.pk)
    how = How(
        template=templates.pin(kind, made.own),
        level=made.level,
        consent_id=made.chosen.consent_id,
        why=made.chosen.why.naar_dict(),
        about_id=wishes.about,
        answer_by=wishes.answer_by,
    )
    domain = organisation.email.rpartition("@")[2]
    if made.chosen.way is Way.LETTER:
        return put_letter(
            rendered,
            kind=kind,
            subject=subject,
            to_lines=made.to_lines,
            sender_domain=domain,
            now=now,
            how=how,
        )
    if made.chosen.way is Way.PORTAL:
        message = put_in_portal(rendered, kind=kind, subject=subject, sender_domain=domain, now=now, how=how)
        enqueue("place_message", organisation_id=organisation.pk, message_id=message.pk)
        return message
    message = put(
        rendered,
        kind=kind,
        subject=subject,
        to_address=made.chosen.address,
        sender_domain=domain,
        now=now,
        how=how,
        way=made.chosen.way,
    )
    send_off(message)
    return message


def compose(
    organisation: Organisation,
    zaak: Zaak,
    kind: str,
    subject_line: str,
    context: Mapping[str, Any],
    now: datetime,
    wishes: Wishes = Wishes(),
) -> Composed:
    """Choose the way and gather the values; nothing is kept or sent, so it serves a preview too."""
    what = kind_of(kind)
    about = Submission.objects.values(*_ABOUT).get(pk=zaak.submission_id)
    close = Vertrouwelijkheid.BIJZONDER if about["receipt__consequences__protected"] else what.level
    level = hoogste(what.level, close, wishes.level)
    chosen = choose(what.sort, level, reader_of(zaak, wishes.answer_to), now)
    unread = chosen.by_link and not what.linked
    if (wishes.by_letter or unread) and chosen.way is not Way.LETTER:
        chosen = Chosen(Way.LETTER, "", None, False, _FAILED)
    own = templates.in_force(what, dag_in_amsterdam(now))
    written = templates.written_in(own) if own else templates.SHARED
    page = f"ontvangst/{zaak.reference}/{about['receipt__access_key']}"
    values = {
        **values_for(organisation, zaak, chosen, subject_line, written, wishes.answer_by),
        "receipt_url": public_url(organisation, page),
        "status_url": public_url(organisation, "status"),  # short enough to type over from paper
        "mine_url": public_url(organisation, "mijn"),
        **context,
    }
    lines = lines_about(about["answers"], zaak.person_id, zaak.sender)
    return Composed(what, chosen, level, own, values, str(values["subject"]), lines)


def values_for(
    organisation: Organisation,
    zaak: Zaak,
    chosen: Chosen,
    subject_line: str,
    written: templates.Texts,
    answer_by: date | None,
) -> dict[str, Any]:
    """What every template of a message about a zaak gets; an e-mail that may tell nothing names nobody."""
    fields = {
        "naam": "meneer of mevrouw" if chosen.by_link or not zaak.sender else zaak.sender,
        "kenmerk": zaak.reference,
        "product": "uw zaak" if chosen.by_link else zaak.title,
        "gemeente": sender_name(organisation.kind, organisation.name),
        "telefoon": organisation.phone,
        "laatste_dag": datum_in_woorden(answer_by) if answer_by else "de dag in dit bericht",
    }
    own = templates.filled(written, fields)
    return {
        "org": organisation,
        "subject": own.subject_line or subject_line,
        "reference": zaak.reference,
        "product": zaak.title,
        "by_letter": chosen.way is Way.LETTER,
        "protected": chosen.by_link,
        "own": own,
    }


def lines_about(answers: Mapping[str, Any], person_id: int | None, name: str) -> list[str]:
    """Name and address of the sender of a zaak: as typed for it, else as kept in Mijn omgeving; or none."""
    return address_lines(answers) or list(postal_lines(person_id, name))


def address_lines(answers: Mapping[str, Any]) -> list[str]:
    """Name and postal address as on an envelope; empty when the form did not ask the sender's own address."""
    address = next((answers[key] for key in _ADDRESSES if isinstance(answers.get(key), dict)), None)
    if address is None:
        return []
    names = [answers[key] for key in _NAMES if isinstance(answers.get(key), str) and answers[key]]
    return [*names, *street_lines(address)]
