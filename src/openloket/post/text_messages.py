"""Text messages (SMS): which numbers get one, and words that fit in one segment and name nobody."""

from datetime import date

import phonenumbers
from phonenumbers import PhoneNumberType

LONGEST = 160
"""Signs of the alphabet of GSM in one segment; those of its extension count double (3GPP TS 23.038)."""

_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€")
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
_WORDS = (
    "{sender}: er staat {nature} voor u klaar in Mijn omgeving. Onze e-mail kwam niet aan. "
    "Klopt uw adres nog?"
)
_ANSWER = " Reageer t/m {day}."


class NoMobile(ValueError):
    """This number gets no text message; the message says why, in Dutch."""


def mobile_number(typed: str) -> str:
    """A mobile number in E.164, such as +31612345678; Dutch unless it begins with + or 00.

    Raises NoMobile.
    """
    try:
        number = phonenumbers.parse(typed.strip()[:60], "NL")
    except phonenumbers.NumberParseException:
        raise NoMobile("Dit telefoonnummer klopt niet. Vul een nummer in zoals 06 12345678.") from None
    if not phonenumbers.is_valid_number(number):
        raise NoMobile("Dit telefoonnummer klopt niet. Vul een nummer in zoals 06 12345678.")
    if phonenumbers.number_type(number) not in _MOBILE:
        raise NoMobile("Een sms kan alleen naar een mobiel nummer, zoals 06 12345678.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_number(number: str) -> str:
    """A number in E.164 as its owner writes it: 06 12345678; from abroad with + in front."""
    parsed = phonenumbers.parse(number)
    style = phonenumbers.PhoneNumberFormat
    dutch = parsed.country_code == 31
    return phonenumbers.format_number(parsed, style.NATIONAL if dutch else style.INTERNATIONAL)


def length_of(text: str) -> int | None:
    """How many signs a text takes of a segment; None: it needs another alphabet."""
    if not set(text) <= _ALPHABET | _EXTENSION:
        return None
    return len(text) + sum(sign in _EXTENSION for sign in text)


def notice_text(sender: str, nature: str, answer_by: date | None) -> str:
    """That a message waits and that an e-mail about it did not arrive, in one segment (Awb 2:11(2)).

    `sender` and `nature` (such as "een besluit") become plainer or shorter until it fits. No link: people
    should not follow links in text messages, and no personal data.
    """
    plain = "".join(sign if sign in _ALPHABET else _plainer(sign) for sign in sender)
    day = _ANSWER.format(day=f"{answer_by:%d-%m-%Y}") if answer_by else ""
    for told in (nature, "een bericht"):
        text = _WORDS.format(sender=plain, nature=told) + day
        if (length_of(text) or LONGEST + 1) <= LONGEST:
            return text
    room = LONGEST - len(_WORDS.format(sender="", nature="een bericht") + day)
    return _WORDS.format(sender=plain[:room].rstrip(), nature="een bericht") + day


def _plainer(sign: str) -> str:
    """A sign of the alphabet of GSM instead of one that is not: ë becomes e."""
    return _PLAIN.get(sign, "")


_PLAIN = dict(
    zip("áâãëêíîïóôõúûçÁÀÂÃÈÊËÌÍÎÏÒÓÔÕÙÚÛÝýÿ’‘–", "aaaeeiiiooouucAAAAEEEIIIIOOOOUUUYyy''-", strict=True)
)
