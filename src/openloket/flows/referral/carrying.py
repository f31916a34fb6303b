"""Carrying a message itself to another body: by e-mail with its files, or as a letter with its whole text."""

from datetime import date, datetime

from openloket.flows.delivery.sending_off import send_off
from openloket.flows.referral.enclosing import MOST_BYTES, size_of
from openloket.flows.referral.referral_case import Case
from openloket.flows.referral.referral_words import carried_words
from openloket.flows.referral.referring import Ask, Choice, Looked, UnableToRefer
from openloket.formkit.definition import EmailField
from openloket.formkit.value_text import Wrong, read_email
from openloket.post.composing import put, put_letter, render
from openloket.post.models import Message

KIND = "referral_carried"
LONGEST_BODY = 200
MOST_LINES = 6
LONGEST_LINE = 60

_TOO_LARGE = "De bestanden zijn samen te groot voor e-mail. Kies voor post."
_SENSITIVE = (
    "Dit bericht gaat over gevoelige gegevens. Weet u niet zeker dat dit adres vertrouwelijk genoeg is? "
    "Vul dan het postadres in, en laat het e-mailadres leeg."
)


def addressed(choice: Choice) -> None:
    """Check where it must go, by field. Raises UnableToRefer."""
    problems, body = {}, choice.body.strip()
    if not body or len(body) > LONGEST_BODY or not body.isprintable():
        problems["orgaan"] = "Vul in naar welk bestuursorgaan dit moet."
    if choice.address:
        read = read_email(EmailField(key="adres", label="E-mailadres"), choice.address, date.min)
        if isinstance(read, Wrong):
            problems["orgaan-email"] = read.mistakes[0][1]
    elif not 2 <= len(choice.lines) <= MOST_LINES or max(map(len, choice.lines)) > LONGEST_LINE:
        problems["orgaan-adres"] = (
            f"Vul de naam en het adres in, elk op een eigen regel: hoogstens {MOST_LINES} regels van "
            f"{LONGEST_LINE} tekens."
        )
    elif not all(line.isprintable() for line in choice.lines):
        problems["orgaan-adres"] = "Dit adres heeft een teken dat wij niet kunnen bewaren."
    if problems:
        raise UnableToRefer("Verbeter eerst wat hieronder staat.", problems)


def fits_in_mail(case: Case) -> bool:
    """Whether an e-mail can hold its files."""
    return size_of(case.submission.pk) <= MOST_BYTES


def carry(ask: Ask, looked: Looked, now: datetime) -> Message:
    """Put the message on its way to the other body, in the transaction that decides it.

    It tells when it was received here (Awb 6:15(1)). Raises UnableToRefer where e-mail can't be used.
    """
    choice, zaak = ask.choice, ask.zaak
    if choice.address and looked.case.protected and not choice.confidential:
        raise UnableToRefer(_SENSITIVE, {"vertrouwelijk": _SENSITIVE})
    if choice.address and not fits_in_mail(looked.case):
        raise UnableToRefer(_TOO_LARGE, {"orgaan-email": _TOO_LARGE})
    words = carried_words(ask.organisation, looked.case, looked.told)
    subject_line = f"Doorgestuurd bericht ({zaak.reference})"
    values = {"org": ask.organisation, "subject": subject_line, "reference": zaak.reference, "words": words}
    rendered, subject = render(KIND, subject_line, values), ("zaak", zaak.pk)
    domain = ask.organisation.email.rpartition("@")[2]
    if not choice.address:
        return put_letter(
            rendered, kind=KIND, subject=subject, to_lines=choice.lines, sender_domain=domain, now=now
        )
    message = put(
        rendered, kind=KIND, subject=subject, to_address=choice.address, sender_domain=domain, now=now
    )
    send_off(message)
    return message
