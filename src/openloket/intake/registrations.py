"""What an employee notes of a message that came by desk, phone or post, while it is still being typed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from openloket.intake.drafts import KeptDraft, KeptFile
from openloket.intake.models import Attachment, Draft, Registration, Submission

NEW = "nieuw"
"""Chosen as the type: a new message about a product, of the type that the product has."""

Source, Bringer = Registration.Source, Registration.Bringer


@dataclass(frozen=True, slots=True)
class Came:
    """How a message came (see intake.Registration). `chosen` is NEW or a law.kanalen.Berichtsoort, as picked.

    `kind` is the Berichtsoort that it was taken for. `timed` is false when only the day of receipt is known:
    then `received_at` is the beginning of that day in Amsterdam.
    """

    channel: str
    received_at: datetime
    timed: bool
    chosen: str
    kind: str
    source: str
    bringer: str
    sender: str = ""
    brought_by: str = ""
    basis: str = ""
    dated_on: date | None = None
    posted_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the draft: days and moments in ISO 8601."""
        kept = asdict(self)
        for name in ("received_at", "dated_on", "posted_on"):
            kept[name] = kept[name].isoformat() if kept[name] else None
        return kept


def read_came(kept: Mapping[str, Any]) -> Came:
    """The way back from `as_json`."""
    days = {
        name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("dated_on", "posted_on")
    }
    return Came(**{**kept, **days, "received_at": datetime.fromisoformat(kept["received_at"])})


def with_files(draft: Draft) -> KeptDraft:
    """A draft of an employee as the flows of any draft know it."""
    files = Attachment.objects.filter(draft=draft).order_by("id")
    columns = files.values_list("id", "field", "name", "size", "sha256", "media_type")
    return KeptDraft(
        id=draft.pk,
        service_id=draft.service_id,
        form_version_id=draft.form_version_id,
        about=draft.about,
        answers=draft.answers,
        files=tuple(KeptFile(*one) for one in columns),
        receipt=None,
    )


def submission_of(draft: Draft) -> Submission | None:
    """What a draft became; None while it was not registered."""
    found: Submission | None = Submission.objects.filter(idempotency_key=bytes(draft.key_hash)).first()
    return found
