"""The signatures of a zaak: who signed, who did not, and what the law says of what is missing."""

from typing import Any

from django.db.models import Exists, OuterRef

from openloket.flows.cosigning.signing import rules_of
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import BY_MAIL, State, signing_of
from openloket.law.antwoord import Slotsom
from openloket.law.kanalen import Berichtsoort
from openloket.law.ondertekening import Methode, medeondertekening, ondertekening_voldoet
from openloket.web.signatures import in_one_sentence, shown_round

_METHODS = {
    "": Methode.E_MAILCONTROLE,
    BY_MAIL: Methode.E_MAILCONTROLE,
    "laag": Methode.INLOG_LAAG,
    "substantieel": Methode.INLOG_SUBSTANTIEEL,
    "hoog": Methode.INLOG_HOOG,
}


def is_cosigned() -> Exists:
    """The flag for the query of the page: whether anybody signs with the sender."""
    return Exists(CoSignature.objects.filter(submission=OuterRef("submission")))


def signatures_of(submission: Submission) -> dict[str, Any] | None:
    """What the page shows; None where nobody signs with the sender."""
    found = signing_of(submission)
    if found is None:
        return None
    says = medeondertekening(Berichtsoort(submission.message_type), found.missing)
    rules = rules_of(submission)
    needed = rules.level if rules else ""
    signed = [row for row in found.rows if row.state == State.SIGNED]
    return {
        "signers": shown_round(found),
        "standing": in_one_sentence(found),
        "complete": found.complete,
        "why": [{"text": step.tekst, "article": step.artikel} for step in says.waarom],
        "doubt": says.twijfels[0].voorlopig if says.twijfels else "",
        "notes": [note for row in signed for note in _notes(row, submission, needed)],
    }


def _notes(row: CoSignature, submission: Submission, needed: str) -> list[str]:
    """What an employee may want to look at; nothing is decided by it."""
    notes = []
    enough = ondertekening_voldoet(_METHODS[row.level], _METHODS[needed])
    if enough.slotsom is Slotsom.SCHIET_TEKORT:
        notes.append(f"{row.name} tekende minder zeker dan het formulier vraagt (Awb 2:18).")
    if row.level == BY_MAIL and row.email.casefold() == submission.email.casefold():
        notes.append(f"{row.name} gebruikte hetzelfde e-mailadres als de afzender.")
    return notes
