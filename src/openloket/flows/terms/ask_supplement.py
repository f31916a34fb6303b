"""An employee asks the sender for what is missing (Awb 4:5, 6:6); once that left, the term stands still."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.writing import Wishes, write_to_sender
from openloket.flows.unable import UnableAtFields
from openloket.law.gebeurtenissen import Opschortingsgrond
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.procedures import aanvultermijn
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.models import Message
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import Noted, begin_term, decision_term, end_terms, happen
from openloket.zaken.models import OPEN, Status, SupplementRequest, Term, Zaak
from openloket.zaken.supplements import Waiting, ground_of, open_request

KIND = "supplement_request"
LONGEST = 3000

NOT_ALLOWED = "U mag geen zaken behandelen."
CLOSED = "Deze zaak is al klaar. Om aanvulling vragen kan niet meer."
NO_TERM = "Op deze zaak loopt geen termijn om te beslissen. Er valt dus niets stil te zetten."
NO_GROUND = (
    "De wet kent om aanvulling vragen alleen bij een aanvraag (Awb 4:5) en bij een bezwaar (Awb 6:6). "
    "Voor deze zaak geldt dat niet: de termijn blijft lopen. Bel of schrijf de afzender gewoon."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is missing, in the words that the sender reads, and the last day to send it."""

    asked: str
    last_day: date


class UnableToAskSupplement(UnableAtFields):
    """It can't be asked; the message is what the employee must be told, `problems` says it by field."""


def ask_supplement(
    employee: Employee, organisation: Organisation, zaak: Zaak, wish: Wish, now: datetime
) -> SupplementRequest:
    """Write the request and put it on its way; of two employees at once, one asks and the other is told.

    Nothing stands still yet: that begins the day after the message left (supplement_request_left).
    Raises UnableToAskSupplement.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToAskSupplement(NOT_ALLOWED)
    today = dag_in_amsterdam(now)
    asked = checked(wish, today)
    with transaction.atomic():
        ground = may_be_asked(zaak, today)
        objection = ground is Opschortingsgrond.HERSTEL_BEZWAAR
        message = _write(organisation, zaak, Wish(asked, wish.last_day), objection, now)
        return keep_request(employee, zaak, asked, wish.last_day, message, now)


def request_by_letter(failed: Message, now: datetime) -> Message:
    """The e-mail that asked to supplement did not arrive, and led to what it may not hold: a letter says it.

    Call it inside the transaction that locked the failed message. What hangs on the request waits from now on
    for the letter.
    """
    request = SupplementRequest.objects.select_related("zaak").get(message=failed)
    organisation, wish = Organisation.objects.get(pk=scope.current()), Wish(request.asked, request.last_day)
    objection = request.zaak.kind == Berichtsoort.BEZWAAR
    letter = _write(organisation, request.zaak, wish, objection, now, by_letter=True)
    SupplementRequest.objects.filter(pk=request.pk).update(message=letter)
    return letter


def _write(
    organisation: Organisation,
    zaak: Zaak,
    wish: Wish,
    objection: bool,
    now: datetime,
    *,
    by_letter: bool = False,
) -> Message:
    told = {"asked": wish.asked, "last_day": datum_in_woorden(wish.last_day), "objection": objection}
    subject, wishes = f"Vul uw bericht aan ({zaak.reference})", Wishes(by_letter, answer_by=wish.last_day)
    return write_to_sender(organisation, zaak, KIND, subject, told, now, wishes)


def keep_request(
    employee: Employee, zaak: Zaak, asked: str, last_day: date, message: Message, now: datetime
) -> SupplementRequest:
    """Write down and prove that a message asks to supplement, in the transaction that writes the message."""
    request: SupplementRequest = SupplementRequest.create(
        zaak=zaak,
        mark=secrets.token_hex(13),
        asked=asked,
        last_day=last_day,
        asked_by=employee,
        asked_at=now,
        message=message,
    )
    actor = f"employee:{employee.pk}"
    body = describe(
        "supplement.asked",
        now,
        actor,
        reference=zaak.reference,
        request=request.pk,
        last_day=last_day.isoformat(),
        message_sha256=message.sha256,
    )
    record(scope.current(), now, actor, [Fact("supplement.asked", "zaak", zaak.pk, body)])
    return request


def checked(wish: Wish, today: date) -> str:
    """What is asked, tidied. Raises UnableToAskSupplement with a problem for each field that is not right."""
    asked, problems = wish.asked.replace("\r\n", "\n").strip(), {}
    if not asked:
        problems["ontbreekt"] = "Schrijf op wat er ontbreekt."
    elif len(asked) > LONGEST:
        problems["ontbreekt"] = f"Uw tekst is te lang. Zij mag {LONGEST} tekens hebben."
    elif "\0" in asked:
        problems["ontbreekt"] = "Uw tekst heeft een teken dat wij niet kunnen bewaren."
    if wish.last_day <= today:
        problems["uiterste-dag"] = "Kies een dag na vandaag."
    if problems:
        raise UnableToAskSupplement("Verbeter eerst wat hieronder staat.", problems)
    return asked


def may_be_asked(zaak: Zaak, today: date) -> Opschortingsgrond:
    """The ground on which the term may stand still; the lock on it makes two employees go one by one.

    Raises UnableToAskSupplement.
    """
    term = decision_term(zaak.pk)
    status = Zaak.objects.values_list("status", flat=True).get(pk=zaak.pk)
    if status not in OPEN:
        raise UnableToAskSupplement(CLOSED)
    if term is None:
        raise UnableToAskSupplement(NO_TERM)
    ground = ground_of(term)
    if ground is None:
        raise UnableToAskSupplement(NO_GROUND)
    if earlier := open_request(zaak.pk, today):
        until = datum_in_woorden(earlier.last_day)
        raise UnableToAskSupplement(
            f"Er is al om aanvulling gevraagd. De afzender kan tot en met {until} antwoorden."
        )
    return ground


def supplement_request_left(message_id: int, sent_on: date, at: datetime) -> None:
    """The request really left: the decision term stands still from the day after (Awb 4:15, 7:10).

    A request that left on its last day or later gave no time to answer: then nothing stands still.
    """
    if not SupplementRequest.objects.filter(message_id=message_id, sent_on=None).update(sent_on=sent_on):
        return
    request = SupplementRequest.objects.select_related("zaak").get(message_id=message_id)
    term = decision_term(request.zaak_id)
    ground = ground_of(term) if term else None
    if term is None or ground is None or request.last_day <= sent_on or request.answered_on:
        return
    calendar = law_calendar()
    event = Waiting(ground, sent_on, request.last_day, request.mark).as_event()
    course = happen(term, event, Noted(at, request.asked_by_id), calendar)
    end_terms(request.zaak_id, [Term.Kind.SUPPLEMENT, Term.Kind.NOT_HANDLE], sent_on)  # of an earlier request
    begin_term(request.zaak_id, Term.Kind.SUPPLEMENT, aanvultermijn(ground, sent_on, request.last_day))
    Zaak.objects.filter(pk=request.zaak_id, status__in=OPEN).update(status=Status.WAITING)
    body = describe(
        "term.suspended",
        at,
        "system",
        reference=request.zaak.reference,
        ground=ground.value,
        first_day=event.eerste_dag.isoformat(),
        until=request.last_day.isoformat(),
        last_day=course.laatste_dag.isoformat(),
    )
    record(scope.current(), at, "system", [Fact("term.suspended", "zaak", request.zaak_id, body)])
