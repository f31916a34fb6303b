"""The prober's round: one looks at a time, what it sees goes into the register, whatever fails meanwhile."""

import json
import threading
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from tests import cast
from tests.adapters.mailserver import Inbox, free_port, running
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.flows.outages.note_probes import Begun, Ended, beat, note_probes
from openloket.offer import models as offer
from openloket.outages.models import Channel, Heartbeat, How, Maintenance, Outage, OutageEnd, ProbeState
from openloket.tenancy import scope
from openloket.work.probing import prober as prober_module
from openloket.work.probing.course import Look
from openloket.work.probing.looking import look
from openloket.work.probing.prober import Prober
from openloket.work.probing.targets import Target, read_targets
from openloket.work.probing.turn import OnlyOne, Turn

SECONDS = 5


class World:
    """A clock that tests move, and channels that they break."""

    def __init__(self, now: datetime) -> None:
        self.at = now
        self.broken: dict[Channel, str] = {}
        self.looked = 0

    def now(self) -> datetime:
        return self.at

    def look(self, target: Target) -> Mapping[Channel, Look]:
        self.looked += 1
        later = self.at + timedelta(milliseconds=100)
        return {one: Look(self.at, later, self.broken.get(one, "")) for one in target.channels}

    def rounds(self, prober: Prober, count: int = 1) -> None:
        for _ in range(count):
            prober.round()
            self.at += timedelta(seconds=SECONDS)


@pytest.fixture
def world(now: datetime) -> World:
    return World(now)


@pytest.fixture
def prober(world: World, duinstede: Municipality) -> Iterator[Prober]:
    found = Prober(SECONDS, world.look, world.now)
    yield found
    found._turn.leave()


def register() -> list[tuple[str, str, datetime, datetime | None]]:
    return [
        (one.channel, one.how, one.began_at, end.ended_at if end else None)
        for one in Outage.objects.order_by("began_at", "channel")
        for end in [OutageEnd.objects.filter(outage=one).first()]
    ]


def test_an_outage_from_the_last_good_probe_to_the_first(world: World, prober: Prober, now: datetime) -> None:
    world.rounds(prober, 3)
    last_good = world.at - timedelta(seconds=SECONDS)
    world.broken = {Channel.WEB_FORM: "het formulier: antwoord 500"}
    world.rounds(prober, 4)
    assert register() == [("webformulier", "probe", last_good, None)]
    state = ProbeState.objects.get(channel=Channel.WEB_FORM)
    assert (state.failures, state.good_at, state.fault) == (4, last_good, "het formulier: antwoord 500")
    world.broken = {}
    first_good = world.at
    world.rounds(prober, 2)
    assert register() == [("webformulier", "probe", last_good, first_good + timedelta(milliseconds=100))]
    facts = Event.objects.filter(subject_kind="outage").order_by("id")
    assert [fact.kind for fact in facts] == ["outage.began", "outage.ended"]
    assert json.loads(facts[0].body)["how"] == "probe"
    assert Heartbeat.objects.get().at == world.at - timedelta(seconds=SECONDS)


def test_a_prober_that_was_away_finds_how_long(world: World, prober: Prober, now: datetime) -> None:
    world.rounds(prober, 3)
    last = world.at - timedelta(seconds=SECONDS)
    prober._turn.leave()
    world.at += timedelta(minutes=3)
    back = world.at
    world.rounds(again := Prober(SECONDS, world.look, world.now), 2)
    again._turn.leave()
    end = back + timedelta(milliseconds=100)
    assert register() == [("portaal", "silence", last, end), ("webformulier", "silence", last, end)]
    assert set(OutageEnd.objects.values_list("noticed_at", flat=True)) == {end}


def test_a_prober_that_is_soon_back_has_nothing_to_tell(world: World, prober: Prober) -> None:
    world.rounds(prober, 3)
    prober._turn.leave()
    world.at += timedelta(seconds=2 * SECONDS)
    world.rounds(again := Prober(SECONDS, world.look, world.now), 2)
    again._turn.leave()
    assert register() == []


def test_a_prober_that_stood_still_itself_finds_it(world: World, prober: Prober) -> None:
    world.rounds(prober, 3)
    last = world.at - timedelta(seconds=SECONDS)
    world.at += timedelta(minutes=2)
    world.rounds(prober)
    assert {(how, began) for _, how, began, _ in register()} == {("silence", last)}


def test_an_outage_goes_on_over_a_restart_of_the_prober(world: World, prober: Prober) -> None:
    world.rounds(prober, 2)
    world.broken = {Channel.PORTAL: "geen verbinding"}
    world.rounds(prober, 3)
    prober._turn.leave()
    world.at += timedelta(minutes=1)
    again = Prober(SECONDS, world.look, world.now)
    world.rounds(again, 2)
    world.broken = {}
    world.rounds(again, 1)
    again._turn.leave()
    measured = [row for row in register() if row[0] == "portaal"]
    assert [(how, ended is not None) for _, how, _, ended in measured] == [("probe", True)]


def test_without_database_it_remembers(world: World, prober: Prober, monkeypatch: pytest.MonkeyPatch) -> None:
    world.rounds(prober, 2)
    last_good = world.at - timedelta(seconds=SECONDS)

    class Away:
        """A server that refuses."""

        def ask(self) -> Turn:
            return Turn.UNKNOWN

    real, prober._turn = prober._turn, Away()
    world.broken = {Channel.WEB_FORM: "antwoord 503"}
    world.rounds(prober, 4)
    world.broken = {}
    good = world.at
    world.rounds(prober, 2)
    assert register() == []
    prober._turn = real
    world.rounds(prober)
    assert register() == [("webformulier", "probe", last_good, good + timedelta(milliseconds=100))]


def test_a_write_that_fails_is_done_later(world: World, prober: Prober) -> None:
    world.rounds(prober, 2)
    world.broken = {Channel.WEB_FORM: "antwoord 503"}

    def refuse(execute: Any, sql: str, *others: Any) -> Any:
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        world.rounds(prober, 3)
    assert register() == []
    world.rounds(prober)
    assert [row[:2] for row in register()] == [("webformulier", "probe")]


def test_many_organisations_are_no_burden(world: World, duinstede: Municipality) -> None:
    for number in range(11):
        cast.municipality(f"stad-{number}", f"Stad {number}", f"S{number:02d}"[:3])
    whole: list[set[str]] = []

    def note(target: Target) -> Mapping[Channel, Look]:
        if target.whole:
            whole[-1].add(target.slug)
        return world.look(target) if target.whole else {}

    prober = Prober(1, note, world.now)
    for _ in range(4):
        whole.append(set())
        prober.round()
        world.at += timedelta(seconds=1)
    assert [len(one) for one in whole] == [4, 4, 4, 4]
    assert len(whole[0] | whole[1] | whole[2]) == 12, "each in turn"
    assert whole[3] == whole[0]
    world.broken = {Channel.WEB_FORM: "antwoord 500"}
    for _ in range(3):
        whole.append(set())
        prober.round()
        world.at += timedelta(seconds=1)
    assert whole[5] >= whole[4], "what fails is looked at again at once"
    prober._turn.leave()


class FewRounds(threading.Event):
    """A stop that comes by itself when what should stop it does not."""

    left = 20

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        return super().wait(timeout) or self.left < 0


def test_nothing_ends_it(
    world: World, duinstede: Municipality, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prober_module, "close_old_connections", lambda: None)  # they are the test's own
    stop = FewRounds()

    def fail(target: Target) -> Mapping[Channel, Look]:
        if world.looked:
            stop.set()
        world.looked += 1
        raise RuntimeError("what nobody thought of")

    Prober(0.01, fail, world.now).run(stop)
    assert world.looked == 2, caplog.text
    assert caplog.text.count("a round of the prober failed") == 2


def test_only_one_looks(world: World, prober: Prober) -> None:
    world.rounds(prober)
    second = Prober(SECONDS, world.look, world.now)
    looked = world.looked
    second.round()
    assert world.looked == looked
    prober._turn.leave()
    second.round()
    assert world.looked == looked + 1
    second._turn.leave()
    third = OnlyOne()
    assert third.ask() is Turn.OURS
    third.leave()


def test_announced_work_is_not_measured(world: World, prober: Prober, duinstede: Municipality) -> None:
    world.rounds(prober, 2)
    Maintenance.create(
        channel=Channel.WEB_FORM, starts_at=world.at, ends_at=world.at + timedelta(minutes=2), text="werk",
        announced_by=duinstede.lead, announced_at=world.at - timedelta(days=2),
    )  # fmt: skip
    world.at += timedelta(seconds=10)
    world.broken = {Channel.WEB_FORM: "het formulier: antwoord 503"}
    world.rounds(prober, 2)
    prober._read_at = None
    world.rounds(prober, 10)
    assert register() == []
    world.at += timedelta(seconds=10)
    world.rounds(prober, 15)
    assert [row[:2] for row in register()] == [("webformulier", "probe")], "it lasts longer than announced"


def test_the_same_told_twice_is_once_in_the_register(duinstede: Municipality, now: datetime) -> None:
    begun = Begun(Channel.WEB_FORM, now, now, How.PROBE, "geen verbinding")
    ended = Ended(Channel.WEB_FORM, now + timedelta(minutes=1), now + timedelta(minutes=1))
    note_probes([begun], {})
    note_probes([begun], {})
    note_probes([begun, ended], {})
    note_probes([begun, ended], {})
    note_probes([ended], {})
    assert register() == [("webformulier", "probe", now, now + timedelta(minutes=1))]
    beat(now)
    beat(now + timedelta(seconds=5))
    assert Heartbeat.objects.count() == 1


def test_each_organisation_has_its_own_register(
    world: World, prober: Prober, duinstede: Municipality, eikenrade: Municipality
) -> None:
    world.rounds(prober, 2)
    note_probes([Begun(Channel.WEB_FORM, world.at, world.at, How.PROBE, "")], {})
    assert len(register()) == 1
    with scope.scope(eikenrade.organisation.pk):
        assert register() == []
        assert ProbeState.objects.count() == 2


def test_a_channel_that_is_no_longer_offered_is_no_longer_out(
    world: World, prober: Prober, duinstede: Municipality
) -> None:
    world.rounds(prober, 2)
    world.broken = {Channel.WEB_FORM: "antwoord 500"}
    world.rounds(prober, 3)
    offer.Channel.objects.update(kind="balie")
    world.rounds(prober, 6)
    assert [ended is not None for *_, ended in register()] == [True]


def test_what_there_is_to_look_at(duinstede: Municipality, settings: Any, now: datetime) -> None:
    [found] = read_targets(now)
    assert found.url == "http://localhost:8000/duinstede/"
    assert found.form == "parkeervergunning"
    assert found.channels == {Channel.WEB_FORM, Channel.PORTAL}
    settings.PROBE_URL = "http://127.0.0.1:9999"
    offer.Channel.create(
        service=duinstede.service, kind="e-mail", text="Mail ons", address="loket@duinstede.example",
        designated=True, position=2, message_type="aanvulling", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    [found] = read_targets(now)
    assert Channel.EMAIL not in found.channels, "no receiving server is named"
    settings.MAILBOX_HOST = "mx.duinstede.example"
    [found] = read_targets(now)
    assert found.url == "http://127.0.0.1:9999/duinstede/"
    assert found.mail_addresses == ("loket@duinstede.example",)
    assert Channel.EMAIL in found.channels


def mailbox_target(port: int, *addresses: str) -> Target:
    channels = frozenset({Channel.EMAIL})
    return Target(
        1, "duinstede", "http://127.0.0.1:1/duinstede/", "x", channels, addresses, "127.0.0.1", port
    )


def test_a_mailbox_is_asked_and_gets_no_mail() -> None:
    inbox, port = Inbox(), free_port()
    with running(inbox, port):
        found = look(mailbox_target(port, "loket@duinstede.example"))
    assert found[Channel.EMAIL].fault == ""
    assert inbox.messages == []
    away = look(mailbox_target(port, "loket@duinstede.example"))
    assert away[Channel.EMAIL].fault == "de ontvangende mailserver: geen verbinding"


def test_nobody_at_home() -> None:
    channels = frozenset({Channel.WEB_FORM, Channel.PORTAL})
    target = Target(1, "duinstede", f"http://127.0.0.1:{free_port()}/duinstede/", "x", channels, (), "", 25)
    found = look(target)
    assert found[Channel.WEB_FORM].fault == "de beginpagina: geen verbinding"
    assert found[Channel.PORTAL].fault == "de pagina om in te loggen: geen verbinding"
