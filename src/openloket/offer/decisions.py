"""Templates of decisions in the shared library: what an employee fills in, and the words it becomes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from openloket.formkit.definition import Field, Form, MoneyField, Step
from openloket.formkit.load import parse
from openloket.formkit.wording import euro
from openloket.law.waarom import datum_in_woorden
from openloket.offer.library import FOLDER

_BLANK = re.compile(r"\{(\w+)\}")
_SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the decision and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionTemplate:
    """A decision to fill in: `form` asks for the blanks, `parts` are the words with blanks in them.

    `kinds` are the kinds of messages (Berichtsoort) that it can end; `words` has for some questions the
    words that a chosen answer becomes.
    """

    key: str
    version: int
    name: str
    about: str
    outcome: str
    kinds: tuple[str, ...]
    title: str
    parts: tuple[Part, ...]
    words: Mapping[str, Mapping[str, str]]
    form: Form

    @property
    def label(self) -> str:
        """How a decision names the template that it was made from."""
        return f"{self.key}/{self.version}"

    @property
    def step(self) -> Step:
        """The one page of questions."""
        return self.form.steps[0]


@cache
def decision_templates() -> tuple[DecisionTemplate, ...]:
    """All templates of the library, by their names."""
    keys = sorted(path.stem for path in (FOLDER / "decisions").glob("*.yaml"))
    return tuple(_template(_read(key)) for key in keys if key != _SHARED)


def templates_for(kind: str) -> tuple[DecisionTemplate, ...]:
    """The decisions that can be taken in a zaak of this kind; none where no besluit is asked."""
    return tuple(template for template in decision_templates() if kind in template.kinds)


def fill(
    template: DecisionTemplate, facts: Mapping[str, str], answers: Mapping[str, Any]
) -> tuple[str, tuple[Part, ...]]:
    """The title and the parts in words. A paragraph with a blank that was left open is left out.

    `answers` are validated; `facts` fill blanks that nobody has to type.
    """
    values = {**facts, **{key: _in_words(template, key, value) for key, value in answers.items()}}
    parts = [(part.title, _paragraphs(part.paragraphs, values)) for part in template.parts]
    filled = tuple(Part(title, paragraphs) for title, paragraphs in parts if paragraphs)
    return _BLANK.sub(lambda blank: values[blank[1]], template.title), filled


def _paragraphs(lines: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines:
        if all(values.get(name) for name in _BLANK.findall(line)):
            text = _BLANK.sub(lambda blank: values[blank[1]], line)
            found += [one.strip() for one in text.split("\n") if one.strip()]
    return tuple(found)


def _in_words(template: DecisionTemplate, key: str, value: Any) -> str:
    field = template.form.by_key[key]
    if value is None:
        return ""
    if key in template.words:
        return template.words[key][str(value)]
    if field.kind == "choice":
        return _option(field, str(value))
    if field.kind == "date":
        return datum_in_woorden(date.fromisoformat(value))
    if isinstance(field, MoneyField):
        return euro(value)
    # The sentence around a short answer brings its own full stop.
    return str(value).rstrip(".") if field.kind == "text" else str(value)


def _option(field: Field, value: str) -> str:
    return next(option.label for option in getattr(field, "options", ()) if option.value == value)


def _template(source: Mapping[str, Any]) -> DecisionTemplate:
    shared = _read(_SHARED) if "shared" in source else {"fields": {}, "words": {}, "parts": []}
    names = source.get("shared", [])
    first, others = [shared["fields"][name] for name in names[:1]], names[1:]
    fields = [*(one for group in first for one in group), *source["fields"]]
    fields += [one for name in others for one in shared["fields"][name]]
    asked = {one["key"] for one in fields}
    words = {key: value for key, value in shared["words"].items() if key in asked}
    parts = [*source["parts"], *shared["parts"]]
    return DecisionTemplate(
        key=source["decision"],
        version=source["version"],
        name=source["name"],
        about=source["about"],
        outcome=source["outcome"],
        kinds=tuple(source["kinds"]),
        title=source["title"],
        parts=tuple(Part(part["title"], tuple(part["text"])) for part in parts),
        words={**words, **source.get("words", {})},
        form=_form(source, fields),
    )


def _form(source: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]) -> Form:
    step = {"key": "besluit", "title": source["name"], "fields": list(fields)}
    return parse({"form": source["decision"], "title": source["name"], "steps": [step]})


def _read(key: str) -> dict[str, Any]:
    content = yaml.safe_load((FOLDER / "decisions" / f"{key}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict), f"decisions/{key}.yaml holds no mapping"
    return content
