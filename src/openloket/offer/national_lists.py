"""The national lists beside the library: municipalities (CBS, OWMS) and uniforme productnamen (UPL)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openloket.offer.library import FOLDER

TERMS = "http://standaarden.overheid.nl/owms/terms/"
"""Before the term in every address of both lists."""

PROVINCES = (
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)


@dataclass(frozen=True, slots=True)
class KnownMunicipality:
    """A municipality of the national list: its CBS code, its name and its OWMS address."""

    cbs_code: str
    name: str
    uri: str


@cache
def municipalities() -> dict[str, KnownMunicipality]:
    """All municipalities by CBS code."""
    return {
        row["code"]: KnownMunicipality(row["code"], row["name"], TERMS + row["owms"])
        for row in _rows("municipalities.csv")
    }


def municipality_named(authority: str) -> KnownMunicipality | None:
    """The municipality that a catalogue names by CBS code or by OWMS address, or None."""
    return municipalities().get(authority) or _by_address().get(authority)


@cache
def known_bodies() -> tuple[str, ...]:
    """Other public bodies as people call them: every province and every municipality."""
    towns = sorted(f"gemeente {one.name}" for one in municipalities().values())
    return (*(f"provincie {name}" for name in PROVINCES), *towns)


@cache
def upl_names() -> dict[str, str]:
    """The name of each uniforme productnaam by its term: the last part of its address."""
    return {row["term"]: row["name"] for row in _rows("upl.csv")}


@cache
def _by_address() -> dict[str, KnownMunicipality]:
    return {one.uri: one for one in municipalities().values()}


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))
