"""A zaak begins, with the term that runs on it: one statement."""

import json
from datetime import datetime

from django.db import connection

from openloket.law.termijnen import Termijn
from openloket.tenancy import scope
from openloket.zaken.models import Status, Term

_INSERT = """
WITH zaak AS (
    INSERT INTO zaken_zaak (organisation_id, reference, submission_id, service_id, title, sender, person_id,
                            status, kind, about_id, team_id, received_at, last_day)
    VALUES (%(organisation)s, %(reference)s, %(submission)s, %(service)s, %(title)s, %(sender)s, %(person)s,
            %(status)s, %(message_type)s, %(about)s, %(team)s, %(received_at)s, %(last_day)s)
    RETURNING id
)
INSERT INTO zaken_term (organisation_id, zaak_id, kind, article, begins_on, raw_end, last_day, why, origin)
SELECT %(organisation)s, zaak.id, %(kind)s, %(article)s, %(begins_on)s, %(raw_end)s, %(last_day)s,
       %(why)s::jsonb, %(why)s::jsonb
FROM zaak RETURNING zaak_id
"""


def open_zaak(
    *,
    reference: str,
    submission_id: int,
    service_id: int,
    title: str,
    sender: str,
    message_type: str,
    team_id: int | None,
    received_at: datetime,
    term: Termijn,
    about: int | None = None,
    person_id: int | None = None,
) -> int:
    """Insert the zaak and its first term; gives the id of the zaak. `about` is the zaak objected to.

    `person_id` is whose it is: who asked for it, or for whom it was asked.
    """
    values = {
        "organisation": scope.current(),
        "reference": reference,
        "submission": submission_id,
        "service": service_id,
        "title": title,
        "sender": sender,
        "person": person_id,
        "status": Status.RECEIVED,
        "message_type": message_type,
        "about": about,
        "team": team_id,
        "received_at": received_at,
        "last_day": term.laatste_dag,
        "kind": Term.Kind.DECISION if term.wettelijk else Term.Kind.SERVICE_NORM,
        "article": term.artikel,
        "begins_on": term.begin,
        "raw_end": term.ruwe_einddatum,
        "why": json.dumps(term.naar_dict()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        zaak_id: int = cursor.fetchone()[0]
    return zaak_id
