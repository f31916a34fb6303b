"""Short messages as people write them, labelled by hand: what is recognised of them, type by type."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.cast import Municipality
from tests.zaken.making import adopt

from openloket.law.kanalen import Berichtsoort
from openloket.offer import library
from openloket.offer.catalogue import Catalogue, load
from openloket.offer.message_words import named
from openloket.offer.recognition import product_of, recognise

WRITTEN = Path(__file__).with_name("messages.tsv").read_text(encoding="utf-8").splitlines()
MESSAGES = [tuple(line.split("\t")) for line in WRITTEN]
"""The type, the product (- for none) and the words."""
OBJECTION = Berichtsoort.BEZWAAR.value


def _confusion(found: list[tuple[str, str]]) -> str:
    """A table of types as they are (down) against types as they were recognised (across)."""
    kinds = [kind.value for kind in Berichtsoort]
    count = Counter(found)
    head = " " * 18 + " ".join(f"{kind[:6]:>6}" for kind in kinds)
    rows = [f"{kind:18}" + " ".join(f"{count[kind, other] or '.':>6}" for other in kinds) for kind in kinds]
    return "\n".join(["", head, *rows])


@pytest.fixture
def catalogue(duinstede: Municipality) -> Catalogue:
    """All products of the library."""
    for key in library.product_keys():
        adopt(duinstede, key)
    return load(date(2026, 3, 2))


def _recognised(catalogue: Catalogue, text: str) -> str:
    found = recognise(catalogue, "", "", text)
    assert found is not None
    return found.kind.value


def test_no_objection_is_taken_for_something_weaker(catalogue: Catalogue) -> None:
    found = [(kind, _recognised(catalogue, text)) for kind, _, text in MESSAGES]
    table = _confusion(found)
    print(table)
    assert all(other == OBJECTION for kind, other in found if kind == OBJECTION), table
    taken = [kind for kind, other in found if other == OBJECTION]
    assert taken.count(OBJECTION) / len(taken) > 0.95, table
    assert sum(kind == other for kind, other in found) / len(found) > 0.9, table


def test_products_are_recognised_or_left_open(catalogue: Catalogue) -> None:
    hints = [(product, product_of(catalogue, "", text), text) for _, product, text in MESSAGES]
    named_ones = [(product, hint) for product, hint, _ in hints if product != "-"]
    right = [hint for product, hint in named_ones if hint and hint.product.slug == product]
    wrong = [(product, hint.product.slug, text) for product, hint, text in hints
             if hint and hint.product.slug != product]  # fmt: skip
    missed = [(product, hint and hint.product.slug, text) for product, hint, text in hints
              if product != "-" and not (hint and hint.product.slug == product)]  # fmt: skip
    assert len(right) / len(named_ones) > 0.85, missed
    assert len(wrong) <= len(hints) / 15, wrong


def test_the_set_is_large_and_of_every_type() -> None:
    kinds = Counter(kind for kind, _, _ in MESSAGES)
    assert len(MESSAGES) >= 150
    assert set(kinds) == {kind.value for kind in Berichtsoort}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ik trek mijn bezwaar niet in.", "bezwaar"),
        ("Ik trek mijn aanvraag in en maak bezwaar tegen uw besluit.", "bezwaar"),
        ("Aanvulling op mijn aanvraag. Ook ben ik het niet eens met uw besluit.", "bezwaar"),
        ("U trekt mijn vergunning in. Dat is niet terecht.", "bezwaar"),
        ("Bent u het niet eens met het besluit? Dan kunt u bezwaar maken. Hoe doe ik dat?", "vraag"),
        ("Ik heb lichamelijke klachten en zoek hulp. Waar kan ik terecht?", "vraag"),
        ("Mijn beroep is timmerman.", None),
    ],
)
def test_what_words_say_beside_others(text: str, kind: str | None) -> None:
    found = named("", text)
    assert (found.kind.value if found else None) == kind
