"""Reads answers in words and choices: text, e-mail, telephone number, options, yes or no, attachments."""

import re
from dataclasses import dataclass
from datetime import date

import email_validator
import phonenumbers

from openloket.formkit import clean
from openloket.formkit.definition import (
    ChoiceField,
    ChoicesField,
    EmailField,
    FileField,
    LongTextField,
    PhoneField,
    TextField,
    YesNoField,
)
from openloket.formkit.wording import UNREADABLE, fill_in, quoted

ATTACHMENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BAD_EMAIL = "Dit e-mailadres klopt niet. Vul een adres in zoals naam@voorbeeld.nl."
_YES_NO = {"ja": True, "true": True, "nee": False, "false": False}


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be taken as it stands: (part of the field or '', message) for each mistake."""

    mistakes: tuple[tuple[str, str], ...]


def wrong(message: str) -> Wrong:
    """One mistake about the whole field."""
    return Wrong((("", message),))


def one_line(raw: object) -> str | None:
    """The typed text on one line; None when it is not text at all."""
    if isinstance(raw, str):
        return clean.one_line(raw)
    if raw is None:
        return ""
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None


def read_text(field: TextField, raw: object, today: date) -> object:
    """One line of text, within its length and pattern."""
    text = one_line(raw)
    if text is None:
        return wrong(UNREADABLE)
    if len(text) > field.max_length:
        return wrong(_too_long(len(text), field.max_length))
    if text and field.pattern is not None and not field.pattern.fullmatch(text):
        return wrong(field.pattern_error)
    return text or (wrong(fill_in(field)) if field.required else None)


def read_longtext(field: LongTextField, raw: object, today: date) -> object:
    """Text of several lines, within its length."""
    if raw is not None and not isinstance(raw, str):
        return wrong(UNREADABLE)
    text = clean.lines(raw or "")
    if len(text) > field.max_length:
        return wrong(_too_long(len(text), field.max_length))
    return text or (wrong(fill_in(field)) if field.required else None)


def _too_long(count: int, most: int) -> str:
    return f"Uw tekst is te lang: {count} tekens. Gebruik niet meer dan {most} tekens."


def read_email(field: EmailField, raw: object, today: date) -> object:
    """An e-mail address in its normal spelling; whether it exists is not asked of anybody."""
    text = one_line(raw)
    if not text:
        return wrong(UNREADABLE) if text is None else missing_or_none(field, "naam@voorbeeld.nl")
    try:
        return email_validator.validate_email(text, check_deliverability=False).normalized
    except (email_validator.EmailNotValidError, UnicodeError):
        return wrong(_BAD_EMAIL)


def read_phone(field: PhoneField, raw: object, today: date) -> object:
    """Dutch unless it starts with + or 00; kept in E.164."""
    text = one_line(raw)
    if not text:
        return wrong(UNREADABLE) if text is None else missing_or_none(field, "06 12345678")
    try:
        number = phonenumbers.parse(text[:60], "NL")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        return wrong(
            "Dit telefoonnummer klopt niet. Vul een nummer in zoals 06 12345678. "
            "Begin een nummer uit een ander land met +, bijvoorbeeld +32."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def missing_or_none(field: EmailField | PhoneField, example: str) -> object:
    """None for an optional question that was left empty, else what to fill in."""
    return wrong(fill_in(field, example)) if field.required else None


def read_choice(field: ChoiceField, raw: object, today: date) -> object:
    """One of the options."""
    if raw is None or raw == "":
        return wrong(f"Kies een antwoord bij {quoted(field)}.") if field.required else None
    if any(raw == option.value for option in field.options):
        return raw
    return wrong(f"Kies een van de antwoorden bij {quoted(field)}.")


def read_choices(field: ChoicesField, raw: object, today: date) -> object:
    """The chosen values, each once, in the order of the options."""
    picked = [raw] if isinstance(raw, str) and raw else raw or []
    if not isinstance(picked, list):
        return wrong(UNREADABLE)
    values = [option.value for option in field.options if option.value in picked]
    if any(value not in values for value in picked):
        return wrong(f"Kies uit de antwoorden bij {quoted(field)}.")
    least = max(field.min_choices, 1) if field.required or values else 0
    if len(values) < least:
        count = "minstens één antwoord" if least == 1 else f"minstens {least} antwoorden"
        return wrong(f"Kies {count} bij {quoted(field)}.")
    if field.max_choices is not None and len(values) > field.max_choices:
        return wrong(f"Kies niet meer dan {field.max_choices} bij {quoted(field)}.")
    return values or None


def read_yesno(field: YesNoField, raw: object, today: date) -> object:
    """True or False."""
    if isinstance(raw, bool):
        return raw
    if raw is None or raw == "":
        return wrong(f"Kies ja of nee bij {quoted(field)}.") if field.required else None
    answer = _YES_NO.get(raw.lower()) if isinstance(raw, str) else None
    return wrong(f"Kies ja of nee bij {quoted(field)}.") if answer is None else answer


def read_file(field: FileField, raw: object, today: date) -> object:
    """The attachment ids, each once; whether they belong to this person is not known here."""
    ids = [raw] if isinstance(raw, str) and raw else raw or []
    if not isinstance(ids, list) or not all(
        isinstance(one, str) and ATTACHMENT_ID.fullmatch(one) for one in ids
    ):
        return wrong("Dit bestand kunnen wij niet vinden. Voeg het opnieuw toe.")
    unique = list(dict.fromkeys(ids))
    if len(unique) > field.max_files:
        return wrong(
            f"U hebt {len(unique)} bestanden toegevoegd. Voeg er niet meer dan {field.max_files} toe."
        )
    if not unique and field.required:
        return wrong(f"Voeg een bestand toe bij {quoted(field)}.")
    return unique or None
