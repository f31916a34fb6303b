"""A made-up round of 6,840 observations gives the figures that were published in June 2025."""

import importlib
import json
import shlex
from pathlib import Path

import pytest
from tests.rules.source import ROOT

from openloket.cli.commands import parser
from openloket.cli.demo import constructed
from openloket.monitor.models import Observation, Scoring, Tally


def command(line: str) -> int:
    """Run `openloket monitor …`."""
    arguments = parser().parse_args(["monitor", *shlex.split(line)])
    return int(importlib.import_module(f"openloket.cli.{arguments.command.module}").run(arguments))


PUBLISHED = {
    "digital": (5595, 6840, 81.8),
    "complete": (9, 342, 2.6),
    "incomplete": (333, 342, 97.4),
    "form_part": (4263, 5595, 76.2),
    "email_part": (990, 5595, 17.7),
    "portal_part": (342, 5595, 6.1),
    "print": (239, 6840, 3.5),
    "receipts": (176, 342, 51.5),
    # Published as 48 %: with the inhabitants of 2026 the class has 110 municipalities.
    "receipts_tot-25000": (53, 110, 48.2),
    "receipts_vanaf-250000": (3, 4, 75.0),
    "designations": (6, 342, 1.8),
    "no_support": (278, 342, 81.3),
}


def test_the_published_figures_come_out(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("round add 2025-1 --from 2025-05-12 --until 2025-06-13 --note 'Verzonnen cijfers.'") == 0
    tables = {
        "waarnemingen": constructed.observations(),
        "testvragen": constructed.questions(),
        "aanwijzingsbesluiten": constructed.designations(),
        "ondersteuning": constructed.support(),
    }
    for kind, text in tables.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        assert command(f"import {path} --round 2025-1 --kind {kind}") == 0
    capsys.readouterr()
    assert command("report --round 2025-1 --json") == 0
    told = json.loads(capsys.readouterr().out)
    figures = told["figures"]
    assert {
        key: (figures[key]["part"], figures[key]["whole"], figures[key]["percent"]) for key in PUBLISHED
    } == PUBLISHED
    assert told["observations"]["coverage"] == 1
    # Who reads these files relies on the names: add, and never rename.
    assert list(told) == [
        "round", "name", "made_up", "note", "computed_at", "basis", "definitions", "municipalities",
        "observations", "figures", "maturity", "accessibility", "satisfaction", "declared_beside_measured",
    ]  # fmt: skip
    assert list(figures["digital"]) == [
        "name", "part", "whole", "unit", "share", "percent", "low", "high", "defined_in",
    ]  # fmt: skip
    headings = {
        line[3:].lower() for line in (ROOT / "docs/monitor/definitions.md").read_text("utf-8").splitlines()
    }
    assert {one["defined_in"].partition("#")[2] for one in figures.values()} <= headings
    assert (figures["digital"]["low"], figures["digital"]["high"]) == (5595 / 6840, 5595 / 6840)
    assert command("report --round 2025-1") == 0
    text = capsys.readouterr().out
    assert "81,8%  producten met een digitaal kanaal (5595 van 6840 producten)" in text
    assert "Verzonnen cijfers." in text

    # The same files again change nothing, and what is kept agrees with what is computed.
    observations = tmp_path / "waarnemingen.csv"
    assert command(f"import {observations} --round 2025-1") == 0
    assert "    6840  stond er al" in capsys.readouterr().out
    assert Observation.objects.count() == 6840
    assert command("round score 2025-1") == 0
    nation = Tally.objects.get(scoring=Scoring.objects.get(), kind="nation", audience="")
    assert (nation.expected, nation.complete, nation.municipalities) == (6840, 9, 342)
    assert Tally.objects.filter(kind="municipality", audience="").count() == 342
