"""All that is known of one municipality in a round, and what it can do first; for its page and its report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.monitor import figures
from openloket.monitor.country import slug_of
from openloket.monitor.figures import Cell
from openloket.monitor.findings import Findings, findings_of, result_of
from openloket.monitor.models import Municipality, Observation
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, DIGITAL, Audience, Channel
from openloket.monitor.scoring.counting import Count
from openloket.monitor.scoring.first_steps import FirstStep, Lacking, Standing, first_steps
from openloket.monitor.scoring.sizes import size_of
from openloket.web.monitor.charts import Bar, bar
from openloket.web.monitor.choice import Choice
from openloket.web.monitor.shown import linkable, step, way
from openloket.web.monitor.words import day, day_of, decimal

_ON_PAPER = frozenset({Channel.PRINT, Channel.DESK})


@dataclass(frozen=True, slots=True)
class TownFacts:
    """A municipality as a round saw it."""

    town: Municipality
    cells: Sequence[Cell]
    count: Count
    findings: Findings
    supplier: str
    steps: Sequence[FirstStep]


def town_facts(choice: Choice, town: Municipality, now: datetime) -> TownFacts:
    """Read it all: a fixed number of statements, however many rounds there are."""
    cells = figures.municipality_cells(choice.round, town.code, choice.basis, choice.audience)
    count = figures.count(choice.scoring, "municipality", town.code, choice.basis, choice.audience)
    findings = findings_of(choice.round, town)
    standing = Standing(
        lacking=_lacking(choice, cells),
        confirmed=findings.confirmed(now),
        designated=findings.designated,
        support=findings.support.found if findings.support else None,
        statement=findings.statement.status if findings.statement else None,
        by_email=sum(_channel(one) is Channel.EMAIL for one in cells),
        unknown=sum(one.observation is not None and _channel(one) is Channel.UNKNOWN for one in cells),
    )
    return TownFacts(town, cells, count, findings, _supplier(cells), first_steps(standing))


def _channel(cell: Cell) -> Channel:
    return Channel(cell.observation.channel) if cell.observation else Channel.UNKNOWN


def _lacking(choice: Choice, cells: Sequence[Cell]) -> list[Lacking]:
    missing = [one for one in cells if _channel(one) in _ON_PAPER]
    subjects = {str(one.product.pk) for one in missing}
    elsewhere = figures.counts(choice.scoring, "product", choice.basis, choice.audience, subjects)
    return [
        Lacking(one.product.name, _share(elsewhere.get(str(one.product.pk))), _channel(one) is Channel.PRINT)
        for one in missing
    ]


def _share(count: Count | None) -> float | None:
    return count.share(count.digital) if count else None


def _supplier(cells: Sequence[Cell]) -> str:
    """Who delivers most of the forms that were seen; empty when that could not be seen."""
    seen = Counter(one.observation.supplier for one in cells if one.observation and one.observation.supplier)
    return max(sorted(seen), key=seen.__getitem__, default="")


def compared(choice: Choice, facts: TownFacts) -> list[Bar]:
    """The municipality beside groups that it resembles, each as a whole: no ranking."""
    town = facts.town
    parts = {("province", town.province): f"Gemeenten in {town.province} samen", ("nation", ""): "Nederland"}
    found = figures.several(choice.scoring, _parts(town), choice.basis, choice.audience)
    lines = [bar(town.name, facts.count, own=True), *_neighbours(choice, town)]
    if town.inhabitants is not None:
        size = size_of(town.inhabitants)
        parts = {("size", size.key): f"Gemeenten met {size.name} samen", **parts}
    urls = {
        "province": choice.url("gemeenten", provincie=slug_of(town.province)),
        "size": choice.url("gemeenten", grootte=size_of(town.inhabitants or 0).key),
        "nation": choice.url(),
    }
    lines += [bar(label, found.get(part, Count()), urls[part[0]]) for part, label in parts.items()]
    return lines + _same_supplier(choice, facts.supplier)


def _parts(town: Municipality) -> list[tuple[str, str]]:
    parts = [("nation", ""), ("province", town.province)]
    return parts if town.inhabitants is None else [*parts, ("size", size_of(town.inhabitants).key)]


def _neighbours(choice: Choice, town: Municipality) -> list[Bar]:
    if not town.neighbours:
        return []
    whole = figures.chosen(choice.scoring, town.neighbours, choice.basis, choice.audience)
    return [bar("Buurgemeenten samen", whole, choice.url("gemeenten", buren=town.slug))]


def _same_supplier(choice: Choice, supplier: str) -> list[Bar]:
    if not supplier:
        return []
    towns = figures.towns_of_supplier(choice.round, supplier, choice.basis)
    whole = figures.chosen(choice.scoring, towns, choice.basis, choice.audience)
    url = choice.url("gemeenten", leverancier=supplier)
    return [bar(f"Gemeenten die ook formulieren van {supplier} hebben, samen", whole, url)]


def products(choice: Choice, facts: TownFacts) -> list[dict[str, str]]:
    """A line for each product: the way, how far it goes, and the proof."""
    return [_product(choice, one) for one in facts.cells]


def _product(choice: Choice, cell: Cell) -> dict[str, str]:
    one = cell.observation
    return {
        "name": cell.product.name,
        "url": choice.url(f"product/{slug_of(cell.product.term)}"),
        "audience": AUDIENCE_LABELS[Audience(cell.audience)],
        "way": way(one.channel if one else Channel.UNKNOWN),
        "digital": "ja" if _channel(cell) in DIGITAL else "",
        "step": step(one.step) if one else "",
        "day": day_of(one.seen_at) if one else "",
        "proof": proof_url(one) if one else "",
    }


def proof_url(one: Observation) -> str:
    """The page with the evidence of an observation; it never changes."""
    return f"/monitor/waarneming/{one.pk}"


def beside(found: Findings, now: datetime) -> list[dict[str, str]]:
    """What was found beside the ways: words, the day, an address to look for oneself, where it is defined."""
    rows = [
        _found("Testvraag per " + one.get_way_display(), result_of(one, now), one.sent_at, "", "ontvangst")
        for one in found.questions
    ]
    rows += [
        {
            "what": "Aanwijzingsbesluit",
            "told": one.title,
            "day": day(one.published_on),
            "address": linkable(one.address),
            "defined": "aanwijzing",
        }
        for one in found.publications
    ]
    if found.designated is False:
        told = "Wij vonden geen gepubliceerd besluit."
        rows.append(
            {"what": "Aanwijzingsbesluit", "told": told, "day": "", "address": "", "defined": "aanwijzing"}
        )
    return [*rows, *_pages(found)]


def _pages(found: Findings) -> list[dict[str, str]]:
    rows, last = [], "toegankelijkheid-en-tevredenheid"
    if (help := found.support) is not None:
        told = ("Gevonden. " if help.found else "Niet gevonden. ") + help.reason
        rows.append(_found("Informatie over hulp", told, help.seen_at, help.address, "ondersteuning"))
    if (one := found.statement) is not None:
        told = (
            f"Status {one.status}: {one.get_status_display()}." if one.status != "none" else "Niet gevonden."
        )
        rows.append(_found("Toegankelijkheidsverklaring", told, one.seen_at, one.address, last))
    if (liked := found.satisfaction) is not None:
        told = f"{decimal(float(liked.score))} van 10"
        rows.append(_found("Tevredenheid", told, liked.seen_at, liked.address, last))
    return rows


def _found(what: str, told: str, at: datetime, address: str, defined: str) -> dict[str, str]:
    return {"what": what, "told": told, "day": day_of(at), "address": linkable(address), "defined": defined}
