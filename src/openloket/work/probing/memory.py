"""What the prober knows of each channel, also while the database is away; read back at the start."""

from dataclasses import dataclass, field
from datetime import datetime

from openloket.flows.outages.note_probes import PROBER, Begun, Ended, note_probes
from openloket.outages.models import Channel, Heartbeat, How, Outage, ProbeState
from openloket.tenancy.scope import scope
from openloket.work.probing.course import Course, Look, after, after_silence


def last_beat() -> datetime | None:
    """The last sign of life that a prober left."""
    row: Heartbeat | None = Heartbeat.objects.filter(name=PROBER).first()
    return row.at if row else None


@dataclass(slots=True)
class Known:
    """The channels of one organisation, and the changes that the register has not heard of yet."""

    organisation_id: int
    courses: dict[str, Course]
    untold: list[Begun | Ended] = field(default_factory=list)
    told: dict[str, Course] = field(default_factory=dict)
    told_at: datetime | None = None

    @classmethod
    def read(cls, organisation_id: int) -> "Known":
        """What was written down of it."""
        with scope(organisation_id):
            measured = Outage.objects.filter(end=None, how__in=(How.PROBE, How.SILENCE))
            out = set(measured.values_list("channel", flat=True))
            rows = list(ProbeState.objects.all())
        courses = {
            row.channel: Course(
                row.good_at, row.failing_since, row.failures, row.fault, is_out=row.channel in out
            )
            for row in rows
        }
        return cls(organisation_id, courses, told=dict(courses))

    @property
    def is_failing(self) -> bool:
        """Whether a channel failed when it was last looked at."""
        return any(course.failures or course.is_out for course in self.courses.values())

    def see(self, channel: Channel, look: Look) -> None:
        """Take in one more look."""
        course, change = after(self.courses.get(channel, Course()), channel, look)
        self._keep(channel, course, change)

    def miss(self, channel: Channel, since: datetime, now: datetime) -> None:
        """Nobody looked since then."""
        course, change = after_silence(self.courses.get(channel, Course()), channel, since, now)
        self._keep(channel, course, change)

    def let_go(self, channels: frozenset[Channel], now: datetime) -> None:
        """Channels that are not in use any more are no longer out of use."""
        for channel in [one for one in self.courses if one not in channels]:
            if self.courses.pop(channel).is_out:
                self.untold.append(Ended(channel, now, now))

    def tell(self, now: datetime, seldom: float) -> None:
        """Bring the register up to date; a channel that stays well is written down every `seldom` seconds."""
        due = self.told_at is None or (now - self.told_at).total_seconds() >= seldom
        fresh = {
            channel: course
            for channel, course in self.courses.items()
            if due or course.failures != self.told.get(channel, Course(failures=-1)).failures
        }
        if not fresh and not self.untold:
            return
        with scope(self.organisation_id):
            note_probes(self.untold, {channel: course.as_probed() for channel, course in fresh.items()})
        self.untold.clear()
        self.told |= fresh
        if due:
            self.told_at = now

    def _keep(self, channel: Channel, course: Course, change: Begun | Ended | None) -> None:
        self.courses[channel] = course
        if change is not None:
            self.untold.append(change)
