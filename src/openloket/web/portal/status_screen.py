"""What the page of a status without login shows: how it stands, and no personal data."""

from datetime import datetime
from typing import Any

from openloket.intake.models import StatusCode
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.tenancy.contact import contact_sentence
from openloket.web.place import Place
from openloket.web.portal.zaak_screen import steps_told
from openloket.zaken.access import zaak_behind
from openloket.zaken.standings import standing_now


def status_screen(place: Place, opened: StatusCode, now: datetime) -> dict[str, Any]:
    """Product, reference, days and the sentences; of somebody else's zaak not what is asked of them."""
    sent = opened.submission
    behind = zaak_behind(sent.pk, sent.about)
    told = standing_now(behind.zaak, law_calendar, now)
    asks = behind.own and told.last_day
    return {
        "product": behind.zaak.title if behind.own else "",
        "reference": sent.reference,
        "received": datum_in_woorden(dag_in_amsterdam(sent.received_at)),
        "lines": told.lines if behind.own else told.of_another,
        "day": datum_in_woorden(told.last_day) if asks and told.last_day else None,
        "why": steps_told(told.why) if asks and told.why else [],
        "contact": contact_sentence(place.organisation.phone, place.organisation.email),
    }
