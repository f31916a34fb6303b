"""A made-up round of 6,840 observations that agrees with the figures published in June 2025.

Nothing in it was measured. 342 municipalities times 20 products; chance decides which municipality gets
what, and always decides the same, but the published totals come out exactly.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from openloket.monitor.country import FOLDER
from openloket.monitor.scoring.channels import DIGITAL, LABELS, Channel
from openloket.monitor.scoring.sizes import size_of

COMPLETE = 9
# 4,263 + 990 + 342 = 5,595 of 6,840 is 81.8 %; 239 is 3.5 %; what is left can only be asked at the desk.
FORMS, MAILS, PORTALS, PRINTS = 4263, 990, 342, 239
LOGINS = 2000
CONFIRMED = {"tot-25000": 53, "25000-50000": 66, "50000-100000": 34, "100000-250000": 20, "vanaf-250000": 3}
"""176 of 342 is 51.5 %."""
DECIDED, NO_SUPPORT = 6, 278
MADE_UP = "Verzonnen voorbeeld: hier is niets gemeten."
_WHO = "verzonnen voorbeeld"
_SUPPLIERS = ("Voorbeeldleverancier A", "Voorbeeldleverancier B", "Voorbeeldleverancier C")
_MOST_MISSING = 11
_SHORT = 1.6
"""So much sooner a municipality below 25,000 inhabitants lacks a product."""

Cell = tuple[str, str]
"""A municipality and the term of a product."""
Weights = Callable[[Cell], float]

_LACKING = {
    "paspoort": 4, "rijbewijs": 4, "briefadres": 3, "erkenning_kind": 3, "standplaatsvergunning": 2,
    "verklaring_omtrent_gedrag_(vog)": 2, "huwelijksaangifte": 1.5, "melding_openbare_ruimte_(algemeen)": 0.2,
    "verhuismelding": 0.2, "brpUittr": 0.3, "klacht": 0.4,
}  # fmt: skip
_PAPER = {
    "leerlingenvervoer": 6,
    "belastingkwijtschelding": 5,
    "briefadres": 5,
    "bijstand": 3,
    "paspoort": 0.2,
}
_PORTAL = {"bijstand": 6, "belastingkwijtschelding": 5, "bezwaar": 3, "paspoort": 0.1, "klacht": 0.2}
_MAIL = {"collectevergunning": 5, "standplaatsvergunning": 5, "evenementenvergunning": 4, "klacht": 3,
         "briefadres": 2, "verhuismelding": 0.1, "brpUittr": 0.2}  # fmt: skip
_LOGIN = {"verhuismelding": 9, "brpUittr": 9, "geboorteaangifte": 8, "gehandicaptenparkeerkaart": 5,
          "leerlingenvervoer": 4, "melding_openbare_ruimte_(algemeen)": 0.05, "klacht": 0.3}  # fmt: skip


@cache
def towns() -> Sequence[tuple[str, int]]:
    """Every municipality with its inhabitants, in the order of its code."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(row["code"], int(row["inhabitants"])) for row in rows]


@cache
def products() -> dict[str, str]:
    """The audience of each of the 20 products, by term."""
    with (FOLDER / "product_sets.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["term"]: row["audience"] for row in rows if row["set"] == "twintig"}


@cache
def channels() -> dict[Cell, Channel]:
    """The way for each product of each municipality: nine have all, the others lack at least one."""
    chance = Random(2025)  # noqa: S311 (a made-up country needs no secrets)
    cells = [(code, term) for code, _ in towns() for term in products()]
    missing = _missing(chance, len(cells) - FORMS - MAILS - PORTALS)
    found = dict.fromkeys(missing, Channel.DESK)
    found |= dict.fromkeys(_some(chance, missing, PRINTS, _by(_PAPER)), Channel.PRINT)
    for way, count, weights in (
        (Channel.PORTAL, PORTALS, _PORTAL), (Channel.EMAIL, MAILS, _MAIL),
        (Channel.WEB_FORM_LOGIN, LOGINS, _LOGIN), (Channel.WEB_FORM, FORMS - LOGINS, {}),
    ):  # fmt: skip
        left = [one for one in cells if one not in found]
        found |= dict.fromkeys(_some(chance, left, count, _by(weights)), way)
    return {one: found[one] for one in cells}


def _missing(chance: Random, count: int) -> list[Cell]:
    """What can't be asked for digitally: at every municipality but the complete ones, at small ones more."""
    complete = set(chance.sample([code for code, _ in towns()], COMPLETE))
    lacking = {code: 1 for code, _ in towns() if code not in complete}
    weights = {
        code: chance.random() * (_SHORT if size_of(inhabitants).key == "tot-25000" else 1)
        for code, inhabitants in towns()
        if code in lacking
    }
    while sum(lacking.values()) < count:
        [code] = chance.choices(list(weights), list(weights.values()))
        lacking[code] = min(lacking[code] + 1, _MOST_MISSING)
    return [
        cell
        for code, less in lacking.items()
        for cell in _some(chance, [(code, term) for term in products()], less, _by(_LACKING))
    ]


def _by(weights: dict[str, float]) -> Weights:
    return lambda cell: weights.get(cell[1], 1.0)


def _some(chance: Random, cells: Iterable[Cell], count: int, weight: Weights) -> list[Cell]:
    """So many of them, the heavier sooner."""
    return sorted(cells, key=lambda cell: chance.random() ** (1 / weight(cell)), reverse=True)[:count]


def earlier(years: int) -> dict[Cell, Channel]:
    """The same so many years before: less could be done digitally then."""
    chance, found = Random(years), dict(channels())  # noqa: S311 (idem)
    digital = [cell for cell, way in found.items() if way in DIGITAL]
    gone = _some(chance, digital, 290 * years, _by({}))
    found |= dict.fromkeys(gone, Channel.DESK)
    return found | dict.fromkeys(gone[: 120 * years], Channel.PRINT)


def declared() -> dict[Cell, Channel]:
    """What every other municipality says of itself: nearly the same, and somewhat better."""
    chance, ways = Random(7), channels()  # noqa: S311 (idem)
    half = {code for code, _ in towns()[::2]}
    return {
        cell: Channel.WEB_FORM if chance.random() < (0.97 if way in DIGITAL else 0.3) else Channel.DESK
        for cell, way in ways.items()
        if cell[0] in half
    }


def table(heading: str, rows: Iterator[tuple[object, ...]]) -> str:
    """A table as a researcher would hand it in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading.split())
    writer.writerows(rows)
    return out.getvalue()


def observations(
    ways: dict[Cell, Channel] | None = None, first: date = date(2025, 6, 2), basis: str = "gemeten"
) -> str:
    """The observations of ten days, from `first` on; those of June 2025 unless others are given."""
    heading = "gemeente product doelgroep kanaal leverancier adres bron gezien_op zekerheid door reden"
    seen = {code: first + timedelta(days=number % 10) for number, (code, _) in enumerate(towns())}
    return table(
        heading,
        (
            (code, term, products()[term], LABELS[way], _supplier(code, way), _page(code, term), basis,
             seen[code], f"0,{80 + (len(term) + int(code[2:])) % 20}", _WHO, MADE_UP)
            for (code, term), way in (ways or channels()).items()
        ),
    )  # fmt: skip


def _supplier(code: str, way: Channel) -> str:
    """Who delivers the forms; not to be seen everywhere."""
    number = int(code[2:]) * 7 % 13
    return _SUPPLIERS[number % 3] if way in DIGITAL - {Channel.EMAIL} and number < 9 else ""


def _page(code: str, term: str) -> str:
    return f"https://{code.lower()}.gemeente.example/{term.strip(')').replace('(', '')}"


def questions() -> str:
    """A test question to each municipality, confirmed in time, too late or not at all."""
    heading = "gemeente manier code adres vraag verstuurd_op bevestigd_op door"
    left = dict(CONFIRMED)
    rows = []
    for number, (code, inhabitants) in enumerate(_mixed()):
        size = size_of(inhabitants).key
        in_time = left[size] > 0
        left[size] -= in_time
        # The tenth working day after 12 May 2025 is 26 May; the others come a day later, or never.
        answered = "2025-05-26T23:00" if in_time else ("2025-05-27T08:00" if number % 2 else "")
        rows.append(
            (code, "e-mail", f"V{number}", "mailto:x@example.org", "Wat kost parkeren?", "2025-05-12T10:00",
             answered, _WHO)
        )  # fmt: skip
    return table(heading, iter(rows))


def _mixed() -> list[tuple[str, int]]:
    return Random(5).sample(towns(), len(towns()))  # noqa: S311 (idem)


def designations() -> str:
    """Six decisions in nine publications: three stand in both places."""
    heading = "gemeente bron nummer titel adres gepubliceerd_op in_werking_op gezien_op"
    rows = []
    for number, (code, _) in enumerate(_mixed()[:DECIDED]):
        title, address = "Aanwijzingsbesluit kanalen (verzonnen)", "https://example.org/besluit"
        rows.append(
            (code, "gemeenteblad", f"g{number}", title, address, "2025-02-03", "2025-02-04", "2025-06-02")
        )
        if number < 3:
            other = "Aanwijzing van kanalen voor elektronisch verkeer (verzonnen)"
            rows.append(
                (code, "regelingenbank", f"cvdr-{number}", other, address, "2025-03-01", "", "2025-06-02")
            )
    return table(heading, iter(rows))


def support() -> str:
    """Whether help can be found: at 64 of 342."""
    rows = (
        (code, "nee" if number < NO_SUPPORT else "ja", "2025-06-02", _WHO, MADE_UP)
        for number, (code, _) in enumerate(_mixed())
    )
    return table("gemeente gevonden gezien_op door reden", rows)


def statements() -> str:
    """The status of each accessibility statement."""
    chance = Random(11)  # noqa: S311 (idem)
    rows = (
        (code, chance.choices(("A", "B", "C", "D", "E", "geen"), (4, 40, 42, 6, 3, 5))[0], "2025-06-02", _WHO,
         MADE_UP)
        for code, _ in towns()
    )  # fmt: skip
    return table("gemeente status gezien_op door reden", rows)
