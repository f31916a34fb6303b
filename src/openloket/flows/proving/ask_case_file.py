"""A case file that is too large to wait for: asked for, made by the worker, fetched, and thrown away."""

import secrets
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Event
from openloket.flows.proving.case_file import write_case_file
from openloket.flows.proving.export_case_file import UnableToExport, asked_course, exported, measured
from openloket.flows.proving.export_person_file import exported_all
from openloket.flows.proving.forget_kept import forget_kept
from openloket.flows.proving.person_file import Printers, write_person_file, zaken_of_person
from openloket.flows.queue import enqueue
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.duties import Duty
from openloket.tenancy.models import Employee, Organisation
from openloket.tenancy.rights import Right, may
from openloket.zaken.kept_case_file import KEPT, KeptCaseFile, is_ready, over
from openloket.zaken.models import Zaak

TASK = "make_case_file"


def ask_case_file(
    employee: Employee,
    zaak: Zaak,
    purpose: str,
    message_id: int | None,
    now: datetime,
    *,
    of_person: bool = False,
) -> KeptCaseFile:
    """Let the worker make it. Raises UnableToExport: no right, or one of this zaak is being made.

    Comes after export_case_file or export_person_file said that it is too large: those wrote down who looks
    and why.
    """
    if not may(employee, Right.EXPORT):
        raise UnableToExport("U mag geen dossier maken. Vraag het uw leidinggevende.")
    actor, organisation_id = f"employee:{employee.pk}", zaak.organisation_id
    try:
        with transaction.atomic():
            asked = KeptCaseFile.create(
                zaak_id=zaak.pk,
                about_id=message_id,
                of_person=of_person,
                purpose=purpose,
                asked_by_id=employee.pk,
                storage_name=f"copies/{now:%Y-%m-%d}/{organisation_id}/{secrets.token_hex(20)}",
                asked_at=now,
            )
            body = describe("casefile.asked", now, actor, purpose=purpose)
            record(organisation_id, now, actor, [Fact("casefile.asked", "zaak", zaak.pk, body)])
            enqueue(TASK, organisation_id=organisation_id, kept_id=asked.pk)
    except IntegrityError as other:
        raise UnableToExport("Wij maken al een dossier van deze zaak. Kijk over een paar minuten.") from other
    return asked


def make_case_file(
    organisation: Organisation,
    kept_id: int,
    printers: Callable[[datetime], Printers],
    clock: Callable[[], datetime],
) -> bool:
    """Make what was asked; False when it was made or thrown away meanwhile. May be run again.

    The file is stored under the name that the row holds already, outside any transaction.
    """
    asked = KeptCaseFile.objects.select_related("zaak", "about").filter(pk=kept_id, made_at=None).first()
    if asked is None:
        return False
    began = clock()
    with tempfile.TemporaryFile() as made:
        zaken = _write(made, organisation, asked, printers(began), began)
        digest, size = measured(made)
        default_storage.delete(asked.storage_name)  # of a run before this one that died
        name = default_storage.save(asked.storage_name, File(made))
    now = clock()
    values = {"made_at": now, "until": now + KEPT, "size": size, "sha256": digest, "storage_name": name}
    with transaction.atomic():
        if not KeptCaseFile.objects.filter(pk=kept_id, made_at=None).update(**values):
            return False
        _exported(asked, zaken, now, digest)
    return True


def _write(
    made: IO[bytes], organisation: Organisation, asked: KeptCaseFile, printers: Printers, now: datetime
) -> Sequence[Zaak]:
    """Gives the zaken that are in it: what comes while it is made is neither in it nor written down."""
    if asked.of_person and asked.zaak.person_id is not None:
        zaken = zaken_of_person(asked.zaak.person_id)
        write_person_file(made, organisation, asked.zaak, zaken, printers, now)
        return zaken
    course, only = asked_course(asked.zaak, asked.about_id)
    write_case_file(made, organisation, course, printers.zaak, now, only=only)
    return [asked.zaak]


def _exported(asked: KeptCaseFile, zaken: Sequence[Zaak], now: datetime, digest: str) -> None:
    actor = f"employee:{asked.asked_by_id}"
    if asked.of_person:
        exported_all(zaken, actor, now, asked.purpose, digest)
    else:
        exported(asked.zaak, actor, now, asked.purpose, asked.about, digest)


def fetch_case_file(employee: Employee, kept: KeptCaseFile | None, now: datetime) -> KeptCaseFile:
    """Somebody takes the file; of each zaak in it is written down who reads it, and that it went is a fact.

    Raises UnableToExport: no right, or thrown away.
    """
    if not may(employee, Right.EXPORT):
        raise UnableToExport("U mag geen dossier maken. Vraag het uw leidinggevende.")
    zaken = zaken_in(kept) if kept else []
    for one in zaken:
        log_reading(employee, Reading.ZAAK, ("zaak", one.pk), f"dossier van {one.reference}: ophalen", now)
    actor = f"employee:{employee.pk}"
    with transaction.atomic():
        found: KeptCaseFile | None = (
            KeptCaseFile.objects.select_for_update().filter(pk=kept.pk).first() if kept else None
        )
        if found is None or not is_ready(found, now):
            raise UnableToExport("Dit dossier is er niet meer. U kunt een nieuw dossier maken.")
        facts = [_fetched(one, actor, now, found.sha256) for one in zaken]
        record(found.organisation_id, now, actor, facts)
    return found


def _fetched(zaak: Zaak, actor: str, now: datetime, digest: str) -> Fact:
    return Fact("casefile.fetched", "zaak", zaak.pk, describe("casefile.fetched", now, actor, sha256=digest))


def zaken_in(kept: KeptCaseFile) -> list[Zaak]:
    """The zaken that are in a file that was made, as the log has it; none of one that is still to be made."""
    told = Event.objects.filter(
        organisation_id=kept.organisation_id,
        subject_kind="zaak",
        kind="casefile.exported",
        body__contains=f'"{kept.sha256}"',
    )
    person_id = kept.zaak.person_id
    zaken = zaken_of_person(person_id) if kept.of_person and person_id else [kept.zaak]
    found = told.filter(subject_id__in=[one.pk for one in zaken]).values_list("subject_id", flat=True)
    ids = set(found) if kept.sha256 else set()
    return [one for one in zaken if one.pk in ids]


def forget_case_files(now: datetime) -> int:
    """Throw away what had its day, in every organisation; gives how many."""
    return forget_kept(
        Duty.FORGET_CASE_FILES,
        KeptCaseFile,
        over(now),
        "casefile.forgotten",
        lambda kept: ("zaak", kept.zaak_id),
        now,
    )
