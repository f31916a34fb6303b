"""Somebody goes on with a draft of theirs in this browser, or throws it away."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.intake.models import Attachment, Draft
from openloket.intake.references import key_hash, new_key
from openloket.tenancy import scope


class UnableToGoOn(Exception):
    """The draft is not there any more; the message is what the person is told."""


_GONE = "Dit formulier is net verstuurd of weggegooid. Er is niets meer om mee verder te gaan."


def go_on(draft: Draft, held: str | None) -> str:
    """The key by which this browser goes on. Raises UnableToGoOn.

    `held` is the key that it has already, if any: then nothing changes, also for its other tabs. Else the
    draft gets a new key, because nobody kept the old one; a link that was mailed before stops working.
    The caller checked that it is theirs.
    """
    if held is not None and bytes(draft.key_hash) == key_hash(held):
        return held
    key = new_key()
    with transaction.atomic():
        same = Draft.objects.filter(pk=draft.pk, key_hash=draft.key_hash).exclude(answers={})
        if not same.update(key_hash=key_hash(key)):
            raise UnableToGoOn(_GONE)
    return key


def throw_away(draft: Draft, now: datetime) -> None:
    """Forget the draft with its files, because who made it says so. Raises UnableToGoOn.

    Files go after the rows: what was sent at this very moment keeps its own.
    """
    with transaction.atomic():
        mine = Draft.objects.select_for_update().filter(pk=draft.pk).exclude(answers={})
        if not mine.exists():
            raise UnableToGoOn(_GONE)
        files = Attachment.objects.filter(draft_id=draft.pk, submission=None)
        names = list(files.values_list("storage_name", flat=True))
        files.delete()
        Draft.objects.filter(pk=draft.pk).delete()
        body = describe("draft.thrown_away", now, "citizen", files=len(names))
        record(scope.current(), now, "citizen", [Fact("draft.thrown_away", "draft", draft.pk, body)])
    for name in names:
        default_storage.delete(name)
