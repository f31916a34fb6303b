"""Words as they are compared: folded (no capitals, accents or doubled vowels) and cut down to their stems."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer  # type: ignore[import-untyped]  # comes without types
import yaml

from openloket.offer.library import FOLDER

_WORD = re.compile(r"[a-z0-9]+")
_DOUBLED = re.compile(r"([aeou])\1+")
_MOST_WORDS = 8
_LONGEST = 40
_WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as people read it, the same evened out, its stem, and whether it says little."""

    shown: str
    written: str
    stem: str
    soft: bool = False


def folded(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i").replace("ł", "l"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> list[Word]:
    """All words of a text of ours, without those that say nothing."""
    return [_word(one) for one in _WORD.findall(folded(text)) if one not in _stopwords("empty")]


def words_asked(query: str) -> list[Word]:
    """The words of a search, at most eight; those that say nothing only where there is nothing else."""
    written = [one[:_LONGEST] for one in _WORD.findall(folded(query))]
    telling = [one for one in written if one not in _stopwords("empty")] or written
    return [_word(one) for one in telling[:_MOST_WORDS]]


@lru_cache(maxsize=_WORDS_KEPT)
def _word(written: str) -> Word:
    # A stemmer keeps its place in the word, so that threads must not share one; making it costs nothing.
    stem = snowballstemmer.stemmer("dutch").stemWord(written) if len(written) > 2 else written
    return Word(written, evened(written), evened(stem), written in _stopwords("soft"))


@cache
def _stopwords(kind: str) -> frozenset[str]:
    content = yaml.safe_load((FOLDER / "stopwords.yaml").read_text(encoding="utf-8"))
    return frozenset(content[kind].split())


def evened(word: str) -> str:
    """With single vowels, as a syllable that opens or closes changes them: parkeer, parkeren."""
    return _DOUBLED.sub(r"\1", word)
