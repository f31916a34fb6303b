"""Other words for the same thing: our own list in the library, as phrases of stems."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from openloket.offer.finding.words import Word, words_of
from openloket.offer.library import FOLDER

Phrase = tuple[str, ...]
"""Stems, one after the other."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What each phrase also means, and every word of the list as it is written (for misspellings)."""

    by_phrase: Mapping[Phrase, frozenset[Phrase]]
    words: Mapping[str, Word]
    longest: int

    def of(self, phrase: Phrase) -> frozenset[Phrase]:
        """The other phrases for it; none for most."""
        return self.by_phrase.get(phrase, frozenset())


@cache
def synonyms() -> Synonyms:
    """The list of the library, read once."""
    content = yaml.safe_load((FOLDER / "synonyms.yaml").read_text(encoding="utf-8"))
    return compiled(content["groups"])


def compiled(groups: Iterable[Mapping[str, Any]]) -> Synonyms:
    """From groups as they are written: `same` lead to each other, `said` lead to `same` only."""
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    written: dict[str, Word] = {}
    for group in groups:
        same = [words_of(text) for text in group["same"]]
        said = [words_of(text) for text in group.get("said", ())]
        targets = {_stems(words) for words in same}
        for words in (*same, *said):
            found[_stems(words)] |= targets - {_stems(words)}
            written |= {word.written: word for word in words}
    longest = max((len(phrase) for phrase in found), default=0)
    return Synonyms({phrase: frozenset(others) for phrase, others in found.items()}, written, longest)


def _stems(words: Iterable[Word]) -> Phrase:
    return tuple(word.stem for word in words)
