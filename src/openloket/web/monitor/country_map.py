"""The map of the country: a tile for each municipality, coloured by how much is digital there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openloket.monitor.figures import together
from openloket.monitor.models import Municipality
from openloket.monitor.scoring.counting import Count
from openloket.monitor.tile_map import Tile, tiles
from openloket.web.monitor.words import percent

SIDE = 10
"""A tile and the space beside it, in the units of the drawing."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of the map: `look` is its class, from `least` (0 to 1) on."""

    look: str
    least: float
    words: str


SHADES = (
    Shade("ol-m-5", 1.0, "alles"),
    Shade("ol-m-4", 0.9, "90% of meer"),
    Shade("ol-m-3", 0.75, "75% tot 90%"),
    Shade("ol-m-2", 0.6, "60% tot 75%"),
    Shade("ol-m-1", 0.0, "minder dan 60%"),
)
UNKNOWN = Shade("ol-m-0", -1.0, "niet bekend")


@dataclass(frozen=True, slots=True)
class Square:
    """A tile as it is drawn, with what a pointer tells about it."""

    x: int
    y: int
    look: str
    words: str


@dataclass(frozen=True, slots=True)
class CountryMap:
    """The whole drawing; `borders` is the path between provinces, `own` the tile to point out."""

    wide: int
    high: int
    squares: Sequence[Square]
    borders: str
    legend: Sequence[tuple[Shade, int]]
    own: Square | None = None


def shade_of(count: Count) -> Shade:
    """The colour of a municipality. Only who has all of it known and digital gets the darkest."""
    share = count.share(count.digital)
    if share is None:
        return UNKNOWN
    if share >= 1 and count.digital < count.askable:
        return SHADES[1]
    return next(one for one in SHADES if share >= one.least)


def country_map(
    towns: Iterable[Municipality], counts: Mapping[str, Count], went_to: Mapping[str, str], own: str = ""
) -> CountryMap:
    """Draw what was counted; a municipality that ended is drawn where it went (`went_to`, by code)."""
    living = _living(towns, counts, went_to)
    squares, legend = {}, dict.fromkeys((*SHADES, UNKNOWN), 0)
    for code, (town, count) in living.items():
        shade, tile = shade_of(count), tiles()[code]
        legend[shade] += 1
        words = f"{town.name}: {percent(count.share(count.digital), 0)}"
        squares[code] = Square(tile.column * SIDE, tile.row * SIDE, shade.look, words)
    provinces = {tiles()[code]: town.province for code, (town, _) in living.items()}
    return CountryMap(
        wide=(max(one.column for one in tiles().values()) + 1) * SIDE,
        high=(max(one.row for one in tiles().values()) + 1) * SIDE,
        squares=list(squares.values()),
        borders=borders(provinces),
        legend=list(legend.items()),
        own=squares.get(own),
    )


def _living(
    towns: Iterable[Municipality], counts: Mapping[str, Count], went_to: Mapping[str, str]
) -> dict[str, tuple[Municipality, Count]]:
    found: dict[str, tuple[Municipality, Count]] = {}
    for town in towns:
        code = town.code
        while code not in tiles() and code in went_to:
            code = went_to[code]
        if code in tiles():
            known = found.get(code)
            count = together([*([known[1]] if known else []), counts.get(town.code, Count())])
            found[code] = (town if town.code == code or not known else known[0], count)
    return found


def borders(provinces: Mapping[Tile, str]) -> str:
    """A path along the sides between two provinces; the side of a tile that both share is drawn once."""
    parts = []
    for tile, province in sorted(provinces.items()):
        _, east, south, _ = tile.beside
        if provinces.get(east, province) != province:
            parts.append(f"M{east.column * SIDE} {tile.row * SIDE}v{SIDE}")
        if provinces.get(south, province) != province:
            parts.append(f"M{tile.column * SIDE} {south.row * SIDE}h{SIDE}")
    return "".join(parts)
