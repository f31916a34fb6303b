"""`openloket monitor reply`: let municipalities reply to their figures, and say what came of it."""

import argparse
from datetime import UTC, datetime

from django.conf import settings

from openloket.cli.monitor.rounds import day, named
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.hear_municipalities import (
    Offered,
    UnableToHear,
    offer_replies,
    renew_link,
    settle_reply,
)
from openloket.flows.measuring.own_case import Judge
from openloket.monitor.models import RightOfReply


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked with replies."""
    round, now = named(arguments.round), datetime.now(UTC)
    try:
        match arguments.what:
            case "offer":
                for one in offer_replies(round, day(arguments.until), now):
                    print(_link(one))
            case "link":
                print(_link(renew_link(round, arguments.municipality)))
            case "settle":
                code, outcome = arguments.municipality, arguments.outcome
                judge = Judge(arguments.by)
                settled = settle_reply(round, code, outcome, arguments.because, judge, now)
                print(f"{code}: {settled.get_outcome_display()}.")
            case _:
                for row in RightOfReply.objects.filter(round=round).order_by("municipality"):
                    print(f"{row.municipality_id}  tot en met {row.until}  {row.get_outcome_display()}")
                    if row.reply and row.outcome == "open":
                        print(f"    {row.reply}")
    except UnableToHear as refusal:
        raise ConfigurationError(f"monitor reply: {refusal}") from refusal
    return 0


def _link(one: Offered) -> str:
    return f"{one.code};{one.name};{settings.PUBLIC_URL}/monitor/reactie/{one.key}"
