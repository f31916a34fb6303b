"""What a term says of an outage: until which moment, or through which whole day, lateness is forgiven."""

from datetime import UTC, date, datetime

import pytest
from tests.cast import Municipality
from tests.outages.making import objection_term
from tests.zaken.making import send

from openloket.web.terms import bar

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        (
            datetime(2026, 6, 2, 6, 20, tzinfo=UTC),
            "Door een storing is te laat niet erg tot dinsdag 2 juni 2026 om 08.20 uur.",
        ),
        (
            datetime(2026, 6, 8, 22, tzinfo=UTC),
            "Door een storing is te laat niet erg tot en met maandag 8 juni 2026.",
        ),
    ],
)
def test_until_a_moment_or_through_a_day(
    duinstede: Municipality, now: datetime, until: datetime, told: str
) -> None:
    term = objection_term(send(duinstede, now), date(2026, 4, 20))
    assert bar(term, TODAY)["notes"] == []
    term.forgiven_until = until
    assert bar(term, TODAY)["notes"] == [told]
