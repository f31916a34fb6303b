"""How values and mistakes are put into plain Dutch: dates, amounts, sizes, and the words of each message."""

from datetime import date
from decimal import Decimal

from openloket.formkit.definition import Field

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NOT_ANSWERED = "Niet ingevuld"
UNREADABLE = "Dit antwoord kunnen wij niet lezen. Vul het opnieuw in."

# Standard questions about the person; used only when the question is put with "uw".
_OWN = {
    "naam": "uw naam",
    "geboortedatum": "uw geboortedatum",
    "bsn": "uw burgerservicenummer",
    "adres": "uw adres",
    "email": "uw e-mailadres",
    "telefoon": "uw telefoonnummer",
}


def fill_in(field: Field, example: str = "") -> str:
    """Asks for an answer that is missing: `Vul uw geboortedatum in, bijvoorbeeld 12 5 1980.`"""
    tail = f", bijvoorbeeld {example}" if example else ""
    own = _OWN.get(field.key)
    if own and " uw " in f" {field.label.lower()} ":
        return f"Vul {own} in{tail}."
    return f"Vul een antwoord in bij {quoted(field)}{tail}."


def quoted(field: Field) -> str:
    """The question between quotation marks."""
    return f"“{field.label}”"


def in_words(day: date) -> str:
    """`12 mei 1980`"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def grouped(number: Decimal | int | str) -> str:
    """A number the Dutch way, with the decimals it has: `1.234,50`"""
    return f"{Decimal(number):,f}".translate({ord(","): ".", ord("."): ","})


def euro(amount: Decimal | str) -> str:
    """`€ 1.234,50`"""
    value = Decimal(amount)
    return f"€ {'-' if value < 0 else ''}{grouped(f'{abs(value):.2f}')}"


def size(count: int) -> str:
    """A file size in bytes as people read it: `812 bytes`, `48 kB`, `1,2 MB`"""
    if count < 1000:
        return f"{count} bytes"
    if count < 999_500:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def listed(parts: list[str], word: str = "of") -> str:
    """`a, b of c`"""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)
