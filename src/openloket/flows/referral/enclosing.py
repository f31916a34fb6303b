"""The files that travel along with a message: of what we carry to another body or back, all that came."""

from collections.abc import Callable, Mapping

from django.core.files.storage import default_storage

from openloket.intake.mails import bytes_of
from openloket.intake.models import Attachment, RawMail, Receipt, Referral
from openloket.intake.receipts import proof_of
from openloket.post.mime import Enclosed

MOST_BYTES = 15_000_000
"""Together in one e-mail: many mail servers refuse what is larger once it is written as text."""

Enclose = Callable[[int], tuple[Enclosed, ...]]
"""Gets the id of a message, and gives its files."""


def enclosed_with(kind: str, message_id: int) -> tuple[Enclosed, ...]:
    """The files of a message of this kind; for most kinds there are none.

    Raises OSError and intake.mails.BytesLost when one can't be read.
    """
    enclose = ENCLOSURES.get(kind)
    return enclose(message_id) if enclose else ()


def size_of(submission_id: int) -> int:
    """How many bytes would travel along with the message itself."""
    files = Attachment.objects.filter(submission_id=submission_id).values_list("size", flat=True)
    mails = RawMail.objects.filter(submission_id=submission_id).values_list("size", flat=True)
    total: int = sum(files) + sum(mails)
    return total


def _carried(message_id: int) -> tuple[Enclosed, ...]:
    referral = Referral.objects.filter(carried_id=message_id).first()
    return _files(referral.submission_id) if referral else ()


def _sent_back(message_id: int) -> tuple[Enclosed, ...]:
    back = Referral.objects.filter(message_id=message_id, way=Referral.Way.RETURNED).first()
    return _files(back.submission_id) if back else ()


def _files(submission_id: int) -> tuple[Enclosed, ...]:
    """The attachments, the e-mail as it came, and the proof of the day on which it was received."""
    files = [
        Enclosed(file.name, file.media_type, _read(file.storage_name))
        for file in Attachment.objects.filter(submission_id=submission_id).order_by("id")
    ]
    mail = RawMail.objects.filter(submission_id=submission_id).first()
    if mail is not None:
        files.append(Enclosed("oorspronkelijke-e-mail.eml", "message/rfc822", bytes_of(mail)))
    receipt = Receipt.objects.select_related("submission").get(submission_id=submission_id)
    files.append(Enclosed("bewijs.json", "application/json", proof_of(receipt).content))
    return tuple(files)


def _read(storage_name: str) -> bytes:
    with default_storage.open(storage_name) as file:
        content: bytes = file.read()
    return content


ENCLOSURES: Mapping[str, Enclose] = {"referral": _sent_back, "referral_carried": _carried}
