"""A citizen sends the form for any message: it is received as what it is, by choice or by its words."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from openloket.flows.receiving.offered import offered
from openloket.flows.receiving.sendable import Meant, Sendable
from openloket.flows.submit_form import Sent, submit_form
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL, Catalogue
from openloket.offer.understanding import Chosen, understand
from openloket.people.sessions import Who
from openloket.tenancy.models import Organisation


def submit_message(
    organisation: Organisation,
    key: str,
    reachable: bool,
    catalogue: Catalogue,
    chosen: Chosen,
    now: datetime,
    who: Who | None = None,
    present: bool = False,
) -> Sent:
    """Receive the draft behind `key`; what it is taken for decides its term, its receipt and its place.

    Source: Awb 2:13(2), 2:16, 6:15. Of the form of a product nothing is chosen. A reference that somebody
    typed proves nothing: the message begins a zaak of its own, and an employee links it (placing.py).
    `who`, `present` and what is raised are as in flows.submit_form.
    """
    taken_for = partial(_taken_for, catalogue, chosen, now)
    return submit_form(organisation, key, reachable, now, taken_for, who, present)


def _taken_for(catalogue: Catalogue, chosen: Chosen, now: datetime, sendable: Sendable) -> Sendable:
    """The draft with the service that it is for, and all that was designated here on this day.

    What somebody began at a zaak itself needs no guessing: it is about that zaak.
    """
    if sendable.service.slug != GENERAL or sendable.draft.about:
        return sendable
    understood = understand(catalogue, sendable.draft.answers, chosen)
    if understood is None:
        return sendable
    product = understood.product
    meant = Meant(product.slug if product else "", GENERAL, understood.told(chosen))
    service_id, day = understood.service.service_id, dag_in_amsterdam(now)
    taken = offered(service_id, understood.kind, day, meant, sendable.calendar)
    return replace(sendable, service=taken.service, ways=taken.ways)
