"""What people may choose from: the services of the organisation in scope, as plain values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from openloket.law.kanalen import Berichtsoort
from openloket.offer.models import Channel, Service

PART_OF_ANOTHER = frozenset({Berichtsoort.AANVULLING})
"""Kinds of messages that are part of something else: they are offered there, and not in the list."""


@dataclass(frozen=True, slots=True)
class Way:
    """One channel of a service, as people read it."""

    kind: str
    name: str
    text: str
    address: str
    official: bool


@dataclass(frozen=True, slots=True)
class Offering:
    """One service with its texts and its channels."""

    service_id: int
    form_version_id: int
    slug: str
    title: str
    theme: str
    message_type: Berichtsoort
    popular: bool
    texts: dict[str, Any]
    ways: tuple[Way, ...]

    @property
    def listed(self) -> bool:
        """Whether people find it in the list of products and by searching."""
        return self.message_type not in PART_OF_ANOTHER

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
        """The service for a message of this kind about something that runs already, or None."""
        return next((offering for offering in self.offerings if offering.message_type is kind), None)

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


def load(today: date) -> Catalogue:
    """Read the catalogue of the organisation in scope: two queries."""
    channels = (
        Channel.objects.filter(valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gt=today))
        .order_by("position")
    )
    services = (
        Service.objects.filter(active=True)
        .prefetch_related(Prefetch("channels", queryset=channels))
        .order_by("title")
    )
    return Catalogue(tuple(_offering(service) for service in services))


def _offering(service: Service) -> Offering:
    ways = tuple(
        Way(
            kind=channel.kind,
            name=Channel.Kind(channel.kind).label,
            text=channel.text,
            address=channel.address,
            official=channel.designated,
        )
        for channel in service.channels.all()
    )
    return Offering(
        service_id=service.pk,
        form_version_id=service.form_version_id,
        slug=service.slug,
        title=service.title,
        theme=service.theme,
        message_type=Berichtsoort(service.message_type),
        popular=service.popular,
        texts=service.texts,
        ways=ways,
    )
