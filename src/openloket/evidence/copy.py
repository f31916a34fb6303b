"""The exact copy of what a person entered (Awb 2:17, second paragraph), as typed values and as JSON."""

from dataclasses import dataclass
from datetime import datetime

from openloket.evidence.canonical import JsonValue, canonical_sha256, write_moment
from openloket.evidence.shape import (
    read_hash,
    read_integer,
    read_line,
    read_list,
    read_object,
    read_reference,
    read_text,
    read_time,
)


@dataclass(frozen=True, slots=True)
class FormRef:
    """Which form was filled in; ``fingerprint`` is the SHA-256 (hexadecimal) of its definition."""

    key: str
    version: str
    fingerprint: str

    def as_json(self) -> dict[str, JsonValue]:
        """The form as it stands in the copy."""
        return {"key": self.key, "version": self.version, "fingerprint": self.fingerprint}


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One question with the answer as it was shown on the check page; no lines means: not answered."""

    key: str
    label: str
    lines: tuple[str, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The row as it stands in the copy."""
        return {"key": self.key, "label": self.label, "lines": list(self.lines)}


@dataclass(frozen=True, slots=True)
class CopyStep:
    """One page of the form."""

    key: str
    title: str
    rows: tuple[CopyRow, ...]

    def as_json(self) -> dict[str, JsonValue]:
        """The step as it stands in the copy."""
        return {"key": self.key, "title": self.title, "rows": [row.as_json() for row in self.rows]}


@dataclass(frozen=True, slots=True)
class CopyAttachment:
    """A file that was sent along: its name, size in bytes and SHA-256 (hexadecimal)."""

    name: str
    size: int
    sha256: str

    def as_json(self) -> dict[str, JsonValue]:
        """The attachment as it stands in the copy."""
        return {"name": self.name, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Copy:
    """What was received. ``salt`` is 32 random bytes in hexadecimal.

    Without the salt, whoever sees the hash could find a short answer by trying all of them.
    """

    reference: str
    received_at: datetime
    organisation: str
    service: str
    form: FormRef
    steps: tuple[CopyStep, ...]
    attachments: tuple[CopyAttachment, ...]
    salt: str

    def as_json(self) -> dict[str, JsonValue]:
        """The copy object, exactly as it is hashed."""
        return {
            "reference": self.reference,
            "received_at": write_moment(self.received_at),
            "organisation": self.organisation,
            "service": self.service,
            "form": self.form.as_json(),
            "steps": [step.as_json() for step in self.steps],
            "attachments": [attachment.as_json() for attachment in self.attachments],
            "salt": self.salt,
        }

    def sha256(self) -> str:
        """SHA-256 (hexadecimal) of the canonical bytes of the copy object."""
        return canonical_sha256(self.as_json())


def read_copy(value: JsonValue, where: str = "copy") -> Copy:
    """Reads a copy object strictly. Raises ShapeError."""
    names = frozenset(
        {"reference", "received_at", "organisation", "service", "form", "steps", "attachments", "salt"}
    )
    found = read_object(value, where, names)
    return Copy(
        reference=read_reference(found["reference"], f"{where}.reference"),
        received_at=read_time(found["received_at"], f"{where}.received_at"),
        organisation=read_line(found["organisation"], f"{where}.organisation"),
        service=read_line(found["service"], f"{where}.service"),
        form=_read_form(found["form"], f"{where}.form"),
        steps=read_list(found["steps"], f"{where}.steps", _read_step, most=200),
        attachments=read_list(found["attachments"], f"{where}.attachments", _read_attachment, most=1000),
        salt=read_hash(found["salt"], f"{where}.salt"),
    )


def _read_form(value: JsonValue, where: str) -> FormRef:
    found = read_object(value, where, frozenset({"key", "version", "fingerprint"}))
    return FormRef(
        read_line(found["key"], f"{where}.key"),
        read_line(found["version"], f"{where}.version"),
        read_hash(found["fingerprint"], f"{where}.fingerprint"),
    )


def _read_step(value: JsonValue, where: str) -> CopyStep:
    found = read_object(value, where, frozenset({"key", "title", "rows"}))
    return CopyStep(
        read_line(found["key"], f"{where}.key"),
        read_text(found["title"], f"{where}.title"),
        read_list(found["rows"], f"{where}.rows", _read_row, most=5000),
    )


def _read_row(value: JsonValue, where: str) -> CopyRow:
    found = read_object(value, where, frozenset({"key", "label", "lines"}))
    return CopyRow(
        read_line(found["key"], f"{where}.key"),
        read_text(found["label"], f"{where}.label"),
        read_list(found["lines"], f"{where}.lines", read_text, most=5000),
    )


def _read_attachment(value: JsonValue, where: str) -> CopyAttachment:
    found = read_object(value, where, frozenset({"name", "size", "sha256"}))
    return CopyAttachment(
        read_text(found["name"], f"{where}.name"),
        read_integer(found["size"], f"{where}.size"),
        read_hash(found["sha256"], f"{where}.sha256"),
    )
