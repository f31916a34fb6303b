"""A table that a researcher filled in goes into a round: all its lines, or none with the faults of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from openloket.flows.measuring.observe import Source, UnableToObserve, gone, keep_source, observe
from openloket.monitor import noting
from openloket.monitor.models import (
    AccessibilityStatement,
    Municipality,
    Product,
    Round,
    Satisfaction,
    SupportFound,
)
from openloket.monitor.recording import Written
from openloket.monitor.scoring.ladder import Step
from openloket.monitor.sightings import Sighting
from openloket.monitor.sources.table import Fault, Line
from openloket.monitor.sources.templates import Kind

_LOOKED_AGAIN = "Later opnieuw bekeken."
_FINDINGS: Mapping[Kind, tuple[noting.Found, Mapping[str, str]]] = {
    Kind.SUPPORT: (SupportFound, {"found": "gevonden"}),
    Kind.STATEMENTS: (AccessibilityStatement, {"status": "status"}),
    Kind.SATISFACTION: (Satisfaction, {"score": "cijfer", "answers": "antwoorden"}),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a table may be: municipalities by code, and terms of products by name or term."""

    towns: Mapping[str, Municipality]
    terms: Mapping[str, str]


def names() -> Names:
    """What is known now."""
    products = list(Product.objects.values_list("term", "name"))
    terms = {name.lower(): term for term, name in products} | {term.lower(): term for term, _ in products}
    return Names({one.code: one for one in Municipality.objects.all()}, terms)


def checked(
    round: Round, kind: Kind, lines: Iterable[Line | Fault], now: datetime
) -> tuple[list[Line], list[Fault]]:
    """The lines that can be imported, and the faults of the others."""
    known, good, faults = names(), list[Line](), list[Fault]()
    for one in lines:
        wrong = one.message if isinstance(one, Fault) else _fault(one, round, kind, known, now)
        if wrong:
            faults.append(Fault(one.place, wrong))
        elif isinstance(one, Line):
            good.append(one)
    return good, faults


def _fault(line: Line, round: Round, kind: Kind, known: Names, now: datetime) -> str:
    return (
        _place_fault(line, round, known)
        or _moment_fault(line.values, now)
        or (_product_fault(line, known) if kind is Kind.OBSERVATIONS else "")
    )


def _place_fault(line: Line, round: Round, known: Names) -> str:
    code = str(line.values["gemeente"])
    town = known.towns.get(code)
    if town is None:
        return f"gemeente: er is geen gemeente met code ‘{code[:20]}’. Schrijf de code van CBS, zoals GM0014."
    wrong = gone(town, round)
    return f"gemeente: {wrong}" if wrong else ""


def _moment_fault(row: Mapping[str, Any], now: datetime) -> str:
    for column in ("gezien_op", "verstuurd_op", "bevestigd_op"):
        if (row.get(column) or now) > now:
            return f"{column}: dit ligt in de toekomst."
    if row.get("bevestigd_op") and row["bevestigd_op"] < row["verstuurd_op"]:
        return "bevestigd_op: de bevestiging kwam vóór de vraag."
    return ""


def _product_fault(line: Line, known: Names) -> str:
    name = str(line.values["product"])
    if name.lower() not in known.terms:
        return f"product: ‘{name[:60]}’ staat niet in de uniforme productnamenlijst."
    return _sighting(line, known.terms).fault


def import_table(
    round: Round, kind: Kind, lines: Sequence[Line], source: Source, now: datetime
) -> Counter[Written]:
    """Write lines that were checked. The same again changes nothing. Raises UnableToObserve."""
    if kind is Kind.OBSERVATIONS:
        known = names().terms
        return observe(round, [_sighting(line, known) for line in lines], now, source)
    try:
        with transaction.atomic():
            held = Round.objects.select_for_update().get(pk=round.pk)
            keep_source(held, source, now)
            return _write(held, kind, lines, now)
    except IntegrityError as problem:
        raise UnableToObserve("Een testvraag staat er twee keer, of een code is al gebruikt.") from problem


def _write(round: Round, kind: Kind, lines: Sequence[Line], now: datetime) -> Counter[Written]:
    if kind is Kind.DESIGNATIONS:
        return noting.write_designations(_designation(line.values) for line in lines)
    if kind is Kind.RECEIPTS:
        counts, clashes = noting.write_receipt_tests(round, [_receipt(line.values) for line in lines], now)
        if clashes:
            raise UnableToObserve(f"De code is al van een andere vraag: {', '.join(clashes[:5])}.")
        if round.published_at and counts[Written.NEW]:
            raise UnableToObserve(f"Ronde {round.key} is gepubliceerd. Daar komen geen vragen meer bij.")
        return counts
    model, own = _FINDINGS[kind]
    rows = [
        _proof(line.values) | {name: line.values[column] for name, column in own.items()} for line in lines
    ]
    if round.published_at and not all(row["correction"] for row in rows):
        raise UnableToObserve(f"Ronde {round.key} is gepubliceerd. Vul bij elke regel ‘correctie’ in.")
    return noting.write_found(model, round, rows, now, _LOOKED_AGAIN)


def _sighting(line: Line, terms: Mapping[str, str]) -> Sighting:
    row: Mapping[str, Any] = line.values
    return Sighting(
        municipality=row["gemeente"],
        term=terms[row["product"].lower()],
        audience=row["doelgroep"],
        basis=row["bron"],
        channel=row["kanaal"],
        step=Step(row["trede"]) if row["trede"] else None,
        seen_at=row["gezien_op"],
        seen_by=row["door"],
        reason=row["reden"],
        confidence=Decimal(1) if row["zekerheid"] is None else row["zekerheid"],
        address=row["adres"] or "",
        page_hash=row["paginahash"] or "",
        excerpt=row["citaat"] or "",
        supplier=row["leverancier"] or "",
        correction=row["correctie"] or "",
    )


def _proof(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "municipality_id": row["gemeente"],
        "address": row["adres"] or "",
        "seen_at": row["gezien_op"],
        "page_hash": row["paginahash"] or "",
        "excerpt": row["citaat"] or "",
        "seen_by": row["door"],
        "reason": row["reden"],
        "correction": row["correctie"] or "",
    }


def _designation(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "municipality_id": row["gemeente"],
        "source": row["bron"],
        "identifier": row["nummer"],
        "title": row["titel"],
        "address": row["adres"],
        "published_on": row["gepubliceerd_op"],
        "in_force_on": row["in_werking_op"],
        "seen_at": row["gezien_op"],
    }


def _receipt(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "municipality_id": row["gemeente"],
        "way": row["manier"],
        "code": row["code"],
        "address": row["adres"],
        "question": row["vraag"],
        "sent_at": row["verstuurd_op"],
        "seen_by": row["door"],
        "answered_at": row["bevestigd_op"],
        "answer": row["citaat"] or "",
    }
