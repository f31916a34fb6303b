"""How it stands with the zaak behind a receipt: its terms as they run now, and what its sender can do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openloket.intake.models import Receipt
from openloket.law.dwangsom import GeenDwangsom, beroep_niet_tijdig
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.web.place import Place
from openloket.web.portal.next_message import WHAT, offered
from openloket.web.terms import bar, in_order, reasons
from openloket.zaken.access import Behind, zaak_behind
from openloket.zaken.decisions import decisions_made_known, remedy_of
from openloket.zaken.models import OPEN, Besluit, NoticeOfDefault, Term, Zaak
from openloket.zaken.standing import PENALTY_KINDS, standing
from openloket.zaken.standings import latest, papers, usual_of
from openloket.zaken.supplements import open_request

_TITLES = {
    Term.Kind.DECISION: "Onze tijd om te beslissen",
    Term.Kind.SERVICE_NORM: "Zo lang duurt het meestal",
    Term.Kind.SUPPLEMENT: "Uw tijd om aan te vullen",
    Term.Kind.OBJECTION: "Uw tijd om bezwaar te maken",
    Term.Kind.PENALTY: "Geld omdat wij te laat zijn (dwangsom)",
}
"""The terms that the sender sees; the others are for who decides."""
_OF_A_STRANGER = (Term.Kind.DECISION, Term.Kind.PENALTY)
_DOUBT = "Bepaal zelf: "


def zaak_screen(place: Place, found: Receipt, now: datetime) -> dict[str, Any]:
    """What portal/receipt.html shows under "Hoe staat het ervoor?"."""
    behind = zaak_behind(found.submission_id, found.submission.about)
    here = f"ontvangst/{found.submission.reference}/{found.access_key}"
    joined = behind.zaak.submission_id != found.submission_id
    return {
        **zaak_state(place, behind, here, now),
        "joined": behind.zaak.reference if joined else None,
    }


def zaak_state(place: Place, behind: Behind, here: str, now: datetime) -> dict[str, Any]:
    """What portal/receipt_now.html shows of a zaak; `here` is the path below which its buttons work."""
    zaak, today = behind.zaak, dag_in_amsterdam(now)
    every = list(zaak.terms.all())
    terms = [one for one in in_order(every) if _shown(one, behind.own)]
    shown = [_term(one, today) for one in terms]
    notice = NoticeOfDefault.objects.get(zaak=zaak) if behind.noticed else None
    known = decisions_made_known(zaak.pk) if behind.decided else []
    counts = notice is not None and notice.exception != GeenDwangsom.TE_VROEG
    told = standing(zaak, papers(every, latest(known), counts, law_calendar, today), usual_of(zaak), now)
    state: dict[str, Any] = {"standing": told.lines, "terms": shown}
    if not behind.own:
        return {**state, "standing": told.of_another}
    urls = {what: place.url(f"{here}/{what}/") for what, kind in WHAT.items() if offered(kind)}
    open_now = zaak.status in OPEN
    return {
        **state,
        "request": _request(zaak, today) if open_now and behind.asked else None,
        "add_url": urls.get("aanvullen") if open_now else None,
        "late_url": urls.get("te-laat") if _may_complain(zaak, notice, shown) else None,
        "appeal": _appeal(notice, terms, today) if open_now else None,
        "fixed": _fixed(notice),
        "decisions": _decisions(place, zaak, known),
        "objection_url": urls.get("bezwaar"),
        "ask_url": urls.get("vraag"),
        "complain_url": urls.get("klacht"),
        "withdraw_url": urls.get("intrekken") if open_now else None,
    }


def _shown(term: Term, own: bool) -> bool:
    known = term.last_day is not None and term.kind in (_TITLES if own else _OF_A_STRANGER)
    return known and (term.ended_on is None or term.kind == Term.Kind.PENALTY)


def _term(term: Term, today: date) -> dict[str, Any]:
    shown = bar(term, today)
    return {**shown, "title": _TITLES[Term.Kind(term.kind)], "why": _told_all(shown["why"])}


def steps_told(why: Mapping[str, Any]) -> list[dict[str, str]]:
    """The steps of a why that was kept, in words for who it is of."""
    return _told_all(reasons(why))


def _told_all(steps: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [{**step, "text": _told(step["text"])} for step in steps]


def _told(step: str) -> str:
    """A doubt that the desk is asked to settle, in words for who waits for that."""
    question = step.removeprefix(_DOUBT)
    return step if question == step else f"Een medewerker kijkt hier nog naar. {question}"


def _request(zaak: Zaak, today: date) -> dict[str, Any] | None:
    """What we asked to supplement, once the request has left."""
    found = open_request(zaak.pk, today)
    if found is None or found.sent_on is None:
        return None
    return {"asked": found.asked.splitlines()}


def _may_complain(zaak: Zaak, notice: NoticeOfDefault | None, terms: list[dict[str, Any]]) -> bool:
    """Whether writing that we are too late makes sense: the last day to decide has passed (Awb 4:17(3))."""
    late = any(term["late"] and term["kind"] == Term.Kind.DECISION for term in terms)
    if not late or zaak.status not in OPEN or zaak.kind not in PENALTY_KINDS:
        return False
    return notice is None or notice.exception == GeenDwangsom.TE_VROEG


def _appeal(notice: NoticeOfDefault | None, terms: list[Term], today: date) -> dict[str, Any] | None:
    """From which day the court can be asked to make us decide, after a notice of default (Awb 6:12(2))."""
    decision = next((one for one in terms if one.kind == Term.Kind.DECISION), None)
    if decision is None or decision.last_day is None or notice is None:
        return None
    if notice.exception == GeenDwangsom.TE_VROEG:
        return None
    answer = beroep_niet_tijdig(decision.last_day, notice.received_on)
    assert answer.eerste_dag is not None, "an appeal has a first day"
    begun = answer.eerste_dag <= today
    return {"day": datum_in_woorden(answer.eerste_dag), "article": answer.artikel, "begun": begun}


def _fixed(notice: NoticeOfDefault | None) -> str | None:
    """The penalty that was fixed (Awb 4:18), in euros."""
    cents = notice.fixed_cents if notice else None
    return None if cents is None else f"{cents // 100},{cents % 100:02d}"


def _decisions(place: Place, zaak: Zaak, known: Sequence[Besluit]) -> list[dict[str, Any]]:
    """The decisions that were made known."""
    return [
        {
            "id": one.pk,
            "title": one.subject_line,
            "day": datum_in_woorden(one.made_known_on),
            "url": place.url(f"besluit/{zaak.reference}/{one.access_key}"),
            "objectable": remedy_of(one) is Rechtsmiddel.BEZWAAR,
        }
        for one in known
    ]
