"""Municipalities may reply to their figures before these are published, and hear what came of it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from openloket.flows.measuring.own_case import Judge, own_case
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.corrected import corrected_since_reply
from openloket.monitor.models import RightOfReply, Round
from openloket.monitor.tallying import scope_of

LEAST = timedelta(days=14)
"""Less time to look at 20 products and answer would be no hearing."""
LONGEST = 20_000
OUTCOMES = ("agreed", "corrected", "upheld")
"""What a reply can come to; in the words of the table."""


class UnableToHear(Exception):
    """The reply can't be offered, taken or settled; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A reply that is open: for whom, and the key of the link, which is told only now."""

    code: str
    name: str
    key: str


def offer_replies(round: Round, until: date, now: datetime) -> list[Offered]:
    """Let every municipality of a round reply until a day; who could already is left alone.

    Raises UnableToHear when the round is published or the day is too soon.
    """
    if until < dag_in_amsterdam(now) + LEAST:
        raise UnableToHear(f"Geef ten minste {LEAST.days} dagen de tijd om te reageren.")
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        if held.published_at:
            raise UnableToHear(f"Ronde {held.key} is al gepubliceerd.")
        known = set(RightOfReply.objects.filter(round=held).values_list("municipality_id", flat=True))
        towns = [town for town in scope_of(held).towns if town.code not in known]
        offered = [Offered(town.code, town.name, secrets.token_urlsafe(24)) for town in towns]
        RightOfReply.objects.bulk_create(
            RightOfReply(
                round=held,
                municipality_id=one.code,
                sent_at=now,
                sent_to=f"het college van burgemeester en wethouders van {one.name}",
                until=until,
                key=hashed(one.key),
            )
            for one in offered
        )
    return offered


def renew_link(round: Round, code: str) -> Offered:
    """A new link for who lost its own, which works no longer; the last day stays. Raises UnableToHear."""
    town = RightOfReply.objects.filter(round=round, municipality=code).select_related("municipality").first()
    if town is None:
        raise UnableToHear(f"{code} kon in deze ronde niet reageren.")
    offered = Offered(code, town.municipality.name, secrets.token_urlsafe(24))
    changed = RightOfReply.objects.filter(pk=town.pk, outcome="open", round__published_at=None).update(
        key=hashed(offered.key)
    )
    if not changed:
        raise UnableToHear(f"{code} kan niet meer reageren.")
    return offered


def hashed(key: str) -> str:
    """The key of a link as it is kept (SHA-256, hexadecimal)."""
    return hashlib.sha256(key.encode()).hexdigest()


def open_reply(key: str) -> RightOfReply | None:
    """The reply that a link is for; None for a link that was made up."""
    rows = RightOfReply.objects.filter(key=hashed(key)).select_related("round", "municipality")
    return rows.first()


def reply(key: str, text: str, now: datetime) -> RightOfReply:
    """Take what a municipality says; until its last day it may say it anew. Raises UnableToHear."""
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise UnableToHear("Vul in wat u wilt zeggen." if not said else "Uw reactie is te lang.")
    found = open_reply(key)
    if found is None:
        raise UnableToHear("Deze link kennen wij niet. Gebruik de link uit onze brief.")
    changed = RightOfReply.objects.filter(
        pk=found.pk, outcome="open", until__gte=dag_in_amsterdam(now), round__published_at=None
    ).update(reply=said, replied_at=now)
    if not changed:
        raise UnableToHear(f"U kon reageren tot en met {found.until:%d-%m-%Y}. Die tijd is voorbij.")
    found.refresh_from_db()
    return found


def settle_reply(
    round: Round, code: str, outcome: str, because: str, judge: Judge, now: datetime
) -> RightOfReply:
    """Say what came of a reply: agreed, corrected or upheld, with the reason and who judged it.

    Corrected is only what was corrected: the mended figures must have been read in since the reply.
    Raises UnableToHear, also while the municipality may still say it otherwise.
    """
    if not because.strip() or not judge.name.strip():
        raise UnableToHear("Zeg erbij waarom, en welke organisatie dit vindt.")
    rows = RightOfReply.objects.filter(round=round, municipality=code)
    with transaction.atomic():
        # Nobody mends, and nobody replies, between the look at what was mended and the outcome.
        Round.objects.select_for_update().get(pk=round.pk)
        found = rows.select_for_update(of=("self",)).select_related("municipality").first()
        if found is None:
            raise UnableToHear(f"{code} kon in deze ronde niet reageren.")
        if refusal := _unsettled(found, outcome, judge, dag_in_amsterdam(now)):
            raise UnableToHear(refusal)
        changed = rows.filter(outcome="open", replied_at__isnull=False).update(
            outcome=outcome, settlement=because.strip(), settled_by=judge.name.strip()[:120], settled_at=now
        )
        if not changed:
            raise UnableToHear(f"{code} heeft niet gereageerd, of daarover is al beslist.")
    found.refresh_from_db()
    return found


def _unsettled(told: RightOfReply, outcome: str, judge: Judge, today: date) -> str:
    """Why this outcome can't be given now, in Dutch; empty when it can."""
    if outcome not in OUTCOMES:
        return "Deze uitkomst is er niet."
    if told.until >= today:
        return f"{told.municipality_id} kan nog reageren tot en met {told.until:%d-%m-%Y}. Beslis daarna."
    if refusal := own_case(judge, told.municipality):
        return refusal
    if outcome == "corrected" and told.outcome == "open" and not corrected_since_reply(told):
        return (
            "Er is nog niets verbeterd. Lees eerst de verbetering in als tabel, en leg dan ‘verbeterd’ vast."
        )
    return ""
