"""Decisions for tests: filled in, seen and recorded as an employee does."""

from datetime import datetime
from typing import Any

from tests.cast import Municipality

from openloket.flows.decisions.deciding import Filled, compose
from openloket.flows.decisions.record_besluit import record_besluit
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.calendar import law_calendar
from openloket.offer.decisions import decision_templates
from openloket.zaken.models import Besluit, Zaak

REASON = "Uw straat ligt buiten het gebied met vergunningen."
REFUSAL: dict[str, Any] = {"besluit": "U krijgt geen vergunning.", "gegevens": "nee", "reden": REASON}
UNFOUNDED: dict[str, Any] = {
    "tegen": "ons besluit van 2 maart 2026",
    "gehoord": "ja",
    "commissie": "nee",
    "reden": "De regels zijn goed toegepast.",
    "rechtbank": "noord-holland",
}


def filled(key: str, **answers: Any) -> Filled:
    """A template with its answers."""
    template = next(one for one in decision_templates() if one.key == key)
    return Filled(template, answers)


def seen(town: Municipality, zaak: Zaak, what: Filled, now: datetime) -> str:
    """The digest of the words that an employee sees in the preview."""
    zaak = Zaak.objects.select_related("service__authority").get(pk=zaak.pk)
    today = dag_in_amsterdam(now)
    return compose(town.organisation, town.worker, zaak, what, law_calendar(), today).sha256


def decide(
    town: Municipality, zaak: Zaak, what: Filled, now: datetime, *, hand_over: bool = False
) -> Besluit:
    """Look at the decision and record it."""
    digest = seen(town, zaak, what, now)
    return record_besluit(town.organisation, town.worker, zaak, what, digest, now, hand_over=hand_over)
