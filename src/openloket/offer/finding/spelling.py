"""The word that somebody probably meant when what they typed is no word here."""

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from openloket.offer.finding.words import Word

_MOST = 3
_SHORTEST = 4
_TWO_MISTAKES = 7  # from how many letters on; under it one letter may be wrong
# Dutch letters that sound alike: who writes as they speak should find it too.
_SOUNDS = (
    ("ij", "ei"), ("y", "i"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("x", "ks"), ("c", "k"),
    ("ou", "au"), ("z", "s"), ("v", "f"), ("dt", "t"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class Speller:
    """Knows words by how they sound."""

    def __init__(self, known: Mapping[str, Word]) -> None:
        self._by_sound: dict[str, list[Word]] = defaultdict(list)
        for written, word in known.items():
            self._by_sound[sound(written)].append(word)

    def meant(self, word: Word) -> list[Word]:
        """The nearest known words, at most three and equally near; none for short words or numbers."""
        if len(word.written) < _SHORTEST or any(sign.isdigit() for sign in word.written):
            return []
        asked = sound(word.written)
        if asked in self._by_sound:
            return self._by_sound[asked][:_MOST]
        allowed = 2 if len(asked) >= _TWO_MISTAKES else 1
        near = process.extract(
            asked, self._by_sound.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=_MOST * 3
        )
        ranked = sorted((mistakes, one[0] != asked[0], one) for one, mistakes, _ in near)
        # People seldom have the first letter wrong.
        nearest = [one for one in ranked if one[:2] == ranked[0][:2]]
        return [word for _, _, one in nearest for word in self._by_sound[one]][:_MOST]


def sound(written: str) -> str:
    """A word as it sounds, roughly: one spelling for letters that sound alike, and none doubled."""
    for letters, plain in _SOUNDS:
        written = written.replace(letters, plain)
    written = _DOUBLED.sub(r"\1", written)
    return f"{written[:-1]}t" if written.endswith("d") else written
