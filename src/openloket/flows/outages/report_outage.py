"""An employee registers an outage that was not measured, and its end when that is known later."""

from datetime import datetime, timedelta

from django.db import transaction

from openloket.flows.outages.registering import begin_outage, end_outage
from openloket.flows.unable import UnableAtField
from openloket.outages.models import Channel, How, Outage, OutageEnd
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may

LONGEST = 200
_LONG_AGO = timedelta(days=366)
_MAY_NOT = "U mag geen storing melden."


class UnableToReportOutage(UnableAtField):
    """It can't be registered; the message is what the employee must be told, `field` where it belongs."""


def report_outage(
    employee: Employee,
    channel: str,
    began_at: datetime,
    ended_at: datetime | None,
    what: str,
    now: datetime,
) -> int:
    """Register an outage (Awb 2:21), with its end where that is known; gives its id.

    What is in the register stays there, so what can't be true is refused: raises UnableToReportOutage.
    Reported twice by a double click it is one outage.
    """
    if not may(employee, Right.REPORT_OUTAGE):
        raise UnableToReportOutage(_MAY_NOT)
    if channel not in Channel.values:
        raise UnableToReportOutage("Kies wat er niet werkte.", "kanaal")
    if not now - _LONG_AGO < began_at <= now:
        raise UnableToReportOutage("Vul een begin in dat voorbij is, en niet langer dan een jaar.", "begin")
    if ended_at is not None:
        _refuse_strange_end(began_at, ended_at, now)
    what = " ".join(what.replace("\0", " ").split())
    if not what or len(what) > LONGEST:
        raise UnableToReportOutage(f"Vertel wat er was, in hooguit {LONGEST} tekens.", "wat")
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=scope.current())
        same = Outage.objects.filter(channel=channel, began_at=began_at, how=How.REPORTED).first()
        if same is not None:
            return int(same.pk)
        outage = begin_outage(channel, began_at, How.REPORTED, what, now, by=employee)
        if ended_at is not None:
            end_outage(outage, ended_at, now, by=employee)
    return outage.pk


def end_reported_outage(employee: Employee, outage_id: int, ended_at: datetime, now: datetime) -> None:
    """Register when a reported outage ended; a measured one ends by itself. Raises UnableToReportOutage."""
    if not may(employee, Right.REPORT_OUTAGE):
        raise UnableToReportOutage(_MAY_NOT)
    with transaction.atomic():
        reported = Outage.objects.select_for_update().filter(pk=outage_id, how=How.REPORTED)
        outage: Outage | None = reported.first()
        if outage is None:
            raise UnableToReportOutage(
                "Deze storing is er niet, of eindigt vanzelf als de meting weer slaagt."
            )
        if OutageEnd.objects.filter(outage=outage).exists():
            raise UnableToReportOutage("Iemand was u voor: het einde van deze storing is al gemeld.")
        _refuse_strange_end(outage.began_at, ended_at, now)
        end_outage(outage, ended_at, now, by=employee)


def _refuse_strange_end(began_at: datetime, ended_at: datetime, now: datetime) -> None:
    if not began_at < ended_at <= now:
        raise UnableToReportOutage("Vul een einde in dat na het begin ligt en voorbij is.", "einde")
