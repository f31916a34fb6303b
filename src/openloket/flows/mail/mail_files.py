"""The files of an e-mail: scanned and stored before it is received, or refused with the reason (Awb 2:15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from openloket.conf.doors import door
from openloket.flows.receiving.keeping_files import INFECTED
from openloket.intake.drafts import NewFile, attachments_of
from openloket.intake.models import Attachment
from openloket.intake.ports import Scanner, Verdict
from openloket.intake.stored import new_name
from openloket.mailread.mail import File, Mail

FIELD = "bijlagen"


@dataclass(frozen=True, slots=True)
class Files:
    """The files that are kept, and what is said about those that are not."""

    kept: tuple[NewFile, ...]
    refused: tuple[str, ...]


def keep_mail_files(mail: Mail, now: datetime) -> Files:
    """Scan and store each file. Raises intake.ports.Temporary: nothing is taken unlooked at, try again."""
    kept: list[NewFile] = []
    refused = [f"{one.name}: {one.reason}" for one in mail.refusals]
    for file in mail.attachments:
        found = _keep(file, now)
        if isinstance(found, NewFile):
            kept.append(found)
        else:
            refused.append(found)
    return Files(tuple(kept), tuple(refused))


def write_files(files: Sequence[NewFile], now: datetime) -> tuple[int, ...]:
    """Write down files that are stored already, in the transaction that receives the e-mail."""
    return tuple(row.pk for row in Attachment.objects.bulk_create(attachments_of(files, now)))


def _keep(file: File, now: datetime) -> NewFile | str:
    scanner: Scanner = door("SCANNER")
    scanned = scanner.scan([file.content])
    if scanned.verdict is Verdict.INFECTED:
        return f"{file.name}: {INFECTED}"
    return NewFile(
        field=FIELD,
        name=file.name[:120],
        media_type=file.media_type[:100],
        size=file.size,
        sha256=file.sha256,
        storage_name=default_storage.save(new_name(now), ContentFile(file.content)),
        scan=scanned.verdict.value,
    )
