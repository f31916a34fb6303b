"""Writing observations: what is new is added, what differs replaces, what is the same is left alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import connection

from openloket.monitor.models import ImportedFile, Observation, Product, Round
from openloket.monitor.sightings import Sighting


class Written(StrEnum):
    """What became of a sighting; the words of the summary."""

    NEW = "nieuw"
    REPLACED = "verbeterd"
    SAME = "stond er al"


_HUNDREDTH = Decimal("0.01")
Cell = tuple[str, int, str, str]
"""Municipality, product, audience and basis: what an observation is about within its round."""

_FIELDS = (
    "channel", "step", "address", "page_hash", "excerpt", "seen_by", "reason", "told", "supplier",
    "confidence", "seen_at",
)  # fmt: skip
_COLUMNS = (
    "round_id", "municipality_id", "product_id", "audience", "basis", *_FIELDS, "recorded_at",
    "replaces_id", "correction", "file_id",
)  # fmt: skip


def write_observations(
    round: Round, sightings: Iterable[Sighting], now: datetime, file: ImportedFile | None, correction: str
) -> Counter[Written]:
    """Write sightings into a round, inside the caller's transaction; of several of one cell the last counts.

    `correction` is why an earlier one did not hold, where a sighting does not say it itself.
    """
    products = dict(Product.objects.values_list("term", "id"))
    latest = {
        (one.municipality, products[one.term], one.audience.value, one.basis.value): one for one in sightings
    }
    current = _current(round, {cell[3] for cell in latest})
    counts: Counter[Written] = Counter()
    with connection.cursor() as cursor:
        command = f"COPY monitor_observation ({', '.join(_COLUMNS)}) FROM STDIN"
        with cursor.copy(command) as lines:  # type: ignore[attr-defined] # psycopg's, through Django's wrapper
            for row in _changes(latest, current, counts):
                cell, one, replaces = row
                why = one.correction or (correction if replaces or round.published_at else "")
                tail = (now, replaces, why, file.pk if file else None)
                lines.write_row((round.pk, *cell, *_values(one), *tail))
    return counts


def _changes(
    latest: Mapping[Cell, Sighting],
    current: Mapping[Cell, tuple[int, tuple[object, ...]]],
    counts: Counter[Written],
) -> Iterator[tuple[Cell, Sighting, int | None]]:
    for cell, one in latest.items():
        known = current.get(cell)
        if known and known[1] == _values(one):
            counts[Written.SAME] += 1
            continue
        counts[Written.REPLACED if known else Written.NEW] += 1
        yield cell, one, known[0] if known else None


def _current(round: Round, bases: Iterable[str]) -> dict[Cell, tuple[int, tuple[object, ...]]]:
    rows = (
        Observation.objects.current(round)
        .filter(basis__in=list(bases))
        .values_list("municipality_id", "product_id", "audience", "basis", "id", *_FIELDS)
    )
    return {(row[0], row[1], row[2], row[3]): (row[4], tuple(row[5:])) for row in rows}


def _values(one: Sighting) -> tuple[object, ...]:
    step = one.reached
    return (
        one.channel.value, step.value if step else None, one.address, one.page_hash, one.excerpt, one.seen_by,
        one.reason, one.told, one.supplier, one.confidence.quantize(_HUNDREDTH), one.seen_at,
    )  # fmt: skip
