"""Compiles an author's conditions; a condition may only refer to a question that comes earlier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openloket.formkit.authoring import Node, as_decimal
from openloket.formkit.conditions import Answered, Beyond, Condition, Every, Has, Not, OneOf, Ref, Some
from openloket.formkit.definition import ChoiceField, ChoicesField, Field, MoneyField, NumberField, YesNoField

MAX_DEPTH = 6
_EXACT = ("text", "choice", "yesno", "number", "money", "kvk")
_YES_NO = {"ja": True, "nee": False}


@dataclass
class Scope:
    """The questions read so far, each with the condition that shows it, and all keys there will be."""

    known: dict[str, tuple[Field, Condition | None]] = field(default_factory=dict)
    all_keys: frozenset[str] = frozenset()
    outer: "Scope | None" = None

    def find(self, key: str) -> tuple[Field, Ref] | str:
        """The question and how to refer to it, or the reason why that cannot be."""
        if key in self.known:
            found, guard = self.known[key]
            return found, Ref(key, in_item=self.outer is not None, guard=guard)
        if key in self.all_keys:
            return f"condition refers to {key!r}, which comes later (or is this very question)"
        if self.outer is not None:
            return self.outer.find(key)
        return f"condition refers to {key!r}, which is not a question of this form"


def read_condition(node: Node, name: str, scope: Scope) -> Condition | None:
    """The compiled condition under key `name`; None when there is none or when it is wrong (and reported)."""
    if not node.has(name):
        return None
    return _compile(node, node.take(name), scope, 0)


def _compile(node: Node, source: object, scope: Scope, depth: int) -> Condition | None:
    if not isinstance(source, Mapping) or depth > MAX_DEPTH:
        node.wrong(f"a condition must be a mapping, nested at most {MAX_DEPTH} deep")
        return None
    if "field" in source:
        return _test(node, source, scope)
    if len(source) == 1:
        [(word, inner)] = source.items()
        if word == "not":
            part = _compile(node, inner, scope, depth + 1)
            return None if part is None else Not(part)
        if word in ("all", "any") and isinstance(inner, list | tuple) and inner:
            parts = [_compile(node, entry, scope, depth + 1) for entry in inner]
            sound = tuple(part for part in parts if part is not None)
            return Every(sound) if word == "all" else Some(sound)
    node.wrong(
        "a condition is {field: …, is|in|has|above|below|answered: …}, {all: […]}, {any: […]} or {not: …}"
    )
    return None


def _test(node: Node, source: Mapping[object, object], scope: Scope) -> Condition | None:
    words = [word for word in source if word != "field"]
    key = source["field"]
    if len(words) != 1 or words[0] not in _TESTS or not isinstance(key, str):
        node.wrong("a condition has `field` and exactly one of is, in, has, above, below, answered")
        return None
    found = scope.find(key)
    if isinstance(found, str):
        node.wrong(found)
        return None
    target, ref = found
    word = str(words[0])
    compiled = _TESTS[word](target, ref, source[word])
    if isinstance(compiled, str):
        node.wrong(f"condition on {key!r}: {compiled}")
        return None
    return compiled


def _is(target: Field, ref: Ref, value: object) -> Condition | str:
    return _in(target, ref, [value])


def _in(target: Field, ref: Ref, value: object) -> Condition | str:
    if target.kind not in _EXACT:
        return f"a {target.kind} question cannot be compared with a value"
    if not isinstance(value, list | tuple) or not value:
        return "`in` needs a list with at least one value"
    literals = tuple(_literal(target, entry) for entry in value)
    if None in literals:
        return f"{list(value)!r} contains something that cannot be an answer"
    return OneOf(ref, literals)


def _literal(target: Field, value: object) -> object:
    """The value as the answer would be stored, or None when it could never be an answer."""
    if isinstance(target, YesNoField):
        return value if isinstance(value, bool) else _YES_NO.get(str(value))
    if isinstance(target, NumberField | MoneyField):
        number = as_decimal(value)
        if number is None:
            return None
        decimals = target.decimals if isinstance(target, NumberField) else 2
        return f"{number:.{decimals}f}" if decimals else int(number)
    if isinstance(target, ChoiceField) and value not in {option.value for option in target.options}:
        return None
    return value if isinstance(value, str) and value else None


def _has(target: Field, ref: Ref, value: object) -> Condition | str:
    if not isinstance(target, ChoicesField):
        return "`has` is only for a question of type choices"
    if not isinstance(value, str) or value not in {option.value for option in target.options}:
        return f"{value!r} is not one of the options"
    return Has(ref, value)


def _beyond(above: bool) -> Callable[[Field, Ref, object], Condition | str]:
    def build(target: Field, ref: Ref, value: object) -> Condition | str:
        number: Decimal | None = as_decimal(value)
        if not isinstance(target, NumberField | MoneyField):
            return "`above` and `below` are only for numbers and money"
        return "the limit must be a number" if number is None else Beyond(ref, number, above)

    return build


def _answered(target: Field, ref: Ref, value: object) -> Condition | str:
    return Answered(ref, value) if isinstance(value, bool) else "`answered` must be true or false"


_TESTS: dict[str, Callable[[Field, Ref, object], Condition | str]] = {
    "is": _is,
    "in": _in,
    "has": _has,
    "above": _beyond(True),
    "below": _beyond(False),
    "answered": _answered,
}
