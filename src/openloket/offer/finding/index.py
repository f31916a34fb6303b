"""The words of all products of one organisation, and which of the products hold a word or a part of it."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openloket.offer.finding.words import Word, words_of

# How sure it is that somebody who types the one word means the other.
_WHOLE, _BEGINS, _ENDS, _ENDS_ASKED, _BEGINS_ASKED = 1.0, 0.7, 0.6, 0.5, 0.45
_SHORTEST_PART = 4
_IN_TITLE, _IN_SEARCH, _IN_INTRO = 1.0, 0.8, 0.2

Hits = Mapping[int, float]
"""How well each product (by its place) holds something; those that don't are not in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts of a product by which it is found."""

    title: str
    search: Sequence[str]
    intro: str


class Index:
    """Built in milliseconds for hundreds of products, so it needs no keeping up to date."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._size = len(entries)
        self._places: dict[str, dict[int, float]] = {}
        self.words: dict[str, Word] = {}
        for place, entry in enumerate(entries):
            for word, weight in _weighed(entry):
                self.words[word.written] = word
                held = self._places.setdefault(word.stem, {})
                held[place] = max(held.get(place, 0.0), weight)
        self._forwards = sorted((word.written, word.stem) for word in self.words.values())
        self._backwards = sorted((written[::-1], stem) for written, stem in self._forwards)

    def holding(self, word: Word, *, parts: bool = True) -> tuple[Hits, float]:
        """The products that hold a word, with how rare it is; and how sure the best match is (0 to 1).

        With `parts` also those that hold only the first or last part of the word.
        """
        found: dict[int, float] = {}
        best = 0.0
        for stem, sure in self._alike(word, parts).items():
            best = max(best, sure)
            for place, weight in self._places[stem].items():
                found[place] = max(found.get(place, 0.0), weight * sure)
        rare = math.log(1 + self._size / (1 + len(found)))
        return {place: weight * rare for place, weight in found.items()}, best

    def _alike(self, word: Word, parts: bool) -> dict[str, float]:
        """The stems here that are the word, hold it, or are held by it: Dutch writes compounds as one."""
        found: dict[str, float] = {}
        for stem, sure in (*self._holders(word), *(self._held(word.written) if parts else ())):
            found[stem] = max(found.get(stem, 0.0), sure)
        return found

    def _holders(self, word: Word) -> Iterator[tuple[str, float]]:
        if word.stem in self._places:
            yield word.stem, _WHOLE
        for part in {word.stem, word.written}:
            if len(part) >= _SHORTEST_PART:
                yield from ((stem, _BEGINS) for stem in _beginning(self._forwards, part))
                yield from ((stem, _ENDS) for stem in _beginning(self._backwards, part[::-1]))

    def _held(self, written: str) -> Iterator[tuple[str, float]]:
        for cut in range(_SHORTEST_PART, len(written) - 2):
            for part, sure in ((written[:cut], _BEGINS_ASKED), (written[-cut:], _ENDS_ASKED)):
                if part in self.words:
                    yield self.words[part].stem, sure
                elif part in self._places:
                    yield part, sure


def _beginning(words: Sequence[tuple[str, str]], part: str) -> Iterator[str]:
    """The stems of those of the sorted words that begin with a part."""
    place = bisect_left(words, (part,))
    while place < len(words) and words[place][0].startswith(part):
        yield words[place][1]
        place += 1


def _weighed(entry: Entry) -> Iterable[tuple[Word, float]]:
    """Every word with its weight: in a short title or search phrase a word says more."""
    title = words_of(entry.title)
    for word in title:
        yield word, _IN_TITLE * (1 + 1 / len(title))
    for phrase in entry.search:
        words = words_of(phrase)
        for word in words:
            yield word, _IN_SEARCH * (0.5 + 1 / len(words))
    for word in words_of(entry.intro):
        yield word, _IN_INTRO
