"""Shares, margins, completeness, neutral and unknown: the rules of docs/monitor/definitions.md."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kalender import NEDERLANDSE_KALENDER
from openloket.monitor.scoring.channels import DIGITAL, Channel, furthest
from openloket.monitor.scoring.counting import Count, Seen, complete, counted
from openloket.monitor.scoring.designations import Published, decisions
from openloket.monitor.scoring.ladder import LADDER, Step, fitting, least_step
from openloket.monitor.scoring.margins import bounds, interval
from openloket.monitor.scoring.receipts import Asked, last_day, receipts
from openloket.monitor.scoring.sizes import SIZES, size_of

DAY = date(2026, 3, 2)
WAYS = st.lists(st.sampled_from(list(Channel)), max_size=25)


def count(*ways: Channel, expected: int | None = None) -> Count:
    seen = [Seen("GM0001", number, "inwoner", way, None, DAY) for number, way in enumerate(ways)]
    return counted(seen, len(ways) if expected is None else expected)


def test_not_offered_is_neutral() -> None:
    with_it = count(Channel.WEB_FORM, Channel.DESK, Channel.NOT_OFFERED)
    without = count(Channel.WEB_FORM, Channel.DESK)
    assert with_it.share(with_it.digital) == without.share(without.digital) == 0.5
    assert complete(count(Channel.EMAIL, Channel.NOT_OFFERED))


def test_unknown_lowers_the_coverage_and_not_the_score() -> None:
    some = count(Channel.WEB_FORM, Channel.UNKNOWN)
    assert (some.share(some.digital), some.coverage) == (1, 0.5)
    assert not complete(some)
    assert not complete(count(Channel.WEB_FORM, expected=2))


def test_printing_is_not_digital() -> None:
    assert count(Channel.PRINT).digital == 0
    assert furthest({Channel.PRINT, Channel.EMAIL, Channel.DESK}) is Channel.EMAIL
    assert furthest(set()) is Channel.UNKNOWN


def test_a_municipality_that_offers_nothing_is_not_complete() -> None:
    assert not complete(count(Channel.NOT_OFFERED))
    assert count(Channel.NOT_OFFERED).share(0) is None


@given(WAYS, st.integers(0, 20))
def test_a_share_lies_within_its_margin_and_that_within_its_bounds(ways: list[Channel], more: int) -> None:
    one = count(*ways, expected=len(ways) + more)
    share, margin, widest = one.share(one.digital), one.margin(one.digital), one.range(one.digital)
    if share is None or margin is None or widest is None:
        assert one.settled == 0
        return
    assert 0 <= widest.low <= margin.low <= share + 1e-9
    assert share - 1e-9 <= margin.high <= widest.high <= 1
    if one.coverage == 1:
        assert margin.low == margin.high == share


@given(WAYS, WAYS)
def test_parts_of_the_country_add_up(left: list[Channel], right: list[Channel]) -> None:
    joined = count(*left).join(count(*right))
    assert joined == count(*left, *right)
    assert joined.digital == sum(way in DIGITAL for way in [*left, *right])


@given(st.integers(0, 342), st.integers(1, 342))
def test_who_knows_more_is_surer(part: int, known: int) -> None:
    found = interval(min(part, known), known, 342)
    assert found is not None
    # A poll of the same share among as many out of a country without end is never surer.
    endless = interval(min(part, known), known, 10**9)
    assert endless is not None
    assert found.high - found.low <= endless.high - endless.low + 1e-9


def test_the_margin_of_a_known_poll() -> None:
    found = interval(33, 66, 342)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3)) == (0.394, 0.606)
    assert interval(0, 0, 10) is None
    assert bounds(0, 0, 0) is None


def test_the_ladder_rises_and_so_do_the_levels_of_the_eu() -> None:
    levels = [LADDER[step].eu_level for step in Step]
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3, 4, 5}
    assert least_step(Channel.UNKNOWN) is None
    assert fitting(Channel.WEB_FORM_LOGIN, Step.FOLLOWED)
    assert not fitting(Channel.WEB_FORM_LOGIN, Step.FORM)
    assert not fitting(Channel.EMAIL, Step.FORM)
    assert not fitting(Channel.NOT_OFFERED, Step.INFORMATION)
    assert fitting(Channel.UNKNOWN, None)


@pytest.mark.parametrize(
    ("inhabitants", "key"),
    [(0, "tot-25000"), (24_999, "tot-25000"), (25_000, "25000-50000"), (250_000, "vanaf-250000")],
)
def test_the_borders_of_the_size_classes(inhabitants: int, key: str) -> None:
    assert size_of(inhabitants).key == key
    assert all(one.below == other.least for one, other in pairwise(SIZES))


def at(day: int, hour: int = 10, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_ten_working_days_leave_out_easter_and_weekends() -> None:
    # Sent on Wednesday 1 April 2026; Good Friday is the 3rd, Easter Monday the 6th.
    assert last_day(at(1), NEDERLANDSE_KALENDER) == date(2026, 4, 17)
    # At half past ten in the evening UTC it is already the next day in Amsterdam.
    assert last_day(at(1, 22), NEDERLANDSE_KALENDER) == date(2026, 4, 20)


def test_receipts_count_per_municipality_and_not_too_early() -> None:
    asked = [
        Asked("A", at(1), at(17, 21)),
        Asked("B", at(1), at(18)),
        Asked("C", at(1), None),
        Asked("C", at(1), at(2)),
        Asked("D", at(1), None),
    ]
    found = receipts(asked, at(17), NEDERLANDSE_KALENDER)
    assert (found.in_time, found.asked, found.waiting) == (2, 3, 1)
    later = receipts(asked, at(18), NEDERLANDSE_KALENDER)
    assert (later.in_time, later.asked, later.waiting, later.share) == (2, 4, 0, 0.5)


def published(
    source: str, number: str, day: int, force: int | None = None, title: str = "Besluit"
) -> Published:
    in_force = date(2026, 1, force) if force else None
    return Published("GM0001", source, number, title, date(2026, 1, day), in_force)


def test_one_decision_in_two_places_counts_once() -> None:
    found = decisions(
        [
            published("gemeenteblad", "gmb-1", 5, 6),
            published("regelingen", "cvdr-1", 20, title="Aanwijzing kanalen"),
            published("gemeenteblad", "gmb-2", 30, 31),
        ]
    )
    assert [[one.identifier for one in decision.places] for decision in found] == [
        ["gmb-1", "cvdr-1"],
        ["gmb-2"],
    ]
    assert found[0].since == date(2026, 1, 5)


def test_another_day_of_coming_into_force_is_another_decision() -> None:
    both = [published("gemeenteblad", "gmb-1", 5, 6), published("regelingen", "cvdr-1", 7, 8)]
    assert len(decisions(both)) == 2
    far = [published("gemeenteblad", "gmb-1", 1), published("regelingen", "cvdr-1", 1)]
    moved = Published("GM0001", "regelingen", "x", "Besluit", date(2026, 1, 1) + timedelta(days=60), None)
    assert len(decisions(far)) == 1
    assert len(decisions([far[0], moved])) == 2
