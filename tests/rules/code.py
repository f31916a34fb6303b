"""The rules about one module: each gives the sentences to say about what breaks it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping

from tests.rules.source import Module, functions

LONGEST_FUNCTION, LONGEST_FLOW, LONGEST_VIEW, LONGEST_MODULE = 50, 60, 25, 400
EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers"}) | frozenset(
    {"handler", "handlers", "base", "data", "core"}
)
# What others prescribe: the name is theirs, with whose it is.
PRESCRIBED: Mapping[str, str] = {
    "openloket.tenancy.postgres.base": "Django looks for the DatabaseWrapper in a module of this name",
    "ScopedManager": "Django calls what makes queries a manager",
    "EmployeeManager": "Django calls what makes queries a manager",
    "handle_data": "html.parser calls this method for the text between tags",
    "handle_DATA": "aiosmtpd calls this method when a message has arrived",
}


def late_imports(module: Module) -> Iterator[str]:
    """Imports inside a function: they hide what a module needs."""
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{module.name}:{node.lineno} imports inside {function.name}"


def signal_receivers(module: Module) -> Iterator[str]:
    """Django's signals: behaviour that nobody sees when reading the caller."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            source = (node.module or "").split(".")
            if source[:2] == ["django", "dispatch"] or "signals" in source:
                yield f"{module.name}:{node.lineno} imports from {node.module}"
        elif isinstance(node, ast.Attribute) and node.attr == "connect" and _is_signal(node.value):
            yield f"{module.name}:{node.lineno} connects a receiver to {ast.unparse(node.value)}"


def _is_signal(owner: ast.expr) -> bool:
    """Django names its signals pre_…, post_…, …ed; sockets and database modules connect too."""
    name = ast.unparse(owner).rpartition(".")[2]
    return bool(re.search(r"^(pre|post)_|_(signal|created|changed|logged_in|logged_out|failed)$", name))


def save_overrides(module: Module) -> Iterator[str]:
    """Models that do more when saved: queries and bulk writes would pass it by."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and item.name == "save":
                    yield f"{module.name}:{item.lineno} {node.name} overrides save()"


def empty_names(module: Module) -> Iterator[str]:
    """Names that say nothing: in a module's name, or as what a class or function is said to be."""
    for part in module.name.split(".")[1:]:
        if EMPTY_NAMES & set(words(part)) and module.name not in PRESCRIBED:
            yield f"{module.name}: {part!r} says nothing"
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if EMPTY_NAMES & set(words(node.name)[-1:]) and node.name not in PRESCRIBED:
            yield f"{module.name}:{node.lineno} {node.name!r} says nothing"


def words(name: str) -> list[str]:
    """The words of an identifier: of `ScopedManager` scoped and manager, of `to_be` to and be."""
    parts = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+", name)
    return [part.lower() for part in parts]


def too_long(module: Module) -> Iterator[str]:
    """Modules, functions, flows and views beyond their size; Django writes migrations."""
    if module.lines > LONGEST_MODULE and not module.is_migration:
        yield f"{module.name} has {module.lines} lines, more than {LONGEST_MODULE}"
    for function in functions(module):
        most = _most_lines(module, function)
        length = (function.end_lineno or 0) - function.lineno + 1
        if length > most:
            yield f"{module.name}:{function.lineno} {function.name} has {length} lines, more than {most}"


def _most_lines(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.args.args[0].arg if function.args.args else ""
    if module.floor == "web" and first == "request":
        return LONGEST_VIEW
    return LONGEST_FLOW if module.floor == "flows" else LONGEST_FUNCTION


def without_opening(module: Module) -> Iterator[str]:
    """Modules that do not say in their first line what a newcomer finds there; Django writes migrations."""
    if module.is_migration:
        return
    opening = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    if not opening.endswith((".", "?", ":")):
        yield f"{module.name} does not open with a sentence"


def without_docstring(module: Module) -> Iterator[str]:
    """Public functions and classes at the top of a module that do not say what they are for.

    A class that makes a documented one of its module more special says it by its name.
    """
    if module.is_migration:
        return
    found = [
        node
        for node in module.tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    told = {node.name for node in found if ast.get_docstring(node)} | {"AppConfig"}
    for node in found:
        explained = node.name in told or (isinstance(node, ast.ClassDef) and _bases(node) & told)
        if not node.name.startswith("_") and not explained:
            yield f"{module.name}:{node.lineno} {node.name} has no docstring"


def _bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2] for base in node.bases}


def comments(module: Module) -> list[tuple[int, str]]:
    """Every comment with its line."""
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


_IGNORE = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|fmt:\s*off)\b")
_CODES = re.compile(r"^\s*(?::\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*|\[[^\]]*\])")


def unexplained_ignores(module: Module) -> Iterator[str]:
    """Comments that silence a checker without saying why; 'idem' points at the one above."""
    for line, comment in comments(module):
        found = _IGNORE.search(comment)
        if found and not re.search(r"[A-Za-z]{3}", _CODES.sub("", comment[found.end() :])):
            yield f"{module.name}:{line} ignores without a reason: {comment}"


def comment_share(modules: list[Module]) -> float:
    """Comments per line, in percent; docstrings are not comments."""
    lines = sum(module.lines for module in modules)
    return 100 * sum(len(comments(module)) for module in modules) / max(lines, 1)
