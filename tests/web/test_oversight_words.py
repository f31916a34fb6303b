"""How long somebody waited for a confirmation, in words on the page of oversight."""

from datetime import timedelta

import pytest

from openloket.web.control.oversight import _duration


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(milliseconds=40), "minder dan 1 seconde"),
        (timedelta(seconds=90), "90 seconden"),
        (timedelta(minutes=15), "15 minuten"),
        (timedelta(hours=26), "26 uur"),
        (timedelta(days=19, hours=3), "19 dagen"),
    ],
)
def test_a_wait_is_told_in_a_unit_that_fits(wait: timedelta, words: str) -> None:
    assert _duration(wait) == words
