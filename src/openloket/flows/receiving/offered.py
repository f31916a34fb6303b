"""What receiving a message needs to know of a service when its type or product is chosen at its receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from openloket.flows.receiving.sendable import Meant, Offered, Served
from openloket.law.kalender import Kalender
from openloket.law.kanalen import Aanwijzing, Berichtsoort, Kanaal, Kanaalkeuze, Weg
from openloket.offer.calendar import law_calendar
from openloket.offer.catalogue import GENERAL
from openloket.offer.designated import designated_channels
from openloket.offer.designation.register import REGISTER
from openloket.offer.models import Channel, Service

_NOTHING_MORE = Meant()
_DAYS_TO_FIND_OUT = 14
_TERMS: Mapping[Berichtsoort, Mapping[str, Any]] = {
    Berichtsoort.AANVRAAG: {"kind": "decision"},
    Berichtsoort.BEZWAAR: {"kind": "objection"},
    Berichtsoort.KLACHT: {"kind": "complaint"},
    Berichtsoort.BEROEP: {
        "kind": "service_norm",
        "days": _DAYS_TO_FIND_OUT,
        "text": "Binnen 2 weken hoort u wie over uw beroep beslist. Is dat niet de gemeente? Dan sturen wij "
        "het zo snel mogelijk door.",
    },
}
"""The term of a message that has no service of its own here."""


def offered(
    service_id: int,
    kind: Berichtsoort,
    day: date,
    meant: Meant = _NOTHING_MORE,
    calendar: Kalender | None = None,
) -> Offered:
    """The service, for a message of this kind, with all that was designated here on a day (Awb 2:13(2)).

    The one way to receive what is no form of the service itself: an e-mail, the general form, and what came
    by desk, phone or post. `meant` says more of how it was taken; `calendar` is that of the law, if known.
    """
    lines = designated_channels(day)
    own = next((line.service for line in lines if line.service_id == service_id), None)
    service = own or Service.objects.get(pk=service_id)
    served = Served(
        id=service.pk,
        slug=service.slug,
        title=service.title,
        message_type=kind.value,
        official=service.official,
        sensitive=service.sensitive,
        team_id=service.team_id,
        term=_term(service, kind),
        texts=service.texts,
        meant=meant,
    )
    return Offered(served, Kanaalkeuze(tuple(map(_designation, lines))), calendar or law_calendar())


def _term(service: Service, kind: Berichtsoort) -> dict[str, Any]:
    """The rule of the service where it is about such messages, else what the law says of the kind."""
    rule: dict[str, Any] = service.term
    if service.message_type == kind.value and service.slug != GENERAL:
        return rule
    if kind is Berichtsoort.AANVRAAG and rule["kind"] == "decision":
        return rule
    return dict(_TERMS.get(kind, rule))


def _designation(line: Channel) -> Aanwijzing:
    """A line of the register as the law knows it; a form of ours is known by the service that it is of."""
    own = line.service.slug if line.kind == Channel.Kind.WEB_FORM else ""
    return Aanwijzing(
        soort=Berichtsoort(line.message_type) if line.message_type else None,
        weg=Weg(Kanaal(line.kind), line.address.strip().lower() or own),
        van=line.valid_from,
        tot=line.valid_to,
        grond=REGISTER,
        onderwerp="" if line.every_product else line.service.slug,
    )
