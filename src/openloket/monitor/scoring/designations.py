"""Publications of designation decisions: one decision is often published in two places and counts once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_NEAR = timedelta(days=45)
"""The regulations database often follows weeks after the gemeenteblad."""


@dataclass(frozen=True, slots=True)
class Published:
    """One publication of a municipality."""

    municipality: str
    source: str
    identifier: str
    title: str
    published_on: date
    in_force_on: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision with all places where it was published, the first first."""

    municipality: str
    places: tuple[Published, ...]

    @property
    def since(self) -> date:
        """The first day on which it was published."""
        return min(one.published_on for one in self.places)


def decisions(published: Iterable[Published]) -> list[Decided]:
    """The decisions behind some publications.

    Two publications of one municipality are the same decision when they come into force on the same day; or,
    where that day is not told twice, within 45 days in different sources, or there under the same title.
    """
    groups: list[list[Published]] = []
    for one in sorted(published, key=lambda one: (one.municipality, one.published_on, one.identifier)):
        group = next((group for group in groups if all(_same(one, other) for other in group)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [Decided(group[0].municipality, tuple(group)) for group in groups]


def _same(one: Published, other: Published) -> bool:
    if one.municipality != other.municipality:
        return False
    if one.in_force_on and other.in_force_on:
        return one.in_force_on == other.in_force_on
    near = abs(one.published_on - other.published_on) <= _NEAR
    return near and (one.source != other.source or _plain(one.title) == _plain(other.title))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", title.lower()))
