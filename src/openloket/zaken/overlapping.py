"""Running terms of senders that overlap a period: counted and changed as groups, never row by row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from openloket.tenancy import scope
from openloket.zaken.models import Term


@dataclass(frozen=True, slots=True)
class Alike:
    """Terms that are counted alike; `service_id` is that of the zaak for supplements, None for objections."""

    service_id: int | None
    begins_on: date
    last_day: date
    count: int

    @property
    def kind(self) -> Term.Kind:
        """Which term of the sender it is."""
        return Term.Kind.OBJECTION if self.service_id is None else Term.Kind.SUPPLEMENT


LONGEST = timedelta(days=366)
"""No term of a sender is set for longer than this; so a period of long ago is found without reading since."""

# The index zaken_term_running gives what had not ended before the period began, and nothing of the archive.
_OVERLAPS = """
term.organisation_id = %(organisation)s AND term.kind = %(kind)s AND term.ended_on IS NULL
AND term.last_day BETWEEN %(first)s AND %(until)s AND term.begins_on <= %(last)s
"""
_OBJECTIONS = f"""
SELECT NULL::bigint, term.begins_on, term.last_day, count(*) FROM zaken_term AS term
WHERE {_OVERLAPS} GROUP BY 2, 3 ORDER BY 3, 2
"""  # noqa: S608 (put together from constants)
_SUPPLEMENTS = f"""
SELECT zaak.service_id, term.begins_on, term.last_day, count(*)
FROM zaken_term AS term JOIN zaken_zaak AS zaak ON zaak.id = term.zaak_id
WHERE {_OVERLAPS} AND zaak.organisation_id = %(organisation)s AND zaak.service_id = ANY(%(services)s)
GROUP BY 1, 2, 3 ORDER BY 3, 2, 1
"""  # noqa: S608 (idem)
_IDS = f"""
SELECT term.id FROM zaken_term AS term WHERE {_OVERLAPS} ORDER BY term.last_day, term.id
"""  # noqa: S608 (idem)


def objections(first: date, last: date) -> list[Alike]:
    """Terms to object that overlap a period (days in Amsterdam, both included), by the days they run."""
    return _alike(_OBJECTIONS, _values(Term.Kind.OBJECTION, first, last))


def supplements(first: date, last: date, services: Collection[int]) -> list[Alike]:
    """Terms to supplement a zaak of one of these services that overlap a period."""
    values = _values(Term.Kind.SUPPLEMENT, first, last)
    return _alike(_SUPPLEMENTS, {**values, "services": list(services)}) if services else []


def objection_ids(first: date, last: date) -> list[int]:
    """The ids of terms to object that overlap a period, by last day."""
    with connection.cursor() as cursor:
        cursor.execute(_IDS, _values(Term.Kind.OBJECTION, first, last))
        return [pk for (pk,) in cursor.fetchall()]


def _values(kind: Term.Kind, first: date, last: date) -> dict[str, object]:
    until = last + LONGEST
    return {"organisation": scope.current(), "kind": kind, "first": first, "last": last, "until": until}


def _alike(sql: str, values: dict[str, object]) -> list[Alike]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Alike(*row) for row in cursor.fetchall()]


# The bounds say nothing new; without them the database would read every term that ever ran.
_FORGIVE = """
UPDATE zaken_term AS term SET forgiven_until = given.until
FROM unnest(%(begins)s::date[], %(lasts)s::date[], %(untils)s::timestamptz[])
     AS given(begins_on, last_day, until)
WHERE term.organisation_id = %(organisation)s AND term.kind = %(kind)s AND term.ended_on IS NULL
  AND term.last_day BETWEEN %(first)s AND %(last)s
  AND term.last_day = given.last_day AND term.begins_on = given.begins_on
  AND (term.forgiven_until IS NULL OR term.forgiven_until < given.until)
"""
_FORGIVE_OF_SERVICE = """
UPDATE zaken_term AS term SET forgiven_until = given.until
FROM unnest(%(services)s::bigint[], %(begins)s::date[], %(lasts)s::date[], %(untils)s::timestamptz[])
     AS given(service_id, begins_on, last_day, until),
     zaken_zaak AS zaak
WHERE term.organisation_id = %(organisation)s AND term.kind = %(kind)s AND term.ended_on IS NULL
  AND term.last_day BETWEEN %(first)s AND %(last)s
  AND term.last_day = given.last_day AND term.begins_on = given.begins_on
  AND (term.forgiven_until IS NULL OR term.forgiven_until < given.until)
  AND zaak.id = term.zaak_id AND zaak.organisation_id = term.organisation_id
  AND zaak.service_id = given.service_id
"""


def forgive(kind: Term.Kind, given: Sequence[tuple[Alike, datetime]]) -> int:
    """Keep until when lateness is forgiven (UTC), for all terms of each group at once; never earlier again.

    One statement. Gives how many terms changed.
    """
    if not given:
        return 0
    lasts = [one.last_day for one, _ in given]
    values = {
        "organisation": scope.current(),
        "kind": kind,
        "first": min(lasts),
        "last": max(lasts),
        "services": [one.service_id for one, _ in given],
        "begins": [one.begins_on for one, _ in given],
        "lasts": lasts,
        "untils": [until for _, until in given],
    }
    with connection.cursor() as cursor:
        cursor.execute(_FORGIVE if kind == Term.Kind.OBJECTION else _FORGIVE_OF_SERVICE, values)
        return cursor.rowcount
