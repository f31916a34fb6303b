"""Conditions of the form language, compiled once: when is a field or a page shown?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

EMPTY: tuple[object, ...] = (None, "", [], {})


class Condition(Protocol):
    """Anything that can say whether it holds for the form's answers and those of one group item."""

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool: ...


@dataclass(frozen=True, slots=True)
class Ref:
    """Refers to an earlier field; answers nothing when that field is hidden (its guard does not hold)."""

    key: str
    in_item: bool = False
    guard: Condition | None = None

    def value(self, answers: Mapping[str, object], item: Mapping[str, object]) -> object:
        """The answer, or None when the field is hidden or was left empty."""
        if self.guard is not None and not self.guard.holds(answers, item):
            return None
        return (item if self.in_item else answers).get(self.key)


@dataclass(frozen=True, slots=True)
class OneOf:
    """`is` and `in`: the answer is one of these values, of the same type (True is not 1)."""

    ref: Ref
    values: tuple[object, ...]

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        found = self.ref.value(answers, item)
        return any(type(found) is type(value) and found == value for value in self.values)


@dataclass(frozen=True, slots=True)
class Has:
    """`has`: this option is among the chosen ones."""

    ref: Ref
    value: str

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        found = self.ref.value(answers, item)
        return isinstance(found, list) and self.value in found


@dataclass(frozen=True, slots=True)
class Beyond:
    """`above` and `below`: the number lies strictly on that side of the limit."""

    ref: Ref
    limit: Decimal
    above: bool

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        found = self.ref.value(answers, item)
        if isinstance(found, bool) or not isinstance(found, int | str):
            return False
        try:
            number = Decimal(found)
        except InvalidOperation:
            return False
        if not number.is_finite():
            return False
        return number > self.limit if self.above else number < self.limit


@dataclass(frozen=True, slots=True)
class Answered:
    """`answered`: something was filled in (or, with False, nothing was)."""

    ref: Ref
    wanted: bool

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        return (self.ref.value(answers, item) not in EMPTY) is self.wanted


@dataclass(frozen=True, slots=True)
class Every:
    """`all`: each of the parts holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        return all(part.holds(answers, item) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Some:
    """`any`: at least one of the parts holds."""

    parts: tuple[Condition, ...]

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        return any(part.holds(answers, item) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """`not`: the part does not hold."""

    part: Condition

    def holds(self, answers: Mapping[str, object], item: Mapping[str, object]) -> bool:
        return not self.part.holds(answers, item)


def both(first: Condition | None, second: Condition | None) -> Condition | None:
    """The two together; None stands for 'always'."""
    if first is None:
        return second
    if second is None:
        return first
    return Every((first, second))


def mentions(condition: Condition) -> frozenset[str]:
    """The keys of the fields on which a condition turns, those that hide them included."""
    match condition:
        case OneOf(ref=ref) | Has(ref=ref) | Beyond(ref=ref) | Answered(ref=ref):
            return frozenset({ref.key}) | (mentions(ref.guard) if ref.guard else frozenset())
        case Every(parts=parts) | Some(parts=parts):
            return frozenset[str]().union(*(mentions(part) for part in parts))
        case Not(part=part):
            return mentions(part)
        case _:
            raise TypeError(f"not a condition of ours: {type(condition).__name__}")
