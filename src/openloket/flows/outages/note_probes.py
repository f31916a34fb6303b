"""What the prober found goes into the register: how each channel is, which outages began and which ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openloket.flows.outages.registering import begin_outage, end_outage
from openloket.outages.models import Heartbeat, How, Outage, ProbeState
from openloket.tenancy import scope

PROBER = "prober"
_MEASURED = (How.PROBE, How.SILENCE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A channel was found out of use; `began_at` is the last moment at which it was known to work."""

    channel: str
    began_at: datetime
    noticed_at: datetime
    how: How
    fault: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A channel was found in use again; `ended_at` is the first moment at which it was known to work."""

    channel: str
    ended_at: datetime
    noticed_at: datetime


@dataclass(frozen=True, slots=True)
class Probed:
    """How the last probes of a channel went; moments in UTC."""

    good_at: datetime | None
    failing_since: datetime | None
    failures: int
    fault: str


def note_probes(changes: Sequence[Begun | Ended], states: Mapping[str, Probed]) -> None:
    """Write down the changes, oldest first, and the state of each channel, for the organisation in scope.

    May be told the same again, as after a connection that broke while it was answered: each channel has
    one measured outage at a time, and what has ended stays ended.
    """
    with transaction.atomic():
        for channel, state in sorted(states.items()):
            values = {
                "good_at": state.good_at,
                "failing_since": state.failing_since,
                "failures": state.failures,
                "fault": state.fault[:200],
            }
            ProbeState.objects.update_or_create(
                organisation_id=scope.current(), channel=channel, defaults=values
            )
        for change in changes:
            _note(change)


def _note(change: Begun | Ended) -> None:
    measured = Outage.objects.filter(channel=change.channel, how__in=_MEASURED)
    lasting: Outage | None = measured.filter(end=None).order_by("began_at").last()
    if isinstance(change, Ended):
        if lasting is not None:
            end_outage(lasting, max(change.ended_at, lasting.began_at), change.noticed_at)
    elif lasting is None and not measured.filter(began_at=change.began_at).exists():
        begin_outage(change.channel, change.began_at, change.how, change.fault, change.noticed_at)


def beat(at: datetime) -> None:
    """The prober lives: it looked at every channel from this moment on. One row, always overwritten."""
    Heartbeat.objects.update_or_create(name=PROBER, defaults={"at": at})
