"""Judging whether an objection came in time, with the outages of its way (Awb 6:9-6:11, 2:21(3))."""

from dataclasses import dataclass
from datetime import date, datetime

from openloket.evidence.log import Fact, describe
from openloket.flows.outages.reach import reaches
from openloket.intake.receiving import posted_on
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.law.storing import Storing
from openloket.law.termijnen import beslistermijn_na_bezwaartermijn
from openloket.law.tijdigheid import Tijdigheidsvraag, tijdigheid
from openloket.outages.register import outages_in
from openloket.zaken.course import Noted, decision_term
from openloket.zaken.models import OPEN, TO_A_PERSON, Term, Timeliness, Zaak
from openloket.zaken.objections import (
    as_it_stands,
    decided_before,
    objection_term,
    objections_to,
    timeliness_of,
)
from openloket.zaken.replacing import replace_term


@dataclass(frozen=True, slots=True)
class Filed:
    """An objection that was received: its own zaak and submission, when it came and by which way."""

    zaak_id: int
    reference: str
    submission_id: int
    received_at: datetime
    channel: str


def filed(zaak: Zaak) -> Filed:
    """The objection that began a zaak; read it with its submission."""
    sent = zaak.submission
    return Filed(zaak.pk, zaak.reference, sent.pk, sent.received_at, sent.channel)


def judge_timeliness(
    objection: Filed, term: Term, noted: Noted, calendar: Kalender
) -> tuple[Timeliness, list[Fact]]:
    """Write down whether it came within `term`, and the fact of it; call it inside a transaction.

    Forgiveness after an outage is given without asking for it. What is late beyond that waits for a person
    (flows/decisions/decide_timeliness.py). Judging again with the same outcome tells no new fact.
    """
    assert term.last_day is not None, "a term to object has a last day"
    answer = tijdigheid(
        Tijdigheidsvraag(
            termijn=as_it_stands(term),
            ontvangen_op=objection.received_at,
            storingen=_outages(objection, term.begins_on, term.last_day),
            toegezegd_tot=term.forgiven_until,
            besluit_bestond=decided_before(term.zaak_id, dag_in_amsterdam(objection.received_at)),
            per_post=objection.channel == Kanaal.POST,
            ter_post_op=posted_on(objection.submission_id) if objection.channel == Kanaal.POST else None,
        ),
        calendar,
    )
    kept = Timeliness.objects.select_for_update().filter(submission_id=objection.submission_id).first()
    row: Timeliness = kept or Timeliness.new(submission_id=objection.submission_id)
    same = (row.verdict, row.last_day) == (answer.oordeel.value, term.last_day) and row.decided_at is None
    row.zaak_id, row.last_day, row.verdict = objection.zaak_id, term.last_day, answer.oordeel.value
    row.forgiven_until, row.why = answer.verschoond_tot, answer.naar_dict()
    row.decided_by, row.decided_at, row.reason = None, None, ""
    row.save()
    return row, [] if same else [judged(row, objection.reference, noted)]


def _outages(objection: Filed, begin: date, last_day: date) -> tuple[Storing, ...]:
    """Of every way that was designated for objections, and of the way by which it came."""
    reached = reaches(dag_in_amsterdam(objection.received_at))
    ways = {way for way, reach in reached.items() if reach.objections} | {objection.channel}
    return tuple(outage for way in sorted(ways) for outage in outages_in(way, begin, last_day))


def judged(row: Timeliness, reference: str, noted: Noted) -> Fact:
    """The fact that an objection was judged, by the law or by a person."""
    actor = "system" if noted.by is None else f"employee:{noted.by}"
    body = describe(
        "timeliness.judged",
        noted.at,
        actor,
        reference=reference,
        verdict=str(row.verdict),
        last_day=row.last_day.isoformat(),
        forgiven_until=row.forgiven_until.isoformat() if row.forgiven_until else "",
        by_person=row.decided_at is not None,
    )
    return Fact("timeliness.judged", "zaak", row.zaak_id, body)


def settle(objection: Zaak, about_id: int, noted: Noted, calendar: Kalender) -> list[Fact]:
    """Count the term of an objection from the term to object to `about_id`, and judge it.

    Nothing happens while no decision on that zaak was made known. `objection` comes with its submission.
    """
    term = objection_term(about_id)
    if term is None or term.last_day is None:
        return []
    running = decision_term(objection.pk)
    if running is not None:
        began = beslistermijn_na_bezwaartermijn(term.last_day, objection.advice, calendar)
        replace_term(running, began, noted, calendar)
    return judge_timeliness(filed(objection), term, noted, calendar)[1]


def lock(about_id: int) -> None:
    """Until the transaction ends nobody else makes a decision on this zaak known, or objects to one."""
    Zaak.objects.select_for_update().only("pk").get(pk=about_id)


def settle_waiting(about_id: int, at: datetime, calendar: Kalender) -> list[Fact]:
    """A decision was made known: judge the objections to it that came before that (Awb 6:10)."""
    lock(about_id)
    waiting = [one for one in objections_to(about_id) if timeliness_of(one.submission_id) is None]
    return [fact for one in waiting for fact in settle(one, about_id, Noted(at), calendar)]


def judge_again(at: datetime, calendar: Kalender) -> list[Fact]:
    """After an outage, or after terms were extended: judge again what was late and nobody decided on."""
    late = Timeliness.objects.select_for_update(of=("self",)).filter(
        verdict__in=TO_A_PERSON, decided_at=None, zaak__status__in=OPEN
    )
    facts: list[Fact] = []
    for row in late.select_related("zaak__submission").defer("zaak__search").order_by("id"):
        term = objection_term(row.zaak.about_id)
        if term is not None:
            facts += judge_timeliness(filed(row.zaak), term, Noted(at), calendar)[1]
    return facts
