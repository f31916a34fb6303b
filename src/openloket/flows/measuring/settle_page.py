"""A person decides what the page checker could not: the answer counts at once, with who and why."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from openloket.flows.measuring.note_visit import sighting_of
from openloket.flows.measuring.observe import observe
from openloket.flows.measuring.own_case import Judge, own_case
from openloket.monitor.models import Undecided, WatchedPage
from openloket.monitor.scoring.channels import Channel


class UnableToSettle(Exception):
    """The page can't be settled; the message says why, in Dutch."""


def settle_page(number: int, channel: Channel, judge: Judge, because: str, now: datetime) -> Undecided:
    """Say what a page is that was put to a person, by its number in the list. Raises UnableToSettle."""
    if not because.strip() or not judge.name.strip():
        raise UnableToSettle("Zeg wie er keek en waarom dit de uitkomst is.")
    with transaction.atomic():
        _refuse_own(number, judge)
        changed = Undecided.objects.filter(pk=number, settled_at=None).update(
            settled_at=now, answer=channel.value, settled_by=judge.name[:120], because=because[:600]
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


def _refuse_own(number: int, judge: Judge) -> None:
    asked = Undecided.objects.select_related("page__municipality").filter(pk=number).first()
    if asked and (reason := own_case(judge, asked.page.municipality)):
        raise UnableToSettle(reason)
