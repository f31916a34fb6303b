"""The classes of municipalities by number of inhabitants."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A class: from `least` up to and without `below` inhabitants."""

    key: str
    name: str
    least: int
    below: int


# The first and last border are those of the measurement of June 2025; the ones between are our choice.
SIZES = (
    Size("tot-25000", "tot 25.000 inwoners", 0, 25_000),
    Size("25000-50000", "25.000 tot 50.000 inwoners", 25_000, 50_000),
    Size("50000-100000", "50.000 tot 100.000 inwoners", 50_000, 100_000),
    Size("100000-250000", "100.000 tot 250.000 inwoners", 100_000, 250_000),
    Size("vanaf-250000", "250.000 inwoners en meer", 250_000, 1_000_000_000),
)


def size_of(inhabitants: int) -> Size:
    """The class of a municipality."""
    return next(one for one in SIZES if inhabitants < one.below)
