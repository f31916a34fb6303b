"""Which products stand in a list to choose from: of very many only those that are used here."""

from collections.abc import Collection, Iterable

from openloket.offer.catalogue import Offering
from openloket.zaken.queries import with_zaken

MANY = 80
"""So many fit in a list that one reads; an imported municipality has hundreds, most with a form elsewhere."""


def in_use(offerings: Iterable[Offering], chosen: Collection[str] = ()) -> list[Offering]:
    """All, or of many those with a form here, those that some zaak is about, and those already chosen."""
    found = list(offerings)
    if len(found) <= MANY:
        return found
    used = with_zaken(one.service_id for one in found)
    return [one for one in found if one.form_version_id or one.service_id in used or one.slug in chosen]
