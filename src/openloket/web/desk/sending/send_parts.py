"""The parts of the page on which an employee writes to the sender of a zaak."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openloket.flows.correspondence.send_message import (
    CORRECTED,
    FREE,
    INVITATION,
    WITHDRAWN,
    Letter,
    Looked,
    Meeting,
    UnableToSend,
    correctable,
)
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.post.models import Way
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.web.desk.days import TypedDay, read_day
from openloket.web.desk.designating.way_words import level_options, way_sentence, why_lines
from openloket.web.desk.wording import short_moment
from openloket.web.message_words import Shown, shown_at_desk
from openloket.zaken.models import Zaak

HEADINGS = {
    FREE: "Bericht sturen",
    INVITATION: "Uitnodigen voor een gesprek",
    CORRECTED: "Een bericht verbeteren",
    WITHDRAWN: "Een bericht intrekken",
}
_DAY = "Op welke dag is het gesprek?"
_ANSWERS = {
    FREE: "Op welke dag moet het antwoord er uiterlijk zijn?",
    CORRECTED: "Op welke dag moet het antwoord er uiterlijk zijn?",
    INVITATION: "Op welke dag moet u uiterlijk weten of iemand komt?",
}
"""Of kinds that may ask an answer before a day, which the notice and the ladder then know too."""
_ANSWER_HINTS = {
    INVITATION: "",
    FREE: "Alleen als u iets vraagt. Deze dag komt vanzelf in het bericht en in de melding.",
    CORRECTED: "Alleen als u iets vraagt. Deze dag komt vanzelf in het bericht en in de melding.",
}
_TEXT_HINTS = {
    FREE: "Korte zinnen, gewone woorden. Een witregel maakt een nieuwe alinea.",
    INVITATION: "Leg uit waarom u iemand uitnodigt. Dag, uur en plaats komen er vanzelf bij.",
    CORRECTED: "Schrijf het bericht zoals het moet zijn. Dat het vorige niet klopte, komt er vanzelf bij.",
    WITHDRAWN: "Leg uit waarom het bericht niet meer geldt. Dat u het intrekt, komt er vanzelf bij.",
}


_EMPTY = {"dag": "", "maand": "", "jaar": ""}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form; `seen` is the mark of the preview that the page showed."""

    kind: str
    words: Mapping[str, str]
    day: TypedDay | None
    answer: TypedDay | None
    about: int | None
    seen: str = ""


def kind_in(asked: str) -> str:
    """The kind that an address or form names; a plain message when it names none that we know."""
    return asked if asked in HEADINGS else FREE


def read(posted: Mapping[str, str], kind: str, about: int | None, now: datetime) -> Typed:
    """From the form, or an empty one. The day to answer by may stay empty."""
    names = ("onderwerp", "tekst", "uur", "plaats", "inzage", "niveau")
    words = {name: posted.get(name, "") for name in names}
    day, answer, today = None, None, dag_in_amsterdam(now)
    if kind == INVITATION and "dag.dag" in posted:
        day = read_day(posted, "dag", _DAY, today)
    if kind in _ANSWERS and "antwoord-voor.dag" in posted:
        answer = read_day(posted, "antwoord-voor", _ANSWERS[kind], today)
    return Typed(kind, words, day, answer, about, posted.get("gezien", ""))


def letter_of(typed: Typed) -> Letter:
    """What was typed, as the flow takes it. Raises UnableToSend for a day that can't be read."""
    words, problems = typed.words, {}
    answer_by = _optional(typed.answer, problems)
    if typed.kind == INVITATION and (typed.day is None or typed.day.day is None):
        problems["dag"] = typed.day.problem if typed.day else "Kies een dag na vandaag."
    if problems:
        raise UnableToSend("Verbeter eerst wat hieronder staat.", problems)
    meeting = None
    if typed.day is not None and typed.day.day is not None:
        meeting = Meeting(typed.day.day, *(_line(words[name]) for name in ("uur", "plaats", "inzage")))
    level = Vertrouwelijkheid(words["niveau"]) if words["niveau"] in set(Vertrouwelijkheid) else None
    plain = Vertrouwelijkheid.GEWOON
    return Letter(
        typed.kind, words["onderwerp"], words["tekst"], level or plain, meeting, answer_by, typed.about
    )


def _optional(typed: TypedDay | None, problems: dict[str, str]) -> date | None:
    if typed is None or not any(part.strip() for part in typed.parts.values()):
        return None
    if typed.day is None:
        problems["antwoord-voor"] = typed.problem
    return typed.day


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def form(zaak: Zaak, typed: Typed, wrong: Mapping[str, str], here: str) -> dict[str, Any]:
    """Everything on the page that is typed in, and the way to the other kind of message."""
    others = [
        {"label": HEADINGS[kind], "url": f"{here}?soort={kind}", "current": kind == typed.kind}
        for kind in (FREE, INVITATION)
    ]
    return {
        "zaak": {"reference": zaak.reference, "product": zaak.title, "sender": zaak.sender},
        "heading": HEADINGS[typed.kind],
        "kind": typed.kind,
        "about": typed.about,
        "others": others if typed.about is None else [],
        "fields": fields(zaak, typed, wrong),
        "errors": [{"href": f"#{key}", "message": text} for key, text in wrong.items()],
        "here": here,
    }


def fields(zaak: Zaak, typed: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions of this kind, with what was typed and what is wrong."""
    titled = typed.kind in (FREE, CORRECTED)
    every = [
        _text("onderwerp", "Kop boven het bericht", typed, wrong) if titled else None,
        _text("tekst", "Uw bericht", typed, wrong, "longtext", hint=_TEXT_HINTS[typed.kind]),
        *(_of_meeting(zaak, typed, wrong) if typed.kind == INVITATION else ()),
        _of_answer(typed, wrong) if typed.kind in (FREE, CORRECTED) else None,
        {
            "key": "niveau",
            "type": "choice",
            "label": "Hoe vertrouwelijk is dit?",
            "required": True,
            "options": level_options(),
            "value": typed.words["niveau"] or Vertrouwelijkheid.GEWOON.value,
        },
    ]
    return [one for one in every if one]


def _of_meeting(zaak: Zaak, typed: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    day = typed.day or TypedDay("dag", _EMPTY, None)
    objection = zaak.kind == Berichtsoort.BEZWAAR
    asked = [
        day.as_field(_DAY, problem=wrong.get("dag", "")) | {"error": wrong.get("dag")},
        _text("uur", "Hoe laat?", typed, wrong, hint="Bijvoorbeeld: 10.00 uur."),
        _text("plaats", "Waar?", typed, wrong, hint="Bijvoorbeeld: het gemeentehuis, Raadhuisplein 1."),
        _of_answer(typed, wrong),
    ]
    papers = _text("inzage", "Waar en wanneer kan iemand de stukken zien?", typed, wrong,
                   hint="Ten minste een week voor het gesprek (Awb 7:4 lid 2).")  # fmt: skip
    return [*asked, papers] if objection else asked


def _of_answer(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    answer = typed.answer or TypedDay("antwoord-voor", _EMPTY, None)
    asked = answer.as_field(_ANSWERS[typed.kind], _ANSWER_HINTS[typed.kind])
    return asked | {"required": False, "error": wrong.get("antwoord-voor")}


def _text(
    key: str, label: str, typed: Typed, wrong: Mapping[str, str], type_: str = "text", hint: str = ""
) -> dict[str, Any]:
    return {
        "key": key,
        "type": type_,
        "label": label,
        "hint": hint,
        "required": True,
        "value": typed.words[key],
        "error": wrong.get(key),
    }


def earlier(organisation: Organisation, zaak: Zaak, about: int | None) -> dict[str, Any] | None:
    """The message that is corrected or withdrawn, to have beside the new one."""
    found = correctable(zaak, about) if about is not None else None
    if found is None:
        return None
    return {"at": short_moment(found.created_at), "parts": words_of(organisation, found.text, Way(found.way))}


def words_of(organisation: Organisation, text: str, way: Way) -> list[Shown]:
    """The words of a message at the desk; on paper every address stands as it is."""
    return shown_at_desk(text, "" if way is Way.LETTER else public_url(organisation, ""))


def preview(organisation: Organisation, looked: Looked) -> dict[str, Any]:
    """The message as it would go, and by which way."""
    chosen = looked.composed.chosen
    return {
        "mark": looked.mark,
        "subject_line": looked.rendered.subject_line,
        "parts": words_of(organisation, looked.rendered.text, chosen.way),
        "way": way_sentence(chosen),
        "why": why_lines(chosen),
    }
