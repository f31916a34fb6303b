"""Reads numbers of others: citizen service number (BSN), bank account (IBAN), Chamber of Commerce (KvK)."""

import re
from datetime import date

from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

from openloket.formkit.definition import BsnField, IbanField, KvkField
from openloket.formkit.value_text import one_line, wrong
from openloket.formkit.wording import UNREADABLE, fill_in

_SEPARATORS = re.compile(r"[\s.\-]+")
_IBAN_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def read_bsn(field: BsnField, raw: object, today: date) -> object:
    """Nine digits that pass the eleven-test; eight digits get their leading zero (Wabb, art. 1)."""
    text = _compact(raw)
    if not text:
        return _empty(field, text, "123456782")
    if not re.fullmatch(r"[0-9]{8,9}", text):
        return wrong("Een burgerservicenummer heeft 9 cijfers. Vul alle cijfers in.")
    try:
        return str(bsn.validate(text))
    except ValidationError:
        return wrong(
            "Dit burgerservicenummer klopt niet. Kijk op uw paspoort, identiteitskaart of rijbewijs."
        )


def read_iban(field: IbanField, raw: object, today: date) -> object:
    """The account number without spaces, in capitals."""
    text = _compact(raw)
    if not text:
        return _empty(field, text, "NL91 ABNA 0417 1643 00")
    text = text.upper()
    try:
        if _IBAN_SHAPE.fullmatch(text):
            # Length, letters and check digits only: the tables of banks by country lag behind reality.
            return str(iban.validate(text, check_country=False))
    except ValidationError:
        pass
    return wrong(
        "Dit rekeningnummer (IBAN) klopt niet. Kijk op uw bankpas, bijvoorbeeld NL91 ABNA 0417 1643 00."
    )


def read_kvk(field: KvkField, raw: object, today: date) -> object:
    """Eight digits; the number has no check digit."""
    text = _compact(raw)
    if not text:
        return _empty(field, text, "12345678")
    if not re.fullmatch(r"[0-9]{8}", text):
        return wrong("Een KvK-nummer heeft 8 cijfers, bijvoorbeeld 12345678.")
    return text


def _compact(raw: object) -> str | None:
    text = one_line(raw)
    return None if text is None else _SEPARATORS.sub("", text[:200])


def _empty(field: BsnField | IbanField | KvkField, text: str | None, example: str) -> object:
    if text is None:
        return wrong(UNREADABLE)
    return wrong(fill_in(field, example)) if field.required else None
