"""The PDF of a message: made once, and in the same bytes for everybody who asks for it afterwards."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.post.letter_pdf.render import LetterView, render_letter_pdf
from openloket.post.models import Message, Printed
from openloket.tenancy import scope


def printed(message: Message, view: LetterView, now: datetime) -> bytes:
    """The document with these words, address and colours (PDF/UA-1); its digest is in the log.

    Whatever later changes in the layout or the typesetter, what somebody once got stays as it was. Must not
    be called inside a transaction: the first time takes some ten milliseconds. Raises as render_letter_pdf.
    """
    seen = hashlib.sha256(json.dumps(asdict(view), default=str, sort_keys=True).encode()).hexdigest()
    kept = Printed.objects.filter(message=message, view_sha256=seen)
    if (found := kept.first()) is not None:
        return bytes(found.content)
    content = render_letter_pdf(view)
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            Printed.create(message=message, view_sha256=seen, sha256=digest, content=content, at=now)
            body = describe(
                "message.printed", now, "system", message_id=message.message_id, message_kind=message.kind,
                message_sha256=message.sha256, pdf_sha256=digest,
            )  # fmt: skip
            fact = Fact("message.printed", message.subject_kind, message.subject_id, body)
            record(scope.current(), now, "system", [fact])
    except IntegrityError:  # somebody else was first
        return bytes(kept.get().content)
    return content
