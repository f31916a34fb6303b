"""Wat kunt u doen? Every way that the law allows, its effect on each term and its text, before choosing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openloket.flows.referral.referral_case import Case
from openloket.flows.referral.referral_words import Words
from openloket.flows.referral.referring import Ask, Looked, look
from openloket.law.antwoord import Slotsom
from openloket.law.handelwijze import Handelwijze
from openloket.law.waarom import datum_in_woorden
from openloket.web.terms import reasons
from openloket.zaken.models import Term

NAMES: Mapping[Handelwijze, str] = {
    Handelwijze.BEHANDELEN: "Behandelen zoals het is",
    Handelwijze.WIJZEN: "De juiste weg wijzen",
    Handelwijze.DOORLEIDEN: "Binnen de gemeente doorgeven",
    Handelwijze.DOORZENDEN: "Doorsturen naar een andere overheid",
    Handelwijze.TERUGZENDEN: "Terugsturen naar de afzender",
    Handelwijze.WEIGEREN: "Weigeren",
}
_BADGES = {Slotsom.MOET: ("vraagt de wet", "good"), Slotsom.MAG: ("mag", "neutral")}
_TERMS = {
    Term.Kind.DECISION: "Onze termijn om te beslissen",
    Term.Kind.SERVICE_NORM: "Onze streeftermijn",
    Term.Kind.TO_DECIDE: "De termijn die u zelf bepaalt",
    Term.Kind.SUPPLEMENT: "De tijd van de afzender om aan te vullen",
    Term.Kind.NOT_HANDLE: "De termijn om niet te behandelen",
    Term.Kind.OBJECTION: "De tijd om bezwaar te maken",
    Term.Kind.PENALTY: "De dwangsom",
}
_UNKNOWN_TEAM = "een ander team"
_UNKNOWN_BODY = "het andere bestuursorgaan"


def cards(ask: Ask, case: Case, usual_day: date, now: datetime) -> list[dict[str, Any]]:
    """The ways that are allowed, what the law asks first; with the usual choices where there is a choice."""
    allowed = [way for way in Handelwijze if case.weighed.mag(way)]
    allowed.sort(key=lambda way: case.weighed.wijzen[way].slotsom is not Slotsom.MOET)
    return [_card(ask, case, way, usual_day, now) for way in allowed]


def not_allowed(case: Case) -> list[dict[str, Any]]:
    """The other ways, with why not."""
    return [
        {"name": NAMES[way], "steps": _steps(case, way)} for way in Handelwijze if not case.weighed.mag(way)
    ]


def _card(ask: Ask, case: Case, way: Handelwijze, usual_day: date, now: datetime) -> dict[str, Any]:
    body = ask.choice.body or _UNKNOWN_BODY
    looked = look(replace(ask, choice=replace(ask.choice, way=way, body=body, last_day=usual_day)), now)
    label, kind = _BADGES[case.weighed.wijzen[way].slotsom]
    steps = _steps(case, way)
    return {
        "way": way.value,
        "name": NAMES[way],
        "badge": label,
        "badge_kind": kind,
        "main": steps[0 if way is Handelwijze.WEIGEREN else -1],
        "steps": steps,
        "effect": effect_lines(looked.effect),
        "text": text_of(looked),
    }


def _steps(case: Case, way: Handelwijze) -> list[dict[str, str]]:
    answer = case.weighed.wijzen[way].naar_dict()
    return reasons(answer)


def effect_lines(effect: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each term before and after, with the why of the new day."""
    lines = [
        {
            "title": _TERMS.get(Term.Kind(term["kind"]), "Termijn"),
            "was": _day(term["was"]),
            "becomes": _day(term["becomes"]) if term["becomes"] else "",
            "moves": term["becomes"] not in (None, term["was"]),
            "why": reasons({"waarom": term["why"], "twijfels": term["doubts"]}),
        }
        for term in effect["terms"]
    ]
    sender = effect.get("sender")
    if sender:
        lines.append(
            {
                "title": "De tijd van de afzender om het goed te sturen",
                "was": _day(sender["was"]),
                "becomes": _day(sender["becomes"]),
                "moves": True,
                "why": reasons({"waarom": sender["why"], "twijfels": sender["doubts"]}),
            }
        )
    return lines


def text_of(looked: Looked) -> dict[str, Any] | None:
    """The message to the sender as it will read; None when there is none."""
    words = looked.words
    if words is None:
        return None
    if not looked.told.team:
        words = _without_team(words)
    return {
        "title": words.title,
        "opening": words.opening,
        "reason": words.reason.splitlines(),
        "sections": words.sections,
        "law": words.law,
        "whole": bool(words.copy),
    }


def _without_team(words: Words) -> Words:
    """Before a team was chosen."""
    opening = tuple(
        line.replace("doorgegeven aan .", f"doorgegeven aan {_UNKNOWN_TEAM}.") for line in words.opening
    )
    return replace(words, opening=opening)


def _day(iso: str) -> str:
    return datum_in_woorden(date.fromisoformat(iso))
