"""The parts of the zaak page, each made from one row or list that was read."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openloket.evidence.standing import Standing
from openloket.intake.mails import checks_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import NIET_DIGITAAL, Kanaal
from openloket.post.confirmations import Underway
from openloket.web.desk.mail.mail_words import sender_checked
from openloket.web.desk.wording import STATUS_KINDS, left_of_term, short_day, short_moment
from openloket.web.terms import bars
from openloket.zaken.models import Note, Status, Term, Zaak
from openloket.zaken.states import next_statuses

_CHANNELS = {
    "webformulier": "het online formulier",
    "balie": "de balie",
    "telefoon": "de telefoon",
    "post": "de post",
}


def head(zaak: Zaak, reached: str) -> dict[str, Any]:
    """What the zaak is and whose; `reached` are words on how its sender gets messages."""
    channel = zaak.submission.channel
    return {
        "reference": zaak.reference,
        "product": zaak.title,
        "sender": zaak.sender or "afzender onbekend",
        "received": _received(zaak),
        "status": Status(zaak.status).label.capitalize(),
        "status_kind": STATUS_KINDS[Status(zaak.status)],
        "assignee": zaak.assignee.name if zaak.assignee else None,
        "authority": zaak.service.authority.name,
        "channel": _CHANNELS.get(channel, channel),
        "reachability": reached,
    }


def _received(zaak: Zaak) -> str:
    """When it came; of what came by post only the day is known."""
    by_post = zaak.submission.channel == Kanaal.POST
    return short_day(dag_in_amsterdam(zaak.received_at)) if by_post else short_moment(zaak.received_at)


def answers(zaak: Zaak) -> list[dict[str, Any]]:
    """What was entered, from the exact copy that the receipt proves."""
    return copied(json.loads(zaak.submission.copy))


def copied(copy: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers of an exact copy, by page."""
    return [
        {
            "title": step["title"],
            "rows": [{**row, "unanswered": not row["lines"]} for row in step["rows"]],
        }
        for step in copy["steps"]
    ]


def files(submission: Any, root: str) -> list[dict[str, Any]]:
    """The files of a submission; `root` is where they are read."""
    return [
        {
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
            "unscanned": file.scan == "unscanned",
            "url": f"{root}/{file.pk}",
        }
        for file in submission.attachments.order_by("id")
    ]


def term_bars(zaak: Zaak, terms: Sequence[Term], today: date) -> list[dict[str, Any]]:
    """The terms that run, the one to decide first; also those within which the sender must act."""
    running = bars((term for term in terms if term.ended_on is None), today)
    return [
        {**one, "remaining": left_of_term(one["kind"], zaak.status, one["last_day_on"], today)}
        for one in running
    ]


def proof(zaak: Zaak, facts: Sequence[Standing], mail: Underway | None) -> list[dict[str, Any]]:
    """How firmly the receipt of the message stands."""
    receipt = zaak.submission.receipt
    fact = next((fact for fact in facts if fact.event_id == receipt.event_id), None)
    items = [("Ontvangstbewijs", f"gegeven op {short_moment(receipt.issued_at)}", False)]
    on_paper = mail is None and zaak.submission.channel in NIET_DIGITAAL
    items.append(("Bevestiging", _paper(receipt), False) if on_paper else ("E-mail", _mail(mail), False))
    if zaak.submission.channel == "e-mail":
        items.append(("Is de afzender echt?", sender_checked(checks_of(zaak.submission_id)), False))
    items.append(("Controlegetal van de kopie", zaak.submission.copy_sha256, True))
    if fact is None or fact.leaf_index is None or fact.sealed_at is None:
        items.append(("Zegel", "volgt binnen enkele seconden", False))
    else:
        seal = f"plaats {fact.leaf_index + 1} in het logboek van {fact.tree_size} feiten"
        items.append(("Zegel", f"{seal}, {short_moment(fact.sealed_at)}", False))
    if fact is not None and fact.stamped_at is not None:
        items.append(("Tijdstempel", f"{fact.tsa}, {short_moment(fact.stamped_at)}", False))
    else:
        items.append(("Tijdstempel", "nog niet", False))
    return [{"label": label, "value": value, "mono": mono} for label, value, mono in items]


def _paper(receipt: Any) -> str:
    """How what came by desk, phone or post is confirmed when that is not by e-mail."""
    if not receipt.letter_due:
        return "geen, er is geen adres bekend"
    sent = receipt.letter_sent_at
    return f"op papier, {short_moment(sent)}" if sent else "op papier, nog te doen"


def statuses(zaak: Zaak) -> list[dict[str, Any]]:
    """The statuses that may follow."""
    return [
        {"value": status.value, "label": status.label.capitalize()} for status in next_statuses(zaak.status)
    ]


def colleagues(people: Mapping[int, str], zaak: Zaak) -> list[dict[str, Any]]:
    """Who can handle the zaak; nobody in particular comes first."""
    options = [{"value": "", "label": "Nog niemand", "selected": zaak.assignee_id is None}]
    for employee_id, name in people.items():
        selected = employee_id == zaak.assignee_id
        options.append({"value": str(employee_id), "label": name, "selected": selected})
    return options


def _mail(mail: Underway | None) -> str:
    if mail is None:
        return "geen e-mailadres opgegeven"
    when = f", {short_moment(mail.settled_at)}" if mail.settled_at else ""
    return f"{mail.state.label} ({mail.address}){when}"


def notes(found: Sequence[Note], names: Mapping[int, str]) -> list[dict[str, str]]:
    """What employees wrote to each other, with who and when."""
    return [{"at": short_moment(note.at), "who": names[note.author_id], "text": note.text} for note in found]
