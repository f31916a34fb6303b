"""`openloket monitor round`: begin, list, score and publish rounds; and finding a round for other actions."""

import argparse
from datetime import UTC, date, datetime

from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.keep_round import NewRound, UnableToKeepRound, begin_round, publish_round
from openloket.flows.measuring.score_round import score_round
from openloket.monitor.models import Round


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked with a round."""
    match arguments.what:
        case "add":
            return _add(arguments)
        case "score":
            made = score_round(named(arguments.key), datetime.now(UTC))
            print(f"{made.observations} waarnemingen geteld.")
            return 0
        case "publish":
            return _publish(named(arguments.key))
        case _:
            return _list()


def _add(arguments: argparse.Namespace) -> int:
    new = NewRound(
        key=arguments.key,
        name=arguments.name or arguments.key,
        product_set=arguments.set,
        begins_on=day(arguments.begins),
        ends_on=day(arguments.ends),
        note=arguments.note,
        made_up=arguments.made_up,
    )
    try:
        made = begin_round(new)
    except UnableToKeepRound as refusal:
        raise ConfigurationError(f"monitor round add: {refusal}") from refusal
    print(f"Ronde {made.key} is begonnen. Nu: openloket monitor import FILE --round {made.key}")
    return 0


def _publish(round: Round) -> int:
    try:
        publish_round(round, datetime.now(UTC))
    except UnableToKeepRound as refusal:
        raise ConfigurationError(f"monitor round publish: {refusal}") from refusal
    print(f"Ronde {round.key} is gepubliceerd.")
    return 0


def _list() -> int:
    for one in Round.objects.select_related("product_set").order_by("begins_on", "key"):
        state = f"gepubliceerd op {one.published_at:%d-%m-%Y}" if one.published_at else "niet gepubliceerd"
        print(f"{one.key}  {one.begins_on:%d-%m-%Y} – {one.ends_on:%d-%m-%Y}  {one.product_set.key}  {state}")
    return 0


def named(key: str | None) -> Round:
    """The round with this key; without a key the last that is not published. Raises ConfigurationError."""
    if key:
        found = Round.objects.filter(key=key).first()
    else:
        found = Round.objects.filter(published_at=None).order_by("begins_on", "key").last()
    if found is None:
        told = f"There is no round {key!r}" if key else "There is no round that is not published"
        raise ConfigurationError(f"{told}. Begin one: openloket monitor round add KEY --from DAY --until DAY")
    return found


def day(told: str) -> date:
    """A day that was typed. Raises ConfigurationError."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise ConfigurationError(f"monitor: {told!r} is no day; write 2026-03-02") from None
