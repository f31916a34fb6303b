"""Where each municipality stands on a map of equal tiles: our own drawing of the country."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openloket.monitor.country import FOLDER


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A place on the map: columns count from the west, rows from the north."""

    row: int
    column: int

    @property
    def beside(self) -> tuple["Tile", "Tile", "Tile", "Tile"]:
        """The places north, east, south and west of it."""
        return (
            Tile(self.row - 1, self.column),
            Tile(self.row, self.column + 1),
            Tile(self.row + 1, self.column),
            Tile(self.row, self.column - 1),
        )


@cache
def tiles() -> Mapping[str, Tile]:
    """The tile of each municipality that exists, by its code."""
    with (FOLDER / "tile_map.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["code"]: Tile(int(row["row"]), int(row["column"])) for row in rows}
