"""From probe to outage: the same facts in the same order always give the same register. No clock here."""

from dataclasses import dataclass, replace
from datetime import datetime

from openloket.flows.outages.note_probes import Begun, Ended, Probed
from openloket.outages.models import How

IN_A_ROW = 2
"""An outage begins after this many probes in a row that failed: one can be bad luck."""


@dataclass(frozen=True, slots=True)
class Look:
    """One probe: from when to when it looked (UTC), and what was wrong; no fault means that all was well."""

    began_at: datetime
    ended_at: datetime
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a channel fares: its last good probe, the failures since, and whether an outage is registered."""

    good_at: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    fault: str = ""
    is_out: bool = False

    def as_probed(self) -> Probed:
        """What is kept of it."""
        return Probed(self.good_at, self.failing_since, self.failures, self.fault)


def after(course: Course, channel: str, look: Look) -> tuple[Course, Begun | Ended | None]:
    """The course after one more look, and what the register must hear of it.

    Begin and end are taken widely, on the safe side for who could not send: from the start of the last
    good probe until the end of the first good one. A channel that never worked has no outage: it is new.
    """
    if not look.fault:
        change = Ended(channel, look.ended_at, look.ended_at) if course.is_out else None
        return Course(good_at=look.began_at), change
    course = replace(
        course,
        failing_since=course.failing_since or look.began_at,
        failures=course.failures + 1,
        fault=look.fault,
    )
    if course.is_out or course.good_at is None or course.failures < IN_A_ROW:
        return course, None
    begun = Begun(channel, course.good_at, look.ended_at, How.PROBE, look.fault)
    return replace(course, is_out=True), begun


def after_silence(
    course: Course, channel: str, since: datetime, now: datetime
) -> tuple[Course, Begun | None]:
    """The course after a time in which nobody looked, since the last sign of life of the prober.

    The machine may have been down: until a probe succeeds the channel counts as out of use from then on.
    """
    if course.is_out or course.good_at is None:
        return course, None
    began_at = course.good_at if course.failures else max(course.good_at, since)
    begun = Begun(channel, began_at, now, How.SILENCE, "de meting zelf stond stil")
    return replace(course, is_out=True), begun
