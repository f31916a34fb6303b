"""Whether messages about a service are official is decided, or left undecided (Awb 2:13(1))."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.law.kanalen import Berichtsoort, Officieel
from openloket.law.ontvangst import is_officieel
from openloket.offer.models import Service
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may


class UnableToSetOfficial(Exception):
    """It can't be decided so; the message is what the employee must be told."""


def set_official(employee: Employee, slug: str, seen: str, wanted: str, now: datetime) -> None:
    """Decide for a service; `seen` is what stood there when the employee chose. Raises UnableToSetOfficial.

    What is official by its nature stays so (Awb 2:13(1)): no decision of an organisation takes that away.
    """
    if not may(employee, Right.DESIGNATE):
        raise UnableToSetOfficial("U mag dit niet veranderen.")
    service = Service.objects.filter(slug=slug).first()
    if service is None or wanted not in Service.Official.values:
        raise UnableToSetOfficial("Kies ja, nee of onbeslist.")
    judged = is_officieel(Berichtsoort(service.message_type), Officieel(wanted))
    if wanted == Service.Official.NO and judged.officieel:
        raise UnableToSetOfficial(f"{judged.waarom.stappen[0].tekst} Dat kan de gemeente niet veranderen.")
    with transaction.atomic():
        if not Service.objects.filter(pk=service.pk, official=seen).update(official=wanted):
            raise UnableToSetOfficial("Een collega heeft dit zojuist veranderd. Kijk eerst wat er nu staat.")
        actor = f"employee:{employee.pk}"
        body = describe("service.official", now, actor, was=seen, official=wanted)
        record(scope.current(), now, actor, [Fact("service.official", "service", service.pk, body)])
