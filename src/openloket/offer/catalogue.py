"""What people may choose from: the services of the organisation in scope, as plain values."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from openloket.law.kanalen import Berichtsoort
from openloket.offer.finding.index import Entry
from openloket.offer.finding.search import Finder
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
    """One channel of a service, as people read it; `message_type` is empty where it is for every type.

    `login` is a Channel.Login, `because` the reason why it is not offered here.
    """

    kind: str
    name: str
    text: str
    address: str
    official: bool
    message_type: str = ""
    login: str = ""
    requirements: tuple[str, ...] = ()
    supplier: str = ""
    joint_body: str = ""
    legal_exception: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Offering:
    """One service with its texts and its channels; without a form it is only told of here.

    `term` is the rule of its term (see offer.terms); `official` a Service.Official.
    """

    service_id: int
    form_version_id: int | None
    slug: str
    title: str
    theme: str
    message_type: Berichtsoort
    popular: bool
    texts: dict[str, Any]
    page: str
    term: dict[str, Any]
    official: str
    authority: str
    ways: tuple[Way, ...]

    @property
    def login_level(self) -> str:
        """How surely one must be known to send its form in (Wdo); empty: one need not log in."""
        return highest(way.login for way in self.ways if way.kind == Channel.Kind.WEB_FORM and way.official)

    @property
    def listed(self) -> bool:
        """Whether people find it in the list of products and by searching."""
        return self.message_type not in PART_OF_ANOTHER and self.slug != QUESTION

    def is_for(self, audience: str) -> bool:
        """Whether it is for "inwoner" or "ondernemer"; what nobody said it of is for both."""
        told = self.texts["audience"]
        return audience in told or not told


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, best first; `meant` is what was probably meant where a word was misspelt."""

    offerings: tuple[Offering, ...]
    meant: str


@dataclass(frozen=True)
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

    @cached_property
    def listed(self) -> tuple[Offering, ...]:
        """The services that people choose from."""
        return tuple(offering for offering in self.offerings if offering.listed)

    def search(self, query: str) -> Search:
        """The products that a search means, best first."""
        found = self._finder.search(query)
        return Search(tuple(self.listed[place] for place in found.places), found.meant)

    @cached_property
    def _finder(self) -> Finder:
        """Made at the first search, and kept as long as this catalogue is."""
        entries = [Entry(one.title, one.texts["search"], one.texts["intro"]) for one in self.listed]
        return Finder(entries, frozenset(place for place, one in enumerate(self.listed) if one.popular))


_SERVICE = (
    "pk", "form_version_id", "slug", "title", "theme", "message_type", "popular", "texts", "page", "term",
    "official", "authority__name",
)  # fmt: skip
_WAY = (
    "service_id", "kind", "text", "address", "designated", "message_type", "login_level", "requirements",
    "supplier__name", "joint_body", "legal_exception", "because",
)  # fmt: skip


def load(today: date) -> Catalogue:
    """Read the catalogue of the organisation in scope: two queries.

    Plain values, for an organisation may have hundreds of products: objects would take three times as long.
    """
    ways = _ways(today)
    services = Service.objects.filter(active=True).order_by("title").values_list(*_SERVICE)
    return Catalogue(
        tuple(
            Offering(pk, version, slug, title, theme, Berichtsoort(kind), *rest, ways=ways.get(pk, ()))
            for pk, version, slug, title, theme, kind, *rest in services
        )
    )


def _ways(today: date) -> dict[int, tuple[Way, ...]]:
    """The ways of each service, in the order in which they are shown."""
    channels = Channel.objects.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    rows = channels.order_by("service_id", "position").values_list(*_WAY)
    found: dict[int, tuple[Way, ...]] = {}
    for service, kind, text, address, designated, message, login, demands, supplier, *rest in rows:
        more = (message, login, tuple(demands), supplier or "", *rest)
        way = Way(kind, _NAMES[kind], text, address, designated, *more)
        found[service] = (*found.get(service, ()), way)
    return found
