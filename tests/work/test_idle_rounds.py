"""A round in which nothing is due costs the same with one organisation as with many."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast

from openloket.work import clock
from openloket.work.duties import standing_duties
from openloket.work.rounds import Round

WORKING_DAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
"""Monday, 16:00 in Amsterdam: after the morning mail and after the hour of printers."""

EACH_IN_TURN = {
    "forget what is old": "once a day; looks in six tables of each",
    "look after bytes of which nobody knows": "once a day; goes through the storage of each",
}
"""Duties that go past every organisation, and why that may be."""


def statements(duty: Round) -> int:
    duty.action()  # what is due the first time, such as warning employees, is done
    with CaptureQueriesContext(connection) as seen:
        duty.action()
    return len(seen)


@pytest.mark.parametrize(
    "duty",
    [duty for duty in standing_duties() if duty.name not in EACH_IN_TURN],
    ids=lambda duty: duty.name,
)
def test_costs_the_same_however_many_organisations_there_are(
    duinstede: cast.Municipality, duty: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: WORKING_DAY)
    alone = statements(duty)
    for number in range(5):
        cast.municipality(f"town-{number}", f"Town {number}", f"T{'ABCDE'[number]}T")
    assert statements(duty) == alone


def test_what_goes_past_every_organisation_is_rare() -> None:
    seconds = {duty.name: duty.seconds for duty in standing_duties()}
    assert {name for name in seconds if seconds[name] >= 24 * 60 * 60} >= EACH_IN_TURN.keys()
