"""Who was asked to sign is reminded half-way; after the last day the sender is told and the next is asked."""

from datetime import datetime

from django.db import transaction

from openloket.flows.cosigning.signing import Words, ask_next, change, note, remind, tell_sender
from openloket.flows.one_by_one import one_by_one
from openloket.intake.models import CoSignature, Submission
from openloket.intake.signatures import due_for_reminder, not_reminded, over_their_time, round_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import Organisation
from openloket.zaken.models import OPEN, Zaak

State = CoSignature.State


def remind_signers(now: datetime) -> int:
    """Remind everybody for whom it is time, once, in every organisation; gives how many."""
    today = dag_in_amsterdam(now)

    def work(organisation_id: int) -> int:
        organisation, told = Organisation.objects.get(pk=organisation_id), 0
        for row in due_for_reminder(today):
            with transaction.atomic():
                told += _runs(row.submission_id) and remind(organisation, row, now)
        return told

    where = organisations_with(CoSignature, not_reminded(today))
    return one_by_one(Duty.REMIND_SIGNERS, where, work, now)


def lapse_signatures(now: datetime) -> int:
    """Whose last day is over did not sign; gives how many. The message stays received all the same."""
    over = over_their_time(dag_in_amsterdam(now))

    def work(organisation_id: int) -> int:
        organisation, lapsed = Organisation.objects.get(pk=organisation_id), 0
        for row in CoSignature.objects.filter(over).select_related("submission"):
            with transaction.atomic():
                lapsed += _lapse(organisation, row, now)
        return lapsed

    return one_by_one(Duty.LAPSE_SIGNATURES, organisations_with(CoSignature, over), work, now)


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
