"""An employee judges a mandate that was sent in: the paper does, or does not (Awb 2:1(3))."""

from datetime import datetime

from django.db import transaction

from openloket.flows.mandates.mandating import (
    UnableToMandate,
    Words,
    changed_meanwhile,
    checked_reason,
    contact_of,
    in_words,
    note,
    tell,
)
from openloket.flows.mandates.telling_grantor import tell_grantor
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import NOT_GOOD_ENOUGH, State
from openloket.people.models import Mandate
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may


def approve_mandate(organisation: Organisation, employee: Employee, mandate_id: int, now: datetime) -> None:
    """The paper does: it holds from now, and who is represented is told by letter. Raises UnableToMandate."""
    with transaction.atomic():
        mandate = _to_judge(employee, mandate_id)
        if mandate.until is not None and mandate.until < dag_in_amsterdam(now):
            raise UnableToMandate("Deze machtiging is al voorbij. Keur hem af, of laat een nieuwe insturen.")
        _judged(mandate, now, employee=employee, state=State.ACTIVE)
        note("mandate.accepted", mandate, f"employee:{employee.pk}", now, by="employee", state=State.ACTIVE)
        tell_grantor(organisation, mandate, now)


def disapprove_mandate(
    organisation: Organisation, employee: Employee, mandate_id: int, reason: str, now: datetime
) -> None:
    """The paper does not do; who sent it in is told why, and may send in another. Raises UnableToMandate.

    This refuses a paper, not a person: for that see flows/mandates/refuse_representative.py (Awb 2:2).
    """
    words = checked_reason(reason)
    with transaction.atomic():
        mandate = _to_judge(employee, mandate_id)
        ended = {"ended_at": now, "ended_by": "employee", "ground": NOT_GOOD_ENOUGH, "reason": words}
        _judged(mandate, now, employee=employee, state=State.REFUSED, **ended)
        note(
            "mandate.refused", mandate, f"employee:{employee.pk}", now, by="employee", ground=NOT_GOOD_ENOUGH
        )
        told = Words(
            "mandate_judged",
            "Uw machtiging is niet goed genoeg",
            [
                f"U stuurde ons een machtiging om te handelen voor {mandate.grantor_name}.",
                in_words(mandate),
                f"Wij kunnen deze machtiging niet gebruiken: {words}",
                "U mag een andere machtiging sturen. U mag deze persoon ook blijven helpen "
                "(artikel 2:1 van de Algemene wet bestuursrecht).",
            ],
        )
        tell(organisation, mandate, contact_of(mandate.holder_id, mandate.holder_name), told, now)


def _to_judge(employee: Employee, mandate_id: int) -> Mandate:
    if not may(employee, Right.HANDLE):
        raise UnableToMandate("U mag geen machtigingen behandelen.")
    waiting = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id, state=State.TO_JUDGE)
    mandate: Mandate | None = waiting.first()
    if mandate is None:
        raise changed_meanwhile()
    return mandate


def _judged(mandate: Mandate, now: datetime, **values: object) -> None:
    Mandate.objects.filter(pk=mandate.pk, state=State.TO_JUDGE).update(answered_at=now, **values)
    mandate.refresh_from_db()
