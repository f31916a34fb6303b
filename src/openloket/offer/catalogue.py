"""What people may choose from: the services of the organisation in scope, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from openloket.law.kanalen import Berichtsoort
from openloket.offer.models import Channel, Service
from openloket.people.levels import highest

GENERAL = "algemeen-bericht"
"""The product for a message about anything: the rest channel."""

PART_OF_ANOTHER = frozenset({Berichtsoort.AANVULLING, Berichtsoort.INTREKKING})
"""Kinds of messages that are part of something else: they are offered there, and not in the list."""

QUESTION = "vraag-over-zaak"
"""The product for a question about something that runs; other questions are products of their own."""

_NAMES: dict[str, str] = {kind.value: kind.label for kind in Channel.Kind}


@dataclass(frozen=True, slots=True)
class Way:
    """One channel of a service, as people read it; `login` is the level that it asks, empty: none."""

    kind: str
    name: str
    text: str
    address: str
    official: bool
    login: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """One service with its texts and its channels; without a form it is only told of here."""

    service_id: int
    form_version_id: int | None
    slug: str
    title: str
    theme: str
    message_type: Berichtsoort
    popular: bool
    texts: dict[str, Any]
    page: str
    ways: tuple[Way, ...]

    @property
    def login_level(self) -> str:
        """How surely one must be known to send its form in (Wdo); empty: one need not log in."""
        return highest(way.login for way in self.ways if way.kind == Channel.Kind.WEB_FORM and way.official)

    @property
    def listed(self) -> bool:
        """Whether people find it in the list of products and by searching."""
        return self.message_type not in PART_OF_ANOTHER and self.slug != QUESTION

    def matches(self, word: str) -> bool:
        """Whether a word that somebody searches for is in the title, the intro or the search words."""
        words = (self.title, self.texts["intro"], *self.texts["search"])
        return any(word in text.casefold() for text in words)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All services of one organisation at one moment."""

    offerings: tuple[Offering, ...]

    def find(self, slug: str) -> Offering | None:
        """The service with this address, or None."""
        return next((offering for offering in self.offerings if offering.slug == slug), None)

    def for_message(self, kind: Berichtsoort) -> Offering | None:
        """The service with a form of ours for such a message about something that runs already, or None."""
        fitting = (one for one in self.with_form if one.message_type is kind)
        return next((one for one in fitting if kind is not Berichtsoort.VRAAG or one.slug == QUESTION), None)

    @property
    def with_form(self) -> tuple[Offering, ...]:
        """The services that people can send in here."""
        return tuple(offering for offering in self.offerings if offering.form_version_id is not None)

    @property
    def listed(self) -> tuple[Offering, ...]:
        """The services that people choose from."""
        return tuple(offering for offering in self.offerings if offering.listed)

    def themes(self) -> dict[str, list[Offering]]:
        """The services by theme, both in alphabetical order."""
        themes: dict[str, list[Offering]] = {}
        for offering in sorted(self.listed, key=lambda offering: (offering.theme, offering.title)):
            themes.setdefault(offering.theme, []).append(offering)
        return themes

    def search(self, query: str) -> list[Offering]:
        """The services in which every word of the query occurs, best titles first."""
        words = query.casefold().split()[:8]
        found = [offering for offering in self.listed if all(map(offering.matches, words))]
        return sorted(found, key=lambda offering: (words[0] not in offering.title.casefold(), offering.title))


_SERVICE = ("pk", "form_version_id", "slug", "title", "theme", "message_type", "popular", "texts", "page")


def load(today: date) -> Catalogue:
    """Read the catalogue of the organisation in scope: two queries.

    Plain values, for an organisation may have hundreds of products: objects would take three times as long.
    """
    ways = _ways(today)
    services = Service.objects.filter(active=True).order_by("title").values_list(*_SERVICE)
    return Catalogue(
        tuple(
            Offering(
                pk, version, slug, title, theme, Berichtsoort(kind), popular, texts, page, ways.get(pk, ())
            )
            for pk, version, slug, title, theme, kind, popular, texts, page in services
        )
    )


def _ways(today: date) -> dict[int, tuple[Way, ...]]:
    """The ways of each service, in the order in which they are shown."""
    channels = Channel.objects.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    rows = channels.order_by("service_id", "position").values_list(
        "service_id", "kind", "text", "address", "designated", "login_level"
    )
    found: dict[int, tuple[Way, ...]] = {}
    for service, kind, text, address, designated, login in rows:
        way = Way(kind, _NAMES[kind], text, address, designated, login)
        found[service] = (*found.get(service, ()), way)
    return found
