"""Copies of everything are thrown away a day after they were made, with their files."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.people.own_copies import over
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_BATCH = 200


def forget_own_copies(now: datetime) -> int:
    """In every organisation; gives how many. Files go first: a row without a file is found again."""
    forgotten = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with scope(organisation_id):
            while copies := over(now, _BATCH):
                for copy in copies:
                    default_storage.delete(copy.storage_name)
                    with transaction.atomic():
                        copy.delete()
                        body = describe("copy.forgotten", now, "system")
                        fact = Fact("copy.forgotten", "person", copy.person_id, body)
                        record(organisation_id, now, "system", [fact])
                forgotten += len(copies)
    return forgotten
