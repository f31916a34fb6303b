"""An employee says against which decision an objection is: by the reference of the zaak that was decided."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import record
from openloket.flows.decisions.judge_timeliness import lock, settle
from openloket.flows.decisions.objecting import linked
from openloket.flows.unable import UnableAtField
from openloket.law.kanalen import Berichtsoort
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.access import zaak_for
from openloket.zaken.course import Noted
from openloket.zaken.models import OPEN, Zaak
from openloket.zaken.queries import reference_start

_FIELD = "kenmerk"
_FULL = 16  # DUI-2026-7F3-K9Q-XM2 without its dashes


class UnableToLinkObjection(UnableAtField):
    """The objection can't be linked; the message is for the employee, `field` is where it belongs."""


def link_objection(employee: Employee, zaak: Zaak, typed: str, now: datetime) -> Zaak:
    """Link the objection to the decided zaak whose reference was typed (with dashes or without); gives that.

    The term to decide begins anew from the publication of the decision, and it is judged whether the
    objection came in time (Awb 6:7 to 6:11, 7:10, 2:21(3)). `zaak` says what the employee saw.
    Raises UnableToLinkObjection.
    """
    about = _allowed(employee, zaak, typed)
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        lock(about.pk)
        as_seen = Zaak.objects.filter(pk=zaak.pk, about_id=zaak.about_id, status__in=OPEN)
        if as_seen.update(about=about) == 0:
            raise UnableToLinkObjection(
                "Iemand was u voor, of het bezwaar is al klaar. Bekijk de zaak opnieuw."
            )
        fresh = Zaak.objects.select_related("submission").defer("search").get(pk=zaak.pk)
        facts = linked(zaak.pk, zaak.reference, about, actor, now)
        facts += settle(fresh, about.pk, Noted(now, employee.pk), law_calendar())
        record(zaak.organisation_id, now, actor, facts)
    return about


def _allowed(employee: Employee, zaak: Zaak, typed: str) -> Zaak:
    if not may(employee, Right.HANDLE):
        raise UnableToLinkObjection("U mag geen zaken behandelen.")
    if zaak.kind != Berichtsoort.BEZWAAR:
        raise UnableToLinkObjection("Dit bericht is geen bezwaar.")
    if not typed.strip():
        raise UnableToLinkObjection("Vul het kenmerk in van de zaak waarin het besluit is genomen.", _FIELD)
    reference = reference_start(typed, zaak.reference.partition("-")[0])
    about = zaak_for(employee, reference) if reference and len(reference) >= _FULL else None
    if about is None:
        raise UnableToLinkObjection("Er is geen zaak met dit kenmerk. Kijk het nog eens na.", _FIELD)
    if about.pk == zaak.pk:
        raise UnableToLinkObjection(
            "Dit is het kenmerk van het bezwaar zelf. Vul het kenmerk van het besluit in.", _FIELD
        )
    if about.pk == zaak.about_id:
        raise UnableToLinkObjection("Het bezwaar is al aan deze zaak gekoppeld.", _FIELD)
    if not about.decisions.exists():
        raise UnableToLinkObjection(
            "In die zaak is nog geen besluit genomen. Daar is nog geen bezwaar tegen.", _FIELD
        )
    return about
