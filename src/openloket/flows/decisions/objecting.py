"""An objection that somebody began at a decided zaak: its own zaak, its term and whether it came in time."""

from dataclasses import replace
from datetime import datetime

from openloket.evidence.log import Fact, describe
from openloket.flows.decisions.advised import advised
from openloket.flows.decisions.judge_timeliness import Filed, judge_timeliness
from openloket.flows.receiving.arriving import Arrival, Placed, begin
from openloket.law.termijnen import beslistermijn_na_bezwaartermijn
from openloket.law.waarom import datum_in_woorden
from openloket.zaken.course import Noted
from openloket.zaken.models import Timeliness, Zaak
from openloket.zaken.objections import objection_term


def objection_arrived(arrival: Arrival, about: Zaak) -> Placed:
    """Begin its zaak, with the term of Awb 7:10 counted from the real last day to object.

    While no decision was made known, the term is the earliest that can be defended and nothing is judged.
    """
    now, calendar, reference = arrival.copy.received_at, arrival.sendable.calendar, arrival.copy.reference
    term = objection_term(about.pk)
    if term is None or term.last_day is None:
        placed = advised(arrival, begin(arrival, about=about))
        return replace(
            placed, facts=(*placed.facts, *linked(placed.zaak_id, reference, about, "system", now))
        )
    committee = bool(arrival.sendable.service.term.get("committee"))
    placed = begin(arrival, beslistermijn_na_bezwaartermijn(term.last_day, committee, calendar), about)
    came = Filed(placed.zaak_id, reference, arrival.submission_id, now, arrival.channel)
    row, judged = judge_timeliness(came, term, Noted(now), calendar)
    facts = (*placed.facts, *linked(placed.zaak_id, reference, about, "system", now), *judged)
    return advised(arrival, replace(placed, facts=facts, remarks=(remark(row),)))


def linked(zaak_id: int, reference: str, about: Zaak, actor: str, now: datetime) -> list[Fact]:
    """The fact that an objection is about the decision on a zaak, told of both."""
    body = describe("objection.linked", now, actor, objection=reference, about=about.reference)
    again = describe("objection.linked", now, actor, objection=reference, about=about.reference)
    return [
        Fact("objection.linked", "zaak", zaak_id, body),
        Fact("objection.linked", "zaak", about.pk, again),
    ]


_REMARKS = {
    Timeliness.Verdict.IN_TIME: "Uw bezwaar is op tijd. De laatste dag was {last_day}.",
    Timeliness.Verdict.TOO_EARLY: "Uw bezwaar is op tijd. {why}",
    Timeliness.Verdict.FORGIVEN: "Wij nemen uw bezwaar aan. {why}",
    Timeliness.Verdict.TO_DECIDE: "{why} U hoort van ons hoe het verder gaat.",
    Timeliness.Verdict.LATE: (
        "{why} Kon u daar niets aan doen? Dan telt uw bezwaar toch mee. Een medewerker beslist "
        "daarover. Hebt u nog niet verteld waarom het later werd? Laat het ons weten."
    ),
}


def remark(row: Timeliness) -> str:
    """What somebody who objected reads about being in time, on the receipt and in its e-mail."""
    why = " ".join(step["tekst"] for step in row.why["waarom"]["stappen"])
    text = _REMARKS[Timeliness.Verdict(row.verdict)]
    return text.format(last_day=datum_in_woorden(row.last_day), why=why)
