"""Files that come along with a page: judged by their content, scanned and stored before anything is sent."""

import hashlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage

from openloket.conf.doors import door
from openloket.evidence.log import Fact, describe, record
from openloket.formkit.definition import Field, FileField, GroupField, Step
from openloket.formkit.files import check_file, clean_name, sniff
from openloket.formkit.validate import Problem
from openloket.intake.drafts import NewFile
from openloket.intake.ports import Scanner, Temporary, Verdict
from openloket.intake.stored import new_name
from openloket.tenancy import scope

_PIECE = 256 * 1024
INFECTED = "Dit bestand is niet veilig: onze controle vond er iets schadelijks in. Het is niet bewaard."
NO_SCANNER = "Wij kunnen bestanden nu niet controleren. Probeer het over een paar minuten nog eens."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it, for the input at `path` (`bewijs`, `kinderen.0.bewijs`)."""

    path: str
    name: str
    size: int
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken (Awb 2:15), with what the person is told and the hash of what it was."""

    path: str
    reason: str
    message: str
    sha256: str


def keep_files(
    step: Step, raw: dict[str, Any], uploads: Sequence[Upload], now: datetime
) -> tuple[list[NewFile], list[Refused]]:
    """Judge, scan and store each file; the answers in `raw` tell how many the question has already."""
    kept: list[NewFile] = []
    refusals: list[Refused] = []
    for upload in uploads:
        found = find_file_field(step, upload.path)
        if found is None:
            continue
        have = ids_at(raw, upload.path)
        if have is None:
            continue
        already = len(have) + sum(file.field == upload.path for file in kept)
        outcome = _keep(found, upload, already, now)
        if isinstance(outcome, NewFile):
            kept.append(outcome)
        else:
            refusals.append(outcome)
    return kept, refusals


def told(refusals: Sequence[Refused]) -> tuple[Problem, ...]:
    """The refusals as problems beside their question."""
    return tuple(Problem(refusal.path, refusal.message) for refusal in refusals)


def forget_strange_files(asking: Sequence[Field], raw: dict[str, Any], known: Container[str]) -> None:
    """A page names its own files; what is not among the `known` files of its draft is somebody trying."""
    for field in asking:
        if isinstance(field, GroupField):
            for item in raw[field.key]:
                forget_strange_files(field.asking, item, known)
        elif isinstance(field, FileField):
            raw[field.key] = [one for one in raw[field.key] if one in known]


def record_refusals(draft_id: int, refusals: Sequence[Refused], actor: str, now: datetime) -> None:
    """A refused file is a refusal under Awb 2:15: told at once, and kept as a fact without the file."""
    facts = [
        Fact(
            "file.refused",
            "draft",
            draft_id,
            describe("file.refused", now, actor, reason=refusal.reason, sha256=refusal.sha256),
        )
        for refusal in refusals
    ]
    if facts:
        record(scope.current(), now, actor, facts)


def find_file_field(step: Step, path: str) -> FileField | None:
    """The file question at a path of this page, or None."""
    parts = path.split(".")
    fields: Sequence[Field] = step.asking
    if len(parts) == 3:
        group = next((field for field in fields if field.key == parts[0]), None)
        fields = group.asking if isinstance(group, GroupField) else ()
    elif len(parts) != 1:
        return None
    found = next((field for field in fields if field.key == parts[-1]), None)
    return found if isinstance(found, FileField) else None


def ids_at(raw: dict[str, Any], path: str) -> list[str] | None:
    """The list of file ids at a path, to read and to add to; None where the page has no such item."""
    parts = path.split(".")
    if len(parts) == 1:
        ids: list[str] = raw.setdefault(path, [])
        return ids
    group, index, key = parts
    items = raw.get(group) or []
    if index not in map(str, range(len(items))):
        return None
    inner: list[str] = items[int(index)].setdefault(key, [])
    return inner


def _keep(field: FileField, upload: Upload, already: int, now: datetime) -> NewFile | Refused:
    name = clean_name(upload.name)
    digest = hashlib.sha256()
    for piece in _pieces(upload.content):
        digest.update(piece)
    sha256 = digest.hexdigest()
    sniffed = sniff(upload.content, upload.size, name)
    if problem := check_file(field, sniffed, upload.size, already):
        return Refused(upload.path, problem.reason, f"{name}: {problem.message}", sha256)
    try:
        scanner: Scanner = door("SCANNER")
        scanned = scanner.scan(_pieces(upload.content))
    except Temporary:
        return Refused(upload.path, "scanner", f"{name}: {NO_SCANNER}", sha256)
    if scanned.verdict is Verdict.INFECTED:
        return Refused(upload.path, "infected", f"{name}: {INFECTED}", sha256)
    upload.content.seek(0)
    stored = default_storage.save(new_name(now), File(upload.content))
    return NewFile(
        field=upload.path,
        name=name,
        media_type=sniffed.media_type,
        size=upload.size,
        sha256=sha256,
        storage_name=stored,
        scan=scanned.verdict.value,
    )


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(_PIECE):
        yield piece
