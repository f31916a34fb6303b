"""Strict reading of what an author wrote: every mistake is collected with its place, none is guessed away."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

MAX_TEXT = 5000
_MISSING = object()


class FormProblems(Exception):
    """The definition is not a valid form; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Node:
    """One mapping of the definition being read; what is not asked for by name is an unknown key."""

    def __init__(self, source: object, path: str, problems: list[str]) -> None:
        self.path = path
        self.problems = problems
        self._source: Mapping[object, object] = source if isinstance(source, Mapping) else {}
        self._read: set[object] = set()
        if not isinstance(source, Mapping):
            self.wrong("must be a mapping of keys and values")

    def wrong(self, message: str) -> None:
        """Adds a mistake at this place."""
        self.problems.append(f"{self.path}: {message}" if self.path else message)

    def has(self, name: str) -> bool:
        return name in self._source

    def take(self, name: str, default: object = None) -> object:
        """The value as it stands; from here on the key counts as known."""
        self._read.add(name)
        return self._source.get(name, default)

    def text(self, name: str, default: str = "", *, needed: bool = False) -> str:
        found = self.take(name, _MISSING)
        if found is _MISSING:
            if needed:
                self.wrong(f"{name} is missing")
            return default
        if not isinstance(found, str) or not found.strip():
            self.wrong(f"{name} must be text (between quotes where needed) and not empty")
            return default
        if len(found) > MAX_TEXT:
            self.wrong(f"{name} is longer than {MAX_TEXT} characters")
        return found.strip()

    def flag(self, name: str, default: bool = False) -> bool:
        found = self.take(name, default)
        if isinstance(found, bool):
            return found
        self.wrong(f"{name} must be true or false")
        return default

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        found = self.take(name, default)
        if isinstance(found, int) and not isinstance(found, bool) and low <= found <= high:
            return found
        self.wrong(f"{name} must be a whole number from {low} to {high}")
        return default

    def decimal(self, name: str) -> Decimal | None:
        found = self.take(name)
        if found is None:
            return None
        number = as_decimal(found)
        if number is None:
            self.wrong(f"{name} must be a number")
        return number

    def items(self, name: str, *, needed: bool = True) -> list[object]:
        found = self.take(name)
        if found is None and not needed:
            return []
        if not isinstance(found, list | tuple) or not found:
            self.wrong(f"{name} must be a list with at least one entry")
            return []
        return list(found)

    def child(self, name: str, index: int, source: object) -> "Node":
        """The node of entry `index` of the list `name`."""
        prefix = f"{self.path}." if self.path else ""
        return Node(source, f"{prefix}{name}[{index}]", self.problems)

    def done(self) -> None:
        """Complains about every key that nobody asked for."""
        for key in self._source:
            if key not in self._read:
                self.wrong(f"unknown key {key!r}")


def as_decimal(source: object) -> Decimal | None:
    """A finite number written as number or text; None when it is anything else."""
    if isinstance(source, bool) or not isinstance(source, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(source))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
