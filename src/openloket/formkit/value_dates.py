"""Reads a date from three boxes (day, month, year), with the month as number or in words."""

from collections.abc import Mapping
from datetime import date

from openloket.formkit.definition import DateField
from openloket.formkit.value_text import one_line, wrong
from openloket.formkit.wording import MONTHS, UNREADABLE, fill_in, in_words

PARTS = ("dag", "maand", "jaar")
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"mrt": 3, "sept": 9}


def read_date(field: DateField, raw: object, today: date) -> object:
    """ISO text (2026-01-31); accepts that same text, or the mapping of dag, maand and jaar."""
    if isinstance(raw, Mapping):
        parts = [one_line(raw.get(part)) or "" for part in PARTS]
        if not any(parts):
            return _missing(field, today)
        if incomplete := _incomplete(parts):
            return wrong(f"{incomplete}, bijvoorbeeld {_example(field, today)}.")
        day = _from_parts(*parts)
    elif isinstance(raw, str) and raw:
        day = _from_iso(raw)
    else:
        return wrong(UNREADABLE) if raw else _missing(field, today)
    if day is None:
        return wrong(f"Deze datum bestaat niet. Vul een datum in zoals {_example(field, today)}.")
    return _within(field, day, today)


def _incomplete(parts: list[str]) -> str:
    for part, word in zip(parts, ("de dag", "de maand", "het jaar"), strict=True):
        if not part:
            return f"Vul ook {word} van de datum in"
    return "" if len(parts[-1]) == 4 else "Vul het jaar in met 4 cijfers"


def _within(field: DateField, day: date, today: date) -> object:
    if field.earliest is not None and day < (first := field.earliest.on(today)):
        return wrong(f"Deze datum is te vroeg. Vul {in_words(first)} of later in.")
    if field.latest is not None and day > (last := field.latest.on(today)):
        return wrong(f"Deze datum is te laat. Vul {in_words(last)} of eerder in.")
    return day.isoformat()


def _missing(field: DateField, today: date) -> object:
    return wrong(fill_in(field, _example(field, today))) if field.required else None


def _example(field: DateField, today: date) -> str:
    if "geboorte" in field.key:
        return "12 5 1980"
    return f"{today.day} {today.month} {today.year}"


def _from_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _from_parts(day: str, month: str, year: str) -> date | None:
    word = month.lower().rstrip(".")
    number = str(_MONTH_NUMBERS.get(word, word))
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in (day, number, year)):
        return None
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None
