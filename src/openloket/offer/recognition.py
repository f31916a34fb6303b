"""What a free message is probably about: its type and product, by its words and the address it came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openloket.law.kanalen import Berichtsoort
from openloket.offer.catalogue import GENERAL, Catalogue, Offering
from openloket.offer.finding.synonyms import Phrase, synonyms
from openloket.offer.finding.words import Word, words_of
from openloket.offer.message_words import named
from openloket.offer.models import Channel

_ENOUGH = 2  # a long word of the product, or two short ones
_TITLE, _PHRASE, _LONG, _SHORT = 4, 3, 2, 1
_LESS = 1  # for another word that means the same
_LONG_FROM, _ABBREVIATION = 7, 3
_LONGEST_PHRASE = 3
_READ = 12_000

FOLLOWING = frozenset(
    {Berichtsoort.BEZWAAR, Berichtsoort.KLACHT, Berichtsoort.INGEBREKESTELLING, Berichtsoort.AANVULLING}
)
"""Types that have a service of their own, whatever product they are about."""
BEGINNING = frozenset({Berichtsoort.AANVRAAG, Berichtsoort.MELDING})
"""Types that begin the procedure of a product, and are received for it."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The probable type, the service that takes it, why so, and the product it is about where that shows."""

    kind: Berichtsoort
    offering: Offering
    reason: str
    product: Offering | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A product that the words of a message point to, and the word that does so most."""

    product: Offering
    word: str


def type_of(subject: str, text: str) -> Berichtsoort | None:
    """The type of message that its words name; None when they name none."""
    found = named(subject, text)
    return found.kind if found else None


def recognise(catalogue: Catalogue, address: str, subject: str, text: str) -> Recognised | None:
    """The type and product of a message that came to an address; None without any service.

    Source: Awb 2:13 to 2:16, 6:15: an objection is one wherever it is sent. A message that names no type, or
    one that begins a procedure, is of the type of its product.
    """
    found, hint = named(subject, text), product_of(catalogue, subject, text)
    there = _at(catalogue.offerings, address)
    own = there[0] if len(there) == 1 else None
    product = own or (hint.product if hint else None)
    if found is None or (found.kind not in FOLLOWING | _OTHERS and product is not None):
        if product is None:
            rest = general(catalogue)
            return rest and Recognised(Berichtsoort.OVERIG, rest, "Wij herkenden geen product.")
        why = "Dit adres is alleen voor dit product." if own else "De woorden zijn die van dit product."
        return Recognised(product.message_type, product, why, product)
    service = service_for(catalogue, found.kind, product)
    why = f"De woorden zijn die van {A_KIND[found.kind]}: ‘{found.words}’."
    return service and Recognised(found.kind, service, why, product)


_OTHERS = frozenset({Berichtsoort.BEROEP, Berichtsoort.ZIENSWIJZE, Berichtsoort.INTREKKING})
A_KIND = {
    kind: f"een {kind.value}" for kind in Berichtsoort if kind is not Berichtsoort.OVERIG
} | {Berichtsoort.OVERIG: "een ander bericht"}  # fmt: skip
"""A type of message with its article, in the words of the law."""


def service_for(catalogue: Catalogue, kind: Berichtsoort, product: Offering | None) -> Offering | None:
    """The service that takes a message of this type about this product; None without any service.

    The type's own service where it has one, the product where the message begins its procedure, else the
    service for any message.
    """
    if kind in FOLLOWING:
        return catalogue.for_message(kind) or general(catalogue)
    if product is not None and kind in BEGINNING and product.message_type in BEGINNING:
        return product
    return general(catalogue)


def general(catalogue: Catalogue) -> Offering | None:
    """The service that takes any message; where there is none an ordinary one, so that nothing is lost."""
    ordinary = (one for one in catalogue.listed if one.message_type not in FOLLOWING)
    return catalogue.find(GENERAL) or next(ordinary, None) or next(iter(catalogue.offerings), None)


def subjects(catalogue: Catalogue) -> tuple[Offering, ...]:
    """The products that a message can be about: all but those for a type of message, or for any."""
    return tuple(one for one in catalogue.listed if one.slug != GENERAL and one.message_type not in FOLLOWING)


def product_of(catalogue: Catalogue, subject: str, text: str) -> Hint | None:
    """The one product that the words point to; None when there is no such one, or two."""
    said = _said(f"{subject}\n{text[:_READ]}")
    scored = [(_score(one, said), one) for one in subjects(catalogue)]
    ranked = sorted(scored, key=lambda one: (-one[0][0], one[1].slug))
    if not ranked or ranked[0][0][0] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[1][0][0] == ranked[0][0][0]:
        return None
    (_, word), product = ranked[0]
    return Hint(product, word)


def _at(offerings: Sequence[Offering], address: str) -> list[Offering]:
    """The products of which the address is one; an address for anything tells of no product."""
    mail = Channel.Kind.EMAIL.value
    return [
        one
        for one in offerings
        if one.slug != GENERAL
        and any(way.kind == mail and way.address.strip().lower() == address for way in one.ways)
    ]


def _said(text: str) -> dict[Phrase, tuple[str, int]]:
    """Each phrase of the text and what means the same, by stems: its words, and how much less it counts."""
    words = words_of(text)
    said: dict[Phrase, tuple[str, int]] = {}
    meant: dict[Phrase, tuple[str, int]] = {}
    for size in range(1, _LONGEST_PHRASE + 1):
        for place in range(len(words) - size + 1):
            phrase = tuple(one.stem for one in words[place : place + size])
            shown = " ".join(one.shown for one in words[place : place + size])
            said.setdefault(phrase, (shown, 0))
            for other in synonyms().of(phrase):
                meant.setdefault(other, (shown, _LESS))
    return meant | said


def _score(offering: Offering, said: Mapping[Phrase, tuple[str, int]]) -> tuple[int, str]:
    """How much a text points to a product, and by which word most."""
    held = [(weight, *said[phrase]) for phrase, weight in _phrases(offering).items() if phrase in said]
    found = [(weight - less, word) for weight, word, less in held]
    # One word that says two things is still one word.
    telling = {word: weight for weight, word in sorted(found)}
    return sum(telling.values()), max(found, default=(0, ""))[1]


def _phrases(offering: Offering) -> dict[Phrase, int]:
    """The words and phrases by which a product is known, by their stems, with what each is worth."""
    weights = {}
    for text in offering.texts["search"]:
        words = words_of(text)
        weights[tuple(one.stem for one in words)] = _weight(words)
    title = tuple(one.stem for one in words_of(offering.title))
    return {phrase: weight for phrase, weight in {**weights, title: _TITLE}.items() if phrase}


def _weight(words: Sequence[Word]) -> int:
    """A phrase says more than a word, and a long word or an abbreviation more than a short one."""
    if len(words) != 1:
        return _PHRASE
    length = len(words[0].shown)
    return _LONG if length >= _LONG_FROM or length <= _ABBREVIATION else _SHORT
