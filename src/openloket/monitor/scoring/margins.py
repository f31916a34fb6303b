"""How sure a share is: by chance (a finite population), and whatever the unknown turns out to be."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""95 %: the normal deviate for both sides together."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between these the share lies with 95 % confidence, if the missing ones are missing by chance."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between these the share lies for certain."""

    low: float
    high: float


def interval(count: int, known: int, whole: int) -> Interval | None:
    """Wilson's interval of `count` in `known`, out of a population of `whole`; None when nothing is known.

    The finite population makes it narrower: who knows all of it has no margin at all. It is done by
    enlarging the sample with the correction factor (whole - 1) / (whole - known).
    """
    if not known:
        return None
    share = count / known
    if known >= whole:
        return Interval(share, share)
    size = known * (whole - 1) / (whole - known)
    square = _Z**2
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = _Z / (1 + square / size) * sqrt(share * (1 - share) / size + square / (4 * size**2))
    certain = bounds(count, known, whole) or Bounds(0, 1)
    return Interval(max(middle - half, certain.low), min(middle + half, certain.high))


def bounds(count: int, known: int, whole: int) -> Bounds | None:
    """The least and the most that the share can be: all unknown ones without, or all with."""
    if not whole:
        return None
    return Bounds(count / whole, (count + whole - known) / whole)
