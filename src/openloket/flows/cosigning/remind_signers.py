"""Who was asked to sign is reminded half-way; after the last day the sender is told and the next is asked."""

from datetime import datetime

from django.db import transaction

from openloket.flows.cosigning.signing import Words, ask_next, change, note, remind, tell_sender
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import due_for_reminder, not_reminded, over_their_time, round_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.zaken.models import OPEN, Zaak

State = CoSignature.State


def remind_signers(now: datetime) -> int:
    """Remind everybody for whom it is time, once, in every organisation; gives how many."""
    told, today = 0, dag_in_amsterdam(now)
    for organisation_id in organisations_with(CoSignature, not_reminded(today)):
        with scope(organisation_id):
            organisation = Organisation.objects.get(pk=organisation_id)
            for row in due_for_reminder(today):
                with transaction.atomic():
                    told += _runs(row.submission_id) and remind(organisation, row, now)
    return told


def lapse_signatures(now: datetime) -> int:
    """Whose last day is over did not sign; gives how many. The message stays received all the same."""
    lapsed, over = 0, over_their_time(dag_in_amsterdam(now))
    for organisation_id in organisations_with(CoSignature, over):
        with scope(organisation_id):
            organisation = Organisation.objects.get(pk=organisation_id)
            for row in CoSignature.objects.filter(over).select_related("submission"):
                with transaction.atomic():
                    lapsed += _lapse(organisation, row, now)
    return lapsed


def _lapse(organisation: Organisation, row: CoSignature, now: datetime) -> bool:
    submission = Submission.objects.select_related("service", "person").get(pk=row.submission_id)
    found = round_of(submission, lock=True)
    mine = found.row(row.pk)
    if (
        mine is None
        or mine.until != row.until
        or mine.state != State.ASKED
        or not change(mine, state=State.LAPSED)
    ):
        return False
    note("signature.lapsed", mine, "system", now)
    if _runs(submission.pk):
        words = [
            f"{mine.name} heeft niet op tijd getekend. Wij hebben uw bericht wel ontvangen. Dat blijft zo.",
            "U kunt deze persoon opnieuw vragen, of iemand anders.",
        ]
        told = Words("signature_lapsed", "Iemand heeft nog niet getekend", words, "Bekijk de handtekeningen")
        tell_sender(organisation, submission, told, now)
        ask_next(organisation, found, now)
    return True


def _runs(submission_id: int) -> bool:
    """Whether there is still something to sign for: a zaak that is over needs no signature."""
    return Zaak.objects.filter(submission_id=submission_id, status__in=OPEN).exists()
