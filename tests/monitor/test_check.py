"""From pages to figures: visits, drops that wait, people who decide, and going on where it stopped."""

import importlib
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.monitor import checked_site

from openloket.cli.commands import parser
from openloket.cli.monitor.checking import COLUMNS
from openloket.conf.doors import door
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.keep_round import NewRound, begin_round
from openloket.flows.measuring.note_visit import Noted, UnableToNoteVisit, is_due, note_visit
from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.settle_page import UnableToSettle, settle_page
from openloket.flows.measuring.watch_pages import PageOf, watch_pages
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.checking.looking import Looked, look
from openloket.monitor.models import Observation, Round, Undecided, WatchedPage
from openloket.monitor.ports import Answer, Known, Temporary
from openloket.monitor.scoring.channels import Audience, Channel

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ADDRESS = "https://www.stad.example/paspoort"
FORM = b"<main><h1>Paspoort</h1><a href='/f'>Paspoort aanvragen met DigiD</a></main>"
PAPER = b"<main><h1>Paspoort</h1><p>Print het.</p><a href='/f.pdf'>Aanvraagformulier paspoort</a></main>"
DESK = b"<main><h1>Paspoort</h1><p>Kom langs.</p></main>"


@pytest.fixture
def round(db: None) -> Round:
    today = NOW.date()
    return begin_round(NewRound("proef", "Proef", "twintig", today, today + timedelta(days=60)))


def page_of(town: str, address: str = ADDRESS) -> WatchedPage:
    watch_pages([PageOf(town, "paspoort", Audience.CITIZENS, address)])
    return current(town)


def current(town: str) -> WatchedPage:
    return WatchedPage.objects.select_related("product").get(municipality_id=town)


def seen(content: bytes) -> Looked:
    """A look at a page with this content; what it leads to asks for a login, or is a paper form."""

    def fetch(address: str, known: Known | None = None) -> Answer:
        if address.endswith(".pdf"):
            paper = "fields: 0\nAanvraag\nNaam ........ Adres ........ Plaats ........\nHandtekening"
            return Answer(address, 200, checked_site.pdf(paper), "application/pdf")
        if address != ADDRESS:
            return Answer(
                address, 200, b"<title>Inloggen</title><main><a href='/d'>Inloggen met DigiD</a></main>"
            )
        return Answer(address, 200, content, etag='"1"')

    return look(ADDRESS, "paspoort", fetch)


def observed(round: Round, town: str) -> list[str]:
    rows = Observation.objects.filter(round=round, municipality_id=town, replaced_by=None)
    return list(rows.values_list("channel", flat=True))


def test_what_is_clear_counts_with_its_proof(round: Round) -> None:
    looked = seen(FORM)
    assert note_visit(page_of("GM0014"), round, looked, NOW) is Noted.COUNTED
    (one,) = Observation.objects.filter(round=round)
    assert (one.channel, one.address, one.page_hash) == (Channel.WEB_FORM_LOGIN, ADDRESS, looked.page_hash)
    assert "DigiD" in one.reason
    assert one.excerpt == "Inloggen"
    assert one.seen_at == NOW


def test_a_drop_counts_on_another_day_only(round: Round) -> None:
    note_visit(page_of("GM0014"), round, seen(FORM), NOW)
    later = NOW + timedelta(hours=3)
    assert note_visit(current("GM0014"), round, seen(PAPER), later) is Noted.WAITS
    assert observed(round, "GM0014") == [Channel.WEB_FORM_LOGIN]
    assert not is_due(current("GM0014"), round.begins_on, later.date())
    tomorrow = NOW + timedelta(days=1)
    assert is_due(current("GM0014"), round.begins_on, tomorrow.date())
    assert note_visit(current("GM0014"), round, seen(PAPER), tomorrow) is Noted.COUNTED
    assert observed(round, "GM0014") == [Channel.PRINT]
    assert Observation.objects.filter(round=round).count() == 2


def test_a_drop_that_is_gone_the_next_day_leaves_no_trace(round: Round) -> None:
    note_visit(page_of("GM0014"), round, seen(FORM), NOW)
    note_visit(current("GM0014"), round, seen(DESK), NOW + timedelta(hours=1))
    note_visit(current("GM0014"), round, seen(FORM), NOW + timedelta(days=1))
    assert set(Observation.objects.filter(round=round).values_list("channel", flat=True)) == {
        Channel.WEB_FORM_LOGIN
    }
    assert current("GM0014").lower == ""


def test_what_is_doubtful_waits_for_a_person(round: Round) -> None:
    assert note_visit(page_of("GM0014"), round, seen(DESK), NOW) is Noted.ASKED
    assert observed(round, "GM0014") == []
    asked = Undecided.objects.get()
    settle_page(asked.pk, Channel.DESK, Judge("Stichting Meting"), "De pagina noemt alleen de balie.", NOW)
    assert observed(round, "GM0014") == [Channel.DESK]
    one = Observation.objects.get()
    assert (one.seen_by, one.reason) == ("Stichting Meting", "De pagina noemt alleen de balie.")
    with pytest.raises(UnableToSettle, match="al beantwoord"):
        settle_page(asked.pk, Channel.EMAIL, Judge("Een ander"), "Toch niet.", NOW)


def test_nobody_says_what_a_page_of_their_own_municipality_is(round: Round) -> None:
    note_visit(page_of("GM0014"), round, seen(DESK), NOW)
    asked = Undecided.objects.get()
    with pytest.raises(UnableToSettle, match="over Groningen zelf"):
        settle_page(asked.pk, Channel.WEB_FORM, Judge("Noorderdienst", "GM0014"), "Er is vast iets.", NOW)
    assert observed(round, "GM0014") == []


def test_of_two_visits_at_once_one_counts(round: Round) -> None:
    page = page_of("GM0014")
    note_visit(page, round, seen(FORM), NOW)
    with pytest.raises(UnableToNoteVisit):
        note_visit(page, round, seen(DESK), NOW)


def test_a_site_that_is_away_for_days_is_put_to_a_person(round: Round) -> None:
    def silent(address: str, known: Known | None = None) -> Answer:
        raise Temporary("de website antwoordt niet")

    page_of("GM0014")
    noted = [
        note_visit(current("GM0014"), round, look(ADDRESS, "paspoort", silent), NOW + timedelta(hours=hours))
        for hours in (0, 1, 24, 48)
    ]
    assert noted == [Noted.AGAIN, Noted.AGAIN, Noted.AGAIN, Noted.ASKED]
    assert observed(round, "GM0014") == []


def command(line: str) -> int:
    """Run `openloket monitor …`."""
    arguments = parser().parse_args(["monitor", *shlex.split(line)])
    return int(importlib.import_module(f"openloket.cli.{arguments.command.module}").run(arguments))


@pytest.fixture
def country(settings: Any) -> Iterator[None]:
    """The made-up country in place of the internet."""
    settings.PAGES = "tests.monitor.checked_site.Country"
    door.cache_clear()
    yield
    door.cache_clear()


def test_the_commands_go_on_where_they_stopped(
    round: Round, country: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pages.csv"
    rows = [
        ("GM0014", "paspoort", "inwoner", "https://www.heidedal.example/paspoort"),
        ("GM0034", "rijbewijs", "inwoner", "https://www.oostkapel.example/producten/rijbewijs"),
        ("GM0034", "klacht", "inwoner", "https://www.veenmeer.example/loket/klacht"),
        ("GM9999", "klacht", "inwoner", "https://www.veenmeer.example/loket/klacht"),
    ]
    file.write_text("\n".join(",".join(row) for row in [COLUMNS, *rows]) + "\n")
    assert command(f"watch {file}") == 0
    assert command("check --round proef --most 1") == 0
    first = capsys.readouterr().out
    assert "3 pagina's te bezoeken, nu 1" in first
    assert command("check --round proef") == 0
    assert "2 pagina's te bezoeken" in capsys.readouterr().out
    assert command("check --round proef") == 0
    assert "0 pagina's te bezoeken" in capsys.readouterr().out
    assert WatchedPage.objects.exclude(visited_at=None).count() == 3
    assert Observation.objects.filter(round=round).count() + Undecided.objects.count() == 3
    assert command("undecided list --round proef") == 0
    assert f"{Undecided.objects.count()} vragen open" in capsys.readouterr().out
    Round.objects.update(published_at=NOW)
    with pytest.raises(ConfigurationError, match="published"):
        command("check --round proef")


def test_a_page_that_did_not_change_is_told_so(
    round: Round, country: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pages.csv"
    file.write_text(f"{','.join(COLUMNS)}\nGM0014,paspoort,inwoner,https://www.heidedal.example/paspoort\n")
    assert command(f"watch {file}") == 0
    assert command("check --round proef") == 0
    [first] = Observation.objects.filter(round=round)
    tomorrow = dag_in_amsterdam(datetime.now(UTC)) + timedelta(days=1)
    later = begin_round(NewRound("later", "Later", "twintig", tomorrow, tomorrow + timedelta(days=60)))
    assert command("check --round later") == 0
    assert "geteld: onveranderd  https://www.heidedal.example/paspoort" in capsys.readouterr().err
    [again] = Observation.objects.filter(round=later)
    assert (again.channel, again.reason) == (first.channel, first.reason)


def test_look_says_what_it_makes_of_a_page(country: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("look https://www.heidedal.example/collecte --product collectevergunning") == 0
    assert "e-mail" in capsys.readouterr().out
