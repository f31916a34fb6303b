"""Which ways of sending are designated for which service (Awb 2:13(2))."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openloket.offer.models import Channel, Service


@dataclass(frozen=True, slots=True)
class Designated:
    """A service with the channels (their kinds) that are designated for its messages; perhaps none."""

    service_id: int
    message_type: str
    ways: frozenset[str]


def designated_ways(day: date) -> list[Designated]:
    """Every service of the organisation in scope, as it was designated on a day: two queries."""
    lines = holding(day).filter(designated=True)
    ways: dict[int, set[str]] = {}
    for service_id, kind in lines.values_list("service_id", "kind"):
        ways.setdefault(service_id, set()).add(kind)
    services = Service.objects.order_by("pk").values_list("pk", "message_type")
    return [Designated(pk, kind, frozenset(ways.get(pk, ()))) for pk, kind in services]


def designated_channels(day: date) -> list[Channel]:
    """Every channel that was designated on a day, each with its service: one query."""
    return list(holding(day).filter(designated=True).select_related("service").order_by("pk"))


@dataclass(frozen=True, slots=True)
class NotDigital:
    """A service without an electronic way of its own: the kinds of ways that it has, perhaps none.

    `printed`: there is a form, but to print, fill in and send on paper; that is not digital (Awb 2:13).
    """

    slug: str
    title: str
    ways: tuple[str, ...]
    printed: bool


_NO_COMPUTER = frozenset({Channel.Kind.DESK, Channel.Kind.PHONE, Channel.Kind.POST})


def not_digital(day: date) -> list[NotDigital]:
    """Every such service on a day, by title; what is not offered here is none: two statements."""
    ways: dict[int, list[tuple[str, str]]] = {}
    for service_id, kind, address in (
        holding(day).order_by("position").values_list("service_id", "kind", "address")
    ):
        ways.setdefault(service_id, []).append((kind, address))
    services = Service.objects.filter(active=True).order_by("title").values_list("pk", "slug", "title")
    told = ((slug, title, ways.get(pk, [])) for pk, slug, title in services)
    return [
        NotDigital(slug, title, tuple(dict.fromkeys(kind for kind, _ in own)), _printed(own))
        for slug, title, own in told
        if all(kind in _NO_COMPUTER for kind, _ in own)
    ]


def _printed(ways: list[tuple[str, str]]) -> bool:
    return any(kind == Channel.Kind.POST and "://" in address for kind, address in ways)


def mail_addresses(day: date) -> frozenset[str]:
    """The addresses of the e-mail channels of the organisation in scope on a day, in small letters."""
    lines = holding(day).filter(kind=Channel.Kind.EMAIL).exclude(address="")
    return frozenset(address.strip().lower() for address in lines.values_list("address", flat=True))


def holding(day: date) -> QuerySet[Channel]:
    """The lines of the register that hold on a day."""
    return Channel.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
