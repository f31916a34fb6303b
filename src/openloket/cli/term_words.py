"""How facts, events and days are written on the command line of `openloket term`, and the list of terms."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from openloket.conf.env import ConfigurationError
from openloket.law.gebeurtenissen import (
    Gebeurtenis,
    Hervatting,
    Opschorting,
    Opschortingsgrond,
    Verlenging,
    Verlengingsgrond,
)
from openloket.law.kalender import AMSTERDAM, Duur, Eenheid
from openloket.law.termijnregister import TERMIJNEN
from openloket.law.termijnvraag import Feit, Feitsoort, Termijnvraag, Waarde

_YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
_UNITS = {"d": Eenheid.DAGEN, "wd": Eenheid.WERKDAGEN, "w": Eenheid.WEKEN, "m": Eenheid.MAANDEN}
_FORMS = {
    Feitsoort.DAG: "a day such as 2026-02-20",
    Feitsoort.TIJDSTIP: "a moment such as 2026-02-20T22:40, Amsterdam time unless it names a zone",
    Feitsoort.GETAL: "a whole number",
    Feitsoort.JANEE: "ja or nee",
}
EVENT_FORMS = (
    "suspend=GROUND,DAY[,LAST-DAY] (such as suspend=4:15-1a,2026-03-10,2026-03-24), "
    "resume=GROUND,DAY or extend=GROUND,DAY,LENGTH (such as extend=4:14-3,2026-04-01,3w; d, w, m, or wd for "
    "working days)"
)


def question_about(article: str) -> Termijnvraag:
    """The term of an article, with or without the name of the act before it. Raises ConfigurationError."""
    wanted = article.casefold().removeprefix("awb").strip().replace("atw ", "atw:")
    # "6:8(2)" and "6:8 lid 2" are how people write what the register calls 6:8-2.
    wanted = re.sub(r"\s*(?:\(|lid )(\d+)\)?$", r"-\1", wanted)
    found = TERMIJNEN.get(wanted)
    if found is None:
        raise ConfigurationError(f"no term is known by {article!r}; known are: {', '.join(TERMIJNEN)}")
    return found


def listing() -> str:
    """All terms with their facts, for `--help`; the first fact is the one that --from gives."""
    lines = ["terms, each with its facts ([…]: may be left out; the first one is given by --from):", ""]
    for article, question in TERMIJNEN.items():
        lines += [f"  {article:<12}{question.omschrijving}", *_facts(question, " " * 14)]
    grounds = ", ".join([*Opschortingsgrond, *Verlengingsgrond])
    return "\n".join([*lines, "", f"events: {EVENT_FORMS}.", f"grounds: {grounds}"])


def facts_of(question: Termijnvraag) -> str:
    """The facts of one term, to show beside what is wrong."""
    return "\n".join(["facts:", *_facts(question, "  ")])


def _facts(question: Termijnvraag, indent: str) -> list[str]:
    return [f"{indent}{_named(fact)}: {fact.omschrijving} ({fact.soort.value})" for fact in question.feiten]


def _named(fact: Feit) -> str:
    return fact.naam if fact.verplicht else f"[{fact.naam}]"


def facts_given(question: Termijnvraag, start: str | None, given: Sequence[str]) -> dict[str, Waarde]:
    """The facts as the law takes them, out of --from and every --fact NAME=VALUE."""
    known = {fact.naam: fact for fact in question.feiten}
    facts: dict[str, Waarde] = {}
    if start is not None:
        first = question.feiten[0]
        facts[first.naam] = _value(first, start)
    for one in given:
        name, equals, text = one.partition("=")
        if not equals:
            raise ConfigurationError(f"a fact is written NAME=VALUE, not {one!r}")
        if name not in known:
            raise ConfigurationError(
                f"{question.artikel} asks no fact {name!r}; known are: {', '.join(known)}"
            )
        facts[name] = _value(known[name], text)
    return facts


def _value(fact: Feit, text: str) -> Waarde:
    try:
        match fact.soort:
            case Feitsoort.GETAL:
                return int(text)
            case Feitsoort.JANEE:
                return _YES_NO[text.casefold()]
            case Feitsoort.TIJDSTIP if len(text) <= len("2026-02-20"):
                raise ValueError("a day is no moment")
            case Feitsoort.TIJDSTIP:
                return _moment(text)
            case Feitsoort.DAG:
                return _moment(text) if "T" in text else date.fromisoformat(text)
    except (KeyError, ValueError) as problem:
        wanted = _FORMS[fact.soort]
        raise ConfigurationError(f"{fact.naam} ({fact.omschrijving}) is {wanted}, not {text!r}") from problem


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def day(text: str) -> date:
    """A day in ISO 8601. Raises ConfigurationError."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ConfigurationError(f"a day is written as 2026-02-20, not {text!r}") from problem


def event(text: str) -> Gebeurtenis:
    """One event, written as `EVENT_FORMS` says. Raises ConfigurationError."""
    kind, _, rest = text.partition("=")
    parts = [part.strip() for part in rest.split(",")]
    try:
        match kind, parts:
            case "suspend", [ground, since]:
                return Opschorting(Opschortingsgrond(ground), day(since))
            case "suspend", [ground, since, last]:
                return Opschorting(Opschortingsgrond(ground), day(since), day(last))
            case "resume", [ground, at]:
                return Hervatting(Opschortingsgrond(ground), day(at))
            case "extend", [ground, told, length]:
                return Verlenging(Verlengingsgrond(ground), day(told), _length(length))
    except ValueError as problem:
        raise ConfigurationError(f"event {text!r}: {problem}") from problem
    raise ConfigurationError(f"an event is written {EVENT_FORMS}, not {text!r}")


def _length(text: str) -> Duur:
    number = text.rstrip("dwm")
    unit = _UNITS.get(text[len(number) :])
    if unit is None or not (number.isascii() and number.isdigit()):
        raise ValueError(f"a length is a number and d, wd, w or m, such as 3w, not {text!r}")
    return Duur(int(number), unit)
