"""What is looked at for trouble is at least all in which there may be some."""

from datetime import UTC, datetime, timedelta
from itertools import product

from tests.cast import Municipality

from openloket.post.models import CarrierState
from openloket.post.trouble import LONG_CLOSED, WORTH_A_LOOK, troubles

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
VALUES = {
    "failing_since": (None, NOW - LONG_CLOSED),
    "open_until": (None, NOW - HOUR, NOW + HOUR),
    "failed_tries": (0, 1, 2),
    "canaries_lost": (0, 1),
    "canary_sent_at": (None, NOW - HOUR),
    "canary_seen_at": (None, NOW - 2 * HOUR, NOW - HOUR, NOW),
    "silent_since": (None, NOW - HOUR),
    "told_at": (None, NOW - HOUR),
}


def test_no_trouble_is_missed_and_what_is_well_is_left_alone(duinstede: Municipality) -> None:
    states = [
        CarrierState.new(way=f"w{number}", **dict(zip(VALUES, values, strict=True)))
        for number, values in enumerate(product(*VALUES.values()))
    ]
    CarrierState.objects.bulk_create(states)
    seen = set(CarrierState.objects.filter(WORTH_A_LOOK).values_list("way", flat=True))
    missed = {one.way for one in states if troubles(one, True, NOW) or one.told_at} - seen
    assert missed == set()
    assert {one.way for one in states if _is_well(one)} & seen == set()


def _is_well(one: CarrierState) -> bool:
    seen = one.canary_sent_at is None or (one.canary_seen_at or one.canary_sent_at) >= one.canary_sent_at
    heard = seen and (one.canary_sent_at is None or one.canary_seen_at is not None)
    return heard and not (
        one.failed_tries or one.canaries_lost or one.open_until or one.silent_since or one.told_at
    )
