"""Rules about every module: names, sizes, openings, reasons; each seen to fail on a violation."""

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator

import pytest
from tests.rules import code, source
from tests.rules.source import ROOT, Module, module

Rule = Callable[[Module], Iterator[str]]

RULES: list[Rule] = [
    code.late_imports,
    code.signal_receivers,
    code.save_overrides,
    code.empty_names,
    code.too_long,
    code.without_opening,
    code.without_docstring,
    code.unexplained_ignores,
]

LONG = "\n".join(f"    value = {number}" for number in range(60))

# rule, name of the module that breaks it, its text
VIOLATIONS: list[tuple[Rule, str, str]] = [
    (code.late_imports, "openloket.post.mime", "def render():\n    from openloket import law\n"),
    (code.late_imports, "openloket.post.mime", "class A:\n    def b(self):\n        import json\n"),
    (code.signal_receivers, "openloket.zaken.x", "from django.dispatch import receiver\n"),
    (code.signal_receivers, "openloket.zaken.x", "from django.db.models.signals import post_save\n"),
    (code.signal_receivers, "openloket.zaken.x", "from django.db import models\npost_save.connect(f)\n"),
    (code.signal_receivers, "openloket.zaken.x", "auth.user_logged_in.connect(f)\n"),
    (code.save_overrides, "openloket.zaken.models", "class Zaak(Scoped):\n    def save(self): ...\n"),
    (code.empty_names, "openloket.zaken.utils", ""),
    (code.empty_names, "openloket.common.zaken", ""),
    (code.empty_names, "openloket.zaken.form_data", ""),
    (code.empty_names, "openloket.zaken.x", "class MailHandler: ...\n"),
    (code.empty_names, "openloket.zaken.x", "def load_data(): ...\n"),
    (code.too_long, "openloket.zaken.x", "x = 1\n" * 401),
    (code.too_long, "openloket.zaken.x", f"def f():\n{LONG}\n"),
    (code.too_long, "openloket.flows.x", f"def f():\n{LONG}\n    return value\n"),
    (code.too_long, "openloket.web.desk.x", "def f(request):\n" + "    x = 1\n" * 25),
    (code.without_opening, "openloket.zaken.x", "import json\n"),
    (code.without_opening, "openloket.zaken.x", '"""what is here\nis told later."""\n'),
    (code.without_docstring, "openloket.zaken.x", "def open_zaak(): ...\n"),
    (code.without_docstring, "openloket.zaken.x", "class Zaak: ...\n"),
    (code.unexplained_ignores, "openloket.zaken.x", "x = y  # type: ignore[attr-defined]\n"),
    (code.unexplained_ignores, "openloket.zaken.x", "x = y  # noqa: S310, F401\n"),
]

ALLOWED: list[tuple[Rule, str, str]] = [
    (code.signal_receivers, "openloket.conf.x", "psycopg.connect(url)\n"),
    (code.empty_names, "openloket.conf.x", "def database(): ...\ndef base_address(): ...\n"),
    (code.too_long, "openloket.flows.x", f"def f():\n{LONG.partition(chr(10))[2]}\n"),
    (code.too_long, "openloket.web.desk.x", "def f(request):\n" + "    x = 1\n" * 24),
    (code.without_docstring, "openloket.zaken.x", "def _open(): ...\n"),
    (code.without_docstring, "openloket.x", 'class Field:\n    """A question."""\nclass Date(Field): ...\n'),
    (code.unexplained_ignores, "openloket.x", "x = y  # noqa: S310 -- our own address\n"),
]


def _name(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_the_product_keeps_the_rule(rule: Rule) -> None:
    assert [broken for one in source.product() for broken in rule(one)] == []


@pytest.mark.parametrize(
    "rule",
    [code.late_imports, code.signal_receivers, code.without_opening],
    ids=_name,
)
def test_the_tests_keep_the_rule(rule: Rule) -> None:
    assert [broken for one in source.tests() for broken in rule(one)] == []


@pytest.mark.parametrize(("rule", "name", "text"), VIOLATIONS, ids=_name)
def test_a_violation_is_seen(rule: Rule, name: str, text: str) -> None:
    assert list(rule(module(name, text)))


@pytest.mark.parametrize(("rule", "name", "text"), ALLOWED, ids=_name)
def test_what_is_allowed_passes(rule: Rule, name: str, text: str) -> None:
    assert list(rule(module(name, text))) == []


def test_every_exemption_is_still_needed() -> None:
    names = {one.name for one in source.product()} | {
        getattr(node, "name", "")
        for one in [*source.product(), *source.tests()]
        for node in _definitions(one)
    }
    assert set(code.PRESCRIBED) <= names


def _definitions(one: Module) -> list[object]:
    inside = [item for node in one.tree.body for item in getattr(node, "body", [])]
    return [*one.tree.body, *inside]


def test_comments_stay_sparse() -> None:
    floors = {one.floor for one in source.product()}
    shares = {
        floor: code.comment_share([one for one in source.product() if one.floor == floor]) for floor in floors
    }
    assert {floor: share for floor, share in shares.items() if share > 6} == {}


def test_a_chatty_module_is_seen() -> None:
    assert code.comment_share([module("openloket.x", "# add one\nx = 1 + 1\n")]) == 50


def test_ruff_holds_complexity_at_eight_and_refuses_late_imports() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert settings["mccabe"]["max-complexity"] == 8
    assert {"C90", "PLC0415", "PGH", "T20", "DTZ"} <= set(settings["select"])


def test_ruff_sees_a_function_that_is_too_complex() -> None:
    branches = "".join(f"    if x == {number}:\n        return {number}\n" for number in range(8))
    assert "C901" in _ruff(f'"""Example."""\n\n\ndef f(x):\n{branches}    return x\n')
    assert "C901" not in _ruff(f'"""Example."""\n\n\ndef f(x):\n{branches[:-33]}    return x\n')


def _ruff(text: str) -> str:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--stdin-filename",
        "src/openloket/example.py",
    ]
    return subprocess.run([*command, "-"], input=text, capture_output=True, text=True, cwd=ROOT).stdout
