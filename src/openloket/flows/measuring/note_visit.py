"""A page of a municipality was visited: what counts, what waits for a second look, what a person decides."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from openloket.flows.measuring.observe import observe
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.checking.dropping import Standing, after
from openloket.monitor.checking.findings import THRESHOLD, Verdict
from openloket.monitor.checking.looking import Looked
from openloket.monitor.models import Round, Undecided, WatchedPage
from openloket.monitor.scoring.channels import Audience, Basis, Channel
from openloket.monitor.sightings import Sighting

SEEN_BY = "de paginacontrole van OpenLoket"
MOST_FAILURES = 3
"""After so many days without an answer a person is asked."""

_MOST_TEXT = 600


class Noted(StrEnum):
    """What became of a visit."""

    COUNTED = "geteld"
    WAITS = "lijkt minder dan eerst; wacht op een tweede bezoek"
    ASKED = "voorgelegd aan een mens"
    AGAIN = "geen antwoord; later opnieuw"


class UnableToNoteVisit(Exception):
    """The visit can't be noted; the message says why, in Dutch."""


def note_visit(page: WatchedPage, round: Round, looked: Looked, now: datetime) -> Noted:
    """Note a visit to a page in a round; `page` is as it was before the visit. Raises UnableToNoteVisit.

    A channel lower than what counts waits until another day shows it too; below the threshold a person
    decides.
    """
    with transaction.atomic():
        held = WatchedPage.objects.select_for_update().select_related("product").get(pk=page.pk)
        if (held.visited_at, held.address) != (page.visited_at, page.address):
            raise UnableToNoteVisit("Deze pagina is intussen door een ander bezocht.")
        if looked.again:
            return _failed(held, round, looked, now)
        held.visited_at, held.failures = now, 0
        if looked.unchanged and held.channel:
            held.save()
            _observe(held, round, Channel(held.channel), held.reason, now)
            return Noted.COUNTED
        return _read(held, round, looked, now)


def _read(page: WatchedPage, round: Round, looked: Looked, now: datetime) -> Noted:
    """A page that was read whole."""
    verdict = looked.verdict
    page.read_at = now
    page.etag, page.modified, page.page_hash = looked.etag, looked.modified, looked.page_hash
    standing = after(_standing(page), verdict.channel, dag_in_amsterdam(now))
    if standing.waits:
        _keep_standing(page, standing)
        page.etag = page.modified = ""  # The second visit must read it all again.
        page.save()
        return Noted.WAITS
    if verdict.channel is Channel.UNKNOWN or verdict.confidence < THRESHOLD:
        page.save()
        _ask(page, round, verdict, now)
        return Noted.ASKED
    _keep_standing(page, standing)
    page.confidence = Decimal(str(verdict.confidence))
    page.reason, page.supplier = _reason(verdict), verdict.supplier
    page.save()
    _observe(page, round, verdict.channel, page.reason, now, _excerpt(verdict))
    return Noted.COUNTED


def _failed(page: WatchedPage, round: Round, looked: Looked, now: datetime) -> Noted:
    """Nothing was got: that says nothing of a municipality until it lasts some days."""
    before = dag_in_amsterdam(page.visited_at) if page.visited_at else None
    if page.failures == 0 or before != dag_in_amsterdam(now):
        page.failures += 1
    page.visited_at = now
    page.save()
    if page.failures < MOST_FAILURES:
        return Noted.AGAIN
    _ask(page, round, looked.verdict, now)
    return Noted.ASKED


def _standing(page: WatchedPage) -> Standing:
    return Standing(
        Channel(page.channel) if page.channel else None,
        Channel(page.lower) if page.lower else None,
        page.lower_on,
    )


def _keep_standing(page: WatchedPage, standing: Standing) -> None:
    page.channel = standing.counts.value if standing.counts else ""
    page.lower = standing.lower.value if standing.lower else ""
    page.lower_on = standing.lower_on


def _ask(page: WatchedPage, round: Round, verdict: Verdict, now: datetime) -> None:
    """Put it to a person; what was asked before and not yet settled is brought up to date."""
    Undecided.objects.update_or_create(
        page=page,
        round=round,
        settled_at=None,
        defaults={
            "asked_at": now,
            "seen_at": now,
            "page_hash": page.page_hash,
            "channel": verdict.channel.value,
            "confidence": Decimal(str(verdict.confidence)),
            "reason": _reason(verdict),
        },
    )


def _observe(
    page: WatchedPage, round: Round, channel: Channel, reason: str, now: datetime, excerpt: str = ""
) -> None:
    observe(round, [replace(sighting_of(page, channel, reason, now), excerpt=excerpt)], now)


def _excerpt(verdict: Verdict) -> str:
    """The words of the page that it rests on."""
    return " … ".join(dict.fromkeys(one.quote for one in verdict.reasons if one.quote))[:_MOST_TEXT]


def sighting_of(page: WatchedPage, channel: Channel, reason: str, seen_at: datetime) -> Sighting:
    """What a visit shows, as an observation to be."""
    return Sighting(
        municipality=page.municipality_id,
        term=page.product.term,
        audience=Audience(page.audience),
        basis=Basis.MEASURED,
        channel=channel,
        seen_at=seen_at,
        seen_by=SEEN_BY,
        reason=reason,
        confidence=page.confidence if page.confidence is not None else Decimal(1),
        address=page.address,
        page_hash=page.page_hash,
        supplier=page.supplier,
    )


def _reason(verdict: Verdict) -> str:
    return (verdict.why or str(verdict.state))[:_MOST_TEXT]


def is_due(page: WatchedPage, begins_on: date, today: date) -> bool:
    """Whether a page must be visited today: not yet in this round, or something waits for another day."""
    if page.visited_at is None or dag_in_amsterdam(page.visited_at) < begins_on:
        return True
    waits = page.lower_on is not None or page.failures > 0
    return waits and dag_in_amsterdam(page.visited_at) < today
