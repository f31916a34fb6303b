"""A round that fails is told and tried again; none ends in silence."""

import logging
import threading

import pytest

from openloket.work.rounds import Round, walk


def test_a_round_that_fails_is_logged_and_done_again(caplog: pytest.LogCaptureFixture) -> None:
    stop = threading.Event()
    seen: list[str] = []

    def action() -> bool:
        seen.append("try")
        if len(seen) == 1:
            raise RuntimeError("the database went away")
        stop.set()
        return False

    with caplog.at_level(logging.ERROR):
        walk(Round("count", 0.0, action), stop)
    assert seen == ["try", "try"]
    assert "the database went away" in caplog.text
    assert "'count' failed 1 times" in caplog.text


def test_a_round_with_more_to_do_goes_on_at_once() -> None:
    stop = threading.Event()
    left = [3]

    def action() -> bool:
        left[0] -= 1
        if not left[0]:
            stop.set()
        return True

    walk(Round("drain", 3600.0, action), stop)
    assert left == [0]
