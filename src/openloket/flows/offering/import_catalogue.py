"""A catalogue of products becomes services, channels and gaps of an organisation, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from openloket.catalogues.addresses import Means, understand
from openloket.catalogues.proposal import name_of, propose
from openloket.catalogues.record import Online, Record
from openloket.evidence.log import Fact, describe, record
from openloket.flows.offering.found_organisation import NewOrganisation, founded
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer import imported
from openloket.offer.national_lists import TERMS, upl_names
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

# First parts of addresses below an organisation that are not of a product.
TAKEN = frozenset(
    {"aanwijzingsbesluit", "algemeen-bericht", "balie", "besluit", "bezorging", "hoe-bereikt-u-ons"}
    | {"inloggen", "klachten", "mijn", "monitor", "onderwerpen", "ontvangst", "proef", "status"}
    | {"storingen", "tekenen", "uitloggen", "verder"}
)


class Count(StrEnum):
    """What is counted of the records of a catalogue; the words of the summary."""

    RECORDS = "producten in het bestand"
    NEW = "nieuw"
    ONLINE = "digitaal volgens de gemeente zelf"
    WEB = "met een formulier op het web"
    MAIL = "alleen per e-mail"
    PAPER = "printen en opsturen (niet digitaal)"
    BROKEN = "met een adres dat niet werkt"
    MISSING = "digitaal volgens de gemeente, maar zonder adres"
    NO_NAME = "zonder uniforme productnaam"
    RETIRED = "met een productnaam die is vervallen"


_MEANS = {
    Means.WEB: Count.WEB,
    Means.EMAIL: Count.MAIL,
    Means.PAPER: Count.PAPER,
    Means.BROKEN: Count.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the records of one organisation."""

    organisation: Organisation
    counts: Counter[Count]


def import_products(records: Iterable[Record]) -> dict[str, int]:
    """Make the product of each uniforme productnaam, for all organisations; gives their ids by term."""
    terms = {one.upl_uris[0].removeprefix(TERMS) for one in records if one.upl_uris}
    with transaction.atomic():
        return imported.keep_products({term: name_of(term, upl_names()) for term in terms})


def import_catalogue(
    organisation: Organisation | NewOrganisation,
    records: Sequence[Record],
    products: dict[str, int],
    sha256: str,
    now: datetime,
) -> Imported:
    """Add what is not there yet; what came before stays as people made it. A new organisation begins here.

    `products` is from import_products; `sha256` (hexadecimal) is of the file, for the evidence. Raises
    UnableToFound.
    """
    with transaction.atomic():
        town = organisation if isinstance(organisation, Organisation) else founded(organisation, now)
        # Whoever imports the same at this moment waits, and then finds everything there.
        Organisation.objects.select_for_update().get(pk=town.pk)
        with scope(town.pk):
            fresh = _add(records, products, now)
            counts = _counted(records)
            counts[Count.NEW] = len(fresh)
            if fresh:
                _tell(town, counts, sha256, now)
    return Imported(town, counts)


def _add(records: Sequence[Record], products: dict[str, int], now: datetime) -> list[imported.ToInsert]:
    known, today = imported.known_sources(), dag_in_amsterdam(now)
    taken = imported.taken_slugs() | TAKEN
    ids = imported.sources((one.product_id, one.identifier) for one in records)
    fresh = [
        imported.ToInsert(propose(one, upl_names(), taken), source_id, one.modified or today)
        for one, source_id in zip(records, ids, strict=True)
        if source_id not in known
    ]
    imported.insert(fresh, products, today)
    return fresh


def _counted(records: Sequence[Record]) -> Counter[Count]:
    counts: Counter[Count] = Counter({Count.RECORDS: len(records)})
    for one in records:
        counts.update(_kinds(one))
    return counts


def _kinds(one: Record) -> list[Count]:
    means = understand(one.application, one.identifier).means
    online = one.online is not Online.NO
    terms = [uri.removeprefix(TERMS) for uri in one.upl_uris]
    asked = (
        (Count.ONLINE, online),
        (Count.MISSING, online and means is Means.NONE),
        (Count.NO_NAME, not terms),
        (Count.RETIRED, any(term not in upl_names() for term in terms)),
    )
    found = [count for count, holds in asked if holds]
    return [*found, _MEANS[means]] if means in _MEANS else found


def _tell(town: Organisation, counts: Counter[Count], sha256: str, now: datetime) -> None:
    told = {count.name.lower(): counts[count] for count in Count}
    body = describe("catalogue.imported", now, "system", sha256=sha256, **told)
    record(town.pk, now, "system", [Fact("catalogue.imported", "organisation", town.pk, body)])
