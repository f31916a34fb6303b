"""Reads any answer: chooses the reader that belongs to the type of the field. Readers never raise."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openloket.formkit.definition import Field
from openloket.formkit.value_address import read_address
from openloket.formkit.value_codes import read_bsn, read_iban, read_kvk
from openloket.formkit.value_dates import read_date
from openloket.formkit.value_numbers import read_money, read_number
from openloket.formkit.value_text import (
    read_choice,
    read_choices,
    read_email,
    read_file,
    read_longtext,
    read_phone,
    read_text,
    read_yesno,
)

_READERS: dict[str, Callable[[Any, object, date], object]] = {
    "text": read_text,
    "longtext": read_longtext,
    "email": read_email,
    "phone": read_phone,
    "date": read_date,
    "number": read_number,
    "money": read_money,
    "choice": read_choice,
    "choices": read_choices,
    "yesno": read_yesno,
    "file": read_file,
    "iban": read_iban,
    "bsn": read_bsn,
    "kvk": read_kvk,
    "address": read_address,
}


def read(field: Field, raw: object, today: date) -> object:
    """The answer as plain JSON value, None when empty and optional, or Wrong. Not for groups.

    `raw` may be what was typed or a value read before: reading a read value gives that same value.
    """
    return _READERS[field.kind](field, raw, today)


def is_blank(raw: object) -> bool:
    """True when nothing was typed or chosen, in whatever shape nothing came."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(is_blank(part) for part in raw.values())
    if isinstance(raw, list):
        return all(is_blank(part) for part in raw)
    return raw is None
