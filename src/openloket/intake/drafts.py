"""Drafts: answers kept while somebody fills in a form, found by the key that only that person holds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from openloket.intake.models import Attachment
from openloket.intake.references import key_hash
from openloket.tenancy import scope

KEPT = timedelta(days=30)  # after the last change; see docs/retention.md

Owner = tuple[int, int | None]
"""A person, and the mandate on which that person acts for another; None: for oneself."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment of a draft; `size` in bytes, `sha256` hexadecimal."""

    id: int
    field: str
    name: str
    size: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is judged, scanned and stored, and not yet written down; `size` in bytes."""

    field: str
    name: str
    media_type: str
    size: int
    sha256: str
    storage_name: str
    scan: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with its files, and the way to its receipt if it was sent already.

    `about` is the reference of the zaak that it is about; empty: none, or none that is known. `owner` is who
    made it theirs by logging in, and on which mandate of another; None: it is of whoever holds its key.
    `taken` says by field which answers came from an earlier message (flows.drafts.take_over).
    """

    id: int
    service_id: int
    form_version_id: int
    about: str
    answers: dict[str, Any]
    files: tuple[KeptFile, ...]
    receipt: tuple[str, str] | None
    owner: Owner | None = None
    taken: Mapping[str, Any] = field(default_factory=dict)

    @property
    def files_by_id(self) -> Mapping[str, KeptFile]:
        """The files as answers refer to them."""
        return {str(file.id): file for file in self.files}


# Written out: this is asked at every page, and making the same query with the ORM takes ten times as long.
COLUMNS = """
draft.id, draft.service_id, draft.form_version_id, draft.about, draft.person_id, draft.mandate_id,
draft.answers, draft.taken,
(SELECT json_agg(json_build_array(file.id, file.field, file.name, file.size, file.sha256, file.media_type)
                 ORDER BY file.id)
 FROM intake_attachment AS file WHERE file.draft_id = draft.id),
(SELECT json_build_array(submission.reference, receipt.access_key)
 FROM intake_submission AS submission JOIN intake_receipt AS receipt ON receipt.submission_id = submission.id
 WHERE submission.idempotency_key = draft.key_hash)
"""
"""A draft with its files and its receipt, from `intake_draft AS draft`; read it with `kept`."""
_FIND = f"""
SELECT {COLUMNS}
FROM intake_draft AS draft WHERE draft.key_hash = %s AND draft.organisation_id = %s
"""  # noqa: S608 (put together from constants)


def find(key: str) -> KeptDraft | None:
    """The draft that this key opens, in the organisation in scope."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [key_hash(key), scope.current()])
        row = cursor.fetchone()
    return None if row is None else kept(row)


# Merged by the database: of two people in one draft neither overwrites what the other kept meanwhile.
_KEEP = """
INSERT INTO intake_draft AS kept
    (organisation_id, key_hash, service_id, form_version_id, about, person_id, mandate_id, answers,
     created_at, updated_at)
VALUES (%(organisation)s, %(key)s, %(service)s, %(version)s, %(about)s, %(person)s, %(mandate)s, %(answers)s,
        %(now)s, %(now)s)
ON CONFLICT (key_hash) DO UPDATE
    SET answers = kept.answers || EXCLUDED.answers, updated_at = EXCLUDED.updated_at,
        reminded_at = NULL, warnings = 0
RETURNING id, answers
"""


def keep(
    key: str,
    service_id: int,
    form_version_id: int,
    answers: Mapping[str, Any],
    now: datetime,
    *,
    about: str = "",
    owner: Owner | None = None,
) -> tuple[int, dict[str, Any]]:
    """Add answers to the draft under the key, or make it; gives its id and all answers it now holds.

    Answers to other questions stay as they are; a page sent twice is one page. What a draft is `about` is
    said when it begins, by who holds the key of that zaak, and never changes. `owner` counts when it begins;
    what began without one is made somebody's with `claim`.
    """
    person, mandate = owner or (None, None)
    values = {
        "organisation": scope.current(),
        "key": key_hash(key),
        "service": service_id,
        "version": form_version_id,
        "about": about,
        "person": person,
        "mandate": mandate,
        "answers": Jsonb(answers),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        draft_id, kept_answers = cursor.fetchone()
    return draft_id, json.loads(kept_answers)


_CLAIM = """
UPDATE intake_draft SET person_id = %s, mandate_id = %s
WHERE id = %s AND organisation_id = %s AND person_id IS NULL
"""


def claim(draft_id: int, owner: Owner) -> bool:
    """A draft that was nobody's becomes theirs; False when somebody made it theirs a moment before."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [*owner, draft_id, scope.current()])
        return bool(cursor.rowcount == 1)


_EMPTY = "UPDATE intake_draft SET answers = '{}', taken = '{}' WHERE id = %s AND organisation_id = %s"


def empty(draft_id: int) -> None:
    """After it was received: the answers live on in the submission; what stays leads to the receipt."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY, [draft_id, scope.current()])


def attachments_of(files: Sequence[NewFile], now: datetime, draft_id: int | None = None) -> list[Attachment]:
    """Rows, not yet written down, of files that are stored already; of a draft, or of no draft."""
    return [
        Attachment.new(
            draft_id=draft_id,
            field=file.field,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            storage_name=file.storage_name,
            scan=file.scan,
            added_at=now,
        )
        for file in files
    ]


def add_files(draft_id: int, files: Sequence[NewFile], now: datetime) -> list[KeptFile]:
    """Write down the files of a draft that are stored already."""
    rows = attachments_of(files, now, draft_id)
    Attachment.objects.bulk_create(rows)
    return [
        KeptFile(row.pk, file.field, file.name, file.size, file.sha256, file.media_type)
        for row, file in zip(rows, files, strict=True)
    ]


def kept(row: Sequence[Any]) -> KeptDraft:
    """A row of COLUMNS as plain values."""
    number, service_id, version_id, about, person_id, mandate_id, answers, taken, files, receipt = row
    return KeptDraft(
        id=number,
        service_id=service_id,
        form_version_id=version_id,
        about=about,
        answers=json.loads(answers),
        files=tuple(KeptFile(*file) for file in files or ()),
        receipt=tuple(receipt) if receipt else None,
        owner=(person_id, mandate_id) if person_id is not None else None,
        taken=json.loads(taken),
    )
