"""A message was received that others must sign too: they are asked, and asked anew when it changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openloket.flows.cosigning.signing import ask_next, change, note
from openloket.formkit.load_signers import SIGNERS
from openloket.intake.models import CoSignature, Submission
from openloket.intake.references import key_hash, new_key
from openloket.intake.signatures import State, round_of
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

_CHANGED = "De afzender heeft iets aan het bericht toegevoegd. Daarom vragen wij u om opnieuw te kijken."


def ask_signatures(submission_id: int, answers: Mapping[str, Any], now: datetime) -> None:
    """Ask those whom the sender named. Call it within the transaction that receives the message.

    The message is received, whoever signs and whenever: a signature that is missing can be given later
    (Awb 4:5 lid 1, 6:6). See docs/adr/0022.
    """
    named = answers.get(SIGNERS) or []
    if not isinstance(named, list) or not named:
        return
    submission = Submission.objects.select_related("service", "person").get(pk=submission_id)
    CoSignature.objects.bulk_create(
        CoSignature.new(
            submission=submission,
            position=position,
            name=one["naam"],
            email=one["email"],
            key_hash=key_hash(new_key()),
        )
        for position, one in enumerate(named, start=1)
    )
    ask_next(_here(), round_of(submission), now)


def message_changed(submission_id: int, now: datetime) -> None:
    """Its sender added something while not everybody had signed: who was asked or signed is asked anew.

    Call it within the transaction that receives the addition. Once all have signed, an addition is of the
    sender alone, and what they signed stays signed.
    """
    submission = Submission.objects.select_related("service", "person").get(pk=submission_id)
    found = round_of(submission, lock=True)
    if found.complete:
        return
    for row in found.rows:
        if row.state == State.SIGNED:
            note("signature.outdated", row, "citizen", now, answers_sha256=row.answers_sha256)
        if row.state in (State.SIGNED, State.ASKED):
            change(row, state=State.WAITING, answered_at=None)
    ask_next(_here(), found, now, _CHANGED)


def _here() -> Organisation:
    return Organisation.objects.get(pk=scope.current())
