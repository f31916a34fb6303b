"""`openloket monitor report`: the figures of a round, for people or as JSON."""

import argparse
import json
from datetime import UTC, date, datetime

from openloket.cli.monitor.rounds import named
from openloket.monitor.models import Round
from openloket.monitor.report import Figure, Report, report
from openloket.monitor.scoring.channels import BASIS_LABELS, Basis

DEFINED_IN = "docs/monitor/definitions.md"


def run(arguments: argparse.Namespace) -> int:
    """Print the figures; without a round those of the last that is not published, else of the last."""
    basis = Basis(arguments.basis) if arguments.basis else None
    found = report(_round(arguments.round), datetime.now(UTC), basis)
    print(json.dumps(as_json(found), indent=1, ensure_ascii=False) if arguments.json else text(found))
    return 0


def _round(key: str | None) -> Round:
    last = None if key else Round.objects.order_by("begins_on", "key").last()
    return last or named(key)


def text(found: Report) -> str:
    """The report as lines to read."""
    count = found.count
    lines = [
        *(["VERZONNEN VOORBEELD: hier is niets gemeten."] if found.round.made_up else []),
        f"Ronde {found.round.key}: {found.round.name} ({BASIS_LABELS[found.basis]})",
        *([found.round.note] if found.round.note else []),
        f"{found.municipalities} gemeenten, {count.expected} uitkomsten te kennen, {count.settled} bekend"
        f" (dekking {_percent(count.coverage)}), {count.neutral} niet aangeboden",
        f"Bewijs van {_day(count.oldest)} tot en met {_day(count.newest)}",
        "",
        *(_line(one) for one in found.figures if one.whole),
    ]
    if count.maturity is not None:
        lines.append(f"{_number(count.maturity):>8}  gemiddelde trede van de ladder (1 tot en met 7)")
    if found.satisfaction is not None:
        lines.append(f"{_number(found.satisfaction):>8}  tevredenheid, van {found.satisfaction_of} gemeenten")
    lines += [
        f"{number:>8}  toegankelijkheidsverklaring {status}" for status, number in found.statements.items()
    ]
    if found.difference.compared:
        one = found.difference
        lines.append(
            f"{one.compared:>8}  keer ook zelf opgegeven: {one.agree} keer gelijk, {one.only_said} keer wel"
            f" opgegeven en niet gemeten, {one.only_measured} keer niet opgegeven en wel gemeten"
        )
    return "\n".join([*lines, "", f"Definities, versie {found.definitions}: {DEFINED_IN}"])


def _line(one: Figure) -> str:
    margin = ""
    if one.low is not None and one.high is not None and one.high - one.low > 0:
        margin = f" [{_percent(one.low)} – {_percent(one.high)}]"
    return f"{_percent(one.share):>8}  {one.name} ({one.part} van {one.whole} {one.unit}){margin}"


def _number(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f}%".replace(".", ",")


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else "–"


def as_json(found: Report) -> dict[str, object]:
    """The report for machines; shares are 0 to 1."""
    count = found.count
    return {
        "round": found.round.key,
        "name": found.round.name,
        "made_up": found.round.made_up,
        "note": found.round.note,
        "computed_at": found.at.isoformat(),
        "basis": found.basis.value,
        "definitions": {"version": found.definitions, "address": DEFINED_IN},
        "municipalities": found.municipalities,
        "observations": {
            "expected": count.expected,
            "settled": count.settled,
            "unknown": count.channels["unknown"],
            "not_offered": count.neutral,
            "coverage": count.coverage,
            "oldest": count.oldest.isoformat() if count.oldest else None,
            "newest": count.newest.isoformat() if count.newest else None,
        },
        "figures": {
            one.key: {
                "name": one.name,
                "part": one.part,
                "whole": one.whole,
                "unit": one.unit,
                "share": one.share,
                "percent": round(one.share * 100, 1) if one.share is not None else None,
                "low": one.low,
                "high": one.high,
                "defined_in": f"{DEFINED_IN}#{one.defined}",
            }
            for one in found.figures
        },
        "maturity": count.maturity,
        "accessibility": found.statements,
        "satisfaction": {"mean": found.satisfaction, "municipalities": found.satisfaction_of},
        "declared_beside_measured": {
            name: getattr(found.difference, name)
            for name in ("compared", "agree", "only_said", "only_measured")
        },
    }
