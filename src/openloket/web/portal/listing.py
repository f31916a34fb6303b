"""The products of an organisation as its counter lists them: by theme, and by letter where there are many."""

import unicodedata
from collections import Counter
from typing import Any

from openloket.offer.catalogue import Catalogue, Offering
from openloket.web.place import Place

MOST_ON_A_PAGE = 200
MOST_IN_A_THEME = 40
_OTHER = "0-9"


def themes_shown(catalogue: Catalogue, place: Place) -> list[dict[str, Any]]:
    """Every theme with its products; of very many products the larger themes are found by letter instead."""
    many = len(catalogue.listed) > MOST_ON_A_PAGE
    shown = [
        {"name": name, "products": [listed(offering, place) for offering in offerings]}
        for name, offerings in catalogue.themes().items()
        if not many or len(offerings) <= MOST_IN_A_THEME
    ]
    return [*shown, _alphabet(catalogue, place)] if many else shown


def with_letter(catalogue: Catalogue, letter: str, place: Place) -> list[dict[str, Any]]:
    """One list: the products of which the title begins with the letter; empty for no letter at all."""
    found = [listed(one, place) for one in catalogue.listed if _letter(one) == letter.upper()]
    return [{"name": f"Onderwerpen met {letter.upper()}", "products": found}] if found else []


def listed(offering: Offering, place: Place) -> dict[str, str]:
    """One product in a list."""
    return {
        "slug": offering.slug,
        "title": offering.title,
        "intro": offering.texts["intro"],
        "url": place.url(f"{offering.slug}/"),
    }


def _alphabet(catalogue: Catalogue, place: Place) -> dict[str, Any]:
    counted = sorted(Counter(map(_letter, catalogue.listed)).items())
    letters = [
        {"title": f"Onderwerpen met {letter} ({count})", "url": place.url(f"?letter={letter}")}
        for letter, count in counted
    ]
    return {"name": "Alles van A tot Z", "products": letters}


def _letter(offering: Offering) -> str:
    first = unicodedata.normalize("NFKD", offering.title[:1]).upper()[:1]
    return first if "A" <= first <= "Z" else _OTHER
