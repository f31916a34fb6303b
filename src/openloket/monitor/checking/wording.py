"""Finding what is meant in Dutch (or English) text: phrases by the stems of their words, with gaps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[0-9a-zà-öø-ÿ]+(?:['’-][0-9a-zà-öø-ÿ]+)*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ö0-9])|\n|•")
_GAPS = {"…": 4, "……": 12}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word, with hyphens and accents of emphasis left out."""
    plain = word.lower().replace("-", "").replace("’", "'").translate(_PLAIN)
    if len(plain) > 4 and plain.endswith("t") and plain[-2] not in "aeiou":
        # "vraagt" is "vraag"; what else ends so, loses its t everywhere, which does no harm.
        plain = plain[:-1]
    # A stemmer keeps its place in the word, so that threads must not share one; making it costs nothing.
    return str(snowballstemmer.stemmer("dutch").stemWord(plain))


_PLAIN = str.maketrans("áàäâéèëêíìïîóòöôúùüû", "aaaaeeeeiiiioooouuuu")


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their stems, ready to look for phrases in."""

    words: str
    stems: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, words: str) -> "Text":
        """Any text."""
        found = list(_WORD.finditer(words))
        stems = " " + " ".join(stem(one[0]) for one in found) + " "
        return cls(words, stems, tuple(one.span() for one in found))

    def quote(self, start: int, end: int) -> str:
        """The words as they were written, for the stems from `start` to `end`."""
        first = self.stems.count(" ", 0, start + 1) - 1
        last = self.stems.count(" ", 0, end - 1) - 1
        return self.words[self.spans[first][0] : self.spans[min(last, len(self.spans) - 1)][1]]


class Phrases:
    """A set of phrases that mean the same; "…" in a phrase lets some words stand in between, "……" many."""

    def __init__(self, *phrases: str) -> None:
        self._pattern = re.compile(
            "|".join(sorted((_pattern(one) for one in phrases), key=len, reverse=True))
        )

    def found(self, text: Text | str) -> str:
        """The first words that mean it, as they were written; empty when there are none."""
        looked = Text.of(text) if isinstance(text, str) else text
        hit = self._pattern.search(looked.stems)
        return looked.quote(hit.start(), hit.end()) if hit else ""

    def __contains__(self, text: str) -> bool:
        return bool(self.found(text))


def _pattern(phrase: str) -> str:
    parts = []
    for word in phrase.split():
        if word in _GAPS:
            parts.append(f"(?:[^ ]+ ){{0,{_GAPS[word]}}}")
        elif word.endswith("*"):
            parts.append(re.escape(stem(word[:-1]) if len(word) > 12 else word[:-1].lower()) + "[^ ]* ")
        else:
            parts.append(re.escape(stem(word)) + " ")
    return " " + "".join(parts)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, as far as signs tell."""
    return (one.strip() for one in _SENTENCE.split(text) if one.strip())
