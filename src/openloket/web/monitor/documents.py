"""The report of the country and of a municipality as an accessible PDF (PDF/UA-1)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openloket.monitor import figures
from openloket.post.typesetting import typeset
from openloket.web.look.environment import assets
from openloket.web.monitor.charts import Bar
from openloket.web.monitor.choice import MADE_UP, Choice, with_choice
from openloket.web.monitor.nation import TITLE, national
from openloket.web.monitor.town import town_of
from openloket.web.monitor.town_facts import TownFacts, beside, compared, products, town_facts
from openloket.web.monitor.words import day_of, seen_between

_TEMPLATE = Path(__file__).with_name("report.typ")
Section = dict[str, Any]


@with_choice
def national_report(request: HttpRequest, choice: Choice) -> HttpResponse:
    """The national figures as a PDF."""
    now = timezone.now()
    return _pdf(choice.download(".pdf"), national_texts(choice, now), now)


@with_choice
def town_report(request: HttpRequest, choice: Choice, slug: str) -> HttpResponse:
    """The figures of a municipality as a PDF, for its alderman."""
    found, now = town_of(slug), timezone.now()
    texts = town_texts(choice, town_facts(choice, found, now), now)
    return _pdf(choice.download(f"-{found.slug}.pdf"), texts, now)


def national_texts(choice: Choice, now: datetime) -> dict[str, Any]:
    """What stands in the report of the country."""
    told = national(choice, now)
    rows = [(one["name"], one["share"], one["told"], one["margin"] or "–") for one in told["figures"]]
    ways = [(one.label, one.share, one.count) for one in told["pieces"]]
    return _document(
        choice,
        TITLE,
        told["grounds"],
        [
            _section("Cijfers van Nederland", ("Wat", "Deel", "Aantal", "Marge"), rows),
            _section("Langs welke weg?", ("Weg", "Deel", "Aantal"), ways),
            _section(
                "Per provincie, op naam",
                ("Provincie", "Digitaal", "Aantal", "Marge"),
                _lines(told["provinces"]),
            ),
            _section("Naar grootte", ("Gemeenten", "Digitaal", "Aantal", "Marge"), _lines(told["sizes"])),
        ],
    )


def town_texts(choice: Choice, facts: TownFacts, now: datetime) -> dict[str, Any]:
    """What stands in the report of a municipality."""
    name = facts.town.name
    first = [f"{one.title}. {one.why}" for one in facts.steps]
    offered = [(one["name"], one["way"], one["step"], one["day"]) for one in products(choice, facts)]
    found = [(one["what"], one["told"], one["day"]) for one in beside(facts.findings, now)]
    reply = figures.reply_of(choice.round, facts.town.code)
    said = [f"Antwoord van de gemeente: {reply.reply}"] if reply and reply.reply else []
    judged = (
        [
            f"Wat wij daarmee deden: {reply.get_outcome_display()}. {reply.settlement}"
            + (f" Beoordeeld door {reply.settled_by}." if reply.settled_by else "")
        ]
        if said and reply
        else []
    )
    return _document(
        choice,
        f"Gemeente {name}: hoe digitaal?",
        {
            "between": seen_between(facts.count),
            "told": f"{facts.count.settled} van {facts.count.askable} uitkomsten bekend",
        },
        [
            _section("Wat u het eerst kunt doen", texts=first or ["Wij vonden niets dat beter moet."]),
            _section(
                "Naast andere", ("Gemeenten", "Digitaal", "Aantal", "Marge"), _lines(compared(choice, facts))
            ),
            _section("Producten", ("Product", "Verste weg", "Trede", "Gezien op"), offered),
            _section("Verder gevonden", ("Wat", "Uitkomst", "Gezien op"), found),
            *([_section("Reactie vooraf", texts=[*said, *judged])] if said else []),
        ],
    )


def _lines(bars: Iterable[Bar]) -> list[tuple[str, ...]]:
    return [(one.label, one.share, one.told, one.margin or "–") for one in bars]


def _section(
    title: str,
    head: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    texts: Sequence[str] = (),
) -> Section:
    return {"title": title, "head": list(head), "rows": [list(one) for one in rows], "texts": list(texts)}


def _document(
    choice: Choice, title: str, told: dict[str, str], sections: Sequence[Section]
) -> dict[str, Any]:
    notes = [
        *([choice.round.note] if choice.round.note and not choice.round.made_up else []),
        f"{choice.words} {told['between']} {told['told']}.",
        f"Berekend op {day_of(choice.scoring.at)}, definities versie {choice.scoring.definitions}.",
    ]
    return {
        "title": choice.titled(title),
        "warning": f"{MADE_UP}. {choice.round.note}" if choice.round.made_up else "",
        "notes": notes,
        "sections": list(sections),
        "closing": "De uitleg bij elk cijfer en het bewijs staan op de website van de monitor.",
        "colour": assets().colours("openloket")["accent"],
    }


def _pdf(name: str, texts: dict[str, Any], now: datetime) -> HttpResponse:
    made_at = now.replace(microsecond=0).astimezone(UTC)
    response = HttpResponse(typeset(_TEMPLATE, texts, made_at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
