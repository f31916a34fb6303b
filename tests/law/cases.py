"""How the tables of the law are read: a row says situation, facts, conclusion, what is missing, a doubt."""

from collections.abc import Iterable

from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.waarom import Waarom


def check(
    answer: Antwoord, slotsom: Slotsom, article: str, missing: Iterable[str] = (), doubts: int = 0
) -> None:
    """One row holds: the conclusion, the article it rests on, the words of what is missing, the doubts."""
    assert answer.slotsom is slotsom
    assert article in answer.waarom.artikelen
    words = list(missing)
    assert len(answer.ontbreekt) == len(words), answer.ontbreekt
    for word, said in zip(words, answer.ontbreekt, strict=True):
        assert word in said
    assert len(answer.twijfels) == doubts
    plain(answer.waarom)


def plain(why: Waarom) -> None:
    """The steps are sentences: a citizen reads them as they stand."""
    for step in why:
        assert step.tekst[0].isupper()
        assert step.tekst.endswith(".")
