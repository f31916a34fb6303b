"""Where bytes are stored: by the day on which they came, so that what got lost on a day is found that day."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.core.files.storage import default_storage

from openloket.intake.models import Attachment, RawMail
from openloket.tenancy import scope

MAIL = ".eml"
_TOP = "in"
_AT_ONCE = 500


def folder_of(now: datetime) -> str:
    """The folder of today of the organisation in scope."""
    return _folder(now.astimezone(UTC).date())


def new_name(now: datetime) -> str:
    """A new name that nobody can guess, for bytes that are stored now."""
    return f"{folder_of(now)}/{secrets.token_hex(20)}"


def unknown_on(day: date) -> Iterator[str]:
    """What was stored on a day (UTC) for the organisation in scope and no row of it refers to.

    It costs as much as came in on that day, however much there is of other days.
    """
    try:
        _, found = default_storage.listdir(_folder(day))
    except FileNotFoundError:
        return
    names = [f"{_folder(day)}/{one}" for one in sorted(found)]
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        known = set(Attachment.objects.filter(storage_name__in=some).values_list("storage_name", flat=True))
        known |= set(RawMail.objects.filter(storage_name__in=some).values_list("storage_name", flat=True))
        yield from (one for one in some if one not in known)


def _folder(day: date) -> str:
    return f"{_TOP}/{day.isoformat()}/{scope.current()}"
