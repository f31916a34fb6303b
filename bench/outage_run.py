"""One outage in a process that knows the database: the form was down, lateness is forgiven, time is given.

Reads a task as JSON on its input and prints its findings as JSON. Django must be set up before this is
imported.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from openloket.flows.outages.extend_for_outage import extend_for_outage
from openloket.flows.outages.extend_terms import extend_terms
from openloket.flows.outages.forgive_lateness import forgive_lateness
from openloket.outages.models import Outage, OutageEnd
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.scope import scope

_HOURS = timedelta(hours=9)


def main() -> None:
    """Let the form fail, time what the platform does about it, and print."""
    town, now = json.load(sys.stdin)["town"], datetime.now(UTC)
    with scope(Organisation.objects.get(slug=town).pk):
        outage = Outage.create(
            channel="webformulier", began_at=now - _HOURS, noticed_at=now, how="probe", fault="bench"
        )
        OutageEnd.create(outage=outage, ended_at=now, noticed_at=now)
        forgiven = _timed(lambda: forgive_lateness(outage.pk, now))
        extend_for_outage(Employee.objects.filter(role="lead").first(), outage.pk, 1, "bench", now)
        extended = _timed(lambda: extend_terms(outage.pk, now))
    print(json.dumps({"forgive": forgiven, "extend": extended}))  # noqa: T201 (read by who started it)


def _timed(action: Callable[[], int]) -> dict[str, float]:
    with CaptureQueriesContext(connection) as heard:
        began = time.perf_counter()
        changed = action()
        seconds = time.perf_counter() - began
    return {"seconds": seconds, "statements": len(heard), "changed": changed}
