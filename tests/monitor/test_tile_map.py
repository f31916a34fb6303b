"""The map of tiles: every municipality has one, provinces hold together, neighbours stand near."""

import csv
from math import hypot

import pytest

from openloket.monitor.country import FOLDER
from openloket.monitor.tile_map import Tile, tiles


def country() -> list[dict[str, str]]:
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_every_municipality_has_a_tile_of_its_own() -> None:
    assert set(tiles()) == {row["code"] for row in country()}
    assert len(set(tiles().values())) == len(tiles()) == 342


@pytest.mark.parametrize("province", sorted({row["province"] for row in country()}))
def test_a_province_holds_together(province: str) -> None:
    left = {tiles()[row["code"]] for row in country() if row["province"] == province}
    parts = 0
    while left:
        parts, edge = parts + 1, [left.pop()]
        while edge:
            near = {one for one in edge.pop().beside if one in left}
            left -= near
            edge += near
    # Islands may lie apart, as they do.
    assert parts <= (2 if province == "Fryslân" else 1)


def test_neighbours_stand_near_each_other() -> None:
    apart = [
        hypot(here.row - there.row, here.column - there.column)
        for row in country()
        for here in [tiles()[row["code"]]]
        for there in (tiles()[code] for code in row["neighbours"].split() if code in tiles())
    ]
    assert sum(apart) / len(apart) < 1.5
    assert max(apart) < 4


def test_the_corners_are_where_people_expect_them() -> None:
    by_name = {row["name"]: tiles()[row["code"]] for row in country()}
    assert by_name["Groningen"].row < by_name["Utrecht"].row < by_name["Maastricht"].row
    assert by_name["Vlissingen"].column < by_name["Utrecht"].column < by_name["Enschede"].column
    assert Tile(3, 4).beside == (Tile(2, 4), Tile(3, 5), Tile(4, 4), Tile(3, 3))
