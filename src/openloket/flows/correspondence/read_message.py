"""Somebody opens a message in Mijn omgeving: the first time is proof that it could be read (Awb 2:25)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.announcing import reader_knows
from openloket.flows.delivery.note_opened import note_opened
from openloket.people.mandates import Viewer
from openloket.post.models import Message, MessageRead
from openloket.tenancy import scope


def read_message(viewer: Viewer, message: Message, now: datetime) -> bool:
    """Keep that this person opened it; whether this was the first time. The caller checked that they may.

    Where a text message told of it, the letter that waited is no longer needed.

    The log says only that it was opened, and whether on a mandate; who it was stays in the table.
    """
    if MessageRead.objects.filter(message=message, person_id=viewer.person_id).exists():
        return False
    try:
        with transaction.atomic():
            MessageRead.create(message=message, person_id=viewer.person_id, at=now)
            acting = viewer.mandate_id is not None
            body = describe(
                "message.read",
                now,
                "citizen",
                message_id=message.message_id,
                message_kind=message.kind,
                message_sha256=message.sha256,
                acting=acting,
            )
            record(scope.current(), now, "citizen", [Fact("message.read", "message", message.pk, body)])
            note_opened(message, viewer.person_id, now)
            if not acting:
                reader_knows(message.pk)
    except IntegrityError:
        return False  # in another tab at the same moment
    return True
