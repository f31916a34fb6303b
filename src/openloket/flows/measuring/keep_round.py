"""A round of the monitor begins with the lists it looks at, and is published when everybody could reply."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openloket.flows.measuring.score_round import score_round
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.country import keep_lists
from openloket.monitor.models import Observation, ProductSet, RightOfReply, Round
from openloket.monitor.scoring.channels import Basis
from openloket.monitor.tallying import scope_of


class UnableToKeepRound(Exception):
    """The round can't be begun or published; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to begin; `product_set` is the key of a set."""

    key: str
    name: str
    product_set: str
    begins_on: date
    ends_on: date
    note: str = ""
    made_up: bool = False


def bring_lists() -> None:
    """Bring municipalities, products and sets up to date with the lists of this version."""
    with transaction.atomic():
        keep_lists()


def begin_round(new: NewRound) -> Round:
    """Begin a round. Raises UnableToKeepRound when its name is taken or its set does not exist."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", new.key):
        raise UnableToKeepRound(
            "De naam van een ronde staat in adressen: kleine letters, cijfers en streepjes."
        )
    if new.ends_on < new.begins_on:
        raise UnableToKeepRound("De ronde eindigt voordat zij begint.")
    with transaction.atomic():
        keep_lists()
        product_set = ProductSet.objects.filter(key=new.product_set).first()
        if product_set is None:
            known = ", ".join(ProductSet.objects.order_by("key").values_list("key", flat=True))
            raise UnableToKeepRound(f"Er is geen productset ‘{new.product_set}’. Wel: {known}.")
        made, fresh = Round.objects.get_or_create(
            key=new.key,
            defaults={
                "name": new.name,
                "product_set": product_set,
                "begins_on": new.begins_on,
                "ends_on": new.ends_on,
                "note": new.note,
                "made_up": new.made_up,
            },
        )
        if not fresh:
            raise UnableToKeepRound(f"Er is al een ronde ‘{new.key}’.")
    return made


def publish_round(round: Round, now: datetime) -> Round:
    """Show a round to the public, with figures of this moment.

    What was measured: every municipality must have been offered a reply, and each of those must be settled:
    answered and judged, or unanswered after its last day. What municipalities say themselves needs no reply.
    Raises UnableToKeepRound.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        if held.published_at:
            raise UnableToKeepRound(f"Ronde {held.key} is al gepubliceerd.")
        if Observation.objects.filter(round=held, basis=Basis.MEASURED.value).exists():
            _everybody_heard(held, dag_in_amsterdam(now))
        score_round(held, now)
        held.published_at = now
        Round.objects.filter(pk=held.pk).update(published_at=now)
    return held


def _everybody_heard(round: Round, today: date) -> None:
    replies = {one.municipality_id: one for one in RightOfReply.objects.filter(round=round)}
    missing = [town.name for town in scope_of(round).towns if town.code not in replies]
    if missing:
        raise UnableToKeepRound(f"{len(missing)} gemeenten konden nog niet reageren: {_some(missing)}.")
    open_ones = [one for one in replies.values() if one.outcome == "open"]
    waiting = [one.municipality_id for one in open_ones if one.until >= today]
    if waiting:
        raise UnableToKeepRound(f"{len(waiting)} gemeenten kunnen nog reageren: {_some(waiting)}.")
    unjudged = [one.municipality_id for one in open_ones if one.replied_at]
    if unjudged:
        raise UnableToKeepRound(f"{len(unjudged)} antwoorden zijn nog niet beoordeeld: {_some(unjudged)}.")
    RightOfReply.objects.filter(round=round, outcome="open", until__lt=today, replied_at=None).update(
        outcome="silent"
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" en meer" if len(names) > 5 else "")
