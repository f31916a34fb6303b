"""The register of duties: O-01 to O-27, each answered by something that exists and names its article."""

import importlib
import inspect
import re

import pytest

from openloket.law.bevoegdheden import BEVOEGDHEDEN
from openloket.law.termijnregister import TERMIJNEN
from openloket.law.verplichtingen import VERPLICHTINGEN, Verplichting, Zekerheid

EACH = pytest.mark.parametrize("duty", VERPLICHTINGEN, ids=lambda duty: duty.nummer)


def _answering(name: str) -> object:
    module, _, wanted = name.partition(".")
    return getattr(importlib.import_module(f"openloket.law.{module}"), wanted)


def test_none_is_missing_and_none_is_there_twice() -> None:
    assert [duty.nummer for duty in VERPLICHTINGEN] == [f"O-{number:02}" for number in range(1, 28)]
    assert len({duty.titel for duty in VERPLICHTINGEN}) == 27


@EACH
def test_what_answers_it_exists(duty: Verplichting) -> None:
    assert duty.functies
    assert len(set(duty.functies)) == len(duty.functies)
    for name in duty.functies:
        assert _answering(name)


@EACH
def test_every_function_names_its_source(duty: Verplichting) -> None:
    for found in map(_answering, duty.functies):
        if callable(found):
            assert re.search(r"Source: [\w\s]*\d+:\d+", inspect.getdoc(found) or "")


@EACH
def test_its_terms_can_be_asked_for(duty: Verplichting) -> None:
    found = duty.eigen_termijnen(TERMIJNEN)
    for article in duty.termijnen:
        assert any(key == article or re.match(rf"{article}\W", key) for key in found), article


@EACH
def test_its_articles_are_written_alike(duty: Verplichting) -> None:
    assert all(re.fullmatch(r"Awb \d:\d+[a-z]?( lid \d)?", article) for article in duty.artikelen)


@pytest.mark.parametrize(
    ("known", "own"),
    [
        (["4:17", "4:18", "6:7"], ("4:17", "4:18")),
        (["4:20b", "4:20c lid 1", "4:2"], ("4:20b", "4:20c lid 1")),
    ],
)
def test_a_duty_finds_its_own_terms(known: list[str], own: tuple[str, ...]) -> None:
    duty = next(one for one in VERPLICHTINGEN if one.nummer == "O-23")
    assert duty.eigen_termijnen([*known, "Atw 1"]) == own


def test_every_article_of_a_duty_has_one_certainty_and_doubt_is_told() -> None:
    unsure = [duty for duty in VERPLICHTINGEN if duty.zekerheid is not Zekerheid.GELEZEN]
    assert [duty.nummer for duty in unsure] == ["O-01", "O-07", "O-17"]
    assert all(duty.open_vraag.endswith(".") or duty.open_vraag.endswith("?") for duty in unsure)


def test_no_power_is_named_twice() -> None:
    articles = [power.artikel for power in BEVOEGDHEDEN]
    assert len(set(articles)) == len(articles)
    needed = {"Awb 2:2 lid 1", "Awb 2:13 lid 3", "Awb 2:15 lid 1", "Awb 2:15 lid 2", "Awb 2:16 lid 1"}
    needed |= {"Awb 2:16 lid 2", "Awb 2:21 lid 1", "Awb 2:24", "Awb 4:5 lid 5", "Awb 4:14"}
    assert needed | {"Awb 7:10 lid 3", "Awb 9:11 lid 2"} <= set(articles)
