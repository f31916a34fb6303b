"""Charts and words of the monitor: the drawing says what the numbers say, and never more."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openloket.monitor.country import slug_of
from openloket.monitor.models import Municipality
from openloket.monitor.scoring.channels import Channel
from openloket.monitor.scoring.counting import Count
from openloket.monitor.tile_map import Tile, tiles
from openloket.web.monitor.charts import HIGH, LEFT, WIDE, Moment, bar, line, pieces
from openloket.web.monitor.country_map import SHADES, UNKNOWN, borders, country_map, shade_of
from openloket.web.monitor.words import age, number, percent, seen_between

FORM, DESK = Channel.WEB_FORM, Channel.DESK


def count(expected: int = 20, **channels: int) -> Count:
    return Count(expected, 1, channels=Counter({Channel(key): one for key, one in channels.items()}))


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0, "0,0%"), (1, "100,0%"), (0.818, "81,8%"), (0.99999, "99,9%"), (0.00001, "0,1%")],
)
def test_a_share_in_words_never_hides_an_exception(share: float | None, words: str) -> None:
    assert percent(share) == words


@given(some.floats(0, 1))
def test_only_all_is_a_hundred_and_only_nothing_is_zero(share: float) -> None:
    assert (percent(share, 0) == "100%") == (share == 1)
    assert (percent(share, 0) == "0%") == (share == 0)


def test_numbers_and_days_as_people_read_them() -> None:
    assert number(6840) == "6.840"
    assert seen_between(Count()) == "Er is geen bewijs."
    one = Count(oldest=date(2025, 5, 12), newest=date(2025, 6, 13))
    assert seen_between(one) == "Bewijs van 12 mei 2025 tot en met 13 juni 2025."
    assert [age(one, date(2025, 6, day)) for day in (13, 14, 30)] == [
        "van vandaag",
        "1 dag oud",
        "2 weken oud",
    ]
    assert age(one, date(2025, 12, 13)) == "6 maanden oud"
    assert age(one, date(2028, 6, 13)) == "3 jaar oud"


@given(some.dictionaries(some.sampled_from([one.value for one in Channel]), some.integers(0, 50)))
def test_the_pieces_fill_the_bar_and_no_more(channels: dict[str, int]) -> None:
    one = count(400, **channels)
    found = pieces(one)
    whole = sum(float(piece.width.rstrip("%")) for piece in found)
    assert whole == pytest.approx(100 if one.settled else 0, abs=0.5)
    assert sum(int(piece.count) for piece in found) == one.settled


def test_a_bar_tells_its_margin_only_where_something_is_unknown() -> None:
    assert bar("a", count(web_form=15, desk=5)).margin == ""
    doubtful = bar("a", count(web_form=10, desk=2, unknown=8))
    assert (doubtful.share, doubtful.told) == ("83,3%", "10 van 12")
    assert " tot " in doubtful.margin


def test_a_trend_needs_two_rounds() -> None:
    assert line("Digitaal", []) is None
    assert line("Digitaal", [Moment("een", 0.5, ""), Moment("twee", None, "")]) is None
    drawn = line("Digitaal", [Moment("een", 0.5, ""), Moment("twee", 0.75, "", note="Samen.")])
    assert drawn is not None
    assert drawn.words == "Digitaal: van 50,0% (een) naar 75,0% (twee)."
    assert [one.note for one in drawn.dots] == ["", "Samen."]
    assert drawn.dots[0].y > drawn.dots[1].y


@given(some.lists(some.floats(0, 1), min_size=2, max_size=40))
def test_a_trend_stays_inside_its_drawing(shares: list[float]) -> None:
    drawn = line("x", [Moment(str(index), share, "") for index, share in enumerate(shares)])
    assert drawn is not None
    assert all(LEFT <= one.x <= WIDE and 0 <= one.y <= HIGH for one in drawn.dots)
    assert drawn.path.count("L") == len(shares) - 1


def test_the_darkest_colour_is_only_for_who_is_complete() -> None:
    assert shade_of(count(web_form=20)) is SHADES[0]
    assert shade_of(count(web_form=19)) is SHADES[1]  # one is not known
    assert shade_of(count(web_form=19, not_offered=1)) is SHADES[0]
    assert shade_of(count(web_form=15, desk=5)) is SHADES[2]
    assert shade_of(count(unknown=20)) is UNKNOWN


def town(code: str, name: str, province: str = "Utrecht") -> Municipality:
    return Municipality(code=code, name=name, slug=slug_of(name), province=province)


def test_who_ended_is_drawn_where_it_went() -> None:
    code = "GM1969"
    towns = [town("GM0015", "Grootegast"), town("GM0022", "Leek")]
    counts = {"GM0015": count(web_form=20), "GM0022": count(desk=20)}
    drawn = country_map(towns, counts, {"GM0015": code, "GM0022": code}, own=code)
    [square] = drawn.squares
    assert (square.x, square.y) == (tiles()[code].column * 10, tiles()[code].row * 10)
    assert square.words.endswith(": 50%")
    assert drawn.own == square
    assert sum(number for _, number in drawn.legend) == 1


def test_borders_lie_between_provinces_only() -> None:
    here = {Tile(0, 0): "Utrecht", Tile(0, 1): "Utrecht", Tile(0, 2): "Gelderland", Tile(1, 0): "Zeeland"}
    assert borders(here) == "M0 10h10M20 0v10"
