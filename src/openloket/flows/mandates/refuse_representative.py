"""A person may not act for another any more, for serious objections; both are told at once (Awb 2:2)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from openloket.flows.mandates.mandating import (
    UnableToMandate,
    Words,
    changed_meanwhile,
    checked_reason,
    contact_of,
    note,
    tell,
)
from openloket.law.antwoord import Slotsom
from openloket.law.machtiging import Rol, Vertegenwoordiger, mag_vertegenwoordiger_weigeren
from openloket.people.mandates import LIVE, REFUSED_PERSON, State
from openloket.people.models import Mandate
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may


@dataclass(frozen=True, slots=True)
class Objections:
    """What an employee found: is this an advocate, are there serious objections, and which."""

    advocate: bool
    serious: bool
    reason: str


def refuse_representative(
    organisation: Organisation, employee: Employee, mandate_id: int, found: Objections, now: datetime
) -> list[Mandate]:
    """Refuse who holds this mandate to act for this person; gives every mandate between the two that ended.

    An advocate can't be refused, nor anybody without serious objections (2:2(1) and (3)). Both are told in
    writing, in the same transaction: at once (2:2(2)). Raises UnableToMandate.
    """
    if not may(employee, Right.REFUSE):
        raise UnableToMandate("Alleen een teamleider mag iemand weigeren.")
    who = Vertegenwoordiger(Rol.GEMACHTIGDE, advocaat=found.advocate, ernstige_bezwaren=found.serious)
    law = mag_vertegenwoordiger_weigeren(who)
    if law.slotsom is not Slotsom.MAG:
        raise UnableToMandate(" ".join(stap.tekst for stap in law.waarom.stappen), "bezwaren")
    reason, actor = checked_reason(found.reason), f"employee:{employee.pk}"
    with transaction.atomic():
        ended = _between(mandate_id)
        if not ended:
            raise changed_meanwhile()
        messages = _tell_both(organisation, ended[0], reason, now)
        for mandate in ended:
            _refused(mandate, employee, reason, now)
            note("mandate.refused", mandate, actor, now, by="employee", ground=REFUSED_PERSON, told=messages)
    return ended


def _between(mandate_id: int) -> list[Mandate]:
    """The mandate, and all others that live between the same two people; locked, so nobody uses them."""
    one: Mandate | None = Mandate.objects.filter(pk=mandate_id, state__in=LIVE).first()
    if one is None:
        return []
    which = Q(pk=mandate_id)
    if one.holder_id and one.grantor_id:
        which |= Q(holder_id=one.holder_id, grantor_id=one.grantor_id)
    live = Mandate.objects.select_for_update(of=("self",)).filter(which, state__in=LIVE)
    found = list(live.select_related("holder").order_by("pk"))
    return sorted(found, key=lambda mandate: mandate.pk != mandate_id)


def _refused(mandate: Mandate, employee: Employee, reason: str, now: datetime) -> None:
    Mandate.objects.filter(pk=mandate.pk, state__in=LIVE).update(
        state=State.REFUSED,
        ground=REFUSED_PERSON,
        reason=reason,
        employee=employee,
        ended_at=now,
        ended_by="employee",
        invite_hash=None,
    )
    mandate.refresh_from_db()


def _tell_both(organisation: Organisation, mandate: Mandate, reason: str, now: datetime) -> list[int]:
    """The ids of the two messages: to who is represented, and to who is refused (2:2(2))."""
    holder = mandate.holder.name if mandate.holder else mandate.holder_name
    article = "Dit staat in artikel 2:2 van de Algemene wet bestuursrecht."
    to_grantor = Words(
        "mandate_refusal",
        "Wij weigeren wie namens u handelt",
        [
            f"{holder} mag niet meer namens u met de gemeente handelen. {article}",
            f"De reden: {reason}",
            "Wat al namens u is gestuurd, blijft geldig. U kunt zelf verdergaan, of iemand anders vragen.",
        ],
    )
    to_holder = Words(
        "mandate_refusal",
        "U mag niet meer namens iemand handelen",
        [
            f"U mag niet meer namens {mandate.grantor_name} met de gemeente handelen. {article}",
            f"De reden: {reason}",
            "Wij hebben dit ook aan deze persoon geschreven.",
        ],
    )
    grantor_at = contact_of(mandate.grantor_id, mandate.grantor_name)
    holder_at = contact_of(mandate.holder_id, holder)
    sent = [
        tell(organisation, mandate, grantor_at, to_grantor, now),
        tell(organisation, mandate, holder_at, to_holder, now),
    ]
    return [message.pk for message in sent]
