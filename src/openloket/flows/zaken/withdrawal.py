"""The sender withdraws what runs: it is kept, an employee notes it, and then the zaak ends (Awb 6:21)."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import write_to_sender
from openloket.flows.receiving.arriving import Arrival, Placed, belongs_to, join
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import end_terms
from openloket.zaken.models import OPEN, Filing, Status, Term, Zaak
from openloket.zaken.penalty import recount_penalty

KIND = "withdrawn"
UNTIL_NOTED = (
    "Een medewerker noteert dat u dit introk en stuurt u daar een bericht over. Tot dan loopt uw zaak."
)
_OF_THE_ZAAK = [kind for kind in Term.Kind.values if kind != Term.Kind.PENALTY]


class UnableToNoteWithdrawal(Exception):
    """It can't be noted; the message is what the employee must be told."""


def withdrawal_arrived(arrival: Arrival, zaak: Zaak) -> Placed:
    """Put the message with its zaak. Nothing ends yet: somebody reads it first."""
    filing, now = join(arrival, zaak), arrival.copy.received_at
    body = describe("withdrawal.received", now, "citizen", reference=zaak.reference, filing=filing.pk)
    fact = Fact("withdrawal.received", "zaak", zaak.pk, body)
    return Placed(zaak.pk, arrival.judged.term, (fact,), (belongs_to(zaak), UNTIL_NOTED), zaak.reference)


def withdrawn_by(zaak_id: int) -> Filing | None:
    """The first message that withdraws this zaak; None: there is none."""
    found = Filing.objects.filter(zaak_id=zaak_id, kind=Berichtsoort.INTREKKING).order_by("at", "id")
    first: Filing | None = found.first()
    return first


def note_withdrawal(organisation: Organisation, employee: Employee, zaak: Zaak, now: datetime) -> None:
    """The employee read it: the zaak ends on the day of receipt, with its terms, and the sender is told.

    A penalty that ran counts until that day. Raises UnableToNoteWithdrawal.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToNoteWithdrawal("U mag geen zaken behandelen.")
    if zaak.kind == Berichtsoort.KLACHT:
        raise UnableToNoteWithdrawal("Kies bij ‘Klacht’ als uitkomst: ingetrokken. Dan klopt het register.")
    filing = withdrawn_by(zaak.pk)
    if filing is None:
        raise UnableToNoteWithdrawal("Bij deze zaak is geen bericht waarmee de afzender haar intrekt.")
    on, actor = dag_in_amsterdam(filing.at), f"employee:{employee.pk}"
    with transaction.atomic():
        runs = Zaak.objects.filter(pk=zaak.pk, status__in=OPEN)
        if not runs.update(status=Status.CLOSED, closed_at=now, withdrawn_on=on):
            raise UnableToNoteWithdrawal("Deze zaak is al klaar. Iemand was u misschien voor.")
        end_terms(zaak.pk, _OF_THE_ZAAK, on)
        recount_penalty(zaak.pk, law_calendar(), dag_in_amsterdam(now))
        told = {"received": datum_in_woorden(on)}
        write_to_sender(organisation, zaak, KIND, "Wij noteerden dat u dit introk", told, now)
        body = describe("zaak.withdrawn", now, actor, reference=zaak.reference, received_on=on.isoformat())
        record(scope.current(), now, actor, [Fact("zaak.withdrawn", "zaak", zaak.pk, body)])
