"""The language of texts that an organisation writes: paragraphs, lists and fields in braces, and no more."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

LONGEST_TEXT = 3000
LONGEST_SUBJECT = 120
LONGEST_SENTENCE = 20
"""In words; readers at level B1 lose a longer one."""

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_BRACE = re.compile(r"[{}]")
_SENTENCE = re.compile(r"[^.!?:\n]+")
_STIFF = {
    "derhalve": "daarom",
    "alsmede": "en ook",
    "indien": "als",
    "middels": "met",
    "teneinde": "om",
    "betreffende": "over",
    "conform": "volgens",
    "omtrent": "over",
    "reeds": "al",
    "tevens": "ook",
    "gelieve": "wilt u",
    "dient": "moet",
    "dienen": "moeten",
    "inzake": "over",
    "voornoemde": "deze",
    "bovengenoemde": "deze",
    "desbetreffende": "deze",
    "onderhavige": "deze",
    "abusievelijk": "per ongeluk",
    "ingevolge": "volgens",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text with its fields filled in: a paragraph of one or more lines, or a list."""

    kind: str
    lines: tuple[str, ...]


def fields_in(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(_FIELD.findall(text))


def problem_of(text: str, known: Collection[str], longest: int = LONGEST_TEXT) -> str:
    """Why this text can't be used, as its writer reads it; empty: it can."""
    if len(text) > longest:
        return f"Deze tekst is te lang. Zij mag {longest} tekens hebben."
    if any(sign != "\n" and not sign.isprintable() for sign in text):
        return "In de tekst staat een teken dat wij niet kunnen gebruiken."
    strange = sorted(fields_in(text) - set(known))
    if strange:
        names = ", ".join(f"{{{name}}}" for name in sorted(known))
        return f"{{{strange[0]}}} kennen wij hier niet. U kunt gebruiken: {names}."
    if _BRACE.search(_FIELD.sub("", text)):
        return "Een accolade hoort bij een veld, zoals {kenmerk}. Haal losse accolades weg."
    return ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; what a value holds is never read as a field again."""
    return _FIELD.sub(lambda found: values[found[1]], text)


def parts_of(text: str, values: Mapping[str, str]) -> tuple[Part, ...]:
    """The pieces, in order. Cut before anything is filled in: a value makes no list and no paragraph."""
    parts = []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in piece.splitlines() if line.strip()]
        if lines:
            listed = all(line.startswith("- ") for line in lines)
            shown = tuple(
                _one_line(filled(line.removeprefix("- ") if listed else line, values)) for line in lines
            )
            parts.append(Part("list" if listed else "paragraph", shown))
    return tuple(parts)


def hints(text: str) -> tuple[str, ...]:
    """What makes this hard to read (B1); advice, never a reason to refuse."""
    found = [
        f"Deze zin heeft {len(words)} woorden: ‘{' '.join(words[:6])} …’. Maak er twee zinnen van."
        for words in (sentence.split() for sentence in _SENTENCE.findall(text))
        if len(words) > LONGEST_SENTENCE
    ]
    said = {word.strip(".,;:!?()‘’'\"").casefold() for word in text.split()}
    stiff = [
        f"‘{word}’ is lastig. Schrijf liever ‘{plain}’." for word, plain in _STIFF.items() if word in said
    ]
    return (*found, *stiff)


def _one_line(text: str) -> str:
    return " ".join(text.split())
