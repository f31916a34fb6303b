"""A complaint arrives: it gets its zaak and at once its entry in the register (Awb 9:12a)."""

from dataclasses import replace
from datetime import datetime

from openloket.evidence.log import Fact, describe
from openloket.flows.decisions.advised import begin_advised
from openloket.flows.receiving.arriving import Arrival, Placed
from openloket.law.kalender import dag_in_amsterdam
from openloket.zaken.complaints import topic_of
from openloket.zaken.models import Complaint


def complaint_arrived(arrival: Arrival) -> Placed:
    """Begin its zaak and register it, in the transaction that receives it."""
    placed, copy = begin_advised(arrival), arrival.copy
    topic = topic_of(arrival.judged.answers)
    _, fact = register(placed.zaak_id, copy.reference, copy.received_at, topic, "system", copy.received_at)
    return replace(placed, facts=(*placed.facts, fact))


def register(
    zaak_id: int, reference: str, received_at: datetime, topic: str, actor: str, now: datetime
) -> tuple[Complaint, Fact]:
    """Enter a complaint in the register of the year in which it came; gives the entry and the fact of it."""
    year = dag_in_amsterdam(received_at).year
    row = Complaint.create(zaak_id=zaak_id, year=year, topic=topic)
    body = describe("complaint.registered", now, actor, reference=reference, year=year, topic=topic)
    return row, Fact("complaint.registered", "zaak", zaak_id, body)
