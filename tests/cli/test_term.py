"""`openloket term`: the days of the vectors, the why, events, and plain words for what is wrong."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openloket.cli import term_words
from openloket.cli.__main__ import main
from openloket.conf.env import ConfigurationError
from openloket.law.termijnregister import TERMIJNEN
from openloket.law.termijnvraag import Feit, Feitsoort, Termijnvraag


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["term", *words]) == 0
    return capsys.readouterr().out


def _refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["term", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        (["6:7", "--from", "2026-02-20"], "2026-04-07"),
        (["6:7", "--from", "2026-03-16"], "2026-04-28"),
        (["Awb 6:7", "--from", "2026-03-16"], "2026-04-28"),
        (["4:13", "--from", "2026-03-02"], "2026-04-28"),
        (["4:13", "--from", "2026-03-10"], "2026-05-06"),
        (["7:10", "--from", "2026-02-20"], "2026-05-19"),
        (["7:10", "--from", "2026-02-20", "--fact", "adviescommissie=ja"], "2026-06-30"),
        (["9:11", "--from", "2026-04-13"], "2026-05-26"),
        (["9:11", "--from", "2026-04-13", "--fact", "adviesprocedure=yes"], "2026-06-22"),
        (["9:11", "--fact", "ontvangen_op=2026-04-13", "--fact", "adviesprocedure=nee"], "2026-05-26"),
    ],
)
def test_the_vectors(words: list[str], last_day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _said(capsys, *words).startswith(f"{last_day}  laatste dag: ")


_SAMPLES = {
    Feitsoort.DAG: "2026-03-16",
    Feitsoort.TIJDSTIP: "2026-03-16T22:40",
    Feitsoort.GETAL: "4",
    Feitsoort.JANEE: "ja",
}


@pytest.mark.parametrize("article", TERMIJNEN)
def test_every_term_can_be_asked_for(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, *others = (fact for fact in TERMIJNEN[article].feiten if fact.verplicht)
    facts = [word for fact in others for word in ("--fact", f"{fact.naam}={_SAMPLES[fact.soort]}")]
    said = _said(capsys, article, "--from", _SAMPLES[first.soort], *facts)
    assert TERMIJNEN[article].omschrijving in said
    assert "Waarom:\n  1. " in said


@pytest.mark.parametrize("written", ["6:8-2", "6:8(2)", "Awb 6:8 lid 2", "awb 6:8 (2)"])
def test_a_paragraph_is_written_in_many_ways(written: str) -> None:
    assert term_words.question_about(written) is TERMIJNEN["6:8-2"]


def test_the_other_act_is_named() -> None:
    assert term_words.question_about("Atw 1") is TERMIJNEN["atw:1"]


def test_the_why_names_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "6:7", "--from", "2026-02-20")
    assert "Goede Vrijdag" in said
    assert "[Algemene termijnenwet 1 lid 1]" in said
    assert "[Awb 6:8 lid 1]" in said
    assert said.endswith("Gelezen in de wet zoals die gold op woensdag 1 juli 2026.\n")


def test_a_doubt_is_put_before_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "7:10", "--from", "2026-02-20", "--fact", "ontvangen_op=2026-06-01")
    assert "Laat een mens beslissen:" in said
    assert "Voorlopig: " in said


@pytest.mark.parametrize(
    ("events", "last_day", "steps"),
    [
        (["suspend=4:15-1a,2026-03-10,2026-03-24"], "2026-05-11", "staat stil"),
        (["suspend=4:15-1a,2026-03-10,2026-03-24", "resume=4:15-1a,2026-03-20"], "2026-05-06", "staat stil"),
        (["extend=4:14-3,2026-04-01,3w"], "2026-05-18", "3 weken"),
        (["suspend=4:15-1b,2026-03-10"], "2026-04-28", "Laat een mens beslissen"),
    ],
)
def test_events_move_the_day(
    events: list[str], last_day: str, steps: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word for event in events for word in ("--to-event", event)]
    said = _said(capsys, "4:13", "--from", "2026-03-02", *words)
    assert said.startswith(last_day)
    assert steps in said


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    plain = json.loads(_said(capsys, "6:7", "--from", "2026-02-20", "--json"))
    assert (plain["laatste_dag"], plain["verloop"]) == ("2026-04-07", None)
    assert plain["waarom"]["stappen"][0]["artikel"] == "Awb 6:8 lid 1"
    event = "suspend=4:15-1a,2026-03-10,2026-03-24"
    moved = json.loads(_said(capsys, "4:13", "--from", "2026-03-02", "--to-event", event, "--json"))
    assert moved["laatste_dag"] == moved["verloop"]["laatste_dag"] == "2026-05-11"
    assert moved["verloop"]["opgeschorte_dagen"] == 14
    assert len(moved["waarom"]["stappen"]) > 4


def test_an_equated_day_may_be_added(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["6:7", "--from", "2026-02-20", "--free-day", "2026-04-07"]
    assert _said(capsys, *words).startswith("2026-04-08")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["6:99", "--from", "2026-02-20"], "no term is known by '6:99'"),
        (["6:7"], "Feit ontbreekt: bekendgemaakt_op (de dag waarop het besluit is bekendgemaakt)"),
        (["6:7", "--from", "20-02-2026"], "is a day such as 2026-02-20, not '20-02-2026'"),
        (["6:7", "--from", "2026-02-20", "--fact", "kleur=rood"], "asks no fact 'kleur'"),
        (["6:7", "--from", "2026-02-20", "--fact", "kleur"], "a fact is written NAME=VALUE"),
        (["7:10", "--from", "2026-02-20", "--fact", "adviescommissie=3"], "is ja or nee, not '3'"),
        (["6:7", "--from", "2026-02-20", "--free-day", "Pasen"], "a day is written as 2026-02-20"),
        (["4:13", "--from", "2026-03-02", "--to-event", "stop"], "an event is written suspend="),
        (["4:13", "--from", "2026-03-02", "--to-event", "extend=4:14-3,2026-04-01,lang"], "such as 3w"),
        (["4:13", "--from", "2026-03-02", "--to-event", "suspend=9:99,2026-03-10"], "9:99"),
        (["4:13", "--from", "2026-03-02", "--to-event", "suspend=4:15-1a,2026-03-10"], "uiterste dag"),
        (["6:7", "--from", "9999-12-30"], "6:7: "),
        (
            ["2:10", "--from", "2026-03-02T10:00", "--to-event", "resume=4:15-1a,2026-03-03"],
            "nothing suspends or extends this term",
        ),
    ],
)
def test_what_is_wrong_is_told(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told in _refused(capsys, *words)


def _of_kind(kind: Feitsoort) -> Termijnvraag:
    return Termijnvraag("0:0", "Proef", (Feit("gegeven", kind, "een gegeven"),), TERMIJNEN["6:7"].bereken)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Feitsoort.GETAL, "14", 14),
        (Feitsoort.JANEE, "JA", True),
        (Feitsoort.TIJDSTIP, "2026-03-02T22:40+00:00", datetime(2026, 3, 2, 22, 40, tzinfo=UTC)),
        (Feitsoort.TIJDSTIP, "2026-07-02T22:40", datetime(2026, 7, 2, 20, 40, tzinfo=UTC)),
        (Feitsoort.DAG, "2026-07-02T22:40", datetime(2026, 7, 2, 20, 40, tzinfo=UTC)),
    ],
)
def test_facts_are_read_by_their_kind(kind: Feitsoort, text: str, value: object) -> None:
    assert term_words.facts_given(_of_kind(kind), text, []) == {"gegeven": value}


@pytest.mark.parametrize(
    ("kind", "text"), [(Feitsoort.GETAL, "veel"), (Feitsoort.TIJDSTIP, "2026-03-02"), (Feitsoort.DAG, "")]
)
def test_facts_of_another_kind_are_refused(kind: Feitsoort, text: str) -> None:
    with pytest.raises(ConfigurationError, match="gegeven"):
        term_words.facts_given(_of_kind(kind), text, [])


def test_help_lists_every_term_and_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["term", "--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    for article, question in TERMIJNEN.items():
        assert f"  {article} " in said
        assert question.omschrijving in said
        assert all(fact.naam in said for fact in question.feiten)


def test_it_needs_nothing_around_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "openloket.cli", "term", "6:7", "--from", "2026-02-20"]
    surroundings = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("2026-04-07")
    assert list(tmp_path.iterdir()) == []


def test_working_days_after_an_outage_pass_over_the_weekend(capsys: pytest.CaptureFixture[str]) -> None:
    event = "extend=2:21-1,2026-05-29,1wd"
    said = _said(capsys, "6:7", "--from", "2026-04-17", "--to-event", event)
    assert said.startswith("2026-06-01")  # from Friday to Monday
    assert "Daarom krijgt iedereen er 1 werkdag bij. [Awb 2:21 lid 1]" in said
