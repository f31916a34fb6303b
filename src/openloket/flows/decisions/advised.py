"""Services for which a committee or person always advises: said at the receipt (Awb 7:13(2), 9:15(1))."""

from dataclasses import replace

from openloket.evidence.log import Fact, describe
from openloket.flows.receiving.arriving import Arrival, Placed, begin
from openloket.zaken.models import Zaak

REMARK = "Een commissie of persoon geeft ons advies over uw {what}. Daarom hebben wij meer tijd."


def begin_advised(arrival: Arrival) -> Placed:
    """Begin a zaak of its own, and say so when the service has such a committee or person."""
    return advised(arrival, begin(arrival))


def advised(arrival: Arrival, placed: Placed) -> Placed:
    """Note on the zaak that began that advice is asked, if the rule of its service says so.

    The term that the service rules is the longer one already (Awb 7:10(1), 9:11(1)).
    """
    rule, copy = arrival.sendable.service.term, arrival.copy
    if not (rule.get("committee") or rule.get("advice")):
        return placed
    Zaak.objects.filter(pk=placed.zaak_id).update(advice=True)
    last_day = placed.term.laatste_dag.isoformat()
    body = describe("advice.asked", copy.received_at, "system", reference=copy.reference, last_day=last_day)
    fact = Fact("advice.asked", "zaak", placed.zaak_id, body)
    told = REMARK.format(what=arrival.judged.kind.value)
    return replace(placed, facts=(*placed.facts, fact), remarks=(*placed.remarks, told))
