"""From the term rule of a service to the term of the law that runs on one message."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from openloket.law.kalender import Duur, Eenheid, Kalender
from openloket.law.termijnen import (
    ACHT_WEKEN,
    TIEN_WEKEN,
    TWAALF_WEKEN,
    ZES_WEKEN,
    Streeftermijn,
    Termijn,
    Termijnregel,
    beslistermijn,
    beslistermijn_bezwaar,
    klachttermijn,
)

_GENERAL_RULE = "Awb 4:13 lid 2"


def term_of(
    rule: Mapping[str, Any], received_at: datetime, answers: Mapping[str, Any], calendar: Kalender
) -> Termijn:
    """The term that begins with the receipt of a message (Awb 4:13, 7:10, 9:11; or a service norm).

    `rule` is the `term` of a service: kind decision | objection | complaint | service_norm.
    """
    match rule["kind"]:
        case "objection":
            decided_on = answers.get(rule.get("date_field", ""))
            published = date.fromisoformat(decided_on) if isinstance(decided_on, str) else None
            return beslistermijn_bezwaar(published, received_at, bool(rule.get("committee")), calendar)
        case "complaint":
            return klachttermijn(received_at, bool(rule.get("advice")), calendar)
        case "service_norm":
            norm = Streeftermijn(_duration(rule), rule.get("text") or "Zo lang duurt het meestal.")
            return beslistermijn(received_at, norm, calendar)
        case _:
            return beslistermijn(received_at, own_rule(rule), calendar)


def term_in_words(rule: Mapping[str, Any]) -> tuple[str, str]:
    """How long it takes in one sentence, and the article that says so; no article for a service norm.

    Source: Awb 4:13, 7:10(1), 9:11(1), or the article of the rule.
    """
    match rule["kind"]:
        case "objection":
            weeks = TWAALF_WEKEN if rule.get("committee") else ZES_WEKEN
            text = f"Wij beslissen binnen {weeks} na de laatste dag waarop u bezwaar kon maken."
            return text, "Awb 7:10 lid 1"
        case "complaint":
            weeks = TIEN_WEKEN if rule.get("advice") else ZES_WEKEN
            return f"Wij handelen uw klacht af binnen {weeks} nadat wij die ontvingen.", "Awb 9:11 lid 1"
        case "service_norm":
            return f"Meestal duurt het niet langer dan {_duration(rule)}.", ""
    own = own_rule(rule)
    article, length = (own.artikel, own.duur) if own else (_GENERAL_RULE, ACHT_WEKEN)
    return f"Wij beslissen binnen {length} na ontvangst.", article


def own_rule(rule: Mapping[str, Any]) -> Termijnregel | None:
    """The term to decide that an act or rule sets for this service; None: the eight weeks of Awb 4:13(2)."""
    if rule.get("article", _GENERAL_RULE) == _GENERAL_RULE:
        return None
    text = rule.get("text") or f"{rule['article']} noemt een eigen termijn."
    return Termijnregel(rule["article"], _duration(rule), text, in_wet=rule.get("in_act", True))


def _duration(rule: Mapping[str, Any]) -> Duur:
    for name, unit in (("days", Eenheid.DAGEN), ("weeks", Eenheid.WEKEN), ("months", Eenheid.MAANDEN)):
        if name in rule:
            return Duur(int(rule[name]), unit)
    raise ValueError(f"a term rule needs days, weeks or months: {dict(rule)}")
