"""In the demo the form was down one evening while a term ran: lateness is forgiven, and time can be given."""

from datetime import datetime, time, timedelta

from openloket.flows.outages.note_probes import Begun, Ended, note_probes
from openloket.law.kalender import AMSTERDAM, dag_in_amsterdam
from openloket.outages.models import Channel, How

DAYS_AGO = 3
_BEGAN, _LASTED = time(22, 40), timedelta(hours=8, minutes=20)


def load_outage(now: datetime) -> None:
    """An evening of some days ago, from 22.40 until the next morning at 7.00, as the prober saw it."""
    day = dag_in_amsterdam(now) - timedelta(days=DAYS_AGO)
    began = datetime.combine(day, _BEGAN, AMSTERDAM)
    ended = began + _LASTED
    note_probes(
        [
            Begun(Channel.WEB_FORM, began, began + timedelta(seconds=10), How.PROBE, "geen antwoord"),
            Ended(Channel.WEB_FORM, ended, ended),
        ],
        {},
    )
