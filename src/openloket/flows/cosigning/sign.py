"""Somebody who was asked to sign does so, or says why not; each sees exactly what was sent."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.flows.cosigning.signing import (
    UnableToSign,
    Words,
    ask_next,
    change,
    note,
    tell_sender,
    tell_signer,
)
from openloket.intake.models import CoSignature, Submission
from openloket.intake.references import key_hash, new_key
from openloket.intake.signatures import Round, State, round_of, signed_by_all, signer_by
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.models import Person
from openloket.tenancy.models import Organisation

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Known:
    """How who answers is known: logged in at a level, or (no person) by a code that was mailed."""

    person_id: int | None
    kind: str
    level: str


def sign(organisation: Organisation, key: str, seen: str, known: Known, now: datetime) -> None:
    """Sign what was `seen` (its SHA-256); the last one who signs lets everybody know. Raises UnableToSign."""
    with transaction.atomic():
        found, row = _asked(key, now)
        _not_twice(found, row, known)
        if signed_by_all(found.submission).sha256 != seen:
            raise UnableToSign("Er is intussen iets toegevoegd. Lees het nog eens. Teken daarna pas.")
        _answer(row, State.SIGNED, known, now, answers_sha256=seen)
        note("signature.signed", row, "citizen", now, level=known.level, answers_sha256=seen)
        if found.complete:
            _tell_all(organisation, found, now)
        else:
            ask_next(organisation, found, now)


def refuse_signature(organisation: Organisation, key: str, reason: str, known: Known, now: datetime) -> None:
    """Say no, with the reason in their own words for the sender and the employee. Raises UnableToSign."""
    text = reason.strip()
    if not 3 <= len(text) <= LONGEST_REASON or "\0" in text:
        raise UnableToSign("Schrijf op waarom u niet tekent. De afzender en de gemeente lezen dit.", "reden")
    with transaction.atomic():
        found, row = _asked(key, now)
        _answer(row, State.REFUSED, known, now, reason=text)
        note("signature.refused", row, "citizen", now, level=known.level)
        words = [
            f"{row.name} wil uw bericht niet ondertekenen. Wij hebben uw bericht wel ontvangen.",
            "Op de pagina van uw bericht staat waarom. U kunt daar ook iemand anders vragen.",
        ]
        told = Words("signature_refused", "Iemand tekent niet mee", words, "Bekijk de handtekeningen")
        tell_sender(organisation, found.submission, told, now)
        ask_next(organisation, found, now)


def _asked(key: str, now: datetime) -> tuple[Round, CoSignature]:
    """The round, which nobody else changes now, and who holds this link; only who is asked may answer."""
    holder = signer_by(key)
    if holder is None:
        raise UnableToSign("Deze link werkt niet meer. Kreeg u later nog een e-mail? Gebruik dan die link.")
    submission = Submission.objects.select_related("service", "person").get(pk=holder.submission_id)
    found = round_of(submission, lock=True)
    row = found.row(holder.pk)
    if row is None or bytes(row.key_hash) != key_hash(key) or row.state != State.ASKED:
        raise UnableToSign("Er is intussen iets veranderd. Kijk hoe het er nu voor staat.")
    if row.until is not None and row.until < dag_in_amsterdam(now):
        day = datum_in_woorden(row.until)
        raise UnableToSign(f"U kon tekenen tot en met {day}. Vraag de afzender om u opnieuw te vragen.")
    return found, row


def _not_twice(found: Round, row: CoSignature, known: Known) -> None:
    """Nobody signs for two. Of a company several people may sign, who all log in as that company."""
    if known.person_id is None or known.kind == Person.Kind.COMPANY:
        return
    if found.submission.person_id == known.person_id:
        raise UnableToSign("U hebt dit bericht zelf verstuurd. Iemand anders moet meetekenen.")
    if any(one.person_id == known.person_id and one.pk != row.pk for one in found.rows):
        raise UnableToSign("U hebt dit bericht al ondertekend. Hier moet iemand anders tekenen.")


def _answer(row: CoSignature, state: str, known: Known, now: datetime, **values: object) -> None:
    values |= {"state": state, "person_id": known.person_id, "level": known.level, "answered_at": now}
    if not change(row, **values, code_hash=None):
        raise UnableToSign("Er is intussen iets veranderd. Kijk hoe het er nu voor staat.")


def _tell_all(organisation: Organisation, found: Round, now: datetime) -> None:
    """Everybody has signed: the sender hears it, and each signer gets a link to their own copy."""
    done = ["Iedereen heeft getekend. U hoeft niets meer te doen."]
    told = Words("signatures_complete", "Iedereen heeft getekend", done, "Bekijk de handtekeningen")
    tell_sender(organisation, found.submission, told, now)
    copy = Words("signatures_complete", "Iedereen heeft getekend", done, "Bekijk wat u hebt ondertekend")
    for row in found.counting:
        key = new_key()
        if change(row, key_hash=key_hash(key), code_until=None):
            tell_signer(organisation, row, copy, key, now)
