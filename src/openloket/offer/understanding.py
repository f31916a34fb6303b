"""What a message in the form for anything is taken for: what its sender chose, else what its words say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openloket.law.kanalen import Berichtsoort
from openloket.mailread.quoting import own_words
from openloket.offer.catalogue import Catalogue, Offering
from openloket.offer.message_words import Named, named
from openloket.offer.recognition import A_KIND, BEGINNING, Hint, product_of, service_for, subjects

KIND_UNKNOWN = Berichtsoort.OVERIG
"""What people choose when it is something else, or when they do not know."""

_PROTECTED = frozenset(
    {Berichtsoort.BEZWAAR, Berichtsoort.BEROEP, Berichtsoort.INGEBREKESTELLING, Berichtsoort.KLACHT}
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the sender chose of the type and the product (its slug); empty: nothing. `asked`: could choose."""

    kind: str = ""
    product: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """Of which type the message is, about which product, and which service takes it.

    `named` and `hint` are what its words say, whatever the sender chose.
    """

    kind: Berichtsoort
    product: Offering | None
    service: Offering
    named: Named | None
    hint: Hint | None

    def told(self, chosen: Chosen) -> dict[str, Any]:
        """What was recognised and what the sender chose, as it is kept for the employee."""
        return {
            "herkend": {
                "soort": self.named.kind.value if self.named else "",
                "woorden": self.named.words if self.named else "",
                "product": self.hint.product.title if self.hint else "",
                "woord": self.hint.word if self.hint else "",
            },
            "gekozen": {"soort": chosen.kind, "product": _title(self.product, chosen)},
            "soort": self.kind.value,
            "als": "" if self.kind is KIND_UNKNOWN else A_KIND[self.kind],
        }  # fmt: skip


def understand(catalogue: Catalogue, answers: Mapping[str, Any], chosen: Chosen) -> Understood | None:
    """Decide it; None only where the organisation offers nothing at all.

    Source: Awb 6:15, 2:16(1)(b). The sender's choice counts. Who chose "something else, or I don't know" with
    words that the law protects keeps that protection: words of an objection are an objection.
    """
    found, hint = _words(catalogue, answers)
    product = _product(catalogue, hint, chosen)
    kind = _kind(found, product, chosen)
    service = service_for(catalogue, kind, product)
    return service and Understood(kind, product, service, found, hint)


def _words(catalogue: Catalogue, answers: Mapping[str, Any]) -> tuple[Named | None, Hint | None]:
    subject, text = (str(answers.get(key) or "") for key in ("onderwerp", "bericht"))
    own = own_words(text)
    return named(subject, own), product_of(catalogue, subject, own)


def _product(catalogue: Catalogue, hint: Hint | None, chosen: Chosen) -> Offering | None:
    if not chosen.asked:
        return hint.product if hint else None
    return next((one for one in subjects(catalogue) if one.slug == chosen.product), None)


def _kind(found: Named | None, product: Offering | None, chosen: Chosen) -> Berichtsoort:
    said = found.kind if found else None
    wanted = Berichtsoort(chosen.kind) if chosen.kind in set(Berichtsoort) else None
    if wanted is None or (wanted is KIND_UNKNOWN and said in _PROTECTED):
        wanted = said or (product.message_type if product else KIND_UNKNOWN)
    # People do not tell reporting from applying; what the product rules is never less than what they chose.
    if wanted is Berichtsoort.MELDING and product is not None and product.message_type in BEGINNING:
        return product.message_type
    return wanted


def _title(product: Offering | None, chosen: Chosen) -> str:
    return product.title if product and chosen.product else ""
