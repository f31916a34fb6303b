"""A zaak in a list of Mijn omgeving, and a link to it."""

from typing import Any

from django.http import HttpRequest

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.web.mijn.frame import at_mine
from openloket.zaken.models import OPEN, Status, Zaak
from openloket.zaken.standing import stage

_KINDS = {Status.WAITING: "warning", Status.DECIDED: "good"}
_LABELS = {Status.WAITING: "Wij wachten op u", Status.CLOSED: "Klaar"}


def zaak_url(request: HttpRequest, reference: str) -> str:
    """The page of a zaak in Mijn omgeving."""
    return at_mine(request, f"zaken/{reference}")


def zaak_row(request: HttpRequest, zaak: Zaak) -> dict[str, Any]:
    """One line: what it is, where it is in a sentence, and by when we answer."""
    status = Status(zaak.status)
    return {
        "title": zaak.title,
        "reference": zaak.reference,
        "url": zaak_url(request, zaak.reference),
        "label": _LABELS.get(status, status.label.capitalize()),
        "kind": _KINDS.get(status, "neutral"),
        "status": stage(zaak),
        "received": datum_in_woorden(dag_in_amsterdam(zaak.received_at)),
        "last_day": datum_in_woorden(zaak.last_day) if zaak.status in OPEN and zaak.last_day else "",
    }
