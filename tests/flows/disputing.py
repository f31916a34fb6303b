"""Objections and complaints for tests: sent through the flow, about a decision that was really made known."""

from datetime import date, datetime
from typing import Any

from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.offer.models import Channel, Service
from openloket.zaken.models import Besluit, Zaak

TERMS: dict[str, dict[str, Any]] = {
    "bezwaar": {"kind": "objection", "date_field": "datum_besluit"},
    "klacht": {"kind": "complaint"},
}


def service_for(town: Municipality, kind: str) -> Service:
    """The service of the town for objections or complaints, with the small form of the cast."""
    found: Service | None = Service.objects.filter(slug=kind).first()
    if found is not None:
        return found
    service: Service = Service.create(
        product_id=town.service.product_id, slug=kind, title=kind.capitalize(), theme="Contact",
        message_type=kind, official="ja", authority_id=town.service.authority_id, team=town.team,
        form_version_id=town.service.form_version_id, sensitive=False, term=TERMS[kind],
        texts=town.service.texts,
    )  # fmt: skip
    Channel.create(
        service=service, kind="webformulier", text="Online formulier", designated=True, position=1,
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return service


def send_kind(
    town: Municipality, kind: str, now: datetime, *, about: str = "", reachable: bool = False, **answers: Any
) -> Zaak:
    """Somebody sends an objection or complaint; gives the zaak that begins."""
    service, key = service_for(town, kind), new_key()
    answers = {"naam": "Jan Jansen", "kenteken": "AB-123-C", **answers}
    drafts.keep(key, service.pk, service.form_version_id, answers, now, about=about)
    sent = submit_form(town.organisation, key, reachable, now)
    return Zaak.objects.select_related("submission").get(reference=sent.reference)


def refused(town: Municipality, received: datetime, decided: datetime) -> tuple[Zaak, Besluit]:
    """An application that was refused, the refusal made known by e-mail on the day of `decided`."""
    zaak = send(town, received, reachable=True, email="jan@example.nl")
    return zaak, make_known(town, zaak, decided)


def make_known(town: Municipality, zaak: Zaak, decided: datetime) -> Besluit:
    """Refuse the application of somebody who reads e-mail, and let the message leave."""
    besluit = decide(town, zaak, filled("afwijzing", **REFUSAL), decided)
    besluit.refresh_from_db()
    assert besluit.message_id is not None
    deliver(besluit.message_id, MemoryCarrier(), lambda: decided)
    besluit.refresh_from_db()
    zaak.refresh_from_db()
    return besluit
