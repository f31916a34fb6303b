"""Shares, numbers and days of the monitor as people read them."""

from datetime import date, datetime

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import MAANDEN
from openloket.monitor.scoring.counting import Count

NONE = "–"


def percent(share: float | None, digits: int = 1) -> str:
    """A share (0 to 1) as 81,8%; what is not nothing and not all never reads as 0% or 100%."""
    if share is None:
        return NONE
    least = 10.0**-digits
    shown = share * 100
    if 0 < share < 1:
        shown = min(max(shown, least), 100 - least)
    return f"{shown:.{digits}f}%".replace(".", ",")


def number(count: int) -> str:
    """6840 as 6.840."""
    return f"{count:,}".replace(",", ".")


def decimal(value: float | None) -> str:
    """With one digit behind the comma."""
    return NONE if value is None else f"{value:.1f}".replace(".", ",")


def day(one: date | None) -> str:
    """A day as 2 maart 2026."""
    return f"{one.day} {MAANDEN[one.month - 1]} {one.year}" if one else NONE


def day_of(moment: datetime) -> str:
    """The day of a moment in Amsterdam."""
    return day(dag_in_amsterdam(moment))


def part_of(part: int, whole: int, unit: str) -> str:
    """A count beside what it is part of: 5.595 van 6.840 producten."""
    return f"{number(part)} van {number(whole)} {unit}"


def seen_between(count: Count) -> str:
    """From when the evidence behind a count is."""
    if count.oldest is None or count.newest is None:
        return "Er is geen bewijs."
    if count.oldest == count.newest:
        return f"Bewijs van {day(count.newest)}."
    return f"Bewijs van {day(count.oldest)} tot en met {day(count.newest)}."


def age(count: Count, today: date) -> str:
    """How old the newest evidence is, in the unit people would use."""
    if count.newest is None:
        return ""
    days = (today - count.newest).days
    if days < 1:
        return "van vandaag"
    for limit, unit, one, more in (
        (14, 1, "dag", "dagen"),
        (70, 7, "week", "weken"),
        (730, 30, "maand", "maanden"),
    ):
        if days < limit:
            times = max(days // unit, 1)
            return f"{times} {one if times == 1 else more} oud"
    return f"{days // 365} jaar oud"
