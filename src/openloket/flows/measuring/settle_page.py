"""A person decides what the page checker could not: the answer counts at once, with who and why."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from openloket.flows.measuring.note_visit import sighting_of
from openloket.flows.measuring.observe import observe
from openloket.monitor.models import Undecided, WatchedPage
from openloket.monitor.scoring.channels import Channel


class UnableToSettle(Exception):
    """The page can't be settled; the message says why, in Dutch."""


def settle_page(number: int, channel: Channel, settled_by: str, because: str, now: datetime) -> Undecided:
    """Say what a page is that was put to a person, by its number in the list.

    `settled_by` is an organisation or a role, no name of a person. Raises UnableToSettle.
    """
    if not because.strip() or not settled_by.strip():
        raise UnableToSettle("Zeg wie er keek en waarom dit de uitkomst is.")
    with transaction.atomic():
        changed = Undecided.objects.filter(pk=number, settled_at=None).update(
            settled_at=now, answer=channel.value, settled_by=settled_by[:120], because=because[:600]
        )
        if not changed:
            there = Undecided.objects.filter(pk=number).exists()
            raise UnableToSettle("Deze vraag is al beantwoord." if there else "Deze vraag is er niet.")
        asked = Undecided.objects.select_related("round").get(pk=number)
        page = WatchedPage.objects.select_for_update().select_related("product").get(pk=asked.page_id)
        page.channel, page.confidence, page.reason = channel.value, Decimal(1), asked.because
        page.lower, page.lower_on, page.failures = "", None, 0
        page.save()
        seen = sighting_of(page, channel, asked.because, asked.seen_at)
        observe(asked.round, [replace(seen, seen_by=asked.settled_by, page_hash=asked.page_hash)], now)
    return asked
