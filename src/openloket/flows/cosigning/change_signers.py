"""The sender asks somebody again to sign, asks somebody else, or goes on without."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openloket.flows.cosigning.signing import UnableToSign, ask, ask_next, change, note, rules_of
from openloket.formkit.definition import CoSigners, EmailField
from openloket.formkit.value_text import Wrong
from openloket.formkit.values import read
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import ASKABLE, Round, State, round_of
from openloket.tenancy.models import Organisation

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is asked, as the sender typed it."""

    name: str
    email: str


def ask_again(
    organisation: Organisation,
    submission_id: int,
    signature_id: int,
    signer: Signer,
    now: datetime,
    today: date,
) -> None:
    """Ask this person, or another in their place, with a new link and all the days. Raises UnableToSign.

    Not once they signed: then there is nothing to ask.
    """
    checked = _checked(signer, today)
    with transaction.atomic():
        found, row, rules = _askable(submission_id, signature_id)
        if not change(row, name=checked.name, email=checked.email):
            raise _changed()
        ask(organisation, found.submission, row, rules, now)


def leave_out(organisation: Organisation, submission_id: int, signature_id: int, now: datetime) -> None:
    """Go on without this signature, as far as the form allows it. Raises UnableToSign."""
    with transaction.atomic():
        found, row, rules = _askable(submission_id, signature_id)
        if len(found.counting) <= rules.min:
            raise UnableToSign("Deze handtekening is nodig. U kunt wel iemand anders vragen.")
        if not change(row, state=State.LEFT_OUT):
            raise _changed()
        note("signature.left_out", row, "citizen", now)
        ask_next(organisation, found, now)


def _askable(submission_id: int, signature_id: int) -> tuple[Round, CoSignature, CoSigners]:
    submission = Submission.objects.select_related("service", "person").get(pk=submission_id)
    found, rules = round_of(submission, lock=True), rules_of(submission)
    row = found.row(signature_id)
    if row is None or rules is None or row.state not in ASKABLE:
        raise _changed()
    return found, row, rules


def _checked(signer: Signer, today: date) -> Signer:
    name = " ".join(signer.name.split())
    if not 2 <= len(name) <= LONGEST_NAME or "\0" in name:
        raise UnableToSign(f"Vul een naam in, van ten hoogste {LONGEST_NAME} tekens.", "naam")
    address = read(EmailField(key="email", label="E-mailadres"), signer.email, today)
    if isinstance(address, Wrong):
        raise UnableToSign(address.mistakes[0][1], "email")
    return Signer(name, str(address))


def _changed() -> UnableToSign:
    return UnableToSign("Er is intussen iets veranderd. Kijk hoe het er nu voor staat.")
