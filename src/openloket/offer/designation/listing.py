"""The register as a list to read: chosen by words, type, channel and day, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from openloket.offer.models import Channel, Service

REST = "overig-alles"
"""How a line for every type without a line of its own is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to show: `words` of product, address, body or supplier; "" is all types or all channels."""

    day: date
    words: str = ""
    message_type: str = ""
    kind: str = ""


def lines(chosen: Chosen) -> QuerySet[Channel]:
    """The lines that hold on the chosen day, by product; slice before reading: there may be thousands."""
    day = chosen.day
    found: QuerySet[Channel] = Channel.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day
    )
    found = found.filter(service__active=True)
    for word in chosen.words.split()[:6]:
        found = found.filter(
            Q(service__title__icontains=word)
            | Q(address__icontains=word)
            | Q(joint_body__icontains=word)
            | Q(supplier__name__icontains=word)
        )
    if chosen.message_type:
        found = found.filter(message_type="" if chosen.message_type == REST else chosen.message_type)
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    return found.select_related("service", "supplier").order_by(
        "service__title", "service_id", "position", "pk"
    )


def groups(chosen: Chosen) -> QuerySet[Channel, tuple[int, str, bool]]:
    """What the lines are about, each once: service, type of message, and whether it is for every product."""
    about = lines(chosen).values_list("service_id", "message_type", "every_product")
    return about.order_by("service__title", "service_id", "message_type", "every_product").distinct()


def lines_of(chosen: Chosen, found: Sequence[tuple[int, str, bool]]) -> list[list[Channel]]:
    """The lines of some groups, in the order of the groups: one statement."""
    by_group: dict[tuple[int, str, bool], list[Channel]] = {one: [] for one in found}
    for line in lines(chosen).filter(service_id__in={service for service, _, _ in found}):
        by_group.get((line.service_id, line.message_type, line.every_product), []).append(line)
    return list(by_group.values())


def products(words: str, most: int) -> Sequence[Service]:
    """The services in whose title every word occurs, the shortest titles first; at most `most` and one."""
    found = Service.objects.filter(active=True)
    for word in words.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(slug=word.lower()))
    return sorted(found.defer("texts", "term"), key=lambda one: (len(one.title), one.title))[: most + 1]
