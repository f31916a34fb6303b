"""Charts as plain numbers for SVG: bars, a divided bar, a line over rounds. No styles, no scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from openloket.monitor.scoring.channels import Channel
from openloket.monitor.scoring.counting import Count
from openloket.web.monitor.words import number, percent

WIDE, HIGH, LEFT, TOP = 400, 200, 44, 12
"""The size of a trend, and what stays free for the words beside and above it; readable on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a table with a bar in it; `width` in percent of the cell, `told` what the numbers are."""

    label: str
    share: str
    width: str
    told: str = ""
    url: str = ""
    own: bool = False
    margin: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a divided bar, with its line in the table beside it; `look` is the class that colours it."""

    look: str
    label: str
    start: str
    width: str
    share: str
    count: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A round on the line: where it stands, and what it says."""

    x: float
    y: float
    label: str
    share: str
    told: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A trend: `path` joins the dots; `levels` are the heights of the lines behind it, with their words."""

    path: str
    words: str
    dots: Sequence[Dot] = field(default_factory=tuple)
    levels: Sequence[tuple[float, str]] = field(default_factory=tuple)
    wide: int = WIDE
    high: int = HIGH
    left: int = LEFT


_PIECES = (
    ("ol-c-form", "formulier", (Channel.WEB_FORM,)),
    ("ol-c-login", "formulier met inloggen", (Channel.WEB_FORM_LOGIN,)),
    ("ol-c-portal", "eigen omgeving", (Channel.PORTAL,)),
    ("ol-c-email", "e-mail", (Channel.EMAIL,)),
    ("ol-c-print", "printen en opsturen", (Channel.PRINT,)),
    ("ol-c-desk", "telefoon, balie of brief", (Channel.DESK,)),
)


def width(share: float | None) -> str:
    """A share (0 to 1) as a length in SVG."""
    return f"{(share or 0) * 100:.1f}%"


def bar(label: str, count: Count, url: str = "", *, own: bool = False) -> Bar:
    """How much of what is known of a part of the country is digital."""
    share = count.share(count.digital)
    told = f"{number(count.digital)} van {number(count.settled)}"
    return Bar(label, percent(share), width(share), told, url, own, margin(count))


def margin(count: Count) -> str:
    """Between which shares it lies, where not all is known; empty where it is."""
    found = count.margin(count.digital)
    if found is None or found.high - found.low < 0.0005:
        return ""
    return f"{percent(found.low)} tot {percent(found.high)}"


def pieces(count: Count) -> list[Piece]:
    """The ways to ask for products, as parts of all that is known."""
    found, start = [], 0.0
    for look, label, channels in _PIECES:
        part = sum(count.channels[one] for one in channels)
        share = count.share(part)
        found.append(Piece(look, label, width(start), width(share), percent(share), number(part)))
        start += share or 0
    return found


@dataclass(frozen=True, slots=True)
class Moment:
    """What a trend is drawn from: a round by name, with its share (0 to 1)."""

    label: str
    share: float | None
    told: str
    url: str = ""
    note: str = ""


def line(what: str, moments: Sequence[Moment]) -> Line | None:
    """A trend, oldest first; None where there are not two rounds to join."""
    known = [(one, one.share) for one in moments if one.share is not None]
    if len(known) < 2:
        return None
    step = (WIDE - LEFT - 16) / (len(known) - 1)
    high = HIGH - TOP - 24
    dots = [
        Dot(
            round(LEFT + step * index, 1), round(TOP + high * (1 - share), 1),
            one.label, percent(share), one.told, one.url, one.note,
        )
        for index, (one, share) in enumerate(known)
    ]  # fmt: skip
    path = "M" + "L".join(f"{one.x:g} {one.y:g}" for one in dots)
    levels = [(round(TOP + high * (1 - part / 4), 1), f"{part * 25}%") for part in range(5)]
    return Line(path, _course(what, dots), dots, levels)


def _course(what: str, dots: Sequence[Dot]) -> str:
    first, last = dots[0], dots[-1]
    return f"{what}: van {first.share} ({first.label}) naar {last.share} ({last.label})."
