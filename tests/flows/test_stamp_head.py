"""The newest head gets one stamp, which verifies; a service that fails changes nothing."""

from datetime import datetime

import pytest
from tests.cast import Municipality

from openloket.adapters.timestamp.local import LocalAuthority, LocalTimestamper
from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Timestamp, TreeHead
from openloket.evidence.ports import StampToken, Temporary
from openloket.evidence.timestamp import check_stamp
from openloket.flows.proving.seal_log import seal_log
from openloket.flows.proving.stamp_head import stamp_newest_head


class Unreachable:
    """A timestamp service that does not answer."""

    def stamp(self, digest: bytes) -> StampToken:
        raise Temporary("no answer")


@pytest.fixture
def authority(now: datetime) -> LocalAuthority:
    return LocalAuthority.create("test", now)


def seal(town: Municipality, now: datetime) -> None:
    body = describe("test.happened", now, "system")
    record(town.organisation.pk, now, "system", [Fact("test.happened", "test", 1, body)])
    seal_log(now)


def test_the_newest_head_is_stamped_once(
    duinstede: Municipality, now: datetime, authority: LocalAuthority
) -> None:
    timestamper = LocalTimestamper(authority, lambda: now)
    assert stamp_newest_head(timestamper) is None
    seal(duinstede, now)
    seal(duinstede, now)
    assert stamp_newest_head(timestamper) == 2
    assert stamp_newest_head(timestamper) is None
    stamp = Timestamp.objects.get()
    root = bytes(TreeHead.objects.get(tree_size=2).root_hash)
    assert check_stamp(bytes(stamp.token), root, [authority.root]).at == now
    seal(duinstede, now)
    assert stamp_newest_head(timestamper) == 3


def test_a_service_that_is_away_is_asked_again(
    duinstede: Municipality, now: datetime, authority: LocalAuthority
) -> None:
    seal(duinstede, now)
    with pytest.raises(Temporary):
        stamp_newest_head(Unreachable())
    assert stamp_newest_head(LocalTimestamper(authority, lambda: now)) == 1
