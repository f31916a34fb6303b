"""Observations leave a trail; municipalities are heard before publication; merged ones keep their line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from openloket.flows.measuring.ask_municipality import answer_seen, ask_by_form
from openloket.flows.measuring.hear_municipalities import (
    UnableToHear,
    offer_replies,
    renew_link,
    reply,
    settle_reply,
)
from openloket.flows.measuring.keep_round import NewRound, UnableToKeepRound, begin_round, publish_round
from openloket.flows.measuring.observe import UnableToObserve, observe
from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.score_round import score_round
from openloket.monitor import figures
from openloket.monitor.models import Municipality, Observation, RightOfReply, Round, Tally
from openloket.monitor.recording import Written
from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.sightings import Sighting

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
BUREAU = Judge("Stichting Meting")
UNTIL = NOW.date() + timedelta(days=20)
AFTER = NOW + timedelta(days=21)


@pytest.fixture
def round(db: None) -> Round:
    return begin_round(NewRound("2026-1", "Voorjaar 2026", "twintig", date(2026, 2, 1), date(2026, 4, 1)))


def seen(code: str = "GM0014", term: str = "paspoort", channel: Channel = Channel.WEB_FORM) -> Sighting:
    return Sighting(
        municipality=code,
        term=term,
        audience=Audience.CITIZENS,
        basis=Basis.MEASURED,
        channel=channel,
        seen_at=NOW,
        seen_by="Bureau",
        reason="Op de pagina staat een formulier.",
        confidence=Decimal("0.9"),
        supplier="Formulierenmaker",
    )


def test_the_same_again_changes_nothing_and_a_difference_leaves_a_trail(round: Round) -> None:
    assert observe(round, [seen()], NOW) == {Written.NEW: 1}
    assert observe(round, [seen()], NOW + timedelta(hours=1)) == {Written.SAME: 1}
    changed = replace(seen(channel=Channel.EMAIL), correction="Het formulier was van een ander product.")
    assert observe(round, [changed], NOW + timedelta(hours=2)) == {Written.REPLACED: 1}
    [one] = figures.corrections(round, "GM0014")
    assert (one.channel, one.replaces.channel) == ("email", "web_form")
    assert one.correction == "Het formulier was van een ander product."
    cells = figures.municipality_cells(round, "GM0014")
    assert len(cells) == 20
    [cell] = [cell for cell in cells if cell.observation]
    assert (cell.product.term, cell.observation.channel) == ("paspoort", "email")


@pytest.mark.parametrize(
    "change", ["UPDATE monitor_observation SET reason = ''", "DELETE FROM monitor_observation"]
)
def test_what_was_seen_is_never_changed(round: Round, change: str) -> None:
    observe(round, [seen()], NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(seen(), municipality="GM9999"), "geen gemeente met code GM9999"),
        (
            replace(seen(), municipality="GM0056"),
            "Zuidhorn bestaat niet meer sinds 01-01-2019. Gebruik GM1969.",
        ),
        (replace(seen(), term="ruimtereis"), "staat niet in de lijst"),
        (replace(seen(), reason=" "), "reden ontbreekt"),
        (replace(seen(), address="javascript:alert(1)"), "adres begint niet"),
        (replace(seen(), seen_at=NOW + timedelta(days=1)), "toekomst"),
    ],
)
def test_what_cannot_be_is_refused_whole(round: Round, wrong: Sighting, message: str) -> None:
    with pytest.raises(UnableToObserve, match=message):
        observe(round, [seen(), wrong], NOW)
    assert Observation.objects.count() == 0


@pytest.fixture
def replied(round: Round) -> Round:
    """A round in which Groningen was measured, and said that it is otherwise."""
    observe(round, [seen()], NOW)
    [key] = [one.key for one in offer_replies(round, UNTIL, NOW) if one.code == "GM0014"]
    reply(key, "Het kan bij ons met inloggen.", NOW + timedelta(days=2))
    return round


def test_who_lost_its_link_gets_another_and_the_old_one_is_dead(round: Round) -> None:
    [old] = [one.key for one in offer_replies(round, UNTIL, NOW) if one.code == "GM0014"]
    new = renew_link(round, "GM0014").key
    with pytest.raises(UnableToHear, match="kennen wij niet"):
        reply(old, "Wij zijn het eens.", NOW)
    assert reply(new, "Wij zijn het eens.", NOW).municipality_id == "GM0014"
    settle_reply(round, "GM0014", "agreed", "Gelijk.", BUREAU, AFTER)
    for code, why in (("GM0014", "niet meer reageren"), ("GM9999", "kon in deze ronde niet")):
        with pytest.raises(UnableToHear, match=why):
            renew_link(round, code)


def test_corrected_is_only_what_was_corrected(replied: Round) -> None:
    def settle(outcome: str = "corrected") -> RightOfReply:
        return settle_reply(replied, "GM0014", outcome, "U had gelijk.", BUREAU, AFTER)

    def look_again(channel: Channel, basis: Basis = Basis.MEASURED) -> None:
        later = NOW + timedelta(days=3)
        observe(replied, [replace(seen(channel=channel), seen_at=later, basis=basis)], later)

    with pytest.raises(UnableToHear, match="nog niets verbeterd"):
        settle()
    look_again(Channel.WEB_FORM)
    look_again(Channel.WEB_FORM_LOGIN, Basis.DECLARED)
    with pytest.raises(UnableToHear, match="nog niets verbeterd"):
        settle()
    with pytest.raises(UnableToHear, match="Deze uitkomst is er niet"):
        settle("silent")
    look_again(Channel.WEB_FORM_LOGIN)
    done = settle()
    assert (done.outcome, done.settled_by) == ("corrected", "Stichting Meting")
    with pytest.raises(UnableToHear, match="al beslist"):
        settle()


def test_a_confirmation_that_was_noted_after_all_is_a_correction(replied: Round) -> None:
    test = ask_by_form(replied, "GM0014", "https://groningen.example/contact", "Bureau", NOW)
    answer_seen(test.code, "Wij hebben uw vraag ontvangen.", NOW + timedelta(days=3))
    done = settle_reply(replied, "GM0014", "corrected", "U stuurde de bevestiging mee.", BUREAU, AFTER)
    assert done.outcome == "corrected"


@pytest.mark.parametrize("judge", [Judge("Noorderdienst", "GM0014"), Judge("Gemeente Groningen")])
def test_nobody_judges_the_reply_of_their_own_municipality(replied: Round, judge: Judge) -> None:
    with pytest.raises(UnableToHear, match="over Groningen zelf"):
        settle_reply(replied, "GM0014", "upheld", "Wij vinden van niet.", judge, AFTER)
    assert figures.reply_of(replied, "GM0014").outcome == "open"


def test_everybody_is_heard_before_publication(round: Round) -> None:
    observe(round, [seen()], NOW)
    with pytest.raises(UnableToKeepRound, match="342 gemeenten konden nog niet reageren"):
        publish_round(round, NOW)
    with pytest.raises(UnableToHear, match="14 dagen"):
        offer_replies(round, NOW.date() + timedelta(days=13), NOW)
    offered = offer_replies(round, NOW.date() + timedelta(days=20), NOW)
    assert len(offered) == 342
    assert offer_replies(round, NOW.date() + timedelta(days=20), NOW) == []
    key = next(one.key for one in offered if one.code == "GM0014")
    reply(key, "Dit klopt niet: er is ook een app.", NOW + timedelta(days=20))
    with pytest.raises(UnableToHear, match="kennen wij niet"):
        reply("verzonnen", "x", NOW)
    with pytest.raises(UnableToKeepRound, match="kunnen nog reageren"):
        publish_round(round, NOW + timedelta(days=20))
    after = NOW + timedelta(days=21)
    with pytest.raises(UnableToHear, match="voorbij"):
        reply(key, "Te laat.", after)
    with pytest.raises(UnableToKeepRound, match="1 antwoorden zijn nog niet beoordeeld: GM0014"):
        publish_round(round, after)
    with pytest.raises(UnableToHear, match="heeft niet gereageerd"):
        settle_reply(round, "GM0034", "agreed", "Gelijk.", BUREAU, after)
    settle_reply(round, "GM0014", "upheld", "Een app telt niet als formulier.", BUREAU, after)
    publish_round(round, after)
    assert figures.latest() == round
    assert figures.reply_of(round, "GM0014").outcome == "upheld"
    assert figures.reply_of(round, "GM0034").outcome == "silent"

    # After publication nothing changes without saying why, and the figures as they were stay.
    with pytest.raises(UnableToObserve, match="waarom"):
        observe(round, [seen(channel=Channel.PRINT)], after)
    with pytest.raises(UnableToObserve, match="waarom"):
        observe(round, [seen("GM0034")], after)
    observe(
        round, [seen(channel=Channel.PRINT)], after, correction="De gemeente liet zien dat het anders is."
    )
    score_round(round, after)
    digital = [
        figures.count_of(row).digital
        for row in Tally.objects.filter(kind="nation", audience="").order_by("id")
    ]
    assert digital == [1, 0]
    assert figures.count(figures.scoring_of(round), "nation").digital == 0


def test_a_merger_does_not_break_the_line(db: None) -> None:
    before = begin_round(NewRound("2021-1", "2021", "twintig", date(2021, 6, 1), date(2021, 7, 1)))
    now = datetime(2026, 3, 2, tzinfo=UTC)
    landerd, uden = (
        replace(seen(code), seen_at=datetime(2021, 6, 2, tzinfo=UTC)) for code in ("GM1685", "GM0856")
    )
    observe(before, [landerd, replace(uden, channel=Channel.DESK, step=None)], now)
    after = begin_round(NewRound("2023-1", "2023", "twintig", date(2023, 6, 1), date(2023, 7, 1)))
    observe(after, [replace(seen("GM1991"), seen_at=datetime(2023, 6, 2, tzinfo=UTC))], now)
    for one in (before, after):
        score_round(one, now)
    old, new = figures.trend("municipality", "GM1991", rounds=[before, after])
    assert (old.round, old.joined, old.count.digital, old.count.expected) == (
        before,
        ("Landerd", "Uden"),
        1,
        40,
    )
    assert (new.round, new.joined, new.count.digital, new.count.expected) == (after, (), 1, 20)
    towns = {one.code for one in figures.there(before.begins_on)}
    assert {"GM1685", "GM0856"} <= towns
    assert "GM1991" not in towns
    assert len(figures.there(date(2026, 1, 1))) == 342


def test_pages_ask_as_much_with_many_rounds(
    db: None, django_assert_num_queries: Callable[[int], AbstractContextManager[object]], round: Round
) -> None:
    observe(round, [seen(), seen("GM0034", channel=Channel.EMAIL)], NOW)
    score_round(round, NOW)
    rounds = [round]
    for number in range(4):
        day = date(2025, 1, 1) + timedelta(days=30 * number)
        one = begin_round(NewRound(f"r{number}", "x", "twintig", day, day))
        observe(one, [seen()], NOW)
        score_round(one, NOW)
        rounds.append(one)
    for some in ([round], rounds):
        with django_assert_num_queries(2):
            assert len(figures.trend("nation", rounds=some)) == len(some)
    scoring = figures.scoring_of(round)
    with django_assert_num_queries(1):
        around = figures.counts(scoring, "province")
    assert around["Groningen"].digital == around["Flevoland"].digital == 1
    town = Municipality.objects.get(code="GM0034")
    compared = figures.alike(scoring, "buurgemeenten", figures.neighbours(town))
    assert {one.name for one in compared.towns} == {"Blaricum", "Gooise Meren", "Lelystad", "Zeewolde"}
    assert compared.together.expected == 80
    assert figures.suppliers(scoring)["Formulierenmaker"].digital == 2
    assert figures.towns_of_supplier(round, "Formulierenmaker") == ["GM0014", "GM0034"]
    assert figures.main_supplier(round, "GM0014") == "Formulierenmaker"
