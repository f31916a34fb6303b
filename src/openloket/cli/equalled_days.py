"""`openloket equalled-days`: the days that a royal decree equates with holidays, for all organisations."""

import argparse
from datetime import UTC, date, datetime

from openloket.cli.term_words import day
from openloket.conf.env import ConfigurationError
from openloket.flows.terms.keep_equalled_days import UnableToKeepDay, add_equalled_day, remove_equalled_day
from openloket.offer.models import EqualledDay
from openloket.oversight.free_days import year_without_days


def run(arguments: argparse.Namespace) -> int:
    """List, add or remove; raises ConfigurationError with the reason when a day can't be kept."""
    now = datetime.now(UTC)
    try:
        if arguments.action == "add":
            add_equalled_day(_day(arguments), arguments.source or "", None, now)
        elif arguments.action == "remove":
            remove_equalled_day(_day(arguments), None, now)
    except UnableToKeepDay as refusal:
        raise ConfigurationError(f"equalled-days: {refusal}") from refusal
    for one in EqualledDay.objects.order_by("day"):
        print(f"{one.day.isoformat()}  {one.source}")
    if missing := year_without_days(now):
        print(f"\nNone is known for {missing}: look in the Staatscourant.")
    return 0


def _day(arguments: argparse.Namespace) -> date:
    if arguments.day is None:
        raise ConfigurationError("equalled-days: name the day, such as 2027-05-07")
    return day(arguments.day)
