"""From probes to outages: when one begins, when it ends, and what happens while nobody looks."""

from datetime import UTC, datetime, timedelta

import pytest

from openloket.flows.outages.note_probes import Begun, Ended
from openloket.outages.models import How
from openloket.work.probing.course import Course, Look, after, after_silence

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FORM = "webformulier"


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def run(*looks: str, course: Course | None = None) -> tuple[Course, list[Begun | Ended]]:
    """A probe each five seconds that takes a second: `.` is good, `x` fails."""
    course, changes = course or Course(), []
    for number, look in enumerate("".join(looks)):
        began = at(5 * number)
        one = Look(began, began + timedelta(seconds=1), "" if look == "." else "geen verbinding")
        course, change = after(course, FORM, one)
        changes += [change] if change else []
    return course, changes


@pytest.mark.parametrize(
    ("looks", "outages"),
    [
        ("....", []),
        ("..x..x.", []),  # one at a time is bad luck
        ("..xx", [(5, None)]),  # from the begin of the last good one
        ("..xx.", [(5, 21)]),  # until the end of the first good one
        ("..xxxx..", [(5, 31)]),
        (".xx..xx.", [(0, 16), (20, 36)]),
        ("xxxx", []),  # never worked: it is new
        ("xx.xx.", [(10, 26)]),
    ],
)
def test_outages(looks: str, outages: list[tuple[int, int | None]]) -> None:
    course, changes = run(looks)
    found: list[tuple[datetime, datetime | None]] = []
    for change in changes:
        if isinstance(change, Begun):
            found.append((change.began_at, None))
            assert change.how is How.PROBE
        else:
            found[-1] = (found[-1][0], change.ended_at)
    assert found == [(at(begin), None if end is None else at(end)) for begin, end in outages]
    assert course.is_out == bool(outages and outages[-1][1] is None)


def test_what_is_kept() -> None:
    course, _ = run("..xxx")
    kept = course.as_probed()
    assert (kept.good_at, kept.failing_since, kept.failures) == (at(5), at(10), 3)
    assert kept.fault == "geen verbinding"
    assert run("..xxx.")[0] == Course(good_at=at(25))


def test_nobody_looked() -> None:
    course, _ = run("..")
    course, begun = after_silence(course, FORM, at(5), at(300))
    assert begun == Begun(FORM, at(5), at(300), How.SILENCE, "de meting zelf stond stil")
    course, ended = after(course, FORM, Look(at(301), at(302)))
    assert ended == Ended(FORM, at(302), at(302))
    assert not course.is_out


def test_nobody_looked_after_one_failure() -> None:
    course, _ = run("..x")
    _, begun = after_silence(course, FORM, at(10), at(300))
    assert begun is not None
    assert begun.began_at == at(5), "the last moment at which it was known to work"


def test_nobody_looked_during_an_outage_or_at_a_new_channel() -> None:
    out, _ = run("..xx")
    assert after_silence(out, FORM, at(15), at(300)) == (out, None)
    assert after_silence(Course(), FORM, at(15), at(300)) == (Course(), None)


def test_it_still_fails_after_the_silence() -> None:
    course, _ = after_silence(run("..")[0], FORM, at(5), at(300))
    course, change = after(course, FORM, Look(at(300), at(301), "antwoord 500"))
    assert change is None
    assert course.is_out
