"""Texts of messages: shared ones are files, an organisation adds its own; a message pins both versions."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.template.loader import get_template

from openloket.law.antwoord import Antwoord, Slotsom
from openloket.law.kennisgeving import Kennisgeving, kennisgeving_inhoud
from openloket.post import texts
from openloket.post.kinds import KINDS, Kind
from openloket.post.models import Template
from openloket.post.texts import Part

NOTICE = "notice"
_FIELDS = {
    "naam": "de naam van de lezer",
    "kenmerk": "het kenmerk van de zaak",
    "product": "waar de zaak over gaat",
    "gemeente": "de naam van uw organisatie",
    "telefoon": "uw telefoonnummer",
}
_WITH_DAY = {"laatste_dag": "de laatste dag om te antwoorden"}
_OF_NOTICE = {
    "gemeente": "de naam van uw organisatie",
    "soort": "wat voor bericht het is",
    "gevolg": "wat het bericht betekent",
    "reactie": "of iemand moet antwoorden, en voor welke dag",
}
_IN_SUBJECT = frozenset({"kenmerk", "gemeente"})
"""No personal data in a subject line: it is seen on locked screens and by every mail server on the way."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What an organisation writes itself for one kind; empty parts add nothing to the shared text."""

    subject_line: str = ""
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """The same with its fields filled in, for the templates in mail/."""

    subject_line: str
    opening: tuple[Part, ...]
    closing: tuple[Part, ...]


SHARED = Texts()
"""Nothing of its own: the shared texts say it all."""

NOTHING = Own("", (), ())


def fields_of(kind: Kind) -> Mapping[str, str]:
    """The fields that may stand in the texts of a kind, each with what it becomes."""
    if kind.name == NOTICE:
        return _OF_NOTICE
    return {**_FIELDS, **_WITH_DAY} if kind.answer else _FIELDS


def subject_fields_of(kind: Kind) -> Collection[str]:
    """The fields that may stand in its subject line."""
    return _IN_SUBJECT & set(fields_of(kind))


def problems_of(kind: Kind, written: Texts) -> dict[str, str]:
    """What is wrong with the texts, by the name of the part."""
    checked = {
        "onderwerp": texts.problem_of(written.subject_line, subject_fields_of(kind), texts.LONGEST_SUBJECT),
        "opening": texts.problem_of(written.opening, fields_of(kind)),
        "slot": texts.problem_of(written.closing, fields_of(kind)),
    }
    if not checked["onderwerp"] and "\n" in written.subject_line:
        checked["onderwerp"] = "Een onderwerp is één regel."
    return {part: problem for part, problem in checked.items() if problem}


def notice_judged(written: Texts, on: date) -> Antwoord:
    """Whether texts of a notice hold what it must say. Source: Awb 2:10 lid 2, from 1 January 2027.

    Without an opening of its own the shared words stand there, which say it all.
    """
    said = texts.fields_in(written.opening) if written.opening.strip() else set(_OF_NOTICE)
    say = {name: "staat erin" if name in said else "" for name in _OF_NOTICE}
    told = Kennisgeving(say["gemeente"], say["soort"], say["gevolg"], False if say["reactie"] else None)
    return kennisgeving_inhoud(told, on)


def holds_up(kind: Kind, written: Texts, on: date) -> bool:
    """Whether these texts may be sent on a day: from 2027 a notice that lacks something may not."""
    if kind.name != NOTICE:
        return True
    return notice_judged(written, on).slotsom in (Slotsom.VOLDOET, Slotsom.GELDT_NOG_NIET)


def in_force(kind: Kind, on: date) -> Template | None:
    """The organisation's own texts that go with a kind on a day; None: only the shared ones."""
    if not kind.writable:
        return None
    published = Template.objects.filter(kind=kind.name, state=Template.State.PUBLISHED)
    found: Template | None = published.order_by("-number").first()
    return found if found is not None and holds_up(kind, written_in(found), on) else None


def written_in(template: Template) -> Texts:
    """The texts of a version."""
    return Texts(template.subject_line, template.opening, template.closing)


def filled(written: Texts, values: Mapping[str, str]) -> Own:
    """The texts with their fields filled in. A line break in a value does not reach the subject line."""
    subject = " ".join(texts.filled(written.subject_line, values).split())
    return Own(subject, texts.parts_of(written.opening, values), texts.parts_of(written.closing, values))


def pin(kind_name: str, own: Template | None) -> str:
    """Which texts made a message: `besluit@gedeeld-1f2a3b4c5d+eigen-2`, kept with the message."""
    return f"{kind_name}@gedeeld-{shared_version(kind_name)}" + (f"+eigen-{own.number}" if own else "")


@cache
def shared_version(kind_name: str) -> str:
    """The version of the shared texts of a kind: the first digits of the SHA-256 of its files."""
    known = [
        name for name in (f"mail/{kind_name}.txt", f"mail/{kind_name}.html") if _source(name) is not None
    ]
    digest = hashlib.sha256()
    for name in sorted(set(_with_parts(known))):
        digest.update(f"{name}\0{_source(name)}\0".encode())
    return digest.hexdigest()[:10]


_PART = re.compile(r"""\{%-?\s*(?:extends|include|from|import)\s+["']([^"']+)["']""")


def _with_parts(names: list[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield from _with_parts(_PART.findall(_source(name) or ""))


@cache
def _source(name: str) -> str | None:
    environment = get_template("mail/frame.html").template.environment  # type: ignore[attr-defined] # of Jinja
    if name not in _names():
        return None
    return str(environment.loader.get_source(environment, name)[0])


@cache
def _names() -> frozenset[str]:
    environment = get_template("mail/frame.html").template.environment  # type: ignore[attr-defined] # of Jinja
    return frozenset(environment.list_templates())


WRITABLE = tuple(kind for kind in KINDS.values() if kind.writable)
