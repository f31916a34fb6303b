"""What was seen of municipalities is written into a round of the monitor; what was wrong is replaced."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from openloket.monitor import recording
from openloket.monitor.models import ImportedFile, Municipality, Product, Round
from openloket.monitor.recording import Written
from openloket.monitor.sightings import Sighting

_LOOKED_AGAIN = "Later opnieuw bekeken."


class UnableToObserve(Exception):
    """What was seen can't be written down; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that the sightings come from: its kind, name, SHA-256 (hexadecimal) and what it counts."""

    kind: str
    name: str
    sha256: str
    counts: Mapping[str, int] = field(default_factory=dict)


def observe(
    round: Round,
    sightings: Sequence[Sighting],
    now: datetime,
    source: Source | None = None,
    correction: str = "",
) -> Counter[Written]:
    """Write all of it, or nothing. The same again changes nothing; what differs replaces, with a trail.

    In a round that was published each change needs a reason: `correction`, or that of the sighting.
    Raises UnableToObserve.
    """
    with transaction.atomic():
        # Two who write at once: the second waits, and then finds what the first wrote.
        held = Round.objects.select_for_update().get(pk=round.pk)
        _check(held, sightings, now)
        file = keep_source(held, source, now)[0] if source else None
        reason = correction or ("" if held.published_at else _LOOKED_AGAIN)
        counts = recording.write_observations(held, sightings, now, file, reason)
        changed = counts[Written.NEW] + counts[Written.REPLACED]
        if held.published_at and changed and not (reason or all(one.correction for one in sightings)):
            raise UnableToObserve(f"Ronde {held.key} is gepubliceerd. Zeg erbij waarom er iets verandert.")
    return counts


def _check(round: Round, sightings: Sequence[Sighting], now: datetime) -> None:
    towns = {one.code: one for one in Municipality.objects.all()}
    terms = set(Product.objects.values_list("term", flat=True))
    for one in sightings:
        town = towns.get(one.municipality)
        fault = (
            one.fault
            or (f"Er is geen gemeente met code {one.municipality}." if town is None else "")
            or (f"Product {one.term} staat niet in de lijst." if one.term not in terms else "")
            or ("Dit is gezien in de toekomst." if one.seen_at > now else "")
            or (gone(town, round) if town else "")
        )
        if fault:
            raise UnableToObserve(f"{one.municipality}, {one.term}: {fault}")


def gone(town: Municipality, round: Round) -> str:
    """Why a municipality is not in a round: it was not there on its first day; empty when it was."""
    if town.ended_on and town.ended_on <= round.begins_on:
        heir = f" Gebruik {town.successor_id}." if town.successor_id else ""
        return f"{town.name} bestaat niet meer sinds {town.ended_on:%d-%m-%Y}.{heir}"
    if town.began_on and town.began_on > round.begins_on:
        return f"{town.name} bestaat pas sinds {town.began_on:%d-%m-%Y}."
    return ""


def keep_source(round: Round, source: Source, now: datetime) -> tuple[ImportedFile, bool]:
    """The row of a file, and whether it is new to the round. Inside the caller's transaction."""
    return ImportedFile.objects.get_or_create(
        round=round,
        kind=source.kind,
        sha256=source.sha256,
        defaults={"name": source.name[:200], "at": now, "counts": dict(source.counts)},
    )
