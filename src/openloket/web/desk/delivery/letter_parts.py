"""The parts of the pages on letters, and the letter as it is printed."""

from collections.abc import Sequence
from typing import Any

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.kinds import kind_of
from openloket.post.letter_pdf.render import LetterView, blocks_of
from openloket.post.models import Message, MessageState
from openloket.tenancy.models import Organisation
from openloket.web.desk.wording import short_day, short_moment
from openloket.web.message_pdf import view_of
from openloket.zaken.models import Filing, SupplementRequest, Zaak

MOST = 50
"""Letters on one page."""


def rows(letters: Sequence[Message], root: str) -> list[dict[str, Any]]:
    """The list: what each is, about which zaak, to whom, and what is missing before it can go."""
    zaken = _zaken(letters)
    days = dict(_last_days(letters))
    return [
        {
            "url": f"{root}/{one.pk}",
            "kind": kind_of(one.kind).title,
            "reference": zaken[one.pk].reference if one.pk in zaken else "",
            "product": zaken[one.pk].title if one.pk in zaken else "",
            "to": one.to_lines[0] if one.to_lines else "",
            "written": short_day(dag_in_amsterdam(one.created_at)),
            "before": short_day(days[one.pk]) if one.pk in days else "",
        }
        for one in letters
    ]


def letter(message: Message, desk: str) -> dict[str, Any]:
    """One letter: its words, where it is, and the zaak that it is about."""
    zaak = _zaken([message]).get(message.pk)
    days = dict(_last_days([message]))
    return {
        "letter": {
            "kind": kind_of(message.kind).title,
            "subject_line": message.subject_line,
            "blocks": list(blocks_of(message.text)),
            "lines": message.to_lines,
            "written": short_moment(message.created_at),
            "waits": message.state == MessageState.TO_POST,
            "state": MessageState(message.state).label,
            "before": datum_in_woorden(days[message.pk]) if message.pk in days else "",
        },
        "zaak": {"reference": zaak.reference, "product": zaak.title, "url": f"{desk}zaak/{zaak.reference}"}
        if zaak
        else None,
    }


def address_field(message: Message, typed: str | None, problem: str | None) -> dict[str, Any]:
    """The address as one box with a line for each line of the envelope."""
    lines = "\n".join(message.to_lines)
    return {
        "key": "adres",
        "type": "longtext",
        "label": "Naam en adres",
        "hint": "Zoals op de envelop: elke regel op een eigen regel.",
        "required": True,
        "value": lines if typed is None else typed,
        "seen": lines,
        "error": problem,
    }


def pdf_view(organisation: Organisation, message: Message) -> LetterView:
    """Everything that stands on paper; the same letter gives the same document."""
    zaak = _zaken([message]).get(message.pk)
    return view_of(organisation, message, zaak.reference if zaak else "")


def _zaken(letters: Sequence[Message]) -> dict[int, Zaak]:
    """The zaak of each letter, by the id of the letter: it is about one, or about a message in one."""
    of = {one.pk: one.subject_id for one in letters if one.subject_kind == "zaak"}
    sent = {one.pk: one.subject_id for one in letters if one.subject_kind == "submission"}
    if sent:
        places = _places(set(sent.values()))
        of |= {letter: places[submission] for letter, submission in sent.items() if submission in places}
    found = Zaak.objects.filter(pk__in=set(of.values())).only("reference", "title")
    zaken = {zaak.pk: zaak for zaak in found}
    return {letter: zaken[zaak] for letter, zaak in of.items() if zaak in zaken}


def _places(submissions: set[int]) -> dict[int, int]:
    """In which zaak each submission lies: the one that it joined, else the one that it began."""
    own = Zaak.objects.filter(submission_id__in=submissions).values_list("submission_id", "pk")
    joined = Filing.objects.filter(submission_id__in=submissions).values_list("submission_id", "zaak_id")
    return {**dict(own), **dict(joined)}


def _last_days(letters: Sequence[Message]) -> Any:
    """The last day that a letter itself names to its reader: posted after that, it would tell nonsense."""
    ids = [one.pk for one in letters if one.kind in ("supplement_request", "referral")]
    return SupplementRequest.objects.filter(message_id__in=ids).values_list("message_id", "last_day")
