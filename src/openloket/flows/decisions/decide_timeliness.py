"""An employee decides whether being late can be held against who objected (Awb 6:11, 2:21(3))."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import record
from openloket.flows.decisions.judge_timeliness import judged
from openloket.flows.unable import UnableAtField
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import Noted
from openloket.zaken.models import OPEN, TO_A_PERSON, Timeliness, Zaak

LONGEST = 2000


class UnableToDecideTimeliness(UnableAtField):
    """It can't be decided; the message is what the employee must be told, `field` where it belongs."""


def decide_timeliness(
    employee: Employee, zaak: Zaak, seen: str, excused: bool | None, reason: str, now: datetime
) -> None:
    """Say whether the lateness is excused, with the reason that the sender may read.

    `seen` is the verdict that the employee saw; `excused` None: nothing was chosen.
    Raises UnableToDecideTimeliness.
    """
    reason = reason.replace("\r\n", "\n").strip()
    _allowed(employee, excused, reason)
    verdict = Timeliness.Verdict.FORGIVEN if excused else Timeliness.Verdict.LATE
    with transaction.atomic():
        runs = Zaak.objects.select_for_update().filter(pk=zaak.pk, status__in=OPEN).values_list("pk").first()
        # Without a join: then PostgreSQL looks again at what somebody else changed meanwhile.
        waits = Timeliness.objects.filter(zaak=zaak, verdict__in=TO_A_PERSON, decided_at=None)
        decided = {"verdict": verdict, "decided_by": employee, "decided_at": now, "reason": reason}
        if runs is None or waits.filter(verdict=seen).update(**decided) == 0:
            raise UnableToDecideTimeliness("Iemand was u voor, of hier is niets meer te beslissen.")
        row = Timeliness.objects.get(zaak=zaak)
        noted = Noted(now, employee.pk)
        record(zaak.organisation_id, now, f"employee:{employee.pk}", [judged(row, zaak.reference, noted)])


def _allowed(employee: Employee, excused: bool | None, reason: str) -> None:
    if not may(employee, Right.HANDLE):
        raise UnableToDecideTimeliness("U mag geen zaken behandelen.")
    if excused is None:
        raise UnableToDecideTimeliness("Kies of u het de afzender kwalijk neemt.", "verwijtbaar")
    if not reason:
        raise UnableToDecideTimeliness("Schrijf waarom. De afzender kan dit lezen.", "reden")
    if len(reason) > LONGEST or "\0" in reason:
        raise UnableToDecideTimeliness(f"De reden mag {LONGEST} gewone tekens hebben.", "reden")
