"""Lines of the register in the words that a project leader reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.designation.register import Answer, Line
from openloket.offer.designation.wording import NAMES
from openloket.offer.models import Channel
from openloket.web.desk.wording import short_day

EVERY_TYPE = "elk bericht zonder eigen regel"
TYPES: dict[str, str] = {kind.value: name for kind, name in NAMES.items()}
_NAMES: dict[str, str] = {kind.value: kind.label for kind in Channel.Kind}


def type_in_words(message_type: str) -> str:
    """A type of message, or every type that has no line."""
    return TYPES.get(message_type, EVERY_TYPE)


def row_shown(row: Channel, url: str) -> dict[str, Any]:
    """A line in a table; `url` is the page of the line. The row comes with its service."""
    return {
        "url": url,
        "product": "alle onderwerpen" if row.every_product else row.service.title,
        "of": row.service.title if row.every_product else "",
        "type": type_in_words(row.message_type),
        "way": _NAMES[row.kind],
        "address": row.address or row.because,
        "designated": row.designated,
        "refused": row.kind == Channel.Kind.NOT_OFFERED,
        "period": period(row.valid_from, row.valid_to),
    }


def period(begins: date, ends: date | None) -> str:
    """Since when, and until which last day."""
    since = f"vanaf {short_day(begins)}"
    return since if ends is None else f"{since} tot {short_day(ends)}"


def answered(answer: Answer, title: str, kind: Berichtsoort, day: date) -> dict[str, Any]:
    """The one answer to "how do I send X?", with its reasons."""
    asked = f"{NAMES[kind].capitalize()} over ‘{title}’, op {datum_in_woorden(day)}"
    line = answer.line
    if line is None and answer.because:
        return {
            "asked": asked,
            "kind": "none",
            "head": "Dat kan niet bij deze gemeente",
            "told": answer.because,
        }
    if line is None:
        text = (
            "Zolang dat zo is, moet de gemeente elk digitaal bericht behandelen dat binnenkomt, "
            "langs welke weg ook (Awb 2:13)."
        )
        return {"asked": asked, "kind": "gap", "head": "Er is geen digitale weg aangewezen", "told": text}
    assert line.channel is not None, "a designation has a channel"
    return {
        "asked": asked,
        "kind": "way",
        "head": _NAMES[line.channel.value].capitalize(),
        "told": line.address or f"het formulier ‘{line.title}’ op deze website",
        "why": reasons(line),
        "demands": [*_login(line), *line.requirements],
        "line": line.id,
    }


def reasons(line: Line) -> list[str]:
    """Why this line answers, in steps."""
    return [
        _precision(line),
        f"De regel geldt {period(line.valid_from, line.valid_to)}.",
        *([f"Uitvoerder: {line.joint_body}."] if line.joint_body else []),
        *([f"Bijzondere wet: {line.legal_exception}."] if line.legal_exception else []),
        *([f"Leverancier: {line.supplier}."] if line.supplier else []),
        *(
            ["Of dit een officieel bericht is, is niet beslist. Wij behandelen het zo (Awb 2:13 lid 1)."]
            if line.undecided
            else []
        ),
    ]


def _precision(line: Line) -> str:
    if line.every_product and line.message_type is None:
        return "Er is geen regel voor dit onderwerp of dit type bericht. Dan geldt het restkanaal."
    if line.every_product:
        return "Er is een regel voor dit type bericht, bij elk onderwerp. Die geldt."
    if line.message_type is None:
        return "Er is een regel voor dit onderwerp, voor elk bericht zonder eigen regel. Die gaat voor."
    return "Er is een regel voor dit onderwerp en dit type bericht. Die gaat voor."


def _login(line: Line) -> list[str]:
    return [f"Inloggen met betrouwbaarheidsniveau {line.login_level}"] if line.login_level else []


def facts_of(line: Line) -> Sequence[tuple[str, str]]:
    """Everything that is known of a line: label and value, only what is filled in."""
    way = _NAMES[line.channel.value if line.channel else Channel.Kind.NOT_OFFERED.value]
    told = [
        ("Onderwerp", "alle onderwerpen" if line.every_product else line.title),
        ("Type bericht", NAMES[line.message_type] if line.message_type else EVERY_TYPE),
        ("Bestuursorgaan", line.authority),
        ("Weg", way),
        ("Adres", line.address),
        ("Waarom niet bij ons", line.because),
        ("Aangewezen", "" if line.because else "ja (Awb 2:13)" if line.designated else "nee, het mag ook zo"),
        ("Geldt", period(line.valid_from, line.valid_to)),
        ("Inloggen", line.login_level),
        ("Nadere eisen", "; ".join(line.requirements)),
        ("Uitvoerder", line.joint_body),
        ("Bijzondere wet", line.legal_exception),
        ("Leverancier", line.supplier),
    ]
    return [(label, value) for label, value in told if value]
