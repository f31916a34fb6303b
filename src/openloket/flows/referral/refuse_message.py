"""A message, or its files, is refused: told at once, with an opportunity to repair (Awb 2:15, 4:5, 6:6)."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.referring import Ask, Looked, UnableToRefer, begin, keep, tell
from openloket.flows.terms.ask_supplement import UnableToAskSupplement, keep_request, may_be_asked
from openloket.intake.models import Referral
from openloket.law.kalender import dag_in_amsterdam


def refuse_message(ask: Ask, now: datetime) -> Referral:
    """Tell the sender what is refused and why; of an application or objection, until when it can be repaired.

    The same message is then a request to supplement: once it left, the term to decide stands still.
    Raises UnableToRefer.
    """
    if not ask.choice.reason.strip():
        raise UnableToRefer("Er mist iets.", {"reden": "Schrijf op waarom u weigert (Awb 2:15 lid 3)."})
    with transaction.atomic():
        looked = begin(ask, now)
        if looked.case.repairable:
            _check_repair(ask, now)
        message = tell(ask, looked, now)
        referral = keep(ask, looked, now, message)
        if looked.case.repairable and ask.choice.last_day is not None:
            asked = asked_again(looked)
            keep_request(ask.employee, ask.zaak, asked, ask.choice.last_day, message, now)
        return referral


def asked_again(looked: Looked) -> str:
    """What the request to supplement asks, as the sender reads it on the receipt."""
    what = "de bestanden" if looked.case.answers.ground == "1" else "uw bericht"
    return f"Stuur {what} opnieuw, op een manier die wij kunnen aannemen.\n{looked.told.reason}"


def _check_repair(ask: Ask, now: datetime) -> None:
    """Raises UnableToRefer when no opportunity to repair can be given."""
    today = dag_in_amsterdam(now)
    if ask.choice.last_day is None or ask.choice.last_day <= today:
        raise UnableToRefer("Verbeter de dag.", {"uiterste-dag": "Kies een dag na vandaag."})
    try:
        may_be_asked(ask.zaak, today)
    except UnableToAskSupplement as refusal:
        raise UnableToRefer(str(refusal)) from refusal
