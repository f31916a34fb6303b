"""What the papers promise exists and works; each rule seen to fail on a violation."""

import importlib
import io
import re
import shlex
from pathlib import Path

import pytest
import yaml
from tests.rules import papers, source
from tests.rules.source import ROOT

from openloket.cli.commands import COMMANDS, parser
from openloket.formkit.load import parse
from openloket.offer import library
from openloket.offer.models import Service
from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Organisation

PAPERS = source.papers()
NAMES = {command.name for command in COMMANDS}
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
READ = papers.settings_read([one.text for one in source.product()])


def test_nothing_forbidden_stands_anywhere() -> None:
    found = [wrong for path, text in source.readable_files() for wrong in papers.forbidden(path, text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("https://registry.{}.org/x", "npmjs"),
        ("https://py{}.org/simple", "pi"),
        ("see /{}/me/x", "home"),
        ("cd /{}/main", "work"),
        ("# TO{}: later", "DO"),
        ("FIX{}", "ME"),
    ],
)
def test_something_forbidden_is_seen(text: str, rest: str) -> None:
    assert list(papers.forbidden("a", text.format(rest)))


def test_ordinary_addresses_and_folders_are_allowed() -> None:
    text = "src/openloket/{}/clock.py, /var/lib/x, web/home/ and todo lists".format("work")
    assert list(papers.forbidden("a", text)) == []


def test_every_link_leads_somewhere() -> None:
    assert [dead for path, text in PAPERS.items() for dead in papers.dead_links(path, text, ROOT)] == []


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    text = "[a](there.md#part) [b](https://example.org) ![c](gone.png)"
    assert list(papers.dead_links("paper.md", text, tmp_path)) == ["paper.md points at gone.png"]


def test_every_path_in_the_papers_is_there() -> None:
    prescribed = {"docs/screenshots"}
    found = {path: set(papers.dead_paths(text, ROOT)) - prescribed for path, text in PAPERS.items()}
    assert {path: dead for path, dead in found.items() if dead} == {}


def test_a_dead_path_is_seen() -> None:
    text = "`law/kalender.py`, `tests/law/test_kalender.py`, `law/gone.py`"
    assert list(papers.dead_paths(text, ROOT)) == ["law/gone.py"]


def test_every_command_in_the_papers_exists() -> None:
    found = {path: list(papers.unknown_commands(text, NAMES, TARGETS)) for path, text in PAPERS.items()}
    assert {path: unknown for path, unknown in found.items() if unknown} == {}


def test_an_unknown_command_is_seen() -> None:
    text = "Use `openloket migrate`, or `make fly`, make up.\n```sh\n.venv/bin/openloket dance --now\n```\n"
    assert list(papers.unknown_commands(text, {"migrate"}, {"demo"})) == ["make fly", "openloket dance"]


def test_the_two_commands_of_the_readme_exist() -> None:
    assert {"demo", "test", "help"} <= TARGETS
    assert "make demo" in PAPERS["README.md"]
    assert "make test" in PAPERS["README.md"]


def test_every_setting_is_told_and_every_told_setting_is_read() -> None:
    assert list(papers.undocumented(READ - {"PORT"}, PAPERS["docs/howto/deploy.md"])) == []


def test_an_untold_setting_is_seen() -> None:
    paper = "| name | default |\n| `TOLD` | |\n| `GONE` | |\n"
    assert list(papers.undocumented({"TOLD", "NEW"}, paper)) == [
        "NEW is read and not told",
        "GONE is told and not read",
    ]


def test_every_setting_that_is_named_anywhere_is_read() -> None:
    files = [(path, text) for path, text in source.readable_files() if not path.startswith("tests/")]
    wrong = {path: papers.settings_named(text) - READ for path, text in files}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_a_named_setting_that_nobody_reads_is_seen() -> None:
    assert papers.settings_named("OPENLOKET_GONE=1, OPENLOKET_KEY_FILE, OPENLOKET_S3_…") == {
        "OPENLOKET_GONE",
        "OPENLOKET_KEY",
    }


def test_the_words_in_the_manuals_stand_on_the_screen() -> None:
    folder = ROOT / "src" / "openloket"
    screens = "\n".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.html", "*.py", "*.yaml")
        for path in sorted(folder.rglob(kind))
    )
    manuals = {
        path: text for path, text in PAPERS.items() if "/handleiding/" in path and "README" not in path
    }
    assert len(manuals) == 4
    missing = {path: list(papers.words_not_on_screen(text, screens)) for path, text in manuals.items()}
    assert {path: words for path, words in missing.items() if words} == {}


def test_words_that_are_nowhere_on_the_screen_are_seen() -> None:
    assert list(papers.words_not_on_screen("Kies ‘Verder’ of ‘Verdwijn’.", "<b>Verder</b>")) == ["Verdwijn"]


def test_the_changelog_tells_of_this_version() -> None:
    version = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version
    assert re.search(rf"^## {re.escape(version[1])}\b", PAPERS["CHANGELOG.md"], re.MULTILINE)


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}. " in text for number in range(1, 16))
    assert "Appendix" in text


def test_publiccode_is_complete() -> None:
    paper = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert list(papers.broken_publiccode(paper)) == []
    assert paper["legal"]["license"] == "EUPL-1.2"
    assert set(paper["description"]) == {"en", "nl"}


def test_an_incomplete_publiccode_is_seen() -> None:
    short = {"description": {"en": {"shortDescription": "x" * 151, "longDescription": "x"}}}
    wrong = list(papers.broken_publiccode(short))
    assert "legal is missing" in wrong
    assert "the short description in en is longer than 150" in wrong
    assert "the long description in en is not between 150 and 10000" in wrong


@pytest.mark.django_db
def test_the_commands_for_a_new_organisation_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("verander-mij-meteen\n"))
    [script] = papers.code_blocks(PAPERS["docs/howto/new-organisation.md"], "sh")
    for line in script.strip().splitlines():
        arguments = parser().parse_args(shlex.split(line)[1:])
        assert importlib.import_module(f"openloket.cli.{arguments.command.module}").run(arguments) == 0
    with scope.scope(Organisation.objects.get(slug="zandhoek").pk):
        assert Service.objects.count() == len(library.REST_CHANNEL)
        assert Employee.objects.get(username="noor").check_password("verander-mij-meteen")


def test_the_examples_for_a_new_form_load() -> None:
    product, form, *_ = map(yaml.safe_load, papers.code_blocks(PAPERS["docs/howto/new-form.md"], "yaml"))
    assert [step.key for step in parse(form).steps] == ["onderneming", "plek"]
    real = library.read_product("standplaatsvergunning")
    assert product.keys() <= real.keys() | {"legal_basis", "search"}
    assert (product["upl_name"], product["upl_uri"]) == (real["upl_name"], real["upl_uri"])
