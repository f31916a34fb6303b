"""Writing in the register of outages, within the transaction of the flow that calls it: a row and a fact."""

from datetime import datetime

from openloket.evidence.canonical import write_moment
from openloket.evidence.log import Fact, describe, record
from openloket.outages.models import How, Outage, OutageEnd
from openloket.tenancy import scope
from openloket.tenancy.models import Employee


def begin_outage(
    channel: str, began_at: datetime, how: How, fault: str, now: datetime, by: Employee | None = None
) -> Outage:
    """A channel could not be used from `began_at` on (Awb 2:21), noticed now.

    What an employee writes stays out of the log, which can never forget.
    """
    outage = Outage.create(
        channel=channel, began_at=began_at, noticed_at=now, how=how, fault=fault[:200], reported_by=by
    )
    actor = f"employee:{by.pk}" if by else "system"
    seen = {"fault": outage.fault} if by is None else {}
    body = describe(
        "outage.began", now, actor, channel=channel, how=how.value, began_at=write_moment(began_at), **seen
    )
    record(scope.current(), now, actor, [Fact("outage.began", "outage", outage.pk, body)])
    return outage


def end_outage(outage: Outage, ended_at: datetime, now: datetime, by: Employee | None = None) -> OutageEnd:
    """It could be used again from `ended_at` on, noticed now. IntegrityError: its end was known."""
    end = OutageEnd.create(outage=outage, ended_at=ended_at, noticed_at=now)
    actor = f"employee:{by.pk}" if by else "system"
    body = describe("outage.ended", now, actor, channel=outage.channel, ended_at=write_moment(ended_at))
    record(scope.current(), now, actor, [Fact("outage.ended", "outage", outage.pk, body)])
    return end
