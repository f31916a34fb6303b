"""A message of a referral has left: only now a term begins anew or ends, and only now the zaak closes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from openloket.evidence.canonical import JsonValue
from openloket.evidence.log import Fact, describe, record
from openloket.flows.referral.referral_case import Answers, case_of
from openloket.flows.referral.referral_effect import begun_later, extended_sender, later_start
from openloket.flows.terms.ask_supplement import supplement_request_left
from openloket.intake.models import Referral
from openloket.law.kalender import dag_in_amsterdam, einde_van_dag
from openloket.offer.calendar import law_calendar
from openloket.tenancy import scope
from openloket.zaken.course import Noted, decision_term, end_terms
from openloket.zaken.models import OPEN, Status, Term, Zaak
from openloket.zaken.replacing import replace_term

_ACTOR = "system"
Told = Mapping[str, JsonValue]


def referral_told(message_id: int, sent_on: date, at: datetime) -> None:
    """The message to the sender left: let happen what it tells. Told twice it happens once."""
    found = _locked(at, message_id=message_id)
    if found is None or found[0].told_on is not None:
        return
    referral, zaak = found
    referral.told_on = sent_on
    if referral.way == Referral.Way.RETURNED:
        referral.carried_on = sent_on  # it holds the message itself
    Referral.objects.filter(pk=referral.pk).update(told_on=sent_on, carried_on=referral.carried_on)
    happened: Told = {}
    if referral.way == Referral.Way.INSIDE:
        happened = _begin_later(referral, zaak, sent_on, at)
    elif referral.way == Referral.Way.POINTED:
        happened = _extend_sender(referral, zaak, sent_on)
    _record("referral.told", referral, zaak, sent_on, at, happened)
    if referral.way == Referral.Way.REFUSED:
        supplement_request_left(message_id, sent_on, at)
    _close_when_done(referral, zaak, sent_on, at)


def referral_carried(message_id: int, sent_on: date, at: datetime) -> None:
    """The message itself left for the other body. Told twice it happens once."""
    found = _locked(at, carried_id=message_id)
    if found is None or found[0].carried_on is not None:
        return
    referral, zaak = found
    referral.carried_on = sent_on
    Referral.objects.filter(pk=referral.pk).update(carried_on=sent_on)
    received_on = dag_in_amsterdam(zaak.received_at).isoformat()
    _record("referral.carried", referral, zaak, sent_on, at, {"received_on": received_on})
    _close_when_done(referral, zaak, sent_on, at)


def _locked(at: datetime, **which: int) -> tuple[Referral, Zaak] | None:
    """The referral and its zaak, the zaak locked first as everywhere: both messages may leave at once."""
    submission_id = Referral.objects.filter(**which).values_list("submission_id", flat=True).first()
    if submission_id is None:
        return None
    zaak = Zaak.objects.select_for_update().defer("search").get(submission_id=submission_id)
    return Referral.objects.select_for_update().get(**which), zaak


def _begin_later(referral: Referral, zaak: Zaak, sent_on: date, at: datetime) -> Told:
    """Begin the term to decide at the passing on, if the sender was told at once (Awb 2:24)."""
    term = decision_term(zaak.pk)
    if term is None or zaak.status not in OPEN:
        return {}
    calendar, passed_on = law_calendar(), dag_in_amsterdam(referral.at)
    case = case_of(zaak, Answers.from_json(referral.facts), passed_on)
    began = begun_later(later_start(case, passed_on, sent_on, calendar), case.received_on)
    was = term.last_day
    if began is None or was is None:
        return {}
    fresh = replace_term(term, began, Noted(at, referral.by_id, referral.reason), calendar)
    assert fresh.last_day is not None, "a term to decide has a last day"
    moved = {
        "begins_on": began.begin.isoformat(),
        "was": was.isoformat(),
        "last_day": fresh.last_day.isoformat(),
    }
    return _happened(referral, moved)


def _extend_sender(referral: Referral, zaak: Zaak, sent_on: date) -> Told:
    """Until when the sender may still send it the right way (Awb 2:23): never less than was promised."""
    promised: Mapping[str, Any] | None = referral.effect.get("sender")
    if promised is None:
        return {}
    case = case_of(zaak, Answers.from_json(referral.facts), sent_on)
    found = extended_sender(case, einde_van_dag(sent_on), law_calendar())
    days = [date.fromisoformat(promised["becomes"])]
    days += [found.laatste_dag] if found and found.laatste_dag else []
    return _happened(referral, {"sender_was": promised["was"], "sender_until": max(days).isoformat()})


def _happened(referral: Referral, happened: Told) -> Told:
    """Keep with the referral what really became of the terms, beside what was shown beforehand."""
    referral.effect = {**referral.effect, "happened": dict(happened)}
    Referral.objects.filter(pk=referral.pk).update(effect=referral.effect)
    return happened


def _close_when_done(referral: Referral, zaak: Zaak, on: date, at: datetime) -> None:
    """Close the zaak once all that must leave has left; a decision that was taken meanwhile stays."""
    carries = referral.way == Referral.Way.OUTSIDE
    left = referral.told_on is not None and (not carries or referral.carried_on is not None)
    if not left or not referral.effect["closes"]:
        return
    was = zaak.status
    if not Zaak.objects.filter(pk=zaak.pk, status__in=OPEN).update(status=Status.CLOSED, closed_at=at):
        return
    end_terms(zaak.pk, Term.Kind.values, on)
    body = describe(
        "zaak.status", at, _ACTOR, reference=zaak.reference, status=Status.CLOSED, was=was,
        referral=referral.pk,
    )  # fmt: skip
    record(scope.current(), at, _ACTOR, [Fact("zaak.status", "zaak", zaak.pk, body)])


def _record(kind: str, referral: Referral, zaak: Zaak, on: date, at: datetime, more: Told) -> None:
    body = describe(
        kind, at, _ACTOR, reference=zaak.reference, referral=referral.pk, way=referral.way,
        on=on.isoformat(), **more,
    )  # fmt: skip
    record(scope.current(), at, _ACTOR, [Fact(kind, "zaak", zaak.pk, body)])
