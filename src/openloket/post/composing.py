"""Composing a message: rendered once, kept in its exact words, waiting to be carried."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import get_template

from openloket.post.models import Message


@dataclass(frozen=True, slots=True)
class Rendered:
    """The exact words of a message; `sha256` (hexadecimal) is over both versions."""

    subject_line: str
    text: str
    html: str

    @property
    def sha256(self) -> str:
        """What the log proves of a message."""
        return hashlib.sha256("\0".join((self.subject_line, self.text, self.html)).encode()).hexdigest()


def render(kind: str, subject_line: str, context: Mapping[str, Any]) -> Rendered:
    """Render templates mail/<kind>.txt and .html. No personal data in the subject line."""
    values = dict(context)
    return Rendered(
        subject_line=subject_line,
        text=get_template(f"mail/{kind}.txt").render(values),
        html=get_template(f"mail/{kind}.html").render(values),
    )


def put(
    rendered: Rendered,
    *,
    kind: str,
    subject: tuple[str, int],
    to_address: str,
    sender_domain: str,
    now: datetime,
) -> Message:
    """Insert the message in the outbox, in the transaction of what it tells."""
    subject_kind, subject_id = subject
    return Message.create(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        to_address=to_address,
        subject_line=rendered.subject_line,
        text=rendered.text,
        html=rendered.html,
        sha256=rendered.sha256,
        message_id=f"<{secrets.token_hex(16)}@{sender_domain}>",
        created_at=now,
    )
