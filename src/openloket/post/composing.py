"""Composing a message: rendered once, kept in its exact words, waiting to be carried."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import get_template

from openloket.evidence.canonical import JsonValue
from openloket.law.verzendwijzen import Vertrouwelijkheid
from openloket.post.models import Message, MessageState, Way


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


def render_letter(kind: str, subject_line: str, context: Mapping[str, Any]) -> Rendered:
    """Render template mail/<kind>.txt, of a message that never goes by e-mail."""
    return Rendered(subject_line, get_template(f"mail/{kind}.txt").render(dict(context)), "")


@dataclass(frozen=True, slots=True)
class How:
    """What is kept of how a message came to be: its texts, how confidential it is, and why it goes this way.

    `about_id`: the message that it announces, corrects or withdraws. `answer_by`: the last day to answer.
    """

    template: str = ""
    level: str = Vertrouwelijkheid.GEWOON
    consent_id: int | None = None
    why: JsonValue = None
    about_id: int | None = None
    answer_by: date | None = None


PLAIN = How()


def put(
    rendered: Rendered,
    *,
    kind: str,
    subject: tuple[str, int],
    to_address: str,
    sender_domain: str,
    now: datetime,
    in_reply_to: str = "",
    how: How = PLAIN,
    way: Way = Way.EMAIL,
) -> Message:
    """Insert the message in the outbox, in the transaction of what it tells.

    `in_reply_to` is the identifier, without brackets, of the e-mail that it answers; one that does not fit
    in a header is left out. Of a message box `to_address` is empty: the yes in `how` says whose it is.
    """
    row = _row(rendered, kind, subject, sender_domain, now, how)
    fits = in_reply_to.isascii() and in_reply_to.isprintable() and len(in_reply_to) <= 400
    row.way, row.to_address, row.in_reply_to = way, to_address, in_reply_to if fits else ""
    row.save(force_insert=True)
    return row


def put_letter(
    rendered: Rendered,
    *,
    kind: str,
    subject: tuple[str, int],
    to_lines: Sequence[str],
    sender_domain: str,
    now: datetime,
    how: How = PLAIN,
) -> Message:
    """Insert a letter that somebody must print and post, in the transaction of what it tells.

    Without `to_lines` (name and address) an employee fills them in first.
    """
    row = _row(replace(rendered, html=""), kind, subject, sender_domain, now, how)
    row.way, row.state, row.to_lines = Way.LETTER, MessageState.TO_POST, list(to_lines)
    row.save(force_insert=True)
    return row


def put_in_portal(
    rendered: Rendered,
    *,
    kind: str,
    subject: tuple[str, int],
    sender_domain: str,
    now: datetime,
    how: How = PLAIN,
) -> Message:
    """Insert a message for Mijn omgeving; it can be read there once place_message.py placed it."""
    row = _row(rendered, kind, subject, sender_domain, now, how)
    row.way, row.state = Way.PORTAL, MessageState.TO_PLACE
    row.save(force_insert=True)
    return row


def _row(
    rendered: Rendered, kind: str, subject: tuple[str, int], sender_domain: str, now: datetime, how: How
) -> Message:
    subject_kind, subject_id = subject
    return Message.new(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_line=rendered.subject_line,
        text=rendered.text,
        html=rendered.html,
        sha256=rendered.sha256,
        message_id=f"<{secrets.token_hex(16)}@{sender_domain or settings.MAIL_FROM.rpartition('@')[2]}>",
        created_at=now,
        template=how.template,
        level=how.level,
        consent_id=how.consent_id,
        way_why=how.why,
        about_id=how.about_id,
        answer_by=how.answer_by,
    )
