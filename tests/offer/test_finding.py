"""Searching: what people really type leads to the product they mean, also in real catalogues."""

import csv
import gzip
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from tests.catalogues.test_catalogues import SNAPSHOT

from openloket.offer.finding import words
from openloket.offer.finding.index import Entry
from openloket.offer.finding.search import Finder
from openloket.offer.finding.spelling import sound
from openloket.offer.finding.synonyms import compiled
from openloket.offer.finding.words import words_asked, words_of
from openloket.offer.library import product_keys, read_product
from openloket.offer.national_lists import upl_names

HERE = Path(__file__).parent
FIRST = 3
LEAST_IN_A_TOWN = 0.92


def searches(file: str) -> list[tuple[str, list[str]]]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    return [(asked, wanted.split("|")) for asked, wanted in rows[1:]]


@cache
def library() -> tuple[tuple[str, ...], Finder]:
    keys = tuple(key for key in product_keys() if key != "aanvulling")
    texts = [read_product(key) for key in keys]
    return keys, Finder([Entry(one["title"], one["search"], one["intro"]) for one in texts])


@pytest.mark.parametrize(("asked", "wanted"), searches("searches_library.csv"))
def test_the_product_is_among_the_first_three(asked: str, wanted: list[str]) -> None:
    keys, finder = library()
    assert {keys[place] for place in finder.search(asked).places[:FIRST]} & set(wanted)


@pytest.mark.skipif(not SNAPSHOT.exists(), reason="the national catalogue is not on this machine")
@pytest.mark.parametrize(
    "code", ["GM0014", "GM0080", "GM0163", "GM0363", "GM0518", "GM0575", "GM0599", "GM0826"]
)
def test_real_catalogues_are_searched_well(code: str) -> None:
    entries = list(catalogue_of(code))
    titles = [entry.title.casefold() for entry in entries]
    finder = Finder(entries)
    asked = [one for one in searches("searches_town.csv") if any(map(one_of(one[1]), titles))]
    missed = [
        query
        for query, wanted in asked
        if not any(map(one_of(wanted), (titles[place] for place in finder.search(query).places[:FIRST])))
    ]
    assert len(asked) > 60
    assert len(missed) <= (1 - LEAST_IN_A_TOWN) * len(asked), missed


def one_of(parts: list[str]) -> Callable[[str], object]:
    return re.compile("|".join(rf"\b{re.escape(part)}" for part in parts)).search


def catalogue_of(code: str) -> Iterator[Entry]:
    with gzip.open(SNAPSHOT, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["cbs_code"] == code:
                name = upl_names().get(row["upl_uri"].rpartition("/")[2], "")
                yield Entry(row["titel"], [name] if name else [], "")


def finding(*titles: str, **more: list[str]) -> Finder:
    return Finder([Entry(title, more.get(title, []), "") for title in titles])


def test_nothing_known_finds_nothing() -> None:
    assert finding("Paspoort").search("xyzzy").places == ()
    assert finding("Paspoort").search("!!").places == ()
    assert finding().search("paspoort").places == ()


def test_the_exact_title_comes_first() -> None:
    assert finding("Tweede paspoort", "Paspoort kwijt", "Paspoort").search("paspoort").places[0] == 2


def test_popular_products_come_before_equals() -> None:
    entries = [Entry("Vergunning boten", [], ""), Entry("Vergunning bomen", [], "")]
    assert Finder(entries, frozenset({1})).search("vergunning").places[0] == 1


def test_one_word_may_be_two_and_two_words_one() -> None:
    finder = finding("Parkeervergunning", "Rijbewijs", "Hulp bij het huishouden")
    assert finder.search("parkeer vergunning").places[0] == 0
    assert finder.search("rijbewijsverlenging").places[0] == 1


def test_a_word_as_it_sounds() -> None:
    assert sound("rijbeweis") == sound("rijbewijs")
    assert sound("klagt") == sound("klacht")
    asked = finding("Rijbewijs").search("reibewijs")
    assert (asked.places, asked.meant) == ((0,), "rijbewijs")


def test_numbers_and_short_words_are_not_mended() -> None:
    assert finding("Wmo", "1234").search("wno").places == ()
    assert finding("Wmo", "1234 AB").search("1235").places == ()


def test_what_was_meant_keeps_the_words_that_were_right() -> None:
    assert finding("Paspoort verlengen").search("paspoort verlengne").meant == "paspoort verlengen"
    assert finding("Paspoort verlengen").search("paspoort verlengen").meant == ""


def test_words_that_say_nothing_count_only_alone() -> None:
    assert [word.shown for word in words_asked("hoe kan ik een paspoort krijgen")] == ["paspoort"]
    assert [word.shown for word in words_asked("hoe kan ik")] == ["hoe", "kan", "ik"]
    assert len(words_asked("a b c d e f g h i j k l")) == 8
    assert words_of("") == []


def test_capitals_and_accents_make_no_difference() -> None:
    assert finding("Café beginnen").search("CAFE").places == (0,)


def test_synonyms_lead_one_way_or_both() -> None:
    known = compiled([{"same": ["huwelijk", "trouwen"], "said": ["bruiloft"]}])
    (trouwen,), (bruiloft,) = words_of("trouwen"), words_of("bruiloft")
    assert len(known.of((bruiloft.stem,))) == 2
    assert (bruiloft.stem,) not in known.of((trouwen.stem,))
    assert known.of(("niets",)) == frozenset()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty")
def test_many_threads_cut_words_alike() -> None:
    """Each mail and each search is read on a thread of its own; a stemmer that they share mixes words."""
    texts = [f"parkeervergunningen{n}ingen aangevraagde{n}ingen" for n in range(500)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(words_of, texts))
    words._word.cache_clear()
    assert found == [words_of(text) for text in texts]
