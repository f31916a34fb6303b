"""An employee corrects the product of a message that was recognised wrongly; its term is counted anew."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.decisions.complaint_arrived import register
from openloket.flows.receiving.offered import offered
from openloket.flows.receiving.sendable import Offered
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.termijnen import Termijn
from openloket.offer.catalogue import PART_OF_ANOTHER
from openloket.offer.models import Service
from openloket.offer.terms import term_of
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.complaints import topic_of
from openloket.zaken.course import Noted, decision_term
from openloket.zaken.models import OPEN, Besluit, Complaint, Zaak
from openloket.zaken.replacing import replace_term

_FIRST = "Iemand was u voor: het product is al veranderd. Kijk opnieuw."


class UnableToReclassify(Exception):
    """It can't become that; the message is what the employee is told."""


def reclassify(employee: Employee, zaak: Zaak, seen_id: int, service_id: int, now: datetime) -> None:
    """Make it a zaak of another service. The term of that service counts from the same receipt (Awb 2:20).

    `seen_id` is the service that the employee saw. What happened to the term goes along. The submission and
    its receipt stay as they were: they prove what was received. Raises UnableToReclassify.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToReclassify("U mag geen zaken behandelen.")
    service = Service.objects.filter(pk=service_id, active=True).first()
    if service is None or service.pk == seen_id or Berichtsoort(service.message_type) in PART_OF_ANOTHER:
        raise UnableToReclassify("Kies een ander product.")
    meant = offered(service.pk, Berichtsoort(service.message_type), dag_in_amsterdam(zaak.received_at))
    with transaction.atomic():
        _lock(zaak, seen_id)
        _move(zaak, service)
        last_day = _count_anew(employee, zaak, meant, now).laatste_dag.isoformat()
        actor = f"employee:{employee.pk}"
        told = {"reference": zaak.reference, "was": zaak.title, "service": service.title}
        body = describe("zaak.reclassified", now, actor, **told, last_day=last_day)
        facts = [Fact("zaak.reclassified", "zaak", zaak.pk, body)]
        if service.message_type == Berichtsoort.KLACHT:
            topic = topic_of(zaak.submission.answers)
            facts.append(register(zaak.pk, zaak.reference, zaak.received_at, topic, actor, now)[1])
        record(scope.current(), now, actor, facts)


def _lock(zaak: Zaak, seen_id: int) -> None:
    """Until the transaction ends nobody else changes it. Raises UnableToReclassify."""
    found = Zaak.objects.select_for_update().defer("search").get(pk=zaak.pk)
    if found.service_id != seen_id:
        raise UnableToReclassify(_FIRST)
    if found.status not in OPEN or Besluit.objects.filter(zaak=zaak, withdrawn_at=None).exists():
        raise UnableToReclassify("Over deze zaak is al besloten, of zij is klaar.")
    if found.about_id is not None or Complaint.objects.filter(zaak=zaak).exists():
        raise UnableToReclassify("Dit bezwaar of deze klacht wordt al zo behandeld.")


def _move(zaak: Zaak, service: Service) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(
        service=service, title=service.title, kind=service.message_type, team_id=service.team_id
    )


def _count_anew(employee: Employee, zaak: Zaak, meant: Offered, now: datetime) -> Termijn:
    began = term_of(meant.service.term, zaak.received_at, zaak.submission.answers, meant.calendar)
    running = decision_term(zaak.pk)
    if running is not None:
        replace_term(running, began, Noted(now, employee.pk), meant.calendar)
    return began
