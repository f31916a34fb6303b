"""What a form is, once compiled: typed fields, steps (one subject a page) and the form itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from openloket.formkit.bounds import Bound
from openloket.formkit.conditions import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. Awb 4:4(2): it has a legal basis or is visibly optional; an explanation asks nothing."""

    kind: ClassVar[str]
    asks: ClassVar[bool] = True
    key: str
    label: str
    hint: str = ""
    basis: str = ""
    optional: bool = False
    when: Condition | None = None
    autocomplete: str = ""

    @property
    def required(self) -> bool:
        """True when it must be answered wherever it is shown."""
        return self.asks and not self.optional


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    kind: ClassVar[str] = "text"
    max_length: int = 200
    pattern: re.Pattern[str] | None = None
    pattern_error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextField(Field):
    kind: ClassVar[str] = "longtext"
    max_length: int = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailField(Field):
    kind: ClassVar[str] = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneField(Field):
    kind: ClassVar[str] = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    kind: ClassVar[str] = "date"
    earliest: Bound | None = None
    latest: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number; stored as int, or as text with exactly `decimals` decimals when there are any."""

    kind: ClassVar[str] = "number"
    min: Decimal | None = None
    max: Decimal | None = None
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyField(Field):
    """An amount in euro; stored as text with two decimals and a point."""

    kind: ClassVar[str] = "money"
    min: Decimal | None = None
    max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: what is kept, and what is shown."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesField(Field):
    kind: ClassVar[str] = "choices"
    options: tuple[Option, ...]
    min_choices: int = 0
    max_choices: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(Field):
    kind: ClassVar[str] = "yesno"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileField(Field):
    """Uploads; the answer is the list of attachment ids."""

    kind: ClassVar[str] = "file"
    accept: tuple[str, ...] = ("pdf", "image")
    max_files: int = 5
    max_mb: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class IbanField(Field):
    kind: ClassVar[str] = "iban"


@dataclass(frozen=True, slots=True, kw_only=True)
class BsnField(Field):
    kind: ClassVar[str] = "bsn"


@dataclass(frozen=True, slots=True, kw_only=True)
class KvkField(Field):
    kind: ClassVar[str] = "kvk"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressField(Field):
    kind: ClassVar[str] = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupField(Field):
    """A set of questions that can be answered several times."""

    kind: ClassVar[str] = "group"
    fields: tuple[Field, ...]
    min_items: int = 0
    max_items: int = 10
    item_label: str
    asking: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asking", tuple(child for child in self.fields if child.asks))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationField(Field):
    kind: ClassVar[str] = "explanation"
    asks: ClassVar[bool] = False
    text: str
    style: str = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page about one subject."""

    key: str
    title: str
    intro: str = ""
    when: Condition | None = None
    fields: tuple[Field, ...]
    asking: tuple[Field, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asking", tuple(child for child in self.fields if child.asks))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoSigners:
    """Who must sign with the sender; they are typed on the last page, under the key SIGNERS.

    `level`: how surely they must be known by a login; empty: a code by e-mail is enough. `days`: how long
    each of them has. `in_order`: one is asked after the other, in the order in which they were typed.
    """

    label: str
    basis: str
    level: str = ""
    days: int = 14
    in_order: bool = False
    min: int = 1
    max: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A whole form, immutable; `fingerprint` is the SHA-256 (hex) of the canonical JSON of its definition."""

    key: str
    title: str
    sensitive: bool
    minutes: int
    check: str
    steps: tuple[Step, ...]
    fingerprint: str
    by_key: Mapping[str, Field]
    co_signers: CoSigners | None = None

    def step(self, key: str) -> Step | None:
        """The step with this key (the part in the address of the page), or None."""
        return next((step for step in self.steps if step.key == key), None)

    def field(self, key: str) -> Field | None:
        """The field with this key, groups not looked into, or None."""
        return self.by_key.get(key)
