"""A committee or person will advise on an objection or a complaint: the term grows (Awb 7:13, 9:14)."""

from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import write_to_sender
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.termijnen import met_advies
from openloket.law.termijnverloop import verloop
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import OF_THE_BODY, Noted, as_law, began_as, decision_term
from openloket.zaken.models import OPEN, Term, Zaak
from openloket.zaken.replacing import replace_term

ADVISED_ON = {Berichtsoort.BEZWAAR: "bezwaar", Berichtsoort.KLACHT: "klacht"}


class UnableToSetAdvice(Exception):
    """It can't be noted; the message is what the employee must be told."""


def set_advice(employee: Employee, zaak: Zaak, now: datetime) -> Term:
    """Note that advice is asked, count the term anew and tell the sender at once (Awb 7:13(2), 9:15(1)).

    Twelve weeks for an objection, ten for a complaint, from the same first day; what happened to the term
    stays. Gives the new term. Raises UnableToSetAdvice, also when the term is over: then no committee
    makes it longer.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToSetAdvice("U mag geen zaken behandelen.")
    if zaak.kind not in ADVISED_ON:
        raise UnableToSetAdvice("Alleen over een bezwaar of een klacht geeft een commissie zo'n advies.")
    actor, calendar = f"employee:{employee.pk}", law_calendar()
    with transaction.atomic():
        if Zaak.objects.filter(pk=zaak.pk, advice=False, status__in=OPEN).update(advice=True) == 0:
            raise UnableToSetAdvice("Iemand was u voor: er is al advies gevraagd, of de zaak is klaar.")
        term = _longer(zaak, Noted(now, employee.pk), calendar)
        message = _tell(zaak, term, now)
        body = describe(
            "advice.asked",
            now,
            actor,
            reference=zaak.reference,
            last_day=term.last_day.isoformat() if term.last_day else "",
            message=message,
        )
        record(zaak.organisation_id, now, actor, [Fact("advice.asked", "zaak", zaak.pk, body)])
    return term


def longer_until(zaak_id: int, calendar: Kalender, today: date) -> date | None:
    """The last day if advice were asked now; None when no term runs any more. Nothing is written."""
    running = Term.objects.filter(zaak_id=zaak_id, kind__in=OF_THE_BODY, ended_on=None).order_by("-id")
    term = running.exclude(last_day__lt=today).first()
    if term is None:
        return None
    happened = [as_law(event) for event in term.events.order_by("id")]
    return verloop(met_advies(began_as(term), calendar), happened, calendar, today).laatste_dag


def _longer(zaak: Zaak, noted: Noted, calendar: Kalender) -> Term:
    term = decision_term(zaak.pk)
    if term is None or term.last_day is None:
        raise UnableToSetAdvice("Er loopt geen termijn meer om te beslissen.")
    if dag_in_amsterdam(noted.at) > term.last_day:
        last = datum_in_woorden(term.last_day)
        raise UnableToSetAdvice(f"De laatste dag was {last}. Een commissie maakt de termijn nu niet langer.")
    return replace_term(term, met_advies(began_as(term), calendar), noted, calendar)


def _tell(zaak: Zaak, term: Term, now: datetime) -> int:
    what = ADVISED_ON[Berichtsoort(zaak.kind)]
    context = {
        "what": what,
        "last_day": datum_in_woorden(term.last_day) if term.last_day else "",
        "article": "Awb 7:13" if what == "bezwaar" else "Awb 9:15",
    }
    organisation = Organisation.objects.get(pk=zaak.organisation_id)
    subject = f"Een commissie geeft advies over uw {what} ({zaak.reference})"
    return int(write_to_sender(organisation, zaak, "advice", subject, context, now).pk)
