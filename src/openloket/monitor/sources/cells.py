"""The cells of a table that somebody filled in: each read with a message that says how to mend it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_NOON = time(12)
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})(?=$|[T ])")
"""Excel writes a day so in the Netherlands, also one that was typed as 2026-03-02."""


class Wrong(ValueError):
    """A cell that can't be read; the message goes behind the name of the column, in Dutch."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: how its cells are read, what it is for, and an example."""

    name: str
    read: Callable[[str], object]
    example: str
    meaning: str
    needed: bool = True


def text(told: str) -> str:
    """Words as they stand."""
    return told


def short(most: int) -> Callable[[str], object]:
    """Words of at most so many signs."""

    def read(told: str) -> object:
        if len(told) > most:
            raise Wrong(f"dit is te lang: {len(told)} tekens. Er passen er {most}.")
        return told

    return read


def one_of(choices: Mapping[str, object]) -> Callable[[str], object]:
    """One of some words, in whatever capitals."""

    def read(told: str) -> object:
        found = choices.get(told.lower())
        if found is None:
            raise Wrong(f"‘{told[:40]}’ is geen keuze. Kies uit: {', '.join(choices)}.")
        return found

    return read


def moment(told: str) -> datetime:
    """A day (then noon in Amsterdam) or a moment; without a zone it is Amsterdam's. In UTC."""
    try:
        iso = _iso(told)
        if len(iso) == len("2026-03-02"):
            return datetime.combine(date.fromisoformat(iso), _NOON, _AMSTERDAM).astimezone(UTC)
        found = datetime.fromisoformat(re.sub(r" (\d):", r" 0\1:", iso))
    except ValueError:
        raise Wrong(f"‘{told[:40]}’ is geen dag. Schrijf 2026-03-02 of 2026-03-02T10:15.") from None
    return (found if found.tzinfo else found.replace(tzinfo=_AMSTERDAM)).astimezone(UTC)


def _iso(told: str) -> str:
    """2-3-2026 as 2026-03-02; anything else as it stands."""
    found = _DUTCH_DAY.match(told)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}{told[found.end() :]}" if found else told


def day(told: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(_iso(told))
    except ValueError:
        raise Wrong(f"‘{told[:40]}’ is geen dag. Schrijf 2026-03-02.") from None


def number(least: int, most: int) -> Callable[[str], object]:
    """A whole number between two others."""

    def read(told: str) -> object:
        if not told.isascii() or not told.isdigit() or not least <= int(told[:9]) <= most:
            raise Wrong(f"‘{told[:40]}’ is geen getal van {least} tot en met {most}.")
        return int(told)

    return read


def decimal(least: int, most: int) -> Callable[[str], object]:
    """A number with a point or a comma, between two others."""

    def read(told: str) -> object:
        try:
            found = Decimal(told.replace(",", "."))
        except InvalidOperation:
            raise Wrong(f"‘{told[:40]}’ is geen getal. Schrijf bijvoorbeeld 0,85.") from None
        if not found.is_finite() or not least <= found <= most:
            raise Wrong(f"{told[:40]} ligt niet tussen {least} en {most}.")
        return found

    return read


def web_address(told: str) -> str:
    """An address on the web, or of a mailbox."""
    if not told.lower().startswith(("http://", "https://", "mailto:")) or " " in told:
        raise Wrong(f"‘{told[:60]}’ is geen adres. Het begint met https:// of mailto:.")
    return told


def sha256(told: str) -> str:
    """A hash in 64 hexadecimal signs."""
    if len(told) != 64 or not set(told.lower()) <= set("0123456789abcdef"):
        raise Wrong("dit is geen SHA-256: dat zijn 64 tekens, 0 tot en met 9 en a tot en met f.")
    return told.lower()


def yes_or_no(told: str) -> bool:
    """‘ja’ or ‘nee’."""
    if told.lower() not in {"ja", "nee"}:
        raise Wrong(f"‘{told[:40]}’ is geen keuze. Schrijf ja of nee.")
    return told.lower() == "ja"
