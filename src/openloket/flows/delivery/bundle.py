"""Mails of low value to one reader go together in one, so that nobody gets five reminders in an hour."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from openloket.evidence.log import Fact, describe, record
from openloket.flows.delivery.sending_off import send_off
from openloket.post.bundling import KIND, LOW, MOST, told_in
from openloket.post.composing import put, render
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

_ACTOR = "system"
_SUBJECT = "Een paar dingen die voor u klaarstaan"


def bundle(message_id: int, now: datetime) -> bool:
    """Put this message, of low value, in one mail with all that wait for the same reader, if there are any.

    False: it is alone, or left already, and goes by itself. Of two workers that bundle for one reader at the
    same moment each takes what the other does not: a message leaves in one mail only.
    """
    with transaction.atomic():
        waiting = _waiting().filter(pk=message_id).select_for_update().first()
        if waiting is None:
            return False
        others = _waiting().filter(
            to_address=waiting.to_address, subject_kind=waiting.subject_kind, subject_id=waiting.subject_id
        )
        rows = list(others.order_by("id").select_for_update(skip_locked=True)[:MOST])
        if len(rows) < 2:
            return False
        made = _together(rows, now)
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=MessageState.BUNDLED, bundled_in_id=made.pk, settled_at=now
        )
        record(scope.current(), now, _ACTOR, [_fact(row, made, now) for row in rows])
        send_off(made)
    return True


def _waiting() -> QuerySet[Any]:
    return Message.objects.filter(kind__in=LOW, way=Way.EMAIL, state=MessageState.QUEUED, step=1)


def _together(rows: Sequence[Message], now: datetime) -> Message:
    organisation = Organisation.objects.get(pk=scope.current())
    values = {
        "org": organisation,
        "subject": _SUBJECT,
        "parts": [{"title": row.subject_line, "lines": told_in(row.text)} for row in rows],
    }
    first = rows[0]
    return put(
        render(KIND, _SUBJECT, values),
        kind=KIND,
        subject=(first.subject_kind, first.subject_id),
        to_address=first.to_address,
        sender_domain=organisation.email.rpartition("@")[2],
        now=now,
    )


def _fact(row: Message, made: Message, now: datetime) -> Fact:
    body = describe(
        "message.bundled", now, _ACTOR, message_id=row.message_id, message_kind=row.kind,
        message_sha256=row.sha256, bundled_in=made.message_id,
    )  # fmt: skip
    return Fact("message.bundled", row.subject_kind, row.subject_id, body)
