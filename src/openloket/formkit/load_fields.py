"""Compiles one question of each type, checking the keys that belong to that type."""

import re
from collections.abc import Callable
from typing import TypedDict

from openloket.formkit.authoring import Node
from openloket.formkit.bounds import Bound, parse_bound
from openloket.formkit.conditions import Condition
from openloket.formkit.definition import (
    AddressField,
    BsnField,
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    ExplanationField,
    Field,
    FileField,
    IbanField,
    KvkField,
    LongTextField,
    MoneyField,
    NumberField,
    Option,
    PhoneField,
    TextField,
    YesNoField,
)
from openloket.formkit.files import KINDS

OPTION_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+.-]{0,59}")
# A repeated group that repeats inside, such as (a+)+, can take minutes on a hostile answer.
_RISKY_PATTERN = re.compile(r"\([^()]*[+*{][^()]*\)\s*[+*{]")
# WCAG 2.2 success criterion 1.3.5 names these purposes (HTML autofill detail tokens).
AUTOCOMPLETE = frozenset(
    {
        "name",
        "honorific-prefix",
        "given-name",
        "additional-name",
        "family-name",
        "honorific-suffix",
        "nickname",
        "organization-title",
        "organization",
        "street-address",
        "address-line1",
        "address-line2",
        "address-line3",
        "address-level1",
        "address-level2",
        "postal-code",
        "country",
        "country-name",
        "language",
        "bday",
        "bday-day",
        "bday-month",
        "bday-year",
        "sex",
        "url",
        "tel",
        "tel-national",
        "email",
        "username",
        "off",
    }
)


class SharedPart(TypedDict):
    """What every question has, whatever its type."""

    key: str
    label: str
    hint: str
    basis: str
    optional: bool
    when: Condition | None
    autocomplete: str


def _text(node: Node, shared: SharedPart) -> Field:
    source = node.text("pattern")
    pattern = None
    if source:
        if len(source) > 200 or _RISKY_PATTERN.search(source):
            node.wrong("pattern is too long, or repeats a part that itself repeats")
        else:
            try:
                pattern = re.compile(source)
            except re.error as error:
                node.wrong(f"pattern is not a regular expression: {error}")
    error_text = node.text("pattern_error", needed=bool(source))
    length = node.whole("max_length", 200, 1, 2000)
    return TextField(**shared, max_length=length, pattern=pattern, pattern_error=error_text)


def _longtext(node: Node, shared: SharedPart) -> Field:
    return LongTextField(**shared, max_length=node.whole("max_length", 5000, 1, 20_000))


def _date(node: Node, shared: SharedPart) -> Field:
    earliest, latest = _bound(node, "earliest"), _bound(node, "latest")
    if earliest and latest and earliest.fixed and latest.fixed and earliest.fixed > latest.fixed:
        node.wrong("earliest lies after latest")
    return DateField(**shared, earliest=earliest, latest=latest)


def _bound(node: Node, name: str) -> Bound | None:
    source = node.take(name)
    if source is None:
        return None
    bound = parse_bound(source)
    if bound is None:
        node.wrong(f"{name} must be a date such as 2026-01-31, or today, today+14d, today-6m, today-120y")
    return bound


def _number(node: Node, shared: SharedPart) -> Field:
    low, high = node.decimal("min"), node.decimal("max")
    if low is not None and high is not None and low > high:
        node.wrong("min is above max")
    decimals = node.whole("decimals", 0, 0, 6)
    return NumberField(**shared, min=low, max=high, decimals=decimals, unit=node.text("unit"))


def _money(node: Node, shared: SharedPart) -> Field:
    low, high = node.decimal("min"), node.decimal("max")
    if low is not None and high is not None and low > high:
        node.wrong("min is above max")
    return MoneyField(**shared, min=low, max=high)


def _options(node: Node, least: int) -> tuple[Option, ...]:
    options = []
    for index, source in enumerate(node.items("options")):
        entry = node.child("options", index, source)
        value = entry.text("value", needed=True)
        if value and not OPTION_VALUE.fullmatch(value):
            entry.wrong("value may have letters, digits and . _ + - only (at most 60)")
        options.append(Option(value, entry.text("label", needed=True), entry.text("hint")))
        entry.done()
    if len({option.value for option in options}) < len(options):
        node.wrong("two options have the same value")
    if options and len(options) < least:
        node.wrong(f"at least {least} options are needed")
    return tuple(options)


def _choice(node: Node, shared: SharedPart) -> Field:
    return ChoiceField(**shared, options=_options(node, 2))


def _choices(node: Node, shared: SharedPart) -> Field:
    options = _options(node, 1)
    count = max(len(options), 1)
    low = node.whole("min_choices", 0, 0, count)
    high = node.whole("max_choices", count, 1, count) if node.has("max_choices") else None
    if high is not None and low > high:
        node.wrong("min_choices is above max_choices")
    return ChoicesField(**shared, options=options, min_choices=low, max_choices=high)


def _file(node: Node, shared: SharedPart) -> Field:
    accept: tuple[str, ...] = ("pdf", "image")
    if node.has("accept"):
        listed = node.items("accept")
        accept = tuple(kind for kind in listed if isinstance(kind, str))
        if any(kind not in KINDS for kind in listed):
            node.wrong(f"accept may list {', '.join(KINDS)}")
    count, size = node.whole("max_files", 5, 1, 20), node.whole("max_mb", 10, 1, 100)
    return FileField(**shared, accept=accept, max_files=count, max_mb=size)


def _explanation(node: Node, shared: SharedPart) -> Field:
    style = node.text("style", "info")
    if style not in ("info", "warning"):
        node.wrong("style must be info or warning")
    return ExplanationField(**shared, text=node.text("text", needed=True), style=style)


def _plain(made: type[Field]) -> Callable[[Node, SharedPart], Field]:
    return lambda node, shared: made(**shared)


BUILDERS: dict[str, Callable[[Node, SharedPart], Field]] = {
    "text": _text,
    "longtext": _longtext,
    "email": _plain(EmailField),
    "phone": _plain(PhoneField),
    "date": _date,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "choices": _choices,
    "yesno": _plain(YesNoField),
    "file": _file,
    "iban": _plain(IbanField),
    "bsn": _plain(BsnField),
    "kvk": _plain(KvkField),
    "address": _plain(AddressField),
    "explanation": _explanation,
}
