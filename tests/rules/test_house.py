"""The floors, the river and the reading budget: who may know whom; each seen to fail on a violation."""

import os
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from tests.rules import source
from tests.rules.house import against_the_river, called_by_nobody, cycles, foreign_keys, over_budget
from tests.rules.source import PACKAGE, ROOT, module

CONTRACTS = ("imports point down the house", "floor 0 knows no Django", "adapters are imported by nobody")
BESIDE_THE_FLOORS = {"adapters", "conf"}

MAIN_JOB = "openloket.flows.submit_form"
# What a reader opens to follow the main job, and all that could run behind it (docs/adr, reading budget).
MOST_FILES_OPENED, MOST_LINES_OPENED = 15, 2_500
MOST_FILES_BEHIND, MOST_LINES_BEHIND = 85, 10_730
# Through this door go messages about a zaak that runs already: other stories, counted apart.
DOOR = "openloket.flows.receiving.placing"
MOST_FILES_IN_ALL, MOST_LINES_IN_ALL = 130, 16_070


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph("openloket", cache_dir=None)


def _lint(folder: Path) -> str:
    """What import-linter says of the copy of the house in `folder`."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


def _broken(said: str) -> set[str]:
    """The contracts that import-linter calls broken; every contract must be named."""
    lines = said.splitlines()
    verdicts = {contract: [line for line in lines if line.startswith(contract)] for contract in CONTRACTS}
    assert all(verdicts.values()), said
    return {contract for contract, found in verdicts.items() if found[0].endswith("BROKEN")}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house to break."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(
        PACKAGE,
        folder / "src" / "openloket",
        ignore=lambda _, names: [name for name in names if "." in name and not name.endswith(".py")],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_three_contracts_hold(copy: Path) -> None:
    assert _broken(_lint(copy)) == set()


@pytest.mark.parametrize(
    ("broken", "file", "line"),
    [
        (CONTRACTS[0], "offer/catalogue.py", "import openloket.flows.proving.seal_log"),
        (CONTRACTS[0], "post/mime.py", "import openloket.intake.drafts"),
        (CONTRACTS[0], "flows/queue.py", "import openloket.work.tasks"),
        (CONTRACTS[1], "law/kalender.py", "import django.utils.timezone"),
        (CONTRACTS[2], "work/tasks.py", "import openloket.adapters.scanner.none"),
    ],
)
def test_a_broken_contract_is_seen(copy: Path, broken: str, file: str, line: str) -> None:
    victim = copy / "src" / "openloket" / file
    whole = victim.read_text(encoding="utf-8")
    victim.write_text(f"{whole}\n{line}\n", encoding="utf-8")
    try:
        assert _broken(_lint(copy)) == {broken}
    finally:
        victim.write_text(whole, encoding="utf-8")


def test_no_package_escapes_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    floors, _, adapters = settings["contracts"]
    on_floors = {name.strip() for layer in floors["layers"] for name in layer.split("|")}
    packages = {f"openloket.{one.floor}" for one in source.product() if one.floor}
    assert packages == on_floors | {f"openloket.{name}" for name in BESIDE_THE_FLOORS}
    assert packages == {*adapters["source_modules"], "openloket.adapters"}


def test_nothing_imports_in_a_circle() -> None:
    graph = _imports()
    assert cycles({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}) == []


def test_a_circle_is_seen() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert cycles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_foreign_keys_only_point_up_the_river() -> None:
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("openloket.")]
    references = list(foreign_keys(rooms))
    assert len(references) > 30
    assert list(against_the_river(references)) == []


@pytest.mark.parametrize(
    "reference",
    [
        ("offer", "zaken", "Service.zaak"),
        ("tenancy", "people", "Employee.person"),
        ("evidence", "evidence", "Leaf.event"),
        ("zaken", "auth", "Zaak.user"),
    ],
)
def test_a_foreign_key_against_the_river_is_seen(reference: tuple[str, str, str]) -> None:
    assert list(against_the_river([reference]))


def test_foreign_keys_of_a_model_are_found() -> None:
    references = set(foreign_keys([apps.get_app_config("zaken")]))
    assert ("zaken", "intake", "Zaak.submission") in references
    assert ("zaken", "tenancy", "Note.author") in references


def _behind(module: str, *doors: str) -> set[str]:
    """The module and all that its imports lead to; what stands behind a door is not followed."""
    found: set[str] = set()
    waiting = {module}
    while waiting:
        one = waiting.pop()
        found.add(one)
        if one not in doors:
            waiting |= _imports().find_modules_directly_imported_by(one) - found
    return found


def test_the_main_job_stays_within_its_reading_budget() -> None:
    lines = {one.name: one.lines for one in source.product()}
    opened = {MAIN_JOB, *_imports().find_modules_directly_imported_by(MAIN_JOB)}
    behind = _behind(MAIN_JOB, DOOR)
    in_all = _behind(MAIN_JOB)
    assert DOOR in opened
    figures = {
        "files opened": (len(opened), MOST_FILES_OPENED),
        "lines opened": (sum(lines[one] for one in opened), MOST_LINES_OPENED),
        "files behind": (len(behind), MOST_FILES_BEHIND),
        "lines behind": (sum(lines[one] for one in behind), MOST_LINES_BEHIND),
        "files in all": (len(in_all), MOST_FILES_IN_ALL),
        "lines in all": (sum(lines[one] for one in in_all), MOST_LINES_IN_ALL),
    }
    assert over_budget(figures) == []


def test_every_flow_is_begun_by_somebody() -> None:
    assert list(called_by_nobody(source.product())) == []


def test_a_flow_that_nobody_begins_is_seen() -> None:
    flow = module("openloket.flows.delivery.watch", "def watch(now):\n    return _look(now)\n")
    duty = module("openloket.work.duties", "def round():\n    watch(now())\n")
    imported_only = module("openloket.work.duties", "from openloket.flows.delivery.watch import watch\n")
    assert list(called_by_nobody([flow, duty])) == []
    assert list(called_by_nobody([flow, imported_only])) == [
        "openloket.flows.delivery.watch: nobody calls watch"
    ]


def test_a_budget_that_is_overrun_is_seen() -> None:
    assert over_budget({"files": (23, 22), "lines": (2_500, 2_500)}) == ["files: 23, more than 22"]
