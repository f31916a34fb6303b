"""Which message of an organisation came back, for `openloket bounce --org`; nothing is changed."""

from collections.abc import Sequence
from typing import Any

from openloket.cli.organisation import named
from openloket.intake.models import Submission
from openloket.mailread.bounce.model import Bounce
from openloket.mailread.mail import Mail
from openloket.post.models import Message
from openloket.post.returned import returned_message
from openloket.post.suppression import suppressed
from openloket.post.verp import mark_at
from openloket.tenancy.scope import scope
from openloket.zaken.models import Zaak


def message_about(mail: Mail, found: Sequence[Bounce], slug: str, to: str) -> dict[str, Any] | None:
    """The message, and by what it was found: the return address, or the identifier of what came back.

    `to` is the address at which it came in, where its headers don't tell. Raises ConfigurationError.
    """
    organisation = named(slug)
    with scope(organisation.pk):
        pattern = organisation.return_pattern
        message, step = returned_message(mail, mark_at(to, pattern), pattern)
        if message is not None:
            return _told(message, step, "its return address")
        for identifier in {one.original_message_id for one in found} - {""}:
            message = Message.objects.filter(message_id=f"<{identifier}>").first()
            if message is not None:
                return _told(message, 0, "its Message-ID")
    return None


def _told(message: Message, step: int, found_by: str) -> dict[str, Any]:
    listed = suppressed(message.way, message.to_address) if message.to_address else None
    return {
        "id": message.pk,
        "kind": message.kind,
        "message_id": message.message_id.strip("<>"),
        "reference": _reference(message),
        "state": message.state,
        "sending": step,
        "found_by": found_by,
        "address_suppressed": listed.reason if listed else None,
    }


def _reference(message: Message) -> str:
    table = {"zaak": Zaak, "submission": Submission}.get(message.subject_kind)
    found = table.objects.filter(pk=message.subject_id).values_list("reference", flat=True) if table else ()
    return str(next(iter(found), ""))
