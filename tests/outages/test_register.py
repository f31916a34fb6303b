"""The outages that touch a term: of the channel, of the organisation, and not those before or after it."""

from datetime import UTC, date, datetime

from tests.cast import Municipality

from openloket.law.storing import Storing
from openloket.outages.models import Channel, How, Outage, OutageEnd
from openloket.outages.register import outages_in
from openloket.tenancy.scope import scope

FIRST, LAST = date(2026, 3, 3), date(2026, 4, 13)
#: The moments at which 2 March and 13 April are over in Amsterdam, before and in summer time.
TERM_BEGINS, TERM_IS_OVER = datetime(2026, 3, 2, 23, tzinfo=UTC), datetime(2026, 4, 13, 22, tzinfo=UTC)


def outage(began: datetime, ended: datetime | None = None, channel: str = Channel.WEB_FORM) -> Storing:
    row = Outage.create(
        channel=channel, began_at=began, noticed_at=began, how=How.PROBE, fault="geen antwoord"
    )
    if ended is not None:
        OutageEnd.create(outage=row, ended_at=ended, noticed_at=ended)
    return Storing(began, ended)


def hour(day: int, at: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, at, tzinfo=UTC)


def test_those_that_touch_the_term_oldest_first(duinstede: Municipality) -> None:
    last = outage(hour(13, 20, 4), hour(14, 9, 4))
    inside = outage(hour(10, 8), hour(10, 9))
    over_its_begin = outage(hour(2, 20), hour(3, 1))
    assert outages_in("webformulier", FIRST, LAST) == [over_its_begin, inside, last]


def test_one_that_lasts_has_no_end(duinstede: Municipality) -> None:
    lasts = outage(hour(13, 20, 4))
    assert outages_in("webformulier", FIRST, LAST) == [lasts]


def test_one_that_ended_as_the_term_began_or_began_as_it_ended_does_not_touch_it(
    duinstede: Municipality,
) -> None:
    outage(hour(2, 8), TERM_BEGINS)
    outage(TERM_IS_OVER, hour(14, 8, 4))
    assert outages_in("webformulier", FIRST, LAST) == []


def test_of_this_channel_and_this_organisation_only(duinstede: Municipality, eikenrade: Municipality) -> None:
    outage(hour(10, 8), hour(10, 9), channel=Channel.EMAIL)
    with scope(eikenrade.organisation.pk):
        theirs = outage(hour(11, 8), hour(11, 9))
        assert outages_in("webformulier", FIRST, LAST) == [theirs]
    assert outages_in("webformulier", FIRST, LAST) == []
