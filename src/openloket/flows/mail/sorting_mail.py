"""What kind of mail came in, and which of our messages and zaken it is about: read, nothing is changed."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q

from openloket.intake.mails import bytes_of
from openloket.intake.models import RawMail, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.mailread.authentication import authentication
from openloket.mailread.bounce.notices import by_server
from openloket.mailread.kinds import Kind, Sorting, classify, references_in
from openloket.mailread.kinds import claims as claims_of
from openloket.mailread.mail import Mail
from openloket.mailread.quoting import own_words
from openloket.mailread.reading import read
from openloket.offer.designated import mail_addresses
from openloket.post.models import Message
from openloket.post.returned import returned_message
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Filing, Zaak

_OTHER_ADDRESS = (
    "Het bericht noemt kenmerk {reference}. Wij kennen dit e-mailadres niet van die zaak. "
    "Hoort het erbij? Koppel het dan."
)
_ECHO = (
    "Het bericht antwoordt op onze ontvangstbevestiging met dezelfde woorden als het bericht daarvoor. "
    "Zo antwoordt een computer."
)


_UNREADABLE = (
    "Een mailserver stuurde dit naar het adres waar terugkomt wat niet is bezorgd. Wij konden niet lezen wat "
    "er mis ging. Kijk of het bericht is aangekomen."
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The e-mail as it was read, its kind, the zaak it is known to be about, and what our server found.

    `step` of the message that came back, where its return address or mark tells which sending it was.
    """

    mail: Mail
    sorting: Sorting
    own_addresses: frozenset[str]
    zaak: Zaak | None
    message: Message | None
    reasons: tuple[str, ...]
    checks: dict[str, Any]
    step: int = 0


def sort_mail(organisation: Organisation, row: RawMail) -> Sorted:
    """Read a stored e-mail of the organisation in scope and say what it is. Raises BytesLost."""
    mail = read(bytes_of(row))
    if row.envelope_from is not None:
        mail = replace(mail, return_path=row.envelope_from)
    own = mail_addresses(dag_in_amsterdam(row.received_at)) | {organisation.email.lower(), row.mailbox}
    sorting = classify(mail, own, _known(claims_of(mail)))
    returned, step = returned_message(mail, row.mark, organisation.return_pattern)
    sorting = _unreadable(mail, sorting) if row.mark and returned else sorting
    message = (returned if sorting.kind is Kind.BOUNCE else None) or _message(sorting.about)
    if sorting.kind is Kind.REPLY and _says_what_we_confirmed(mail, sorting.about, message):
        sorting = replace(sorting, kind=Kind.LOOP, reasons=(_ECHO,), certain=False)
    zaak, reasons = _about(mail, sorting, message)
    checks = asdict(authentication(mail, settings.MAIL_AUTHSERV_IDS))
    reasons = (*sorting.reasons, *reasons)
    return Sorted(mail, sorting, own, zaak, message, reasons, checks, step if message == returned else 0)


def _unreadable(mail: Mail, sorting: Sorting) -> Sorting:
    """What a mail server sends to the return address of a message is about that message, in any language."""
    is_answer = mail.first("auto-submitted").lower().startswith("auto-replied")
    if sorting.kind in (Kind.BOUNCE, Kind.LOOP, Kind.REPLY) or is_answer or not by_server(mail):
        return sorting
    return Sorting(Kind.BOUNCE, (_UNREADABLE,), sorting.about, certain=False)


def _known(claims: Collection[str]) -> frozenset[str]:
    """Which identifiers and references are ours."""
    messages = Message.objects.filter(message_id__in=[f"<{one}>" for one in claims])
    # Each message in has a reference of its own, also one that joined a zaak.
    received = Submission.objects.filter(reference__in=list(claims))
    identifiers = {one.strip("<>") for one in messages.values_list("message_id", flat=True)}
    return frozenset(identifiers | set(received.values_list("reference", flat=True)))


def _message(identifier: str) -> Message | None:
    if "@" not in identifier:
        return None
    found: Message | None = Message.objects.filter(message_id=f"<{identifier.strip('<>')}>").first()
    return found


def _says_what_we_confirmed(mail: Mail, about: str, message: Message | None) -> bool:
    """Whether it answers our receipt with the very words that the receipt confirmed: so do machines only.

    Numbers may differ: they write the time, or the number of a ticket.
    """
    if message is None:
        confirmed = Submission.objects.filter(reference=about)
    elif message.kind == "receipt" and message.subject_kind == "submission":
        confirmed = Submission.objects.filter(pk=message.subject_id)
    else:
        return False
    earlier = confirmed.values_list("answers", flat=True).first() or {}
    said = _words(mail.text)
    return bool(said) and said == _words(str(earlier.get("tekst", "")))


def _words(text: str) -> str:
    return "".join(sign for sign in own_words(text).lower() if sign.isalpha())


def _about(mail: Mail, sorting: Sorting, message: Message | None) -> tuple[Zaak | None, tuple[str, ...]]:
    """The zaak that it is about: told by our own message, or by a reference with the address of that zaak.

    A reference alone can be known to others, so that begins a zaak of its own and an employee links it.
    """
    if sorting.kind is Kind.BOUNCE:
        return None, ()
    if message is not None and (zaak := _zaak_of(message)):
        return zaak, ()
    named = references_in(f"{mail.subject}\n{own_words(mail.text)}")
    found: Zaak | None = None
    joined = Filing.objects.filter(submission__reference__in=named).values("zaak_id")
    zaken = Zaak.objects.defer("search").filter(Q(reference__in=named) | Q(pk__in=joined))
    for zaak in zaken.select_related("submission"):
        if _is_sender(mail, zaak):
            return zaak, (f"Het bericht noemt kenmerk {zaak.reference} en komt van het adres van die zaak.",)
        found = zaak
    return None, (_OTHER_ADDRESS.format(reference=found.reference),) if found else ()


def _zaak_of(message: Message) -> Zaak | None:
    zaken = Zaak.objects.defer("search").select_related("submission")
    if message.subject_kind == "zaak":
        return zaken.filter(pk=message.subject_id).first()
    if message.subject_kind != "submission":
        return None
    joined = Filing.objects.filter(submission_id=message.subject_id).values("zaak_id")
    found: Zaak | None = zaken.filter(Q(submission_id=message.subject_id) | Q(pk__in=joined)).first()
    return found


def _is_sender(mail: Mail, zaak: Zaak) -> bool:
    known = zaak.submission.email.lower()
    return bool(known) and known in {one.address.lower() for one in mail.senders}
