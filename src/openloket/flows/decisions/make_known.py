"""A decision is made known: its message left, or somebody handed it over; then the term to object begins."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.decisions.judge_timeliness import settle_waiting
from openloket.flows.delivery.sent_again import known_again
from openloket.flows.terms.default import decided
from openloket.law.bekendmaking import Bekendmakingswijze, bekendmaking
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.termijnen import bezwaartermijn
from openloket.offer.calendar import law_calendar
from openloket.post.models import STILL_HERE, Message, MessageState, Way
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.course import begin_term, decision_term, end_terms
from openloket.zaken.entitlements import begin_entitlement
from openloket.zaken.models import Besluit, Term

_MET = (
    Term.Kind.DECISION,
    Term.Kind.SERVICE_NORM,
    Term.Kind.TO_DECIDE,
    Term.Kind.NOT_HANDLE,
    Term.Kind.SUPPLEMENT,
)
_WAYS = {
    Way.EMAIL: Bekendmakingswijze.ELEKTRONISCH,
    Way.PORTAL: Bekendmakingswijze.ELEKTRONISCH,
    Way.BOX: Bekendmakingswijze.ELEKTRONISCH,
    Way.LETTER: Bekendmakingswijze.POST,
}

BY_HAND = {
    Bekendmakingswijze.UITREIKING: "Ik gaf het besluit zelf aan de afzender",
    Bekendmakingswijze.POST: "Ik printte het besluit en deed het op de post",
}


class UnableToMakeKnown(Exception):
    """It can't be noted as made known; the message is what the employee must be told."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How, on which day, noted when and by whom."""

    how: Bekendmakingswijze
    on: date
    at: datetime
    actor: str


def besluit_sent(message_id: int, sent_on: date, at: datetime) -> None:
    """The message with the decision left (Awb 3:41(1)); e-mail only goes to who asked for it (2:8).

    A protected decision is made known when the mail with its link left: later than when it could be read,
    which gives the sender more time and never less.
    """
    besluit = Besluit.objects.select_related("zaak").filter(message_id=message_id).first()
    if besluit is not None:
        way = Message.objects.values_list("way", flat=True).get(pk=message_id)
        _make_known(besluit, _Way(_WAYS[Way(way)], sent_on, at, "system"), law_calendar())


def make_known_by_hand(employee: Employee, besluit: Besluit, how: str, on: date, now: datetime) -> None:
    """The employee handed the decision over, or printed and posted it, on this day (Awb 3:41(1)).

    A letter that still waits in the list to be posted is withdrawn; an e-mail may be on its way: what was
    first counts. Raises UnableToMakeKnown.
    """
    if not may(employee, Right.HANDLE):
        raise UnableToMakeKnown("U mag geen zaken behandelen.")
    if how not in BY_HAND:
        raise UnableToMakeKnown("Kies hoe u het besluit hebt bekendgemaakt.")
    if on < besluit.decided_on:
        raise UnableToMakeKnown("Toen was het besluit er nog niet. Kies een latere dag.")
    if on > dag_in_amsterdam(now):
        raise UnableToMakeKnown("Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
    way = _Way(Bekendmakingswijze(how), on, now, f"employee:{employee.pk}")
    with transaction.atomic():
        message = lock_message(besluit)
        lost = message is not None and message.state in STILL_HERE
        first = _make_known(besluit, way, law_calendar())
        if not first and not (lost and known_again(besluit.pk, way.how, on, now, way.actor)):
            raise UnableToMakeKnown("Dit besluit is al bekendgemaakt of ingetrokken.")
        if message is not None and lost:
            withdraw_message(message, now)


def lock_message(besluit: Besluit) -> Message | None:
    """The message that brings the decision, locked before it: as in the flows in which a message leaves."""
    message_id = Besluit.objects.values_list("message_id", flat=True).get(pk=besluit.pk)
    found: Message | None = Message.objects.select_for_update().filter(pk=message_id).first()
    return found


def withdraw_message(message: Message, now: datetime) -> None:
    """A message that was overtaken before it left; call it with the message locked."""
    Message.objects.filter(pk=message.pk).update(state=MessageState.WITHDRAWN, settled_at=now)


def _make_known(besluit: Besluit, way: _Way, calendar: Kalender) -> bool:
    """Whether it was made known by this: not when it was before, or when it was withdrawn."""
    about_penalty = besluit.outcome == Besluit.Outcome.PENALTY_FIXED
    objected = besluit.zaak.kind == Berichtsoort.BEZWAAR and not about_penalty
    known = bekendmaking(way.how, way.on, tot_belanghebbenden_gericht=True, na_bezwaar=objected)
    first = Besluit.objects.filter(pk=besluit.pk, made_known_on=None, withdrawn_at=None).update(
        made_known_on=known.dag, made_known_how=way.how, made_known_why=known.waarom.naar_dict()
    )
    if not first:
        return False
    told: dict[str, JsonValue] = {"made_known_on": way.on.isoformat(), "how": way.how.value}
    if not about_penalty:
        told["late"] = _met(besluit.zaak_id, way.on, calendar)
        begin_entitlement(besluit, way.on)
    if besluit.content["remedy"]["kind"] == Rechtsmiddel.BEZWAAR:
        term = begin_term(besluit.zaak_id, Term.Kind.OBJECTION, bezwaartermijn(way.on, calendar))
        assert term.last_day is not None, "a term to object has a last day"
        told["last_day"] = term.last_day.isoformat()
        if waiting := settle_waiting(besluit.zaak_id, way.at, calendar):
            record(scope.current(), way.at, "system", waiting)
    reference, kind = besluit.zaak.reference, "besluit.made_known"
    body = describe(kind, way.at, way.actor, reference=reference, besluit=besluit.pk, **told)
    record(scope.current(), way.at, way.actor, [Fact(kind, "zaak", besluit.zaak_id, body)])
    return True


def _met(zaak_id: int, on: date, calendar: Kalender) -> int:
    """End what the decision answers; gives how many days after the last day it came, 0 when in time."""
    term = decision_term(zaak_id)
    late = max(0, (on - term.last_day).days) if term and term.last_day else 0
    end_terms(zaak_id, _MET, on)
    decided(zaak_id, on, calendar)
    return late
