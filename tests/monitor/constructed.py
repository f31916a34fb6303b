"""A made-up round of 6,840 observations that agrees with the figures published in June 2025.

Nothing in it was measured. 342 municipalities times 20 products; which municipality gets what is only
a matter of counting, so that the published totals come out.
"""

import csv
import io
from collections.abc import Iterator

from openloket.monitor.country import FOLDER
from openloket.monitor.scoring.channels import LABELS, Channel
from openloket.monitor.scoring.sizes import size_of

PRODUCTS = 20
COMPLETE = 9
# 4,263 + 990 + 342 = 5,595 of 6,840 is 81.8 %; 239 is 3.5 %; what is left can only be asked at the desk.
FORMS, MAILS, PORTALS, PRINTS = 4263, 990, 342, 239
LOGINS = 2000
CONFIRMED = {"tot-25000": 53, "25000-50000": 66, "50000-100000": 34, "100000-250000": 20, "vanaf-250000": 3}
"""176 of 342 is 51.5 %."""
DECIDED, NO_SUPPORT = 6, 278
_WHO = "verzonnen, om de rekenregels te toetsen"


def towns() -> list[tuple[str, int]]:
    """Every municipality with its inhabitants, in the order of its code."""
    with (FOLDER / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(row["code"], int(row["inhabitants"])) for row in rows]


def products() -> list[tuple[str, str]]:
    """The 20 products with their audience."""
    with (FOLDER / "product_sets.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [(row["term"], row["audience"]) for row in rows if row["set"] == "twintig"]


def channels() -> list[list[Channel]]:
    """For every municipality the way for each product: nine have all, the others lack at least one."""
    codes = towns()
    missing = [0 if number < COMPLETE else 1 for number in range(len(codes))]
    left = len(codes) * PRODUCTS - FORMS - MAILS - PORTALS - sum(missing)
    number = COMPLETE
    while left:
        missing[number] += 1
        left -= 1
        number = number + 1 if number + 1 < len(codes) else COMPLETE
    digital = iter(
        [Channel.WEB_FORM_LOGIN] * LOGINS
        + [Channel.WEB_FORM] * (FORMS - LOGINS)
        + [Channel.EMAIL] * MAILS
        + [Channel.PORTAL] * PORTALS
    )
    paper = iter([Channel.PRINT] * PRINTS + [Channel.DESK] * (sum(missing) - PRINTS))
    return [
        [next(paper) for _ in range(less)] + [next(digital) for _ in range(PRODUCTS - less)]
        for less in missing
    ]


def table(heading: str, rows: Iterator[tuple[object, ...]]) -> str:
    """A table as a researcher would hand it in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading.split())
    writer.writerows(rows)
    return out.getvalue()


def observations() -> str:
    """The 6,840 observations."""
    return table(
        "gemeente product doelgroep kanaal bron gezien_op door reden",
        (
            (code, term, audience, LABELS[way], "gemeten", "2025-06-02", _WHO, "Verzonnen.")
            for (code, _), ways in zip(towns(), channels(), strict=True)
            for (term, audience), way in zip(products(), ways, strict=True)
        ),
    )


def questions() -> str:
    """A test question to each municipality, confirmed in time, too late or not at all."""
    heading = "gemeente manier code adres vraag verstuurd_op bevestigd_op door"
    left = dict(CONFIRMED)
    rows = []
    for number, (code, inhabitants) in enumerate(towns()):
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


def designations() -> str:
    """Six decisions in nine publications: three stand in both places."""
    heading = "gemeente bron nummer titel adres gepubliceerd_op in_werking_op gezien_op"
    rows = []
    for number, (code, _) in enumerate(towns()[:DECIDED]):
        title, address = "Aanwijzingsbesluit kanalen", "https://example.org/besluit"
        rows.append(
            (code, "gemeenteblad", f"g{number}", title, address, "2025-02-03", "2025-02-04", "2025-06-02")
        )
        if number < 3:
            other = "Aanwijzing van kanalen voor elektronisch verkeer"
            rows.append(
                (code, "regelingenbank", f"cvdr-{number}", other, address, "2025-03-01", "", "2025-06-02")
            )
    return table(heading, iter(rows))


def support() -> str:
    """Whether help can be found: at 64 of 342."""
    rows = (
        (code, "nee" if number < NO_SUPPORT else "ja", "2025-06-02", _WHO, "Verzonnen.")
        for number, (code, _) in enumerate(towns())
    )
    return table("gemeente gevonden gezien_op door reden", rows)
