"""The pages about products that the checker is to watch, as a catalogue or a table names them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from openloket.monitor.models import Municipality, Product, WatchedPage
from openloket.monitor.scoring.channels import Audience


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page about one product of one municipality; `municipality` is a CBS code, `term` one of the UPL."""

    municipality: str
    term: str
    audience: Audience
    address: str


def watch_pages(named: Iterable[PageOf]) -> Counter[str]:
    """Watch these pages. A new address takes the place of an old one, and what counts until then stays.

    Municipalities and products that are not known are left out, and counted.
    """
    counts: Counter[str] = Counter()
    latest = {(one.municipality, one.term, one.audience): one for one in named}
    with transaction.atomic():
        towns = set(Municipality.objects.filter(ended_on=None).values_list("code", flat=True))
        products = dict(Product.objects.values_list("term", "id"))
        rows = WatchedPage.objects.select_for_update().values_list(
            "municipality_id", "product_id", "audience", "id", "address"
        )
        known = {row[:3]: (row[3], row[4]) for row in rows}
        fresh = []
        for one in latest.values():
            if one.municipality not in towns or one.term not in products:
                counts["onbekende gemeente of product"] += 1
                continue
            cell = (one.municipality, products[one.term], one.audience.value)
            if cell not in known:
                fresh.append(
                    WatchedPage(
                        municipality_id=cell[0], product_id=cell[1], audience=cell[2], address=one.address
                    )
                )
                counts["nieuw"] += 1
            elif known[cell][1] != one.address:
                _move(known[cell][0], one.address)
                counts["nieuw adres"] += 1
            else:
                counts["stond er al"] += 1
        WatchedPage.objects.bulk_create(fresh, batch_size=2000)
    return counts


def _move(page: int, address: str) -> None:
    """Another address: nothing that was kept of the old one says anything of it."""
    WatchedPage.objects.filter(pk=page).update(
        address=address, visited_at=None, read_at=None, etag="", modified="", page_hash="", failures=0
    )
