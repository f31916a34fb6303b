"""In the demo somebody waits too long for an answer, and wrote that: the penalty runs."""

from datetime import datetime, timedelta
from typing import Any

from openloket.flows.drafts.begin_about import begin_about
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer.models import Service
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak

APPLIED = timedelta(days=80)
WROTE = timedelta(days=18)
"""How long ago: more than eight weeks for the decision, and more than two weeks for the notice."""


def load_too_late(organisation: Organisation, services: dict[str, Service], now: datetime) -> None:
    """An association asks to collect money, hears nothing, and gives notice of default."""
    applied, service, notice = now - APPLIED, services["collectevergunning"], services["ingebrekestelling"]
    key = new_key()
    drafts.keep(key, service.pk, service.form_version_id, _answers(organisation.name, now), applied)
    sent = submit_form(organisation, key, True, applied)
    zaak: Any = Zaak.objects.select_related("submission").get(reference=sent.reference)
    wrote = now - WROTE
    key = begin_about(zaak, notice.pk, notice.form_version_id, wrote, own=zaak.submission)
    more = {"adres": zaak.submission.answers["adres"], "toelichting": "Wij horen niets van u."}
    drafts.keep(key, notice.pk, notice.form_version_id, more, wrote)
    submit_form(organisation, key, True, wrote)


def _answers(town: str, now: datetime) -> dict[str, Any]:
    first = (now + timedelta(days=45)).date()
    return {
        "naam_organisatie": "Vrienden van het Duinbad",
        "adres": {"postcode": "1992 CD", "huisnummer": "31", "straat": "Zwemlaan", "plaats": town},
        "kvk_ingeschreven": True,
        "kvk": "12345678",
        "cbf_erkend": True,
        "wat": ["geld"],
        "wijze": ["deur"],
        "doel": "Een lift, zodat iedereen het water in kan.",
        "periodes": [{"begin": first.isoformat(), "eind": (first + timedelta(days=5)).isoformat()}],
        "gebied": "hele_gemeente",
        "betaald": False,
        "naam": "Ruud Hendriks",
        "email": "ruud.hendriks@post.example",
    }
