"""What somebody wrote himself, without the letters below it."""

import pytest

from openloket.mailread.quoting import own_words


@pytest.mark.parametrize(
    "below",
    [
        "> U kunt bezwaar maken.",
        "Op ma 2 mrt 2026 om 10:15 schreef Duinstede <info@duinstede.example>:\nU kunt bezwaar maken.",
        "On Mon, Mar 2, 2026 at 10:15 AM Duinstede wrote:\nU kunt bezwaar maken.",
        "-----Oorspronkelijk bericht-----\nU kunt bezwaar maken.",
        "Van: Gemeente Duinstede\nVerzonden: maandag 2 maart 2026\nU kunt bezwaar maken.",
        "________________________________\nU kunt bezwaar maken.",
    ],
)
def test_words_below_do_not_count(below: str) -> None:
    assert own_words(f"Dank u wel.\n\n{below}\n") == "Dank u wel."


def test_own_words_stay() -> None:
    text = "Ik maak bezwaar.\nOp maandag schreef ik u al.\nVan: mijn kant is alles gezegd."
    assert own_words(text) == text


def test_it_stays_quick_on_long_texts() -> None:
    assert own_words("van: " + "a" * 2_000_000).startswith("van: aaa")
