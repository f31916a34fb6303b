"""What made-up people sent to the demo's municipalities, so that the desk is not empty."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Letter:
    """A filled-in form, so many days ago; `reachable` is the answer to the question of Awb 2:8."""

    service: str
    days_ago: int
    answers: dict[str, Any]
    reachable: bool = False


def letters(town: str, today: date) -> tuple[Letter, ...]:
    """Seven letters, oldest first; dates in them fit the day on which each was sent."""
    return (
        Letter("bezwaar", 41, _objection(town, today - timedelta(days=52)), reachable=True),
        Letter("parkeervergunning", 33, _parking("Willem van Dam", town, today - timedelta(days=20))),
        Letter("woo-verzoek", 19, _information(town)),
        Letter("klacht", 12, _complaint(town)),
        Letter("verhuizing", 6, _move(town, today), reachable=True),
        Letter("melding-openbare-ruimte", 2, _report(town, today)),
        Letter("parkeervergunning", 1, _parking("Noor El Amrani", town, today + timedelta(days=14))),
    )


def refused_letter(town: str, today: date) -> Letter:
    """What is asked in vain, by somebody who wants to hear of it by e-mail."""
    answers = _parking("Fatima Ouali", town, today - timedelta(days=7))
    return Letter("parkeervergunning", 24, {**answers, "kenteken": "RT-902-L"}, reachable=True)


def resident(name: str, town: str, today: date) -> Letter:
    """A parking permit that somebody asks who is logged in, and who wants to hear of it by e-mail."""
    answers = _parking(name, town, today + timedelta(days=10))
    return Letter(
        "parkeervergunning", 8, {**answers, "kenteken": "HG-552-S", "email": _email(name)}, reachable=True
    )


def report(name: str, town: str, today: date) -> Letter:
    """What a helper reports for somebody."""
    return Letter(
        "melding-openbare-ruimte",
        4,
        {**_report(town, today - timedelta(days=4)), "naam": name, "email": _email(name)},
    )


def incomplete_letters(town: str, today: date) -> tuple[Letter, ...]:
    """Two requests from which something is missing; only the first may be answered by e-mail."""
    first = _parking("Sanne Kuipers", town, today - timedelta(days=5))
    second = _parking("Bilal Aksoy", town, today + timedelta(days=8))
    return (
        Letter("parkeervergunning", 14, {**first, "kenteken": "SK-114-P"}, reachable=True),
        Letter("parkeervergunning", 5, {**second, "kenteken": "NB-620-V"}),
    )


def lost_letters(town: str, today: date) -> dict[str, Letter]:
    """Six messages of people whom an answer does not reach, by what becomes of it."""

    def parking(name: str, plate: str, days_ago: int, reachable: bool = True) -> Letter:
        answers = {**_parking(name, town, today + timedelta(days=10)), "kenteken": plate}
        return Letter("parkeervergunning", days_ago, answers, reachable)

    report = {**_report(town, today), "naam": "Ties Verhoeven", "email": "ties@pots.example"}
    return {
        "besluit": parking("Yusuf Demir", "YD-371-K", 26),
        "aanvulling": parking("Lieke Bosman", "LB-208-T", 9),
        "terug": parking("Greet van Vliet", "GV-554-H", 15, reachable=False),
        "melding": Letter("melding-openbare-ruimte", 4, report, reachable=True),
        "vertraagd": parking("Mees Kok", "MK-917-P", 3),
        "vol": parking("Hassan Idrissi", "HI-630-N", 2),
    }


def reading_letter(town: str, today: date) -> Letter:
    """What is asked by somebody who logs in, and reads the answers in Mijn omgeving."""
    answers = {**_parking("Saskia Mulder", town, today + timedelta(days=20)), "kenteken": "SM-482-D"}
    return Letter("parkeervergunning", 7, answers)


def _address(town: str, street: str, number: str, postcode: str) -> dict[str, str]:
    return {"postcode": postcode, "huisnummer": number, "straat": street, "plaats": town}


def _email(name: str) -> str:
    return name.lower().replace(" ", ".") + "@post.example"


def _objection(town: str, decided_on: date) -> dict[str, Any]:
    return {
        "namens_wie": "mijzelf",
        "over": "vergunning",
        "omschrijving": "U geeft mijn buurman een vergunning voor een carport. Die staat op onze grond.",
        "datum_bekend": True,
        "datum_besluit": decided_on.isoformat(),
        "kenmerk": "V-2207",
        "redenen_wanneer": "nu",
        "gronden": "Op de tekening staat onze heg niet. De carport komt daardoor op onze grond.",
        "gevolg": "Ik wil dat u de vergunning intrekt, of dat de carport een meter opschuift.",
        "gesprek": "ja",
        "naam": "Hendrik Postma",
        "adres": _address(town, "Vogelkers", "9", "1991 BC"),
        "email": _email("Hendrik Postma"),
    }


def _parking(name: str, town: str, begins: date) -> dict[str, Any]:
    return {
        "soort": "bewoner",
        "vanaf": begins.isoformat(),
        "al_vergunning": False,
        "kenteken": "KZ-418-R",
        "kenteken_naam": "eigen",
        "eigen_plaats": False,
        "naam": name,
        "adres": _address(town, "Kerkpad", "27", "1991 DE"),
        "email": _email(name),
        "telefoon": "+31612345678",
    }


def _information(town: str) -> dict[str, Any]:
    return {
        "omschrijving": "Ik wil graag alle stukken over het plan voor een zonnepark langs de Molenweg."
        " Het gaat mij ook om de gesprekken met de ontwikkelaar.",
        "soort_documenten": ["verslagen", "brieven", "rapporten"],
        "van_wie": ["college"],
        "vorm": "digitaal",
        "naam": "Marieke Blom",
        "adres": _address(town, "Molenweg", "113", "1992 KL"),
        "email": _email("Marieke Blom"),
    }


def _complaint(town: str) -> dict[str, Any]:
    return {
        "onderwerp": "bereikbaar",
        "wat_gebeurd": "Ik heb vier keer gebeld over mijn aanslag. Ik wachtte elke keer een half uur"
        " en daarna viel de lijn weg.",
        "wanneer": "Vorige week, van maandag tot en met donderdag",
        "besproken": False,
        "wens": "Ik wil dat iemand mij terugbelt.",
        "gesprek": "telefoon",
        "namens": False,
        "naam": "Gerrit Kuiper",
        "adres": _address(town, "Lindestraat", "4", "1991 AX"),
        "telefoon": "+31687654321",
    }


def _move(town: str, today: date) -> dict[str, Any]:
    return {
        "voor_wie": "ikzelf",
        "datum_verhuizing": (today - timedelta(days=8)).isoformat(),
        "naam": "Sanne de Boer",
        "geboortedatum": "1994-05-17",
        "bsn": "111222333",
        "oud_adres": _address(town, "Havenkade", "60", "1990 GH"),
        "nieuw_adres": _address(town, "Iepenlaan", "18", "1993 PR"),
        "woonsituatie": "huur",
        "anderen_mee": True,
        "personen": [{"naam": "Daan Visser", "geboortedatum": "1992-11-02", "relatie": "partner"}],
        "email": _email("Sanne de Boer"),
        "telefoon": "+31611223344",
    }


def _report(town: str, today: date) -> dict[str, Any]:
    return {
        "onderwerp": "verlichting",
        "omschrijving": "De lamp bij het bankje brandt al een paar dagen niet. Het is daar nu erg donker.",
        "gevaar": False,
        "plek_soort": "beschrijving",
        "plek_beschrijving": f"In het park achter de bibliotheek van {town}, bij de vijver.",
        "sinds": (today - timedelta(days=5)).isoformat(),
        "naam": "Ilse Jacobs",
        "email": _email("Ilse Jacobs"),
    }
