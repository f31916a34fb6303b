"""What receiving a message without a form needs to know of a service: its ways and the calendar."""

from datetime import date

from openloket.flows.sendable import Offered, Served
from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Weg
from openloket.offer.calendar import law_calendar
from openloket.offer.designated import designated_channels
from openloket.offer.models import Service

_TERMS = {
    Berichtsoort.BEZWAAR: {"kind": "objection"},
    Berichtsoort.KLACHT: {"kind": "complaint"},
}
"""The term of a message that has no service of its own here."""


def offered(service_id: int, kind: Berichtsoort, day: date) -> Offered:
    """The service, for a message of this kind, with all that was designated here on a day (Awb 2:13(2))."""
    service = Service.objects.get(pk=service_id)
    own = service.message_type == kind.value
    served = Served(
        id=service.pk,
        slug=service.slug,
        title=service.title,
        message_type=kind.value,
        official=service.official,
        sensitive=service.sensitive,
        team_id=service.team_id,
        term=service.term if own else _TERMS.get(kind, service.term),
        texts=service.texts,
    )
    ways = tuple(
        Aanwijzing(
            soort=Berichtsoort(one.service.message_type),
            weg=Weg(Kanaal(one.kind), one.address.strip().lower()),
            van=one.valid_from,
            tot=one.valid_to,
            grond="register van kanalen",
            onderwerp=one.service.slug,
        )
        for one in designated_channels(day)
    )
    return Offered(served, Kanaalkeuze(ways), law_calendar())
