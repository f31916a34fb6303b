"""An organisation from before gets what every one needs by now; what it has stays as people made it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from openloket.evidence.log import Fact, describe, record
from openloket.offer import library
from openloket.offer.models import Service
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope


def refresh_organisation(organisation: Organisation, now: datetime) -> Sequence[str]:
    """Adopt the products of the library for every message (Awb 2:13) that are not there; gives their keys.

    May be run again, and by two at once. A product that was stopped on purpose stays stopped.
    """
    with transaction.atomic(), scope(organisation.pk):
        # Whoever does the same at this moment waits, and then finds everything there.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        there = Service.objects.filter(slug__in=library.REST_CHANNEL).values_list("slug", flat=True)
        missing = [key for key in library.REST_CHANNEL if key not in set(there)]
        for key in missing:
            library.adopt(key, library.everywhere(organisation.phone), now)
        if missing:
            body = describe("organisation.refreshed", now, "system", products=missing)
            fact = Fact("organisation.refreshed", "organisation", organisation.pk, body)
            record(organisation.pk, now, "system", [fact])
    return missing
