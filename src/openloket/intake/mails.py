"""E-mails as they came in: keeping the bytes, reading them back, and saying what became of one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q

from openloket.intake.models import MailState, RawMail
from openloket.intake.stored import MAIL, folder_of

STUCK_AFTER = timedelta(minutes=10)
"""After this long an e-mail that still waits deserves a look."""


class BytesLost(Exception):
    """What was stored can't be read back as it was: a person must look at it; nothing was thrown away."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of an e-mail, and why; `kind` is a mailread.kinds.Kind."""

    state: MailState
    kind: str
    reasons: Sequence[str]
    authentication: dict[str, Any] | None = None
    submission_id: int | None = None


def keep_bytes(content: bytes, now: datetime) -> tuple[str, str]:
    """Store the bytes under a name made of their hash; gives that name and the hash (hexadecimal).

    Bytes that are there already, after a crash or because a mail server came again, are not stored twice.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{folder_of(now)}/{sha256}{MAIL}"
    if default_storage.exists(name) and default_storage.size(name) == len(content):
        return name, sha256
    return default_storage.save(name, ContentFile(content)), sha256


def bytes_of(row: RawMail) -> bytes:
    """The bytes as they came. Raises BytesLost."""
    with default_storage.open(row.storage_name) as file:
        content: bytes = file.read()
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise BytesLost(f"the bytes of mail {row.pk} are not those that came in")
    return content


def claim(row: RawMail) -> bool:
    """Lock it until the transaction ends; False when somebody else handled it meanwhile."""
    return RawMail.objects.select_for_update().filter(pk=row.pk, state=row.state).exists()


def end(row: RawMail, ending: Ending, now: datetime) -> bool:
    """Compare-and-set: say what became of it; False when somebody was first. Call it in a transaction."""
    changed = RawMail.objects.filter(pk=row.pk, state=row.state).update(
        state=ending.state,
        kind=ending.kind,
        reasons=list(ending.reasons),
        authentication=ending.authentication,
        submission_id=ending.submission_id,
        handled_at=now,
        error="",
    )
    return changed == 1


def note_trouble(mail_id: int, error: str) -> None:
    """Handling it failed and will be tried again; employees see why it waits."""
    RawMail.objects.filter(pk=mail_id, state=MailState.STORED).update(error=error[:200])


def waiting(before: datetime) -> Q:
    """E-mails that came in before a moment and were not handled."""
    return Q(state=MailState.STORED, received_at__lt=before)


def count_from(sender: str, since: datetime, row: RawMail) -> int:
    """How many messages of one sender were received between a moment and this e-mail."""
    received = RawMail.objects.filter(
        sender=sender, received_at__gte=since, received_at__lte=row.received_at, pk__lt=row.pk
    )
    return received.filter(state=MailState.HANDLED).exclude(submission=None).count()


def checks_of(submission_id: int) -> dict[str, Any] | None:
    """What our mail server found about the sender of a received e-mail (RFC 8601); None without e-mail."""
    found: dict[str, Any] | None = (
        RawMail.objects.filter(submission_id=submission_id).values_list("authentication", flat=True).first()
    )
    return found
