"""The body uses its power to give more time after an outage: one decision, for every term to object."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from openloket.evidence.canonical import sha256_hex, write_moment
from openloket.evidence.log import Fact, describe, record
from openloket.flows.outages.reach import reaches
from openloket.flows.queue import enqueue
from openloket.flows.unable import UnableAtField
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.storing import verlengd_wegens_storing
from openloket.law.termijnvraag import Termijnuitkomst
from openloket.offer.calendar import law_calendar
from openloket.outages.models import Outage, OutageEnd, OutageExtension
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may
from openloket.zaken.overlapping import Alike, objections

TASK = "extend_terms"
MOST_WORKING_DAYS = 30
LONGEST = 2_000


class UnableToExtend(UnableAtField):
    """The terms can't be extended; the message is what the employee is told, `field` where it belongs."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Terms to object with the same last day, and what the law makes of it."""

    last_day: date
    count: int
    outcome: Termijnuitkomst


def preview(outage: Outage, end: OutageEnd, working_days: int) -> list[Moved]:
    """What an extension would do: the new last day for each last day, with its why. Nothing is written.

    Source: Awb 2:21(1). Only terms to object: a term to supplement is not statutory, the body set it itself.
    """
    calendar, counts = law_calendar(), dict[date, int]()
    for one in touched_objections(outage, end):
        counts[one.last_day] = counts.get(one.last_day, 0) + one.count
    return [
        Moved(day, count, verlengd_wegens_storing(day, working_days, True, calendar))
        for day, count in sorted(counts.items())
    ]


def touched_objections(outage: Outage, end: OutageEnd) -> list[Alike]:
    """The terms to object that ran while the way was down, if it was a way to object."""
    first, last = dag_in_amsterdam(outage.began_at), dag_in_amsterdam(end.ended_at)
    return objections(first, last) if reaches(first)[outage.channel].objections else []


def extend_for_outage(
    employee: Employee, outage_id: int, working_days: int, explanation: str, now: datetime
) -> OutageExtension:
    """Decide on the extension and announce it (Awb 2:21(1), (2)); the terms move in the worker.

    `explanation` is what the public reads. Raises UnableToExtend.
    """
    if not may(employee, Right.OUTAGES):
        raise UnableToExtend("U mag geen termijnen verlengen wegens een storing.")
    outage = Outage.objects.filter(pk=outage_id).first()
    end = OutageEnd.objects.filter(outage_id=outage_id).first()
    if outage is None or end is None:
        raise UnableToExtend(
            "De storing duurt nog. Wacht tot zij voorbij is: dan weet u hoe lang zij duurde."
        )
    text = _text(explanation)
    if not 1 <= working_days <= MOST_WORKING_DAYS:
        raise UnableToExtend(f"Kies 1 tot en met {MOST_WORKING_DAYS} werkdagen.", "werkdagen")
    try:
        with transaction.atomic():
            terms = sum(one.count for one in touched_objections(outage, end))
            extension = OutageExtension.create(
                outage=outage, working_days=working_days, explanation=text, decided_by=employee,
                decided_at=now, terms=terms,
            )  # fmt: skip
            record(scope.current(), now, f"employee:{employee.pk}", [_fact(outage, end, extension)])
            enqueue(TASK, organisation_id=scope.current(), outage_id=outage.pk)
    except IntegrityError as problem:
        raise UnableToExtend("Iemand was u voor: voor deze storing is al verlengd.") from problem
    return extension


def _text(explanation: str) -> str:
    text = explanation.replace("\r\n", "\n").strip()
    if not text:
        raise UnableToExtend("Schrijf waarom u de termijnen verlengt. Iedereen kan dit lezen.", "uitleg")
    if len(text) > LONGEST or "\0" in text:
        raise UnableToExtend(f"Schrijf ten hoogste {LONGEST} tekens.", "uitleg")
    return text


def _fact(outage: Outage, end: OutageEnd, extension: OutageExtension) -> Fact:
    body = describe(
        "outage.extended", extension.decided_at, f"employee:{extension.decided_by_id}",
        channel=outage.channel, began_at=write_moment(outage.began_at), ended_at=write_moment(end.ended_at),
        working_days=extension.working_days, terms=extension.terms,
        explanation_sha256=sha256_hex(extension.explanation.encode()),
    )  # fmt: skip
    return Fact("outage.extended", "outage", outage.pk, body)
