"""The products of an organisation as its counter lists them: by theme, from A to Z, and for whom they are."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify

from openloket.offer.catalogue import Catalogue, Offering
from openloket.offer.library import REST_CHANNEL
from openloket.web.place import Place

AUDIENCES = {"inwoners": "inwoner", "ondernemers": "ondernemer"}
MOST_AT_ONCE = 400  # in a list from A to Z: more of them would make a page too heavy for a slow phone
_FEW = 6  # so many products of a theme are shown on the first page
_SOME = 4  # and of a larger theme so many
_OTHER = "overig"
_LINKS = {"": "Alles", "inwoners": "Voor inwoners", "ondernemers": "Voor ondernemers"}
_TOPICS = "onderwerpen"

Group = tuple[str, list[Offering]]


def for_whom(asked: str) -> str:
    """The audience that an address asks for; empty for everybody, also when there is no such audience."""
    return asked if asked in AUDIENCES else ""


def offered_to(catalogue: Catalogue, whom: str) -> list[Offering]:
    """What is listed for an audience, or for everybody; what nobody said it of is for all."""
    audience = AUDIENCES.get(whom)
    return [one for one in catalogue.listed if audience is None or one.is_for(audience)]


def audience_links(path: str, whom: str, **kept: str) -> list[dict[str, Any]]:
    """Plain links to the same page for everybody, for residents and for businesses."""
    return [
        {"label": label, "url": _with(path, **kept, voor=one), "current": one == whom}
        for one, label in _LINKS.items()
    ]


def themes_shown(offerings: Iterable[Offering], place: Place, whom: str) -> list[dict[str, Any]]:
    """Every theme with its products, or with the first few and the way to the rest."""
    shown = []
    for name, found in _by_theme(offerings):
        few = found if len(found) <= _FEW else sorted(found, key=_first)[:_SOME]
        more = "" if len(few) == len(found) else _topics(place, thema=slugify(name), voor=whom)
        products = [listed(one, place) for one in few]
        shown.append({"name": name, "products": products, "count": len(found), "more": more})
    return shown


def in_theme(offerings: Iterable[Offering], asked: str) -> Group | None:
    """The theme with this name in an address, and its products from A to Z; None when there is none."""
    return next(((name, found) for name, found in _by_theme(offerings) if slugify(name) == asked), None)


def popular(offerings: Iterable[Offering]) -> list[Offering]:
    """What many people come for; what goes with everything, such as an objection, comes after it."""
    found = [one for one in offerings if one.popular]
    return sorted(found, key=lambda one: one.slug in REST_CHANNEL)


def by_letter(offerings: Iterable[Offering]) -> list[Group]:
    """The products under the first letters of their titles, in the order of the alphabet."""
    groups: dict[str, list[Offering]] = {}
    for one in sorted(offerings, key=lambda one: _plain(one.title)):
        groups.setdefault(_letter(one), []).append(one)
    return sorted(groups.items(), key=lambda group: (group[0] == _OTHER, group[0]))


def letter_links(offerings: Sequence[Offering], place: Place, whom: str, chosen: str) -> list[dict[str, Any]]:
    """The letters with how many products they have: within the page, or each a page where there are many."""
    apart, counted = len(offerings) > MOST_AT_ONCE, Counter(map(_letter, offerings))
    return [
        {
            "label": letter,
            "count": count,
            "url": _topics(place, letter=letter, voor=whom) if apart else f"#letter-{letter}",
            "current": apart and letter == chosen,
        }
        for letter, count in sorted(counted.items(), key=lambda one: (one[0] == _OTHER, one[0]))
    ]


def listed(offering: Offering, place: Place) -> dict[str, str]:
    """One product in a list."""
    return {
        "slug": offering.slug,
        "title": offering.title,
        "intro": offering.texts["intro"],
        "url": place.url(f"{offering.slug}/"),
    }


def _topics(place: Place, **asked: str) -> str:
    return _with(place.url(_TOPICS), **asked)


def _with(path: str, **asked: str) -> str:
    told = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{path}?{told}" if told else path


def _by_theme(offerings: Iterable[Offering]) -> list[Group]:
    themes: dict[str, list[Offering]] = {}
    for one in sorted(offerings, key=lambda one: _plain(one.title)):
        themes.setdefault(one.theme, []).append(one)
    return sorted(themes.items())


def _first(offering: Offering) -> tuple[bool, bool]:
    """What many people need comes first, and what can be done here before what is only told of."""
    return not offering.popular, offering.form_version_id is None


def _letter(offering: Offering) -> str:
    first = _plain(offering.title)[:1].upper()
    return first if "A" <= first <= "Z" else _OTHER


def _plain(title: str) -> str:
    return unicodedata.normalize("NFKD", title).casefold().lstrip(" '‘\"")
