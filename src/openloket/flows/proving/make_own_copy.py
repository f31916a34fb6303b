"""The worker makes the copy of everything of a person: one page to read, JSON, proof and files, in a ZIP."""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import file_digest
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import get_template

from openloket.evidence.known_keys import public_pem
from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.telling_person import News, tell_person
from openloket.flows.proving.own_copy_person import person_part
from openloket.flows.proving.own_copy_zaak import CopiedFile, file_paths, files_of, zaak_part
from openloket.flows.proving.prove_course import Course, course_of, prove_course
from openloket.intake.receipts import proof_of
from openloket.law.waarom import datum_in_woorden
from openloket.people.mandates import Viewer
from openloket.people.models import OwnCopy
from openloket.people.own_copies import KEPT
from openloket.people.preferences import confirmed_address
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation
from openloket.zaken.mine import zaken_of

TYPE = "openloket/own-copy/1"
READABLE, WHOLE, KEY = "lees-mij.html", "gegevens.json", "sleutel.pem"
KIND = "copy_ready"
_LINK = ("Inloggen en ophalen", "mijn/kopie")

log = logging.getLogger(__name__)


def make_own_copy(organisation: Organisation, copy_id: int, clock: Callable[[], datetime]) -> bool:
    """Make what was asked; False when it was made or thrown away meanwhile. May be run again.

    The file is stored under the name that the row holds already, outside any transaction: who dies in
    between leaves a file that is thrown away with its row.
    """
    asked = OwnCopy.objects.select_related("person").filter(pk=copy_id, made_at=None).first()
    if asked is None:
        return False
    with tempfile.TemporaryFile() as made:
        _write(made, organisation, asked, clock())
        size = made.seek(0, os.SEEK_END)
        made.seek(0)
        digest = file_digest(made, "sha256").hexdigest()
        made.seek(0)
        default_storage.delete(asked.storage_name)  # of a run before this one that died
        name = default_storage.save(asked.storage_name, File(made))
    now = clock()
    with transaction.atomic():
        values = {"made_at": now, "until": now + KEPT, "size": size, "sha256": digest}
        if not OwnCopy.objects.filter(pk=copy_id, made_at=None).update(storage_name=name, **values):
            return False
        body = describe("copy.made", now, "system", sha256=digest)
        fact = Fact("copy.made", "person", asked.person_id, body)
        record(organisation.pk, now, "system", [fact])
        _tell(organisation, asked, now)
    return True


def _tell(organisation: Organisation, asked: OwnCopy, now: datetime) -> None:
    """At the confirmed address, if there is one: nothing of what is in it, and what to do who did not ask."""
    if not (to := confirmed_address(asked.person_id)):
        return
    hours = int(KEPT.total_seconds() // 3600)
    words = [
        f"De kopie van uw gegevens staat klaar in Mijn omgeving. Haal hem binnen {hours} uur op.",
        "Vroeg u dit niet? Log dan in en kijk wanneer u inlogde. Of bel ons.",
    ]
    tell_person(organisation, asked.person, to, News(KIND, "Uw kopie is klaar", words, *_LINK), now)


def _write(to: IO[bytes], organisation: Organisation, asked: OwnCopy, now: datetime) -> None:
    viewer, parts = Viewer(asked.person_id), []
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for pk in list(zaken_of(viewer).order_by("received_at", "pk").values_list("pk", flat=True)):
            course = course_of(viewer, zaken_of(viewer).get(pk=pk))
            files = files_of(course)
            parts.append(zaak_part(course, files))
            _add_proof(archive, organisation, course, now)
            _add_files(archive, list(file_paths(course, files)))
        whole = {
            "type": TYPE,
            "made_at": now.isoformat(),
            "organisation": organisation.name,
            **person_part(asked.person),
            "zaken": parts,
        }
        archive.writestr(WHOLE, json.dumps(whole, ensure_ascii=False, indent=2))
        page = {"whole": whole, "org": organisation, "made_at": in_words(now), "json_name": WHOLE, **_WORDS}
        archive.writestr(READABLE, get_template("own_copy.html").render(page))
        archive.writestr(KEY, public_pem())


def _at(moment: str | None) -> str:
    return in_words(datetime.fromisoformat(moment)) if moment else ""


def _on(day: str | None) -> str:
    return datum_in_woorden(date.fromisoformat(day)) if day else ""


_WORDS = {"at": _at, "on": _on}


def _add_proof(archive: ZipFile, organisation: Organisation, course: Course, now: datetime) -> None:
    dossier = prove_course(organisation, course, now)
    archive.writestr(f"bewijs/afschrift-{course.zaak.reference}.json", dossier)
    for receipt in course.received:
        proof = proof_of(receipt).content
        archive.writestr(f"bewijs/ontvangst-{receipt.submission.reference}.json", proof)


def _add_files(archive: ZipFile, files: Sequence[CopiedFile]) -> None:
    """A file whose bytes are lost is left out, and who looks after the storage is told."""
    for file in files:
        try:
            with default_storage.open(file.storage_name) as source, archive.open(file.path, "w") as target:
                shutil.copyfileobj(source, target)
        except OSError:
            log.exception("a file of a copy of everything can't be read; it is left out")
