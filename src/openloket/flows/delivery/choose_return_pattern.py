"""An organisation chooses where bounces go: an address for each message, or none of that."""

from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.post.verp import is_pattern
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation


class UnableToChoosePattern(Exception):
    """No address can be made of this; the message says how it must be."""


def choose_return_pattern(organisation: Organisation, pattern: str, now: datetime, actor: str) -> None:
    """From now on messages leave so; empty: bounces go to the sender again. Raises UnableToChoosePattern.

    What left before is found again as long as the pattern is the same; after that by its Message-ID.
    """
    check_pattern(pattern)
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if row.return_pattern == pattern:
            return
        Organisation.objects.filter(pk=row.pk).update(return_pattern=pattern)
        body = describe("organisation.return_pattern", now, actor, pattern=pattern)
        record(row.pk, now, actor, [Fact("organisation.return_pattern", "organisation", row.pk, body)])


def return_pattern_now() -> str:
    """What the organisation in scope has chosen; empty: nothing."""
    pattern: str = Organisation.objects.values_list("return_pattern", flat=True).get(pk=scope.current())
    return pattern


def check_pattern(pattern: str) -> None:
    """Raises UnableToChoosePattern for what makes no address; empty is right."""
    if pattern and not is_pattern(pattern):
        raise UnableToChoosePattern(
            "Schrijf een adres met één * voor de @, zoals terug+*@gemeente.nl. Hoogstens 20 tekens voor de *."
        )
