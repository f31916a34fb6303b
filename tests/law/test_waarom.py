"""The why of an answer: it is never empty, reads as Dutch and survives JSON."""

import json
from datetime import date

import pytest

from openloket.law.waarom import Stap, Twijfel, Waarom, datum_in_woorden, waarom


@pytest.mark.parametrize(
    ("dag", "woorden"),
    [
        (date(2026, 1, 1), "donderdag 1 januari 2026"),
        (date(2026, 4, 7), "dinsdag 7 april 2026"),
        (date(2027, 3, 29), "maandag 29 maart 2027"),
        (date(2028, 12, 31), "zondag 31 december 2028"),
    ],
)
def test_a_date_is_written_as_people_say_it(dag: date, woorden: str) -> None:
    assert datum_in_woorden(dag) == woorden


def test_an_answer_without_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="zonder stappen"):
        Waarom(())


def test_steps_keep_their_order_and_articles_are_named_once() -> None:
    samen = waarom(Stap("Een.", "Awb 4:13 lid 2"), Stap("Twee.", "")) + waarom(
        Stap("Drie.", "Awb 4:13 lid 2")
    )
    assert [stap.tekst for stap in samen] == ["Een.", "Twee.", "Drie."]
    assert samen.artikelen == ("Awb 4:13 lid 2",)


def test_the_why_survives_json() -> None:
    uitleg = waarom(Stap("Begin.", "Awb 6:8 lid 1", date(2026, 2, 20)), Stap("Duur.", "Awb 6:7"))
    assert json.loads(json.dumps(uitleg.naar_dict())) == {
        "stappen": [
            {"tekst": "Begin.", "artikel": "Awb 6:8 lid 1", "datum": "2026-02-20"},
            {"tekst": "Duur.", "artikel": "Awb 6:7", "datum": None},
        ]
    }


def test_a_doubt_survives_json() -> None:
    twijfel = Twijfel(vraag="Wat?", grond="Daarom.", voorlopig="Veilig.", artikel="Awb 2:8")
    assert json.loads(json.dumps(twijfel.naar_dict())) == {
        "vraag": "Wat?",
        "grond": "Daarom.",
        "voorlopig": "Veilig.",
        "artikel": "Awb 2:8",
    }
