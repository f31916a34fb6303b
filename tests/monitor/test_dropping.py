"""Less than before counts only after a second visit on another day; as much or more counts at once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openloket.monitor.checking.dropping import Standing, after, height
from openloket.monitor.scoring.channels import Channel

DAY = date(2026, 3, 2)
NEXT = DAY + timedelta(days=1)
FORM = Standing(Channel.WEB_FORM)


def test_the_first_visit_counts_at_once() -> None:
    assert after(Standing(), Channel.DESK, DAY) == Standing(Channel.DESK)


def test_a_drop_waits_for_another_day() -> None:
    waiting = after(FORM, Channel.PRINT, DAY)
    assert waiting == Standing(Channel.WEB_FORM, Channel.PRINT, DAY)
    assert after(waiting, Channel.PRINT, DAY) == waiting
    assert after(waiting, Channel.PRINT, NEXT) == Standing(Channel.PRINT)


def test_a_page_that_is_back_costs_nothing() -> None:
    assert after(after(FORM, Channel.UNKNOWN, DAY), Channel.WEB_FORM, NEXT) == FORM


def test_another_drop_waits_anew() -> None:
    waiting = after(FORM, Channel.UNKNOWN, DAY)
    assert after(waiting, Channel.DESK, NEXT) == Standing(Channel.WEB_FORM, Channel.DESK, NEXT)


def test_with_or_without_a_login_is_no_drop() -> None:
    assert after(Standing(Channel.WEB_FORM_LOGIN), Channel.WEB_FORM, DAY) == FORM


VISITS = st.lists(st.tuples(st.sampled_from(list(Channel)), st.integers(0, 3)), max_size=20)


@given(VISITS)
def test_what_counts_never_falls_on_one_day(visits: list[tuple[Channel, int]]) -> None:
    standing, day, counted_on = Standing(), DAY, DAY
    for channel, later in visits:
        day += timedelta(days=later)
        before, standing = standing, after(standing, channel, day)
        if before.counts is not None and standing.counts is not None:
            if height(standing.counts) < height(before.counts):
                assert before.lower is standing.counts
                assert before.lower_on is not None
                assert before.lower_on < day
            assert counted_on <= day
