"""Parts are killed and come back; the register of outages says from when until when, as it really was."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.faults.installation import Installation, furnish, installation
from tests.parts import Part, answers, prober, up, web
from tests.waiting import wait_until

SLOW = os.environ.get("OPENLOKET_SLOW_TESTS") == "1"
WITHIN = 4.0  # seconds; asked of a machine that does nothing else (OPENLOKET_SLOW_TESTS)
FORM = "/duinstede/parkeervergunning/formulier/wie"
REGISTER = """
SELECT outage.channel, outage.how, extract(epoch FROM began_at)::float, extract(epoch FROM ended_at)::float
FROM outages_outage AS outage LEFT JOIN outages_outageend AS gone ON gone.outage_id = outage.id
WHERE ended_at IS NULL OR ended_at > %s ORDER BY channel
"""


@dataclass
class Watched:
    """An installation with a prober that looks every two seconds."""

    found: Installation
    web: Part
    port: int
    prober: Part

    def register(self, since: float) -> list[tuple[str, str, float, float | None]]:
        """The outages that lasted at a moment or began after it."""
        return self.found.ask(REGISTER, datetime.fromtimestamp(since, UTC))

    def is_whole(self) -> bool:
        """Whether all the pages that a person needs answer."""
        pages = ("/duinstede/", "/duinstede/parkeervergunning/", FORM, "/duinstede/balie/inloggen")
        return all(answers(self.port, page) for page in pages)

    def all_over(self, since: float) -> bool:
        """Whether there were outages since, and all have ended."""
        found = self.register(since)
        return bool(found) and all(ended for *_, ended in found)

    def beats(self) -> float:
        """The last sign of life."""
        rows = self.found.ask("SELECT extract(epoch FROM at)::float FROM outages_heartbeat")
        return float(rows[0][0]) if rows else 0.0

    def calm(self) -> float:
        """Wait until all is well; gives a moment after which the prober found so in a whole round."""
        wait_until(lambda: answers(self.port, FORM), "the form answers")
        lasting = "SELECT 1 FROM outages_outage WHERE id NOT IN (SELECT outage_id FROM outages_outageend)"
        wait_until(lambda: not self.found.ask(lasting), "no outage lasts")
        return wait_until(self._found_well, "the prober finds that all is well")

    def _found_well(self) -> float:
        now = time.time()
        wait_until(lambda: self.beats() > now, "the prober looks")
        good = "SELECT 1 FROM outages_probestate WHERE failures = 0 AND good_at IS NOT NULL"
        return now if len(self.found.ask(good)) == 2 else 0.0

    def covered(self, since: float, until: float) -> dict[str, tuple[float, float]]:
        """By channel the outage in the register that lasted all that time: from when to when."""
        wait_until(lambda: self.all_over(since), "the end is noticed")
        return {
            channel: (began, ended)
            for channel, _, began, ended in self.register(since)
            if ended is not None and began <= since and ended >= until
        }


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("outage")
    with installation(folder) as found:
        furnish(found)
        part, port = web(folder, found.web.environment)
        looks = prober(folder, found.web.environment, port)
        with up(part, looks):
            yield Watched(found, part, port, looks)


def kill_with_children(part: Part) -> None:
    """The whole part at once, as when a machine stops."""
    children = part.children()
    part.kill()
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize(
    "seconds",
    [
        20,
        pytest.param(180, marks=pytest.mark.skipif(not SLOW, reason="three minutes; OPENLOKET_SLOW_TESTS=1")),
    ],
)
def test_the_web_part_is_killed(watched: Watched, seconds: int) -> None:
    well = watched.calm()
    last_sent = sent(watched)
    kill_with_children(watched.web)
    killed = time.time()
    time.sleep(seconds)
    restarted = time.time()
    watched.web.start()
    wait_until(watched.is_whole, "the pages answer again")
    back = time.time()
    found = watched.covered(killed, restarted)
    assert set(found) == {"portaal", "webformulier"}, "on the safe side for who could not send"
    for channel, (began, ended) in found.items():
        print(
            f"{channel}: really {back - killed:.1f} s, in the register {ended - began:.1f} s"
            f" (begin {began - killed:+.1f} s, end {ended - back:+.1f} s)"
        )
        assert well <= began
        if SLOW:
            assert abs(began - killed) < WITHIN
            assert abs(ended - back) < WITHIN
    assert sent(watched) == last_sent, "no rehearsal was ever received"


def sent(watched: Watched) -> list[tuple[object, ...]]:
    """How many rows tell of a message; a rehearsal leaves none."""
    tables = ("intake_draft", "intake_submission", "zaken_zaak", "post_message", "procrastinate_jobs")
    return [row for table in tables for row in watched.found.ask(f"SELECT count(*) FROM {table}")]


def test_the_prober_is_killed(watched: Watched) -> None:
    well = watched.calm()
    watched.prober.kill()
    killed = time.time()
    time.sleep(8)  # longer than three rounds
    restarted = time.time()
    watched.prober.start()
    found = watched.covered(killed, restarted)
    assert set(found) == {"portaal", "webformulier"}
    assert all(began >= well for began, _ in found.values())
    assert {how for _, how, *_ in watched.register(killed)} == {"silence"}


def test_the_database_is_killed(watched: Watched) -> None:
    """Nothing can be written meanwhile; afterwards it is."""
    well = watched.calm()
    os.kill(watched.found.postmaster(), signal.SIGKILL)
    killed = time.time()
    time.sleep(30)  # a page waits five seconds for the database; two probes in a row must fail
    restarted = time.time()
    watched.found.restart_postgres()
    wait_until(lambda: answers(watched.port, FORM), "the form answers again")
    back = time.time()
    began, ended = watched.covered(killed, restarted)["webformulier"]
    assert well <= began
    print(f"really {back - killed:.1f} s, in the register {ended - began:.1f} s")
    if SLOW:
        assert killed - began < WITHIN
        assert ended - back < 4 * WITHIN, "pages wait for the database as long as the pool does"


def test_the_log_of_the_prober_is_calm(watched: Watched) -> None:
    watched.calm()
    log = watched.prober.log.read_text("utf-8")
    assert "a round of the prober failed" not in log, log[-3000:]


def test_two_probers_take_turns(watched: Watched, tmp_path: Path) -> None:
    watched.calm()
    began = time.time()
    second = prober(tmp_path, watched.prober.environment, watched.port)
    with up(second):
        time.sleep(4)
        locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = 221220211"
        wait_until(lambda: watched.found.ask(locks) == [(1,)], "one of them has the turn")
        watched.prober.kill()
        gone = time.time()
        wait_until(lambda: watched.beats() > gone, "the other goes on")
        watched.prober.start()
    gone = time.time()
    wait_until(lambda: watched.beats() > gone, "and the first again")
    assert [how for _, how, *_ in watched.register(began) if how == "probe"] == []
