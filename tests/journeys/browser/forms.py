"""Answers to the forms of these journeys, page by page, as somebody types them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from openloket.law.kalender import dag_in_amsterdam
from tests.journeys.browser.person import Answer, Person

_number = count(1)


def today() -> date:
    """The day on which it is in Amsterdam."""
    return dag_in_amsterdam(datetime.now(UTC))


def new_address() -> str:
    """A mail address that nobody had before."""
    return f"burger-{next(_number)}@post.example"


def typed_day(path: str, day: date) -> dict[str, Answer]:
    """A date as its three parts."""
    return {f"{path}.dag": str(day.day), f"{path}.maand": str(day.month), f"{path}.jaar": str(day.year)}


def typed_address(path: str) -> dict[str, Answer]:
    """An address as its parts."""
    return {
        f"{path}.postcode": "1991 de",
        f"{path}.huisnummer": "27",
        f"{path}.straat": "Kerkpad",
        f"{path}.plaats": "Duinstede",
    }


def parking(email: str) -> list[dict[str, Answer]]:
    """Of a resident with a car of her own."""
    return [
        {"soort": "bewoner", **typed_day("vanaf", today() + timedelta(days=14)), "al_vergunning": "nee"},
        {"kenteken": "KZ-418-R", "kenteken_naam": "eigen"},
        {"eigen_plaats": "nee"},
        {
            "naam": "Noor d’Hollander-Yılmaz",
            **typed_address("adres"),
            "email": email,
            "opmerking": 'Graag vóór <vakantie> & "drukte".\nDank u wel!',
        },
    ]


def care(email: str) -> list[dict[str, Answer]]:
    """Of somebody who needs help at home."""
    return [
        {"voor_wie": "mijzelf"},
        {"onderwerpen": ["huishouden", "vervoer"], "wat_lukt_niet": "De trap op en af gaan.", "spoed": "nee"},
        {"huisgenoten": "alleen"},
        {},
        {
            "naam": "Aaltje Smit",
            **typed_day("geboortedatum", date(1948, 5, 3)),
            **typed_address("adres"),
            "email": email,
        },
    ]


def fill_in(person: Person, pages: Sequence[Mapping[str, Answer]]) -> None:
    """Answer page after page; a question that an answer brings into view stays for the caller."""
    for answers in pages:
        person.answer(answers)
        person.press("Verder")
        assert person.status == 200, person.words
