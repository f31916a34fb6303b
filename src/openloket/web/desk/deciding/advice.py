"""The part about a committee that advises, on the pages of an objection and of a complaint."""

from datetime import datetime
from typing import Any

from openloket.flows.decisions.set_advice import longer_until
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.offer.calendar import law_calendar
from openloket.web.desk.wording import short_day
from openloket.zaken.models import OPEN, Zaak

_WEEKS = {Berichtsoort.BEZWAAR: (12, "Awb 7:13"), Berichtsoort.KLACHT: (10, "Awb 9:14 en 9:15")}


def advice_part(zaak: Zaak, now: datetime) -> dict[str, Any]:
    """Whether advice was asked; or what asking it would do, with `new_day` None when it can't be asked."""
    weeks, article = _WEEKS[Berichtsoort(zaak.kind)]
    may_ask = not zaak.advice and zaak.status in OPEN
    day = longer_until(zaak.pk, law_calendar(), dag_in_amsterdam(now)) if may_ask else None
    return {
        "asked": zaak.advice,
        "weeks": weeks,
        "article": article,
        "last_day": short_day(zaak.last_day) if zaak.last_day else None,
        "new_day": short_day(day) if day else None,
    }
