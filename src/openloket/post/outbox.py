"""Messages out: rendered once, at the moment of the fact they tell about, and put in the post."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.template.loader import get_template

from openloket.evidence.canonical import canonical
from openloket.post.models import Message


@dataclass(frozen=True, slots=True)
class Rendered:
    """The exact words of a message, and their fingerprint (hexadecimal)."""

    subject_line: str
    text: str
    html: str

    @property
    def sha256(self) -> str:
        """Over the subject, the plain text and the HTML."""
        words = {"subject": self.subject_line, "text": self.text, "html": self.html}
        return sha256(canonical(words)).hexdigest()


def render(template: str, subject_line: str, context: Mapping[str, Any]) -> Rendered:
    """Make the words from `mail/<template>.txt` and `.html`; the subject holds no personal data."""
    text, html = (get_template(f"mail/{template}.{kind}").render(dict(context)) for kind in ("txt", "html"))
    return Rendered(subject_line, text, html)


def put(
    mail: Rendered,
    kind: str,
    subject: tuple[str, int],
    to_address: str,
    sender_domain: str,
    now: datetime,
) -> Message:
    """Put a message in the post; it leaves when its job runs. `subject` is what it is about: kind and id."""
    return Message.create(
        kind=kind,
        subject_kind=subject[0],
        subject_id=subject[1],
        to_address=to_address,
        subject_line=mail.subject_line,
        text=mail.text,
        html=mail.html,
        sha256=mail.sha256,
        message_id=f"{secrets.token_hex(16)}@{sender_domain}",
        created_at=now,
    )
