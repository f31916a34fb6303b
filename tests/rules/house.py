"""The rules about how modules and tables refer to each other."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set

from django.apps import AppConfig
from tests.rules.source import Module

RIVER = (
    "evidence",
    "tenancy",
    "people",
    "offer",
    "outages",
    "post",
    "intake",
    "zaken",
    "care",
    "monitor",
    "oversight",
)


def cycles(imports: Mapping[str, Set[str]]) -> list[list[str]]:
    """Circles of modules that import each other, each once, from `imports`: who imports whom."""
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> None:
        if module in path:
            found.append(path[path.index(module) :])
            return
        if module in done:
            return
        for other in sorted(imports.get(module, ())):
            walk(other, [*path, module])
        done.add(module)

    for module in sorted(imports):
        walk(module, [])
    return found


def against_the_river(references: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Foreign keys that point down the river, out of it, or leave evidence: (room, other room, name)."""
    for room, other, name in references:
        if room not in RIVER or other not in RIVER:
            yield f"{name}: {room} or {other} is no part of the river"
        elif room == "evidence":
            yield f"{name}: evidence refers loosely, by kind and id"
        elif RIVER.index(other) > RIVER.index(room):
            yield f"{name} points from {room} down to {other}"


def foreign_keys(rooms: Iterable[AppConfig]) -> Iterator[tuple[str, str, str]]:
    """Every foreign key (also one to one, many to many) of the rooms' tables."""
    for room in rooms:
        for model in room.get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    yield room.label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}"


def called_by_nobody(modules: Iterable[Module]) -> Iterator[str]:
    """Flows that no line of the product names: written and tested, and never begun by anybody."""
    named: set[str] = set()
    flows: list[tuple[str, str]] = []
    for one in modules:
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Name | ast.Attribute):
                named.add(node.id if isinstance(node, ast.Name) else node.attr)
        if one.floor == "flows":
            flows += [(one.name, node.name) for node in one.tree.body if isinstance(node, ast.FunctionDef)]
    for module, name in flows:
        if name not in named:
            yield f"{module}: nobody calls {name}"


def over_budget(figures: Mapping[str, tuple[int, int]]) -> list[str]:
    """Which of the measured figures (measured, most) are too high."""
    return [
        f"{what}: {measured}, more than {most}"
        for what, (measured, most) in figures.items()
        if measured > most
    ]
