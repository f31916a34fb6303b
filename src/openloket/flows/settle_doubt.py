"""A person decides what the page checker could not: the answer counts at once, with who and why."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from openloket.flows.note_visit import sighting_of
from openloket.flows.observe import observe
from openloket.monitor.models import Doubt, WatchedPage
from openloket.monitor.scoring.channels import Channel


class UnableToSettle(Exception):
    """The doubt can't be settled; the message says why, in Dutch."""


def settle_doubt(number: int, channel: Channel, settled_by: str, because: str, now: datetime) -> Doubt:
    """Settle a doubt by its number. `settled_by` is an organisation or a role, no name of a person.

    Raises UnableToSettle.
    """
    if not because.strip() or not settled_by.strip():
        raise UnableToSettle("Zeg wie er keek en waarom dit de uitkomst is.")
    with transaction.atomic():
        changed = Doubt.objects.filter(pk=number, settled_at=None).update(
            settled_at=now, answer=channel.value, settled_by=settled_by[:120], because=because[:600]
        )
        if not changed:
            there = Doubt.objects.filter(pk=number).exists()
            raise UnableToSettle("Deze vraag is al beantwoord." if there else "Deze vraag is er niet.")
        doubt = Doubt.objects.select_related("round").get(pk=number)
        page = WatchedPage.objects.select_for_update().select_related("product").get(pk=doubt.page_id)
        page.channel, page.confidence, page.reason = channel.value, Decimal(1), doubt.because
        page.lower, page.lower_on, page.failures = "", None, 0
        page.save()
        seen = sighting_of(page, channel, doubt.because, doubt.seen_at)
        observe(doubt.round, [replace(seen, seen_by=doubt.settled_by, page_hash=doubt.page_hash)], now)
    return doubt
