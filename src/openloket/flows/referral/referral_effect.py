"""What a way of dealing with a message does to each term, counted as if its message left today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openloket.flows.referral.referral_case import Case
from openloket.law.handelwijze import Handelwijze
from openloket.law.kalender import Kalender, einde_van_dag
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort
from openloket.law.termijnen import Termijn
from openloket.law.termijnvraag import Termijnuitkomst
from openloket.law.verzendtermijnen import beslistermijn_na_doorgeleiding, verlengd_door_verkeerde_weg
from openloket.law.waarom import Stap, Twijfel, Waarom, waarom
from openloket.law.weigering import Weigeringsgrond
from openloket.offer.terms import own_rule
from openloket.zaken.course import OF_THE_BODY, preview
from openloket.zaken.models import Term
from openloket.zaken.replacing import preview_replaced
from openloket.zaken.supplements import Waiting, ground_of

#: The zaak ends with these, once what must leave has left.
CLOSING = frozenset({Handelwijze.WIJZEN, Handelwijze.DOORZENDEN, Handelwijze.TERUGZENDEN})


def closes(case: Case, way: Handelwijze) -> bool:
    """Whether the zaak ends with it. Refused files leave the message; a refused one may be repaired."""
    if way is Handelwijze.WEIGEREN:
        return not case.repairable and case.answers.ground == Weigeringsgrond.ONBETROUWBAAR
    return way in CLOSING


def effect_of(
    case: Case, way: Handelwijze, calendar: Kalender, today: date, *, tell: bool = True,
    last_day: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Each running term before and after, with the why, and the term of the sender (Awb 2:23); JSON.

    `tell`: of passing on inside, the sender is told at once (2:24). `last_day`: to repair what was refused.
    """
    running = Term.objects.filter(zaak=case.zaak, ended_on=None).exclude(last_day=None).order_by("id")
    ends = closes(case, way)
    terms = []
    for term in running:
        if ends:
            terms.append(_told(term, None, _ENDS[way]))
            continue
        of_body = term.kind in OF_THE_BODY
        found = _course(case, term, way, calendar, today, tell, last_day) if of_body else None
        becomes, why, doubts = found or (term.last_day, _SAME, ())
        terms.append(_told(term, becomes, why, doubts))
    return {"terms": terms, "sender": _sender(case, way, calendar, today), "closes": ends}


def later_start(
    case: Case, passed_on: date, told_on: date | None, calendar: Kalender
) -> Termijnuitkomst | None:
    """The term to decide as 2:24 has it begin; None where that article has nothing to say.

    Only for an application: an objection knows no later start (7:14), and of a complaint it is a doubt.
    """
    if not case.weighed.oordeel.latere_start_mogelijk or case.kind in BEZWAAR_OF_BEROEP:
        return None
    rule = case.offered.service.term
    if case.kind is not Berichtsoort.AANVRAAG or rule["kind"] != "decision":
        return None
    return beslistermijn_na_doorgeleiding(case.received_on, passed_on, told_on, own_rule(rule), calendar)


def begun_later(found: Termijnuitkomst | None, received_on: date) -> Termijn | None:
    """The term as it begins at the passing on, with its why; None when it keeps its earlier start."""
    if found is None or found.termijn is None:
        return None
    counts_from = found.waarom.stappen[0].datum  # the day of receipt, or of passing on where that counts
    if counts_from is None or counts_from <= received_on:
        return None
    doubt = found.twijfels[0] if found.twijfels else None
    return replace(found.termijn, waarom=found.waarom, twijfel=doubt)


def extended_sender(case: Case, told_at: datetime, calendar: Kalender) -> Termijnuitkomst | None:
    """The term of a sender who could think that the way was right (Awb 2:23); None: nothing to extend."""
    until = case.answers.bound_until
    if until is None or not case.answers.could_think:
        return None
    return verlengd_door_verkeerde_weg(until, case.message.ontvangen_op, told_at, calendar)


def _course(
    case: Case, term: Term, way: Handelwijze, calendar: Kalender, today: date, tell: bool,
    last_day: date | None,
) -> tuple[date | None, Waarom, tuple[Twijfel, ...]] | None:  # fmt: skip
    """The last day of a term to decide that goes on, why, and the doubts; None: nothing is said of it."""
    if way is Handelwijze.DOORLEIDEN:
        found = later_start(case, today, today if tell else None, calendar)
        if found is None:
            return None
        began = begun_later(found, case.received_on)
        moved = preview_replaced(term, began, calendar, today).laatste_dag if began else term.last_day
        return moved, found.waarom, found.twijfels
    ground = ground_of(term)
    if way is Handelwijze.WEIGEREN and case.repairable and ground and last_day and last_day > today:
        course = preview(term, Waiting(ground, today, last_day, "proef").as_event(), calendar, today)
        return course.laatste_dag, course.waarom, course.twijfels
    return None


def _told(term: Term, becomes: date | None, why: Waarom, doubts: tuple[Twijfel, ...] = ()) -> dict[str, Any]:
    assert term.last_day is not None, "only terms with a last day are told"
    return {
        "kind": term.kind,
        "was": term.last_day.isoformat(),
        "becomes": becomes.isoformat() if becomes else None,
        "why": why.naar_dict(),
        "doubts": [doubt.naar_dict() for doubt in doubts],
    }


def _sender(case: Case, way: Handelwijze, calendar: Kalender, today: date) -> Mapping[str, Any] | None:
    """Counted to the end of today, so that what the message promises is never too little."""
    if way is not Handelwijze.WIJZEN:
        return None
    found = extended_sender(case, einde_van_dag(today), calendar)
    if found is None or found.laatste_dag is None or case.answers.bound_until is None:
        return None
    return {
        "was": case.answers.bound_until.isoformat(),
        "becomes": found.laatste_dag.isoformat(),
        "why": found.waarom.naar_dict(),
        "doubts": [doubt.naar_dict() for doubt in found.twijfels],
    }


_SAME = waarom(Stap("Deze termijn blijft lopen zoals hij liep.", ""))
_ENDS = {
    Handelwijze.WIJZEN: waarom(
        Stap("Wij behandelen dit bericht niet verder. Stuurt de afzender het langs de juiste weg, dan begint "
             "een nieuwe termijn.", "Awb 2:16 lid 1")
    ),
    Handelwijze.DOORZENDEN: waarom(
        Stap("Het andere bestuursorgaan beslist. Onze termijn eindigt als alles weg is.", "Awb 2:3 lid 1")
    ),
    Handelwijze.TERUGZENDEN: waarom(
        Stap("Het bericht is niet voor ons. Onze termijn eindigt als het terug is gestuurd.", "Awb 2:3 lid 2")
    ),
    Handelwijze.WEIGEREN: waarom(
        Stap("Wij nemen het bericht niet aan. Onze termijn eindigt als de afzender dat weet.", "Awb 2:15")
    ),
}  # fmt: skip
