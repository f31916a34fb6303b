"""The theme of a product that comes from a catalogue, and which of them very many people need."""

from collections.abc import Mapping
from functools import cache

import yaml

from openloket.offer.library import FOLDER

OTHER = "Meer onderwerpen"
# By their terms in the UPL: what most people come for. Our own choice; a municipality makes its own.
MUCH_USED = (
    "paspoort", "identiteitskaart", "rijbewijs", "verhuismelding", "brpUittr", "geboorteaangifte",
    "huwelijksaangifte", "parkeervergunning",
)  # fmt: skip


def theme_of(upl_name: str, title: str) -> str:
    """By its name in the UPL where that tells, or else by its title."""
    return _in(upl_name) or _in(title) or OTHER


def _in(text: str) -> str:
    words = text.casefold()
    return next((theme for theme, parts in _themes().items() if any(part in words for part in parts)), "")


@cache
def _themes() -> Mapping[str, tuple[str, ...]]:
    content = yaml.safe_load((FOLDER / "themes.yaml").read_text(encoding="utf-8"))
    return {theme: tuple(map(str, parts)) for theme, parts in content.items()}
