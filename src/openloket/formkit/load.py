"""Compiles an author's definition into a Form, or tells everything that is wrong with it at once."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from openloket.formkit.authoring import FormProblems, Node
from openloket.formkit.conditions import Condition, both
from openloket.formkit.definition import (
    AddressField,
    CoSigners,
    DateField,
    EmailField,
    Field,
    Form,
    GroupField,
    Step,
)
from openloket.formkit.load_conditions import Scope, read_condition
from openloket.formkit.load_fields import AUTOCOMPLETE, BUILDERS, SharedPart
from openloket.formkit.load_signers import SIGNERS, read_co_signers, signers_step

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
FIELD_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
MAX_KEY = 60
MAX_INPUTS = 400
_INPUTS = {"date": 3, "address": 6, "explanation": 0}


def parse(source: Mapping[str, object]) -> Form:
    """The compiled form. Raises FormProblems listing every mistake with its place in the definition."""
    problems: list[str] = []
    node = Node(source, "", problems)
    key, title = _key(node, "form", KEY), node.text("title", needed=True)
    sensitive, minutes = node.flag("sensitive"), node.whole("minutes", 10, 1, 240)
    check = node.text("check", needed=sensitive)
    steps = _steps(node, node.items("steps"))
    signers = read_co_signers(node, sensitive)
    if signers:
        steps = _with_signers(node, steps, signers)
    node.done()
    by_key = {field.key: field for step in steps for field in step.fields}
    _check_email(by_key, problems)
    if check:
        _check_control_question(check, steps, problems)
    if problems:
        raise FormProblems(problems)
    return Form(
        key=key,
        title=title,
        sensitive=sensitive,
        minutes=minutes,
        check=check,
        steps=steps,
        fingerprint=hashlib.sha256(canonical(source).encode()).hexdigest(),
        by_key=MappingProxyType(by_key),
        co_signers=signers,
    )


def _with_signers(node: Node, steps: tuple[Step, ...], signers: CoSigners) -> tuple[Step, ...]:
    taken = {step.key for step in steps} | {field.key for step in steps for field in step.fields}
    if SIGNERS in taken:
        node.wrong(f"the key {SIGNERS!r} is kept for who signs with the sender (co_signers)")
    return (*steps, signers_step(signers))


def canonical(source: Mapping[str, object]) -> str:
    """The definition as canonical JSON: sorted keys, no space, dates as ISO text."""
    return json.dumps(source, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not JSON: {type(value).__name__}")


def _key(node: Node, name: str, shape: re.Pattern[str]) -> str:
    key = node.text(name, needed=True)
    if key and (len(key) > MAX_KEY or not shape.fullmatch(key)):
        joint = "_" if shape is FIELD_KEY else "-"
        node.wrong(
            f"{name} {key!r} must be lowercase letters and digits joined by {joint}, at most {MAX_KEY}"
        )
    return key


def _steps(node: Node, sources: list[object]) -> tuple[Step, ...]:
    scope = Scope(all_keys=_all_keys(sources))
    steps: list[Step] = []
    seen: set[str] = set()
    for index, source in enumerate(sources):
        entry = node.child("steps", index, source)
        step = _step(entry, scope)
        if step.key and step.key in seen:
            entry.wrong(f"key {step.key!r} is used by an earlier step")
        seen.add(step.key)
        steps.append(step)
    return tuple(steps)


def _step(entry: Node, scope: Scope) -> Step:
    key, title, intro = _key(entry, "key", KEY), entry.text("title", needed=True), entry.text("intro")
    when = read_condition(entry, "when", scope)
    fields = _fields(entry, scope, when)
    entry.done()
    if sum(_inputs(field) for field in fields) > MAX_INPUTS:
        entry.wrong(f"one page would have more than {MAX_INPUTS} inputs")
    return Step(key=key, title=title, intro=intro, when=when, fields=fields)


def _fields(entry: Node, scope: Scope, page: Condition | None) -> tuple[Field, ...]:
    fields = []
    for index, source in enumerate(entry.items("fields")):
        node = entry.child("fields", index, source)
        field = _field(node, scope)
        if field is None:
            continue
        if field.key in scope.known:
            node.wrong(f"key {field.key!r} is used by an earlier question")
        if field.asks:
            scope.known[field.key] = (field, both(page, field.when))
        fields.append(field)
    return tuple(fields)


def _field(node: Node, scope: Scope) -> Field | None:
    kind = node.text("type", needed=True)
    shared = _shared_part(node, scope, kind)
    field: Field | None = None
    if kind == "group":
        field = _group(node, scope, shared)
    elif kind in BUILDERS:
        field = BUILDERS[kind](node, shared)
    elif kind:
        node.wrong(f"unknown type {kind!r}")
    if field is not None:
        node.done()
    return field


def _shared_part(node: Node, scope: Scope, kind: str) -> SharedPart:
    asks = kind != "explanation"
    basis, optional = node.text("basis"), node.flag("optional")
    if asks and not basis and not optional:
        node.wrong("basis or optional is missing (Awb 4:4(2))")
    if basis and optional:
        node.wrong("basis and optional exclude each other (Awb 4:4(2))")
    if not asks and (basis or optional):
        node.wrong("an explanation asks nothing, so it has neither basis nor optional")
    autocomplete = node.text("autocomplete")
    if autocomplete and autocomplete.split()[-1] not in AUTOCOMPLETE:
        node.wrong(f"autocomplete {autocomplete!r} is not an HTML autofill token")
    return SharedPart(
        key=_key(node, "key", FIELD_KEY),
        label=node.text("label", needed=asks),
        hint=node.text("hint"),
        basis=basis,
        optional=optional,
        when=read_condition(node, "when", scope),
        autocomplete=autocomplete,
    )


def _group(node: Node, scope: Scope, shared: SharedPart) -> Field:
    inner = Scope(all_keys=_keys(node.take("fields")), outer=scope)
    fields = _fields(node, inner, None)
    if any(isinstance(field, GroupField) for field in fields):
        node.wrong("a group cannot contain a group")
    # A required group asks for at least one item, unless the author says that none is a full answer too.
    low = node.whole("min_items", 0 if shared["optional"] else 1, 0, 50)
    high = node.whole("max_items", 10, 1, 50)
    if low > high:
        node.wrong("min_items is above max_items")
    label = node.text("item_label", needed=True)
    return GroupField(**shared, fields=fields, min_items=low, max_items=high, item_label=label)


def _all_keys(steps: list[object]) -> frozenset[str]:
    return frozenset(key for step in steps if isinstance(step, Mapping) for key in _keys(step.get("fields")))


def _keys(fields: object) -> frozenset[str]:
    if not isinstance(fields, list | tuple):
        return frozenset()
    keys = (field.get("key") for field in fields if isinstance(field, Mapping))
    return frozenset(key for key in keys if isinstance(key, str))


def _inputs(field: Field) -> int:
    if isinstance(field, GroupField):
        return field.max_items * sum(_inputs(child) for child in field.fields)
    return _INPUTS.get(field.kind, 1)


def _check_email(by_key: Mapping[str, Field], problems: list[str]) -> None:
    """The receipt goes to the answer of `email`; people without an address must be able to leave it open."""
    email = by_key.get("email")
    if email is not None and not (isinstance(email, EmailField) and email.optional):
        problems.append("the question with key 'email' must be of type email and optional")


def _check_control_question(check: str, steps: tuple[Step, ...], problems: list[str]) -> None:
    """The protected page asks this answer again, so everyone must have given it."""
    for step in steps:
        for field in step.fields:
            if field.key == check:
                always = field.required and field.when is None and step.when is None
                if not always or not isinstance(field, DateField | AddressField):
                    problems.append(
                        f"check: {check!r} must be a required date or address, without conditions"
                    )
                return
    problems.append(f"check: {check!r} is not a question of this form")
