"""Counting a whole round: country, provinces and size classes, each municipality, product and supplier."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openloket.monitor.models import Municipality, Observation, Round, Scoring, SetProduct, Tally
from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.scoring.counting import Count, Seen, complete, counted
from openloket.monitor.scoring.sizes import size_of

DEFINITIONS = "1"
"""The version of docs/monitor/definitions.md that is computed here."""

Part = tuple[str, str]
"""Kind and subject of a tally, such as ("province", "Drenthe")."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a round looks at: its municipalities, and its products, each for an audience."""

    towns: Sequence[Municipality]
    products: Sequence[tuple[int, str]]


def scope_of(round: Round) -> Scope:
    """The municipalities that were there on the first day of the round, and the products of its set."""
    towns = [one for one in Municipality.objects.order_by("code") if _there(one, round)]
    members = SetProduct.objects.filter(product_set=round.product_set_id).order_by("position")
    return Scope(towns, list(members.values_list("product_id", "audience")))


def _there(town: Municipality, round: Round) -> bool:
    began = town.began_on is None or town.began_on <= round.begins_on
    return began and (town.ended_on is None or town.ended_on > round.begins_on)


def seen_in(round: Round, basis: Basis, scope: Scope) -> list[Seen]:
    """The current observations of what the round looks at."""
    towns, products = {town.code for town in scope.towns}, set(scope.products)
    rows = (
        Observation.objects.current(round)
        .filter(basis=basis.value)
        .values_list("municipality_id", "product_id", "audience", "channel", "step", "seen_at", "supplier")
    )
    return [
        Seen(town, product, audience, Channel(channel), step, at.date(), supplier)
        for town, product, audience, channel, step, at, supplier in rows
        if town in towns and (product, audience) in products
    ]


def parts(scope: Scope, seen: Sequence[Seen], audience: Audience | None) -> Iterator[tuple[Part, Count]]:
    """Every part of the country with its count, for one audience or for all."""
    wanted = [one for one in scope.products if audience is None or one[1] == audience.value]
    chosen = [one for one in seen if audience is None or one.audience == audience.value]
    whole, joined = Count(), dict[Part, Count]()
    by_town = _grouped((one.municipality, one) for one in chosen)
    for town in scope.towns:
        count = counted(by_town.get(town.code, ()), len(wanted))
        count.municipalities, count.complete = 1, int(complete(count))
        yield ("municipality", town.code), count
        whole = whole.join(count)
        for part in _parts_of(town):
            joined[part] = joined.get(part, Count()).join(count)
    yield ("nation", ""), whole
    yield from joined.items()
    by_product = _grouped((str(one.product), one) for one in chosen)
    for product, times in _times(wanted).items():
        count = counted(by_product.get(product, ()), times * len(scope.towns))
        count.municipalities = len(scope.towns)
        yield ("product", product), count
    yield from _suppliers(chosen)


def _suppliers(seen: Iterable[Seen]) -> Iterator[tuple[Part, Count]]:
    for supplier, theirs in _grouped((one.supplier, one) for one in seen if one.supplier).items():
        count = counted(theirs, len(theirs))
        count.municipalities = len({one.municipality for one in theirs})
        yield ("supplier", supplier), count


def _parts_of(town: Municipality) -> Iterator[Part]:
    yield "province", town.province
    if town.inhabitants is not None:
        yield "size", size_of(town.inhabitants).key


def _times(wanted: Iterable[tuple[int, str]]) -> dict[str, int]:
    """How many audiences each product has."""
    times: dict[str, int] = {}
    for product, _ in wanted:
        times[str(product)] = times.get(str(product), 0) + 1
    return times


def _grouped(pairs: Iterable[tuple[str, Seen]]) -> dict[str, list[Seen]]:
    groups: dict[str, list[Seen]] = {}
    for key, one in pairs:
        groups.setdefault(key, []).append(one)
    return groups


def tally(scoring: Scoring, part: Part, basis: Basis, audience: Audience | None, count: Count) -> Tally:
    """A count as a row."""
    kind, subject = part
    return Tally(
        scoring=scoring,
        kind=kind,
        subject=subject,
        basis=basis.value,
        audience=audience.value if audience else "",
        municipalities=count.municipalities,
        complete=count.complete,
        expected=count.expected,
        steps=count.steps,
        stepped=count.stepped,
        oldest=count.oldest,
        newest=count.newest,
        **{channel.value: count.channels[channel] for channel in Channel},
    )


def count_of(row: Tally) -> Count:
    """A row as a count."""
    count = Count(
        row.expected, row.municipalities, row.complete, steps=row.steps, stepped=row.stepped,
        oldest=row.oldest, newest=row.newest,
    )  # fmt: skip
    for channel in Channel:
        count.channels[channel] = getattr(row, channel.value)
    return count
