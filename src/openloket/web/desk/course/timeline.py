"""The course of a zaak: each fact in the log as one Dutch sentence."""

from collections.abc import Sequence
from datetime import datetime

from openloket.evidence.standing import Standing
from openloket.law.kalender import dag_in_amsterdam
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in
from openloket.web.desk.course.timeline_decisions import DECISION_SENTENCES
from openloket.web.desk.course.timeline_delivery import DELIVERY_SENTENCES, TEXT
from openloket.web.desk.course.timeline_disputes import DISPUTE_SENTENCES
from openloket.web.desk.course.timeline_mail import MAIL_SENTENCES
from openloket.web.desk.course.timeline_post import POST_SENTENCES
from openloket.web.desk.course.timeline_referral import REFERRAL_SENTENCES
from openloket.web.desk.course.timeline_signatures import SIGNATURE_SENTENCES
from openloket.web.desk.course.timeline_terms import TERM_SENTENCES
from openloket.web.desk.course.timeline_tied import TIED_SENTENCES
from openloket.web.desk.wording import short_moment, whole_day
from openloket.zaken.models import Status

_MESSAGES = {
    "receipt": "De ontvangstbevestiging",
    "receipt_letter": "De ontvangstbevestiging",
    "besluit": "Het besluit",
    "supplement_request": "Het verzoek om aanvulling",
    "status": "Het bericht hoe het ervoor staat",
    "status_code": "De code om de stand te zien",
    "term_suspended": "Het bericht dat de termijn stilstaat",
    "term_resumed": "Het bericht dat de termijn weer loopt",
    "term_extended": "Het bericht dat ons antwoord later komt",
    "withdrawn": "Het bericht dat wij de intrekking noteerden",
    "objection_term_moved": "Het bericht dat er langer bezwaar kan worden gemaakt",
    "referral": "Het bericht over wat wij ermee deden",
    "referral_carried": "Het doorgestuurde bericht",
}
_EXCEPTIONS = {
    "a": "De afzender ziet het bericht zelf in hetzelfde systeem.",
    "b": "Er is geen digitaal adres bekend.",
}


def timeline(facts: Sequence[Standing], names: Names) -> list[dict[str, str]]:
    """The sentences, oldest first: {at, text, who}. `names` tells who the employees in the log are."""
    return [
        {"at": short_moment(fact.at), "text": sentence(fact, names), "who": _who(fact, names)}
        for fact in sorted(facts, key=lambda fact: fact.at)
    ]


def employees_in(facts: Sequence[Standing]) -> set[int]:
    """The ids of every employee that the facts mention."""
    found = {_employee_id(fact.actor) for fact in facts}
    found |= {fact.body.get(name) for fact in facts for name in ("assignee", "was")}
    return {value for value in found if isinstance(value, int)}


def sentence(fact: Standing, names: Names) -> str:
    """What happened, in plain Dutch; a kind that this version does not know is named as it is."""
    tell = _SENTENCES.get(fact.kind)
    return tell(fact.body, names) if tell else f"Vastgelegd: {fact.kind}."


_CAME = {"balie": "aan de balie", "telefoon": "per telefoon", "post": "met de post"}
_GIVEN = {
    "e-mail": "Het ontvangstbewijs gaat per e-mail.",
    "brief": "Het ontvangstbewijs gaat per brief.",
    "meegegeven": "Het ontvangstbewijs wordt op papier meegegeven.",
    "geen": "Er gaat geen ontvangstbewijs uit: er is geen adres.",
}


def _received(body: Body, names: Names) -> str:
    by = _CAME.get(str(body.get("channel")))
    if by is None:
        return "Het bericht is ontvangen."
    day = whole_day(dag_in_amsterdam(datetime.fromisoformat(str(body["received_at"]))))
    return f"Het bericht kwam {by} binnen op {day}."


def _registered(body: Body, names: Names) -> str:
    count = body.get("missing")
    missing = f" Wat er niet in stond: {count} antwoord{'' if count == 1 else 'en'}." if count else ""
    return f"Het bericht is door een medewerker ingevoerd.{missing}"


def _issued(body: Body, names: Names) -> str:
    if given := _GIVEN.get(str(body.get("way"))):
        return given
    if body.get("mail_sha256"):
        return "Het ontvangstbewijs is gegeven en gaat ook per e-mail."
    why = _EXCEPTIONS.get(str(body.get("exception")), "")
    return f"Het ontvangstbewijs is gegeven op het scherm. {why}".strip()


def _letter(body: Body, names: Names) -> str:
    return "De ontvangstbevestiging is op papier gegeven of verstuurd."


def _opened(body: Body, names: Names) -> str:
    return "De zaak is begonnen."


def _taken(body: Body, names: Names) -> str:
    return f"{_name(body.get('assignee'), names)} behandelt de zaak."


def _assigned(body: Body, names: Names) -> str:
    if body.get("assignee") is None:
        return "De zaak is teruggegeven aan het team."
    return f"De zaak is toegewezen aan {_name(body['assignee'], names)}."


def _status(body: Body, names: Names) -> str:
    return f"De status is nu ‘{_label(body.get('status'))}’. Eerst was die ‘{_label(body.get('was'))}’."


def _note(body: Body, names: Names) -> str:
    return "Er is een notitie geschreven."


def _handed_over(body: Body, names: Names) -> str:
    twice = " Misschien kreeg de lezer het twee keer." if body.get("uncertain_before") else ""
    if body.get("message_kind") == TEXT:
        return f"De sms is verstuurd.{twice}"
    to = "NotifyNL, voor de Berichtenbox" if body.get("way") == "box" else "de mailserver"
    return f"{_message(body)} is overgedragen aan {to}.{twice}"


def _delayed(body: Body, names: Names) -> str:
    if body.get("uncertain"):
        return f"{_message(body)} is misschien aangekomen: de verbinding viel weg. Wij proberen het opnieuw."
    return f"{_message(body)} is nog niet verstuurd (poging {body.get('attempt')}). Wij proberen het opnieuw."


def _failed(body: Body, names: Names) -> str:
    if body.get("way") == "box":
        return f"{_message(body)} kon niet naar de Berichtenbox."
    if body.get("message_kind") == TEXT:
        return "De sms kon niet worden verstuurd."
    return f"{_message(body)} is geweigerd door de mailserver."


def _default_received(body: Body, names: Names) -> str:
    if not body.get("counts"):
        return "Er kwam nog een ingebrekestelling. De eerste telt."
    if not body.get("first_day"):
        return "Er kwam een ingebrekestelling: iemand schrijft dat wij te laat zijn."
    return f"Er kwam een ingebrekestelling. De dwangsom begint op {day_in(body, 'first_day')}."


def _default_judged(body: Body, names: Names) -> str:
    cents = body.get("fixed_cents")
    if isinstance(cents, int):
        return f"De dwangsom is vastgesteld op € {cents // 100},{cents % 100:02d}."
    if body.get("exception"):
        return "De ingebrekestelling is beoordeeld: er is geen dwangsom."
    return "De ingebrekestelling is beoordeeld: zij telt."


def _withdrawal(body: Body, names: Names) -> str:
    return "De afzender stuurde een bericht om dit in te trekken."


def _withdrawn(body: Body, names: Names) -> str:
    return f"Genoteerd: de afzender trok dit in op {day_in(body, 'received_on')}. De zaak is gesloten."


def _news_seen(body: Body, names: Names) -> str:
    return "Het nieuwe bericht is bekeken."


def _exported(body: Body, names: Names) -> str:
    of = " van alle zaken van deze persoon" if body.get("of_person") else ""
    return f"Er is een dossier gemaakt{of}: {_PURPOSES.get(str(body.get('purpose')), 'van deze zaak')}."


def _asked_for(body: Body, names: Names) -> str:
    return "Er is een groot dossier gevraagd. Dat wordt nu gemaakt."


def _fetched(body: Body, names: Names) -> str:
    return "Het dossier is opgehaald."


def _forgotten(body: Body, names: Names) -> str:
    return "Het bestand met het dossier is weggegooid."


_PURPOSES = {
    "rechter": "voor de rechter",
    "bezwaar": "voor een bezwaar of een commissie",
    "ombudsman": "voor de ombudsman of een klacht",
    "afzender": "een afschrift voor de afzender",
}


_SENTENCES: Sentences = {
    "submission.received": _received,
    "submission.registered": _registered,
    "receipt.issued": _issued,
    "receipt.letter": _letter,
    "zaak.opened": _opened,
    "zaak.taken": _taken,
    "zaak.assigned": _assigned,
    "zaak.status": _status,
    "zaak.note": _note,
    "withdrawal.received": _withdrawal,
    "zaak.withdrawn": _withdrawn,
    "zaak.news_seen": _news_seen,
    "casefile.exported": _exported,
    "casefile.asked": _asked_for,
    "casefile.fetched": _fetched,
    "casefile.forgotten": _forgotten,
    "default.received": _default_received,
    "default.judged": _default_judged,
    "message.handed_over": _handed_over,
    "message.delayed": _delayed,
    "message.failed": _failed,
    **DECISION_SENTENCES,
    **DELIVERY_SENTENCES,
    **DISPUTE_SENTENCES,
    **MAIL_SENTENCES,
    **POST_SENTENCES,
    **REFERRAL_SENTENCES,
    **SIGNATURE_SENTENCES,
    **TERM_SENTENCES,
    **TIED_SENTENCES,
}


def _message(body: Body) -> str:
    return _MESSAGES.get(str(body.get("message_kind")), "Een bericht aan de afzender")


def _label(status: object) -> str:
    return Status(status).label if status in Status.values else str(status)


def _name(employee_id: object, names: Names) -> str:
    return names.get(employee_id, "een collega") if isinstance(employee_id, int) else "een collega"


def _employee_id(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "employee" and number.isdigit() else None


def _who(fact: Standing, names: Names) -> str:
    employee_id = _employee_id(fact.actor)
    return "" if employee_id is None else _name(employee_id, names)
