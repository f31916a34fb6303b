"""Reads numbers and amounts the way people write them: 1.234,50 and 1234.50, with or without a euro sign."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from openloket.formkit.definition import MoneyField, NumberField
from openloket.formkit.value_text import Wrong, one_line, wrong
from openloket.formkit.wording import UNREADABLE, euro, fill_in, grouped

_PLAIN = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")
_THOUSANDS = {
    ",": re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+"),
    ".": re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+"),
}
_EURO = re.compile(r"^(?:€|euro?)\s*|\s*(?:€|euro?)$", re.IGNORECASE)
_ROUND_AMOUNT = re.compile(r",(?:-{1,2}|–|—)$")


def read_number(field: NumberField, raw: object, today: date) -> object:
    """An int, or text with exactly as many decimals as the field has."""
    text = one_line(raw)
    example = "2,5" if field.decimals else "3"
    if not text:
        return _empty(field, text, example)
    if field.unit and text.lower().endswith(field.unit.lower()):
        text = text[: -len(field.unit)]
    number = decimal_of(text, field.decimals)
    if number is None:
        return wrong(f"Vul een getal in met cijfers, bijvoorbeeld {example}.")
    if number != round(number, field.decimals):
        return wrong(
            f"Vul een getal in met niet meer dan {field.decimals} cijfers achter de komma."
            if field.decimals
            else "Vul een heel getal in, zonder komma."
        )
    unit = f" {field.unit}" if field.unit else ""
    outside = _outside(number, field, lambda limit: f"{grouped(limit)}{unit}")
    return outside or (f"{number:.{field.decimals}f}" if field.decimals else int(number))


def read_money(field: MoneyField, raw: object, today: date) -> object:
    """Text with two decimals and a point, in euro."""
    text = one_line(raw)
    if not text:
        return _empty(field, text, "1.234,50")
    number = decimal_of(_ROUND_AMOUNT.sub("", _EURO.sub("", text)), 2)
    if number is None:
        return wrong("Vul een bedrag in met cijfers, bijvoorbeeld 1.234,50.")
    if number != round(number, 2):
        return wrong("Vul een bedrag in met niet meer dan 2 cijfers achter de komma, bijvoorbeeld 12,50.")
    return _outside(number, field, euro) or f"{number:.2f}"


def decimal_of(text: str, decimals: int) -> Decimal | None:
    """The number that was meant; None when it is none.

    With both signs the last one is the decimal sign. A single point followed by exactly three digits marks
    thousands (Dutch usage), unless the field itself takes three decimals or more.
    """
    text = text.replace(" ", "").replace("\u00a0", "")
    last = max(text.rfind(","), text.rfind("."))
    if last >= 0:
        mark = text[last]
        other = "." if mark == "," else ","
        if other in text:
            text = text.replace(other, "") if _grouped_before(text, mark, other) else "x"
        elif _THOUSANDS[mark].fullmatch(text) and (text.count(mark) > 1 or (mark == "." and decimals < 3)):
            text = text.replace(mark, "")
        text = text.replace(mark, ".")
    if not _PLAIN.fullmatch(text):
        return None
    number = Decimal(text)
    return abs(number) if number == 0 else number


def _grouped_before(text: str, mark: str, other: str) -> bool:
    """True when what stands before the decimal sign is neatly grouped in thousands."""
    return text.count(mark) == 1 and _THOUSANDS[other].fullmatch(text.split(mark)[0]) is not None


def _empty(field: NumberField | MoneyField, text: str | None, example: str) -> object:
    if text is None:
        return wrong(UNREADABLE)
    return wrong(fill_in(field, example)) if field.required else None


def _outside(number: Decimal, field: NumberField | MoneyField, say: Callable[[Decimal], str]) -> Wrong | None:
    if field.min is not None and number < field.min:
        return wrong(f"Dit is te laag. Vul {say(field.min)} of meer in.")
    if field.max is not None and number > field.max:
        return wrong(f"Dit is te hoog. Vul {say(field.max)} of minder in.")
    return None
