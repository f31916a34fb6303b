"""The code as the rules read it: modules with their text and syntax tree, and the files people read."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "openloket"
_NOT_OURS = {"node_modules", "built", "var", "__pycache__"}
_BINARY = {".png", ".ico", ".pdf", ".ttf", ".woff2", ".br", ".gz"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file; `name` is its dotted name, such as openloket.flows.submit_form."""

    name: str
    text: str
    tree: ast.Module

    @property
    def floor(self) -> str:
        """The package directly under openloket, such as flows; empty for openloket itself."""
        return [*self.name.split("."), ""][1]

    @property
    def is_migration(self) -> bool:
        """Whether Django generated most of it."""
        return ".migrations." in self.name

    @property
    def lines(self) -> int:
        """How many lines a reader scrolls through."""
        return len(self.text.splitlines())


def module(name: str, text: str) -> Module:
    """A module out of its text; also how a test feeds a violation to a rule."""
    return Module(name, text, ast.parse(text))


@cache
def product() -> tuple[Module, ...]:
    """Every module of the package."""
    return tuple(_read(path, path.relative_to(ROOT / "src")) for path in _python(PACKAGE))


@cache
def tests() -> tuple[Module, ...]:
    """Every module of the tests."""
    return tuple(_read(path, path.relative_to(ROOT)) for path in _python(ROOT / "tests"))


def readable_files() -> Iterator[tuple[str, str]]:
    """Path and text of every file that goes into the repository and that a person can read."""
    folders = ("src", "tests", "docs", "frontend", "requirements", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    for path in sorted([*ROOT.iterdir(), *found]):
        if not path.is_file() or path.suffix in _BINARY or _NOT_OURS & set(path.parts):
            continue
        if ".egg-info" not in str(path):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def papers() -> dict[str, str]:
    """Every Markdown file by its path."""
    return {path: text for path, text in readable_files() if path.endswith(".md")}


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _python(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if not _NOT_OURS & set(path.parts)]


def _read(path: Path, relative: Path) -> Module:
    dotted = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
    return module(dotted, path.read_text(encoding="utf-8"))
