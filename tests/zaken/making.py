"""Zaken for tests: real ones, sent through the flow, and many at once for measuring."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from tests.cast import Municipality

from openloket.flows.drafts.begin_about import begin_about
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.models import Submission
from openloket.intake.references import new_key
from openloket.offer import library
from openloket.offer.models import Service
from openloket.tenancy.models import Authority
from openloket.web import directory
from openloket.zaken.models import Zaak


def send(town: Municipality, now: datetime, reachable: bool = False, **answers: Any) -> Zaak:
    """A citizen of the town in scope sends the small form; gives the zaak that begins."""
    key = new_key()
    answers = {"naam": "Jan Jansen", "kenteken": "AB-123-C", **answers}
    drafts.keep(key, town.service.pk, town.service.form_version_id, answers, now)
    sent = submit_form(town.organisation, key, reachable, now)
    return Zaak.objects.get(reference=sent.reference)


def adopt(town: Municipality, key: str) -> Service:
    """Put a product of the library on the counter of the town in scope."""
    Service.objects.filter(slug=key).delete()
    for kind in ("college", "burgemeester", "raad"):
        Authority.objects.get_or_create(kind=kind, organisation=town.organisation, defaults={"name": kind})
    local = library.Local(costs="€ 25", team=town.team, popular=False, channels=())
    service = library.adopt(key, local, datetime(2026, 1, 1, tzinfo=UTC))
    directory.forget()
    return service


ADDRESS = {
    "postcode": "1234 AB", "huisnummer": "12", "huisletter": "", "toevoeging": "", "straat": "Dorpsstraat",
    "plaats": "Duinstede",
}  # fmt: skip
ABOUT = {
    "aanvulling": {"bericht": "Hierbij mijn kenteken.", "controledatum": "1980-05-12"},
    "ingebrekestelling": {"omschrijving": "Een vergunning.", "naam": "Jan Jansen", "adres": ADDRESS},
    "intrekken": {"naam": "Jan Jansen", "controledatum": "1980-05-12"},
    "vraag-over-zaak": {"bericht": "Hoe lang duurt het nog?", "controledatum": "1980-05-12"},
}
"""What somebody answers at least in the forms about a zaak."""


def write_about(town: Municipality, zaak: Zaak, key: str, now: datetime, **answers: Any) -> Submission:
    """The sender of the zaak writes again, from the receipt; `key` is the product."""
    service = Service.objects.filter(slug=key).first() or adopt(town, key)
    draft = begin_about(zaak, service.pk, service.form_version_id, now, own=zaak.submission)
    drafts.keep(draft, service.pk, service.form_version_id, {**ABOUT[key], **answers}, now)
    sent = submit_form(town.organisation, draft, False, now)
    return Submission.objects.get(reference=sent.reference)


_MANY = """
WITH made AS (
    INSERT INTO intake_submission (organisation_id, reference, idempotency_key, service_id, form_version_id,
        channel, message_type, received_at, email, answers, copy, copy_sha256, judgement)
    SELECT %(organisation)s, %(prefix)s || '-2020-' || to_char(n, 'FM000-000-000'),
           sha256((%(prefix)s || n)::bytea), %(service)s, %(version)s, 'webformulier', 'aanvraag',
           %(now)s::timestamptz - n * interval '10 minutes', '', '{}', '{}', '', '{}'
    FROM generate_series(1, %(count)s) AS n
    RETURNING id, reference, received_at
), receipt AS (
    INSERT INTO intake_receipt (organisation_id, submission_id, access_key, issued_at, event_id, promise,
        exception, consequences, unlock_failures)
    SELECT %(organisation)s, id, reference, received_at, 0, '{}', 'b', '{}', 0 FROM made
), numbered AS (SELECT *, row_number() OVER (ORDER BY received_at DESC) AS n FROM made)
INSERT INTO zaken_zaak (organisation_id, reference, submission_id, service_id, title, sender, status,
    team_id, received_at, last_day)
SELECT %(organisation)s, reference, id, %(service)s, 'Parkeervergunning', 'Afzender ' || n,
       CASE WHEN n %% 50 = 0 THEN 'received' ELSE 'closed' END, %(team)s, received_at,
       (received_at + interval '8 weeks')::date
FROM numbered
"""


def send_many(town: Municipality, count: int, now: datetime) -> None:
    """An archive of the town in scope: one in fifty is open, each ten minutes older than the one before."""
    values = {
        "organisation": town.organisation.pk,
        "prefix": town.organisation.reference_prefix,
        "service": town.service.pk,
        "version": town.service.form_version_id,
        "team": town.team.pk,
        "now": now,
        "count": count,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MANY, values)
