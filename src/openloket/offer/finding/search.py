"""Searching the products of one organisation: which are meant, best first, and what was probably misspelt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from openloket.offer.finding.index import Entry, Hits, Index
from openloket.offer.finding.spelling import Speller
from openloket.offer.finding.synonyms import Phrase, Synonyms, synonyms
from openloket.offer.finding.words import Word, words_asked

MOST_FOUND = 40
_SYNONYM, _MISSPELT, _SOFT = 0.8, 0.7, 0.3
_BESIDES = 0.5  # a synonym of a word that is used here itself
_SURE = 0.6
_FAR_BEHIND = 0.4
_ALL_WORDS = 0.5
_POPULAR = 1.1


@dataclass(frozen=True, slots=True)
class Found:
    """The places of the products, best first; `meant` is the search as it was meant, where misspelt."""

    places: tuple[int, ...]
    meant: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word of the search: the products for it, and the known word it was taken for when misspelt."""

    word: Word
    hits: Hits
    taken_for: str = ""


class Finder:
    """The products of one organisation, ready to be searched; `popular` are places of much-used ones."""

    def __init__(self, entries: Sequence[Entry], popular: frozenset[int] = frozenset()) -> None:
        self._index = Index(entries)
        self._popular = popular
        self._titles = [entry.title for entry in entries]
        self._synonyms: Synonyms = synonyms()

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._index.words)

    def search(self, query: str) -> Found:
        """What a search finds; nothing at all only when no word of it is known or nearly known."""
        words = words_asked(query)
        asked = [self._asked(words, place) for place in range(len(words))]
        scores = self._scores(asked, words)
        if not scores:
            return Found(())
        least = max(scores.values()) * _FAR_BEHIND
        best = sorted(
            (place for place, score in scores.items() if score >= least), key=lambda one: -scores[one]
        )
        return Found(tuple(best[:MOST_FOUND]), _in_words(asked))

    def _scores(self, asked: Sequence[_Asked], words: Sequence[Word]) -> dict[int, float]:
        telling = [one for one in asked if not one.word.soft] or list(asked)
        scores: dict[int, float] = {}
        matched: dict[int, int] = {}
        for one in telling:
            for place, weight in one.hits.items():
                scores[place] = scores.get(place, 0.0) + weight
                matched[place] = matched.get(place, 0) + 1
        for one in (one for one in asked if one not in telling):
            for place in one.hits.keys() & scores.keys():
                scores[place] += one.hits[place] * _SOFT
        return {
            place: score * self._more(place, matched[place] / len(telling), words)
            for place, score in scores.items()
        }

    def _more(self, place: int, part: float, words: Sequence[Word]) -> float:
        """More for a product that has all words, that is called exactly so, or that many people need."""
        more = 1 + _ALL_WORDS * part
        if part == 1 and _stems(words_asked(self._titles[place])) == _stems(words):
            more *= 2
        return more * _POPULAR if place in self._popular else more

    def _asked(self, words: Sequence[Word], place: int) -> _Asked:
        word = words[place]
        hits, sure = self._index.holding(word)
        found = dict(hits)
        others = list(self._others(words, place))
        for phrase in others:
            _keep_best(found, self._phrase(phrase), _BESIDES if sure == 1 else _SYNONYM)
        if sure >= _SURE or others:
            return _Asked(word, found)
        near = self._speller.meant(word) or _synonym_speller().meant(word)
        for one in near:
            _keep_best(found, self._meaning(one), _MISSPELT)
        return _Asked(word, found, near[0].shown if near and near[0].stem != word.stem else "")

    def _others(self, words: Sequence[Word], place: int) -> Iterator[Phrase]:
        """The other words for every run of words of the search that this word is part of."""
        stems = tuple(word.stem for word in words)
        for length in range(1, self._synonyms.longest + 1):
            for begin in range(max(0, place - length + 1), min(place, len(words) - length) + 1):
                yield from self._synonyms.of(stems[begin : begin + length])

    def _meaning(self, word: Word) -> Hits:
        """What a known word stands for, with its synonyms."""
        found = dict(self._index.holding(word)[0])
        for phrase in self._synonyms.of((word.stem,)):
            _keep_best(found, self._phrase(phrase), _SYNONYM)
        return found

    def _phrase(self, phrase: Phrase) -> Hits:
        """The products that hold every word of a phrase, as good as their worst word."""
        each = [self._index.holding(Word(stem, stem, stem), parts=False)[0] for stem in phrase]
        if not each:
            return {}
        return {place: min(hits[place] for hits in each) for place in set.intersection(*map(set, each))}


def _keep_best(found: dict[int, float], more: Hits, factor: float) -> None:
    for place, weight in more.items():
        found[place] = max(found.get(place, 0.0), weight * factor)


def _in_words(asked: Sequence[_Asked]) -> str:
    """The search with the words that were meant; empty when nothing was misspelt."""
    if not any(one.taken_for for one in asked):
        return ""
    return " ".join(one.taken_for or one.word.shown for one in asked)


@cache
def _synonym_speller() -> Speller:
    return Speller(synonyms().words)


def _stems(words: Sequence[Word]) -> Phrase:
    return tuple(word.stem for word in words)
