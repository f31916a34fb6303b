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
from tests.parts import Part, answers, prober, up, wait_until, web

SLOW = os.environ.get("OPENLOKET_SLOW_TESTS") == "1"
WITHIN = 3.0 if SLOW else 10.0  # seconds; beside other tests a look from outside takes its time
FORM = "/duinstede/parkeervergunning/formulier/wie"
REGISTER = """
SELECT outage.channel, outage.how, extract(epoch FROM began_at)::float, extract(epoch FROM ended_at)::float
FROM outages_outage AS outage LEFT JOIN outages_outageend AS gone ON gone.outage_id = outage.id
WHERE ended_at IS NULL OR ended_at > %s ORDER BY channel
"""


@dataclass
class Watched:
    """An installation with a prober that looks each second."""

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

    def calm(self) -> None:
        """The pages answer, and the prober saw it in a round that began just now."""
        wait_until(lambda: answers(self.port, FORM), "the form answers")
        now = time.time()
        wait_until(lambda: self.beats() > now, "the prober looks", 30)
        good = "SELECT 1 FROM outages_probestate WHERE failures = 0 AND good_at IS NOT NULL"
        wait_until(lambda: len(self.found.ask(good)) == 2, "all is well", 30)
        lasting = "SELECT 1 FROM outages_outage WHERE id NOT IN (SELECT outage_id FROM outages_outageend)"
        wait_until(lambda: not self.found.ask(lasting), "no outage lasts", 30)


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
    watched.calm()
    last_sent = sent(watched)
    killed = time.time()
    kill_with_children(watched.web)
    time.sleep(seconds)
    watched.web.start()
    wait_until(watched.is_whole, "the pages answer again")
    back = time.time()
    wait_until(lambda: watched.all_over(killed), "the end is noticed", 20)
    found = watched.register(killed)
    assert [(channel, how) for channel, how, *_ in found] == [("portaal", "probe"), ("webformulier", "probe")]
    for channel, _, began, ended in found:
        assert ended is not None
        print(
            f"{channel}: really {back - killed:.1f} s, in the register {ended - began:.1f} s"
            f" (begin {began - killed:+.1f} s, end {ended - back:+.1f} s)"
        )
        assert began <= killed < ended, "on the safe side for who could not send"
        assert abs(began - killed) < WITHIN
        assert abs(ended - back) < WITHIN
        assert abs((ended - began) - (back - killed)) < WITHIN
    assert sent(watched) == last_sent, "no rehearsal was ever received"


def sent(watched: Watched) -> list[tuple[object, ...]]:
    """How many rows tell of a message; a rehearsal leaves none."""
    tables = ("intake_draft", "intake_submission", "zaken_zaak", "post_message", "procrastinate_jobs")
    return [row for table in tables for row in watched.found.ask(f"SELECT count(*) FROM {table}")]


def test_the_prober_is_killed(watched: Watched) -> None:
    watched.calm()
    killed = time.time()
    watched.prober.kill()
    time.sleep(8)
    watched.prober.start()
    wait_until(lambda: watched.beats() > killed + 8, "the prober looks again", 30)
    back = watched.beats()
    wait_until(lambda: watched.all_over(killed), "the end is noticed", 20)
    found = watched.register(killed)
    assert [(channel, how) for channel, how, *_ in found] == [
        ("portaal", "silence"),
        ("webformulier", "silence"),
    ]
    for _, _, began, ended in found:
        assert ended is not None
        assert began <= killed
        assert killed - began < WITHIN
        assert 0 <= ended - back < WITHIN


def test_the_database_is_killed(watched: Watched) -> None:
    """Nothing can be written meanwhile; afterwards it is."""
    watched.calm()
    killed = time.time()
    os.kill(watched.found.postmaster(), signal.SIGKILL)
    time.sleep(22)  # a page waits five seconds for the database; two probes in a row must fail
    watched.found.restart_postgres()
    wait_until(lambda: answers(watched.port, FORM), "the form answers again")
    back = time.time()
    wait_until(lambda: watched.all_over(killed), "the outage is written down, and its end", 60)
    found = [row for row in watched.register(killed) if row[0] == "webformulier"]
    began, ended = min(row[2] for row in found), max(row[3] or 0.0 for row in found)
    assert began <= killed < ended
    assert killed - began < WITHIN
    print(f"really {back - killed:.1f} s, in the register {ended - began:.1f} s")
    assert ended - back < 2 * WITHIN, "pages wait for the database as long as the pool does"


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
        wait_until(lambda: watched.found.ask(locks) == [(1,)], "one of them has the turn", 10)
        watched.prober.kill()
        gone = time.time()
        wait_until(lambda: watched.beats() > gone, "the other goes on", 20)
        watched.prober.start()
        time.sleep(3)
    wait_until(lambda: watched.beats() > time.time() - 2, "and the first again", 20)
    assert [how for _, how, *_ in watched.register(began) if how == "probe"] == []
