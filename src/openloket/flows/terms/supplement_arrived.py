"""The sender supplied what was asked: the request is answered and the term goes on (Awb 4:15, 7:10)."""

from datetime import date, datetime

from openloket.evidence.log import Fact, describe
from openloket.law.gebeurtenissen import Hervatting, Opschortingsgrond
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.procedures import termijn_niet_behandelen
from openloket.zaken.course import Noted, begin_term, decision_term, end_terms, happen
from openloket.zaken.models import Status, SupplementRequest, Term, Zaak
from openloket.zaken.supplements import ground_of, suspended_by, unanswered

_BY = "citizen"


def supplement_arrived(zaak_id: int, filing_id: int, received_at: datetime, calendar: Kalender) -> list[Fact]:
    """What a supplement does to the zaak; call it in the transaction that receives it, and record the facts.

    In time: the term goes on from the day of receipt, and for an application the four weeks of Awb 4:5 lid 4
    begin, with the question whether it is complete now. Too late: it is kept, and nothing need be resumed.
    """
    on = dag_in_amsterdam(received_at)
    term = decision_term(zaak_id)
    reference = Zaak.objects.values_list("reference", flat=True).get(pk=zaak_id)
    requests = unanswered(zaak_id)
    answered = SupplementRequest.objects.filter(pk__in=[request.pk for request in requests])
    answered.update(answered_on=on, filing_id=filing_id)
    body = describe("supplement.received", received_at, _BY, reference=reference, filing=filing_id)
    facts = [Fact("supplement.received", "zaak", zaak_id, body)]
    if term is not None:
        facts += [
            _resume(term, request, reference, received_at, calendar)
            for request in requests
            if on <= request.last_day and suspended_by(term, request)
        ]
        close_term(term, on, calendar)
    Zaak.objects.filter(pk=zaak_id, status=Status.WAITING).update(status=Status.IN_PROGRESS)
    return facts


def close_term(term: Term, answered_on: date | None, calendar: Kalender) -> bool:
    """End the term to supplement on the zaak of a decision term, answered or unused; whether one ran.

    For an application the term of Awb 4:5 lid 4 takes over, until somebody says that it is complete.
    """
    running = Term.objects.filter(zaak_id=term.zaak_id, kind=Term.Kind.SUPPLEMENT, ended_on=None)
    until: date | None = running.order_by("-last_day").values_list("last_day", flat=True).first()
    if until is None:
        return False
    end_terms(term.zaak_id, [Term.Kind.SUPPLEMENT], min(answered_on or until, until))
    if ground_of(term) is Opschortingsgrond.AANVULLING:
        end_terms(term.zaak_id, [Term.Kind.NOT_HANDLE], until)
        began = termijn_niet_behandelen(until, answered_on, calendar)
        begin_term(term.zaak_id, Term.Kind.NOT_HANDLE, began)
    return True


def _resume(term: Term, request: SupplementRequest, reference: str, at: datetime, calendar: Kalender) -> Fact:
    ground = ground_of(term)
    assert ground is not None, "it was suspended on this ground"
    on = dag_in_amsterdam(at)
    course = happen(term, Hervatting(ground, on, request.mark), Noted(at), calendar)
    return resumed(term, reference, _BY, at, ground=ground.value, first_day=on.isoformat(),
                   last_day=course.laatste_dag.isoformat())  # fmt: skip


def resumed(term: Term, reference: str, actor: str, at: datetime, **days: str) -> Fact:
    """The fact that a term goes on: `ground`, the first day that counts again, the last day that follows."""
    body = describe("term.resumed", at, actor, reference=reference, **days)
    return Fact("term.resumed", "zaak", term.zaak_id, body)
