"""Somebody takes the case file of a zaak along, an employee or whose it is; what it was is kept as a fact."""

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import IO, Any

from django.db import transaction
from django.db.models import Sum

from openloket.evidence.casefile import pieces
from openloket.evidence.log import Fact, describe, record
from openloket.flows.proving.case_file import Pages, of_message, write_case_file
from openloket.flows.proving.prove_course import Course, course_of
from openloket.intake.models import Attachment
from openloket.people.mandates import Viewer
from openloket.people.reading import Reading, log_reading
from openloket.people.seen import Seen, seen
from openloket.post.models import Message
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.models import Zaak

MOST_MESSAGES = 150
MOST_BYTES = 200_000_000
"""What is made while somebody waits: some seconds."""

MOST_READINGS = 2_000
TOO_LARGE = "Dit dossier is te groot om op te wachten."
NOT_THIS_ONE = "Hiervan is geen dossier te maken: het is nog niet verstuurd, of er staat een code in."


class Purpose(StrEnum):
    """For what a case file is taken along; free words might name people."""

    COURT = "rechter"
    OBJECTION = "bezwaar"
    OMBUDSMAN = "ombudsman"
    SENDER = "afzender"


PURPOSES = {
    Purpose.COURT: "Voor de rechter",
    Purpose.OBJECTION: "Voor een bezwaar of een commissie",
    Purpose.OMBUDSMAN: "Voor de ombudsman of een klacht",
    Purpose.SENDER: "Voor de afzender, die een afschrift vraagt",
}


class UnableToExport(Exception):
    """It is not made; the message is what the person is told."""


class TooLargeToWaitFor(UnableToExport):
    """It would take too long; see flows/proving/ask_case_file.py."""


def export_case_file(
    organisation: Organisation,
    employee: Employee,
    zaak: Zaak,
    purpose: str,
    pages: Pages,
    now: datetime,
    message_id: int | None = None,
) -> IO[bytes]:
    """The case file as an open file at its beginning; with `message_id` of one message that was sent.

    Who looks and why is written down before, and what was given after it is made. Source: Awb 2:25, 8:42.
    Raises UnableToExport: no right, no purpose, no such message; TooLargeToWaitFor.
    """
    if not may(employee, Right.EXPORT):
        raise UnableToExport("U mag geen dossier maken. Vraag het uw leidinggevende.")
    if purpose not in PURPOSES:
        raise UnableToExport("Kies waarvoor u het dossier nodig hebt.")
    log_reading(employee, Reading.ZAAK, ("zaak", zaak.pk), f"dossier van {zaak.reference}: {purpose}", now)
    course, only = asked_course(zaak, message_id)
    made = _make(organisation, course, pages, now, only=only)
    digest, _ = measured(made)
    with transaction.atomic():
        exported(zaak, f"employee:{employee.pk}", now, purpose, only, digest)
    return made


def asked_course(zaak: Zaak, message_id: int | None) -> tuple[Course, Message | None]:
    """What the case file is about: the whole zaak, or one message. Raises UnableToExport: not sent."""
    course = course_of(None, zaak, words=False)
    if message_id is None:
        return course, None
    only = next((one for one in course.sent if one.pk == message_id), None)
    if only is None:
        raise UnableToExport(NOT_THIS_ONE)
    return of_message(course, only), only


def take_own_case_file(
    organisation: Organisation, viewer: Viewer, zaak: Zaak, pages: Pages, now: datetime
) -> IO[bytes]:
    """The same for whose zaak it is (the caller checked that), as an open file at its beginning.

    Which employees read it stands in it for the person themselves, not for who acts for them. Source:
    Awb 2:25, second sentence; AVG art. 15(1). Raises TooLargeToWaitFor.
    """
    course = course_of(viewer, zaak, words=False)
    readings = None if viewer.mandate_id else seen(_readable(course), MOST_READINGS)
    made = _make(organisation, course, pages, now, readings=readings)
    digest, _ = measured(made)
    with transaction.atomic():
        exported(zaak, "citizen", now, Purpose.SENDER, None, digest)
    return made


def measured(made: IO[bytes]) -> tuple[str, int]:
    """SHA-256 (hexadecimal) and size of an open file; it is at its beginning afterwards."""
    size = made.seek(0, os.SEEK_END)
    made.seek(0)
    hashed = sha256()
    for piece in pieces(made):
        hashed.update(piece)
    made.seek(0)
    return hashed.hexdigest(), size


def exported(zaak: Zaak, actor: str, now: datetime, purpose: str, only: Message | None, digest: str) -> None:
    """Keep as a fact what was made, for whom and for what; call it inside a transaction."""
    about = only.message_id if only else ""
    body = describe("casefile.exported", now, actor, purpose=purpose, sha256=digest, about_message=about)
    record(zaak.organisation_id, now, actor, [Fact("casefile.exported", "zaak", zaak.pk, body)])


def too_large(course: Course) -> bool:
    """Whether somebody would wait too long for it."""
    sent = [one.submission_id for one in course.received]
    files = Attachment.objects.filter(submission_id__in=sent).aggregate(total=Sum("size"))
    return len(course.sent) > MOST_MESSAGES or (files["total"] or 0) > MOST_BYTES


def _make(
    organisation: Organisation,
    course: Course,
    pages: Pages,
    now: datetime,
    *,
    only: Message | None = None,
    readings: Sequence[Seen] | None = None,
) -> IO[bytes]:
    if too_large(course):
        raise TooLargeToWaitFor(TOO_LARGE)
    made = tempfile.TemporaryFile()  # noqa: SIM115 (given to who streams it, and gone when that closes it)
    try:
        write_case_file(made, organisation, course, pages, now, readings=readings, only=only)
    except BaseException:
        made.close()
        raise
    return made


def _readable(course: Course) -> list[tuple[str, Any]]:
    sent = [one.submission_id for one in course.received]
    return [
        ("zaak", [course.zaak.pk]),
        ("attachment", Attachment.objects.filter(submission_id__in=sent).values("pk")),
        ("message", [one.pk for one in course.sent]),
    ]
