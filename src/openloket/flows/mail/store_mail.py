"""An e-mail comes in: its bytes are kept, once, before anybody looks at what it says."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.queue import enqueue
from openloket.intake.mails import keep_bytes
from openloket.intake.models import RawMail
from openloket.mailread.kinds import answer_address
from openloket.mailread.reading import read
from openloket.post.verp import mark_at
from openloket.tenancy.models import Organisation

TASK = "handle_mail"
ACTOR = "system"


@dataclass(frozen=True, slots=True)
class Incoming:
    """The bytes with the envelope; `sender` is None where the envelope is not known, empty for nobody.

    `reached_at` is when it reached the first system of the organisation (Awb 2:20).
    """

    content: bytes
    mailbox: str
    sender: str | None
    reached_at: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """The e-mail as it is kept; not `new`: it was kept already."""

    mail_id: int
    new: bool


def store_mail(organisation: Organisation, incoming: Incoming, now: datetime) -> Stored:
    """Keep an e-mail of the organisation in scope, and let the worker handle it.

    Whoever gets an answer may forget the bytes. The same message, by its identifier and content, is kept
    once, however often and at however many addresses it comes in.
    """
    name, sha256 = keep_bytes(incoming.content, now)
    mail, mark = read(incoming.content), mark_at(incoming.mailbox, organisation.return_pattern)
    known = {"message_id": mail.message_id[:400], "content_sha256": mail.content_sha256}
    try:
        with transaction.atomic():
            row = RawMail.create(
                **known,
                storage_name=name,
                sha256=sha256,
                size=len(incoming.content),
                # A return address is no mailbox of its own: what it says beside its mark is always the same.
                mailbox=organisation.email.lower() if mark else incoming.mailbox[:254].lower(),
                mark=mark,
                envelope_from=None if incoming.sender is None else incoming.sender[:254],
                sender=answer_address(mail)[:254].lower(),
                subject_line=mail.subject[:200],
                received_at=min(incoming.reached_at, now),
            )
            body = describe("mail.stored", now, ACTOR, mail=row.pk, raw_sha256=sha256)
            record(organisation.pk, now, ACTOR, [Fact("mail.stored", "mail", row.pk, body)])
            enqueue(TASK, organisation_id=organisation.pk, mail_id=row.pk)
    except IntegrityError:
        kept = RawMail.objects.only("pk", "storage_name").get(**known)
        if kept.storage_name != name:  # it came another way before: those bytes stay, these are one too many
            default_storage.delete(name)
        return Stored(kept.pk, new=False)
    return Stored(row.pk, new=True)
