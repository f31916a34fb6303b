"""What a free message is probably about: its type and product, by its words and the address it came to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openloket.law.kanalen import Berichtsoort
from openloket.offer.catalogue import GENERAL, Catalogue, Offering
from openloket.offer.models import Channel

_ENOUGH = 3  # a word of the product in the subject, or three in the text
_TITLE, _IN_SUBJECT, _IN_TEXT = 5, 3, 1
_READ = 20_000

# What the law protects most comes first: in doubt a message is an objection, and an employee corrects it.
_TYPES = (
    (
        Berichtsoort.BEZWAAR,
        re.compile(r"(?<!geen )\bbezwaar(?:schrift)?\b", re.IGNORECASE),
        re.compile(
            r"\bbezwaarschrift\b|\b(?:maak|maken|maakt|teken|tekenen|dien|dienen|ga|gaan|hierbij)\b"
            r"(?:(?!\bgeen\b)[^.\n]){0,60}\bbezwaar\b|\bin bezwaar\b|(?<!geen )\bbezwaar (?:maken|tegen|aan)",
            re.IGNORECASE,
        ),
    ),
    (
        Berichtsoort.INGEBREKESTELLING,
        re.compile(r"\bingebrekestelling\b|\bin gebreke\b", re.IGNORECASE),
        re.compile(r"\bingebrekestelling\b|\bstel(?:len)?\b[^.\n]{0,60}\bin gebreke\b", re.IGNORECASE),
    ),
    (
        Berichtsoort.KLACHT,
        re.compile(r"\bklacht\b|\bklaagschrift\b", re.IGNORECASE),
        re.compile(r"\b(?:dien|heb|hierbij|wil)\b[^.\n]{0,60}\bklacht\b|\bklaagschrift\b", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The probable type and product, and why it was taken for that."""

    kind: Berichtsoort
    offering: Offering
    reason: str


def type_of(subject: str, text: str) -> Berichtsoort | None:
    """The type of message that its words name; None when they name none. A subject counts before a text."""
    for kind, in_subject, _ in _TYPES:
        if in_subject.search(subject):
            return kind
    return next((kind for kind, _, in_text in _TYPES if in_text.search(text[:_READ])), None)


def recognise(catalogue: Catalogue, address: str, subject: str, text: str) -> Recognised | None:
    """The type and product of a message that came to an address; None without any service.

    Source: Awb 2:13 to 2:16, 6:15: an objection is one wherever it is sent.
    """
    kind = type_of(subject, text)
    if kind is not None:
        found = catalogue.for_message(kind) or general(catalogue)
        return found and Recognised(kind, found, f"De woorden zijn die van een {kind.value}.")
    there = _at(catalogue.offerings, address)
    if len(there) == 1:
        return Recognised(there[0].message_type, there[0], "Dit adres is alleen voor dit product.")
    best = _best([one for one in there or catalogue.listed if one.slug != GENERAL], subject, text)
    if best is not None:
        return Recognised(best.message_type, best, "De woorden zijn die van dit product.")
    rest = general(catalogue)
    return rest and Recognised(Berichtsoort.OVERIG, rest, "Wij herkenden geen product.")


def general(catalogue: Catalogue) -> Offering | None:
    """The service that takes any message; where there is none an ordinary one, so that nothing is lost."""
    special = {kind for kind, _, _ in _TYPES}
    ordinary = (one for one in catalogue.listed if one.message_type not in special)
    return catalogue.find(GENERAL) or next(ordinary, None) or next(iter(catalogue.offerings), None)


def _at(offerings: Sequence[Offering], address: str) -> list[Offering]:
    mail = Channel.Kind.EMAIL.value
    return [
        one
        for one in offerings
        if any(way.kind == mail and way.address.strip().lower() == address for way in one.ways)
    ]


def _best(offerings: Sequence[Offering], subject: str, text: str) -> Offering | None:
    """The one product that the words point to; None when there is no such one, or two."""
    heading, body = subject.casefold(), text[:_READ].casefold()
    scores = sorted(((_score(one, heading, body), one.slug) for one in offerings), reverse=True)
    if not scores or scores[0][0] < _ENOUGH or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return next(one for one in offerings if one.slug == scores[0][1])


def _score(offering: Offering, heading: str, body: str) -> int:
    title = offering.title.casefold()
    words = {word.casefold() for word in (*offering.texts["search"], offering.title) if len(word) > 3}
    score = _TITLE if title in heading else 0
    for word in words:
        whole = re.compile(rf"\b{re.escape(word)}")
        score += _IN_SUBJECT if whole.search(heading) else _IN_TEXT if whole.search(body) else 0
    return score
