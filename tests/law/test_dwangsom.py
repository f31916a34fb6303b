"""The penalty for deciding too late, day by day (Awb 4:17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.law.dwangsom import dwangsombedrag


@pytest.mark.parametrize(
    ("dagen", "euro"),
    [(0, 0), (1, 23), (14, 322), (15, 357), (28, 812), (29, 857), (42, 1442), (43, 1442), (60, 1442)],
)
def test_amount_after_days_in_default(dagen: int, euro: int) -> None:
    assert dwangsombedrag(dagen) == euro


@given(st.integers(0, 400))
def test_every_day_costs_nothing_or_one_of_the_three_amounts(dagen: int) -> None:
    assert dwangsombedrag(dagen + 1) - dwangsombedrag(dagen) in {0, 23, 35, 45}


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="nul of meer"):
        dwangsombedrag(-1)
