"""What municipalities say of themselves in Samenwerkende Catalogi goes into a round, kept apart."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from openloket.catalogues.proposal import name_of
from openloket.flows.measuring.observe import Source, gone, keep_source, observe
from openloket.monitor.country import keep_products
from openloket.monitor.models import CatalogueCount, ImportedFile, Municipality, Product, Round, SetProduct
from openloket.monitor.recording import Written
from openloket.monitor.scoring.channels import Audience
from openloket.monitor.sources.declared import Counted, Declared
from openloket.offer.national_lists import upl_names


def import_declared(
    round: Round, told: Declared, source: Source, seen_at: datetime, now: datetime
) -> Counter[Written]:
    """Write all that a file says, or nothing; the same file again changes nothing. Raises UnableToObserve."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        known = set(Product.objects.values_list("term", flat=True))
        keep_products({term: name_of(term, upl_names()) for term in told.terms - known})
        file, fresh = keep_source(round, source, now)
        asked: dict[str, set[Audience]] = {}
        for term, audience in SetProduct.objects.values_list("product__term", "audience"):
            asked.setdefault(term, set()).add(Audience(audience))
        counts = observe(round, list(told.sightings(asked, seen_at)), now, source)
        if fresh:
            _count(file, told.counts)
    return counts


def in_round(round: Round, told: Declared) -> tuple[Declared, dict[str, str]]:
    """The part of a file that is of municipalities in a round, and why the others are not, by their code."""
    towns = {one.code: one for one in Municipality.objects.all()}
    left = {
        code: gone(towns[code], round) if code in towns else "Deze gemeente is niet bekend."
        for code in told.counts
    }
    out = {code: reason for code, reason in left.items() if reason}
    return replace(
        told,
        counts={code: one for code, one in told.counts.items() if code not in out},
        chosen={cell: one for cell, one in told.chosen.items() if cell[0] not in out},
    ), out


def _count(file: ImportedFile, counts: dict[str, Counted]) -> None:
    CatalogueCount.objects.bulk_create(
        CatalogueCount(
            file=file,
            municipality_id=code,
            products=one.products,
            named=one.named,
            online=one.online,
            online_login=one.online_login,
            not_online=one.not_online,
            with_address=one.with_address,
        )
        for code, one in sorted(counts.items())
    )
