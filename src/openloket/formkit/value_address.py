"""Reads a Dutch address: postcode and house number are needed, street and place are asked too."""

import re
from collections.abc import Mapping
from datetime import date

from openloket.formkit.definition import AddressField
from openloket.formkit.value_text import Wrong, one_line, wrong
from openloket.formkit.wording import UNREADABLE

PARTS = ("postcode", "huisnummer", "huisletter", "toevoeging", "straat", "plaats")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Za-z]{2})")
_NEVER_ISSUED = ("SA", "SD", "SS")
_NUMBER = re.compile(r"([1-9][0-9]{0,4})(?:[ -]*([A-Za-z])(?![A-Za-z0-9]))?(?:[ -]+([A-Za-z0-9 -]{1,9}))?")
_ADDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /.-]{0,9}")
_LONGEST = 80


def read_address(field: AddressField, raw: object, today: date) -> object:
    """The mapping of all six parts (empty text where there is none), or None when nothing was filled in."""
    if raw is not None and raw != "" and not isinstance(raw, Mapping):
        return wrong(UNREADABLE)
    source: Mapping[str, object] = raw if isinstance(raw, Mapping) else {}
    parts = {part: one_line(source.get(part)) or "" for part in PARTS}
    if not any(parts.values()) and not field.required:
        return None
    _split_number(parts)
    mistakes = [(part, message) for part in PARTS if (message := _mistake(part, parts[part]))]
    if mistakes:
        return Wrong(tuple(mistakes))
    found = _POSTCODE.fullmatch(parts["postcode"])
    assert found is not None  # _mistake has just matched it
    parts["postcode"] = f"{found[1]} {found[2].upper()}"
    parts["huisletter"] = parts["huisletter"].upper()
    return parts


def _split_number(parts: dict[str, str]) -> None:
    """`12a` or `12-3` typed in the box for the number is put where it belongs, when those boxes are empty."""
    found = _NUMBER.fullmatch(parts["huisnummer"])
    if found is None:
        return
    number, letter, addition = found.groups()
    if (letter and parts["huisletter"]) or (addition and parts["toevoeging"]):
        return
    parts["huisnummer"] = number
    parts["huisletter"] = letter or parts["huisletter"]
    parts["toevoeging"] = (addition or parts["toevoeging"]).strip()


def _mistake(part: str, text: str) -> str:
    return _RULES[part](text)


def _postcode(text: str) -> str:
    if not text:
        return "Vul de postcode in, bijvoorbeeld 1234 AB."
    found = _POSTCODE.fullmatch(text)
    if found is None or found[2].upper() in _NEVER_ISSUED:
        return "Deze postcode klopt niet. Vul 4 cijfers en 2 letters in, bijvoorbeeld 1234 AB."
    return ""


def _number(text: str) -> str:
    if not text:
        return "Vul het huisnummer in, bijvoorbeeld 12."
    return (
        ""
        if re.fullmatch(r"[1-9][0-9]{0,4}", text)
        else "Vul als huisnummer alleen cijfers in, bijvoorbeeld 12."
    )


def _letter(text: str) -> str:
    return "" if re.fullmatch(r"[A-Za-z]?", text) else "Vul als huisletter één letter in, bijvoorbeeld A."


def _addition(text: str) -> str:
    if not text or _ADDITION.fullmatch(text):
        return ""
    return "Vul als toevoeging niet meer dan 10 letters en cijfers in, bijvoorbeeld 3 of bis."


def _name(text: str) -> str:
    return "" if len(text) <= _LONGEST else f"Dit is te lang. Gebruik niet meer dan {_LONGEST} tekens."


_RULES = {
    "postcode": _postcode,
    "huisnummer": _number,
    "huisletter": _letter,
    "toevoeging": _addition,
    "straat": _name,
    "plaats": _name,
}
