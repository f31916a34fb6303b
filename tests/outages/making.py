"""Outages for tests, and terms of senders that run on zaken: real ones, and many at once for measuring."""

import json
from datetime import date, datetime

from django.db import connection
from tests.cast import Municipality

from openloket.law.kalender import NEDERLANDSE_KALENDER
from openloket.law.termijnen import bezwaartermijn
from openloket.outages.models import Outage, OutageEnd
from openloket.zaken.course import begin_term
from openloket.zaken.models import Term, Zaak


def outage(began: datetime, ended: datetime | None, channel: str = "webformulier") -> Outage:
    """A channel that was down, as the prober would have registered it."""
    found = Outage.create(
        channel=channel, began_at=began, noticed_at=began, how="probe", fault="geen antwoord"
    )
    if ended:
        OutageEnd.create(outage=found, ended_at=ended, noticed_at=ended)
    return found


def objection_term(zaak: Zaak, made_known_on: date) -> Term:
    """The term to object to a decision on the zaak that was made known on a day."""
    return begin_term(zaak.pk, Term.Kind.OBJECTION, bezwaartermijn(made_known_on, NEDERLANDSE_KALENDER))


_MANY = """
INSERT INTO zaken_term (organisation_id, zaak_id, kind, article, begins_on, raw_end, last_day, why, origin)
SELECT %(organisation)s, numbered.id, 'objection', 'Awb 6:7', %(begins)s, %(raw)s, %(last)s,
       %(why)s::jsonb, %(why)s::jsonb
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM zaken_zaak
      WHERE organisation_id = %(organisation)s) AS numbered
WHERE numbered.n > %(after)s ORDER BY numbered.n LIMIT %(count)s
"""


def objection_terms(town: Municipality, made_known_on: date, count: int, after: int = 0) -> None:
    """The same for `count` zaken of the town in scope, leaving out the first `after`."""
    term = bezwaartermijn(made_known_on, NEDERLANDSE_KALENDER)
    values = {
        "organisation": town.organisation.pk,
        "begins": term.begin,
        "raw": term.ruwe_einddatum,
        "last": term.laatste_dag,
        "why": json.dumps(term.naar_dict()),
        "after": after,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MANY, values)
