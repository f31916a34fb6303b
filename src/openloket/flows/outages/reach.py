"""Which terms an outage touches: by the way that is designated for the message that someone must send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openloket.law.kanalen import Berichtsoort
from openloket.offer.designated import Designated, designated_ways
from openloket.outages.models import Channel


@dataclass(frozen=True, slots=True)
class Reach:
    """What people may send by a channel: objections, and supplements to zaken of these services."""

    objections: bool
    services: frozenset[int]

    def holds(self, service_id: int | None) -> bool:
        """Whether it is a way for supplements about a service, or (None) for objections."""
        return self.objections if service_id is None else service_id in self.services


def reaches(day: date) -> Mapping[str, Reach]:
    """For every channel what it was designated for on a day (Awb 2:13(2), 2:21(3)).

    Whoever answers from pages of his own uses the form too. Where nothing was designated the form counts:
    it is what people are offered, so that is the safe side for the sender.
    """
    offered = designated_ways(day)
    return {channel.value: _reach(channel, offered) for channel in Channel}


def _reach(channel: Channel, offered: list[Designated]) -> Reach:
    form = channel is not Channel.EMAIL
    way = Channel.WEB_FORM.value if form else channel.value
    reached = frozenset(one.service_id for one in offered if way in one.ways or (form and not one.ways))
    objecting = {one.service_id for one in offered if one.message_type == Berichtsoort.BEZWAAR}
    return Reach(bool(objecting & reached) if objecting else form, reached)
