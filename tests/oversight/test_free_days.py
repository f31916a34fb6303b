"""A missing year of equated days is told by the health page and by the doctor, and stops nothing."""

from datetime import UTC, datetime

import pytest
from tests.cast import Municipality

from openloket.cli import examinations
from openloket.cli.findings import Mark
from openloket.offer.models import EqualledDay
from openloket.oversight.health import Examined, examine


def told(town: Municipality, now: datetime) -> Examined:
    return next(one for one in examine([town.organisation], now) if one.name == "Vrije dagen")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2028, 11, 1, tzinfo=UTC), "Let op: voor 2029 is nog geen dag bekend."),
        (datetime(2027, 11, 1, tzinfo=UTC), "zijn bekend"),
    ],
)
def test_the_health_page_warns_and_stays_well(duinstede: Municipality, now: datetime, words: str) -> None:
    found = told(duinstede, now)
    assert words in found.text
    assert found.good


def test_the_doctor_gives_a_tip(duinstede: Municipality) -> None:
    EqualledDay.objects.all().delete()
    found = examinations.free_days()
    assert found.mark is Mark.TIP
    assert "openloket equalled-days add" in found.mend
