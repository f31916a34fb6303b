"""One English name per Dutch term; each rule seen to fail on a violation."""

import pytest
from tests.rules import source
from tests.rules.glossary import Term, doubles, terms, wrong_words
from tests.rules.source import ROOT, module

GLOSSARY = terms((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))


def test_the_glossary_can_be_read() -> None:
    assert Term("termijn", "term", ("deadline",)) in GLOSSARY
    assert len(GLOSSARY) > 25


def test_one_name_per_term() -> None:
    assert list(doubles(GLOSSARY)) == []


def test_a_double_is_seen() -> None:
    twice = [Term("bewijs", "evidence", ()), Term("bewijs", "proof", ()), Term("blijk", "proof", ())]
    assert list(doubles(twice)) == ["'bewijs' stands there twice", "'proof' stands there twice"]


def test_the_code_uses_the_english_names() -> None:
    assert [wrong for one in source.product() for wrong in wrong_words(one, GLOSSARY)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("openloket.post.bericht", ""),
        ("openloket.zaken.models", "class Termijn: ...\n"),
        ("openloket.zaken.models", "class Term:\n    deadline = 1\n"),
        ("openloket.flows.x", "def submit(bijlage): ...\n"),
        ("openloket.flows.x", "kanaal = 'balie'\n"),
        ("openloket.flows.x", "self.laatste_termijn = 1\n"),
        ("openloket.flows.x", "import a as storing\n"),
    ],
)
def test_a_dutch_name_is_seen(name: str, text: str) -> None:
    assert list(wrong_words(module(name, text), GLOSSARY))


def test_the_words_of_the_statute_may_be_used_in_the_law_and_where_it_is_called() -> None:
    assert list(wrong_words(module("openloket.law.termijnen", "class Termijn: ...\n"), GLOSSARY)) == []
    call = "from openloket.law.termijnen import Termijn\nlast = Termijn(kanaal=1).laatste_dag\n"
    assert list(wrong_words(module("openloket.flows.x", call), GLOSSARY)) == []
