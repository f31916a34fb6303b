"""`openloket monitor installation`: which OpenLoket installations may report what they offer."""

import argparse
from datetime import UTC, datetime

from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.keep_round import bring_lists
from openloket.flows.measuring.report_offer import UnableToReport, add_installation, end_installation
from openloket.monitor.models import Installation


def run(arguments: argparse.Namespace) -> int:
    """Add one and print its token once, list them, or end one."""
    now = datetime.now(UTC)
    try:
        match arguments.what:
            case "add":
                bring_lists()
                print(add_installation(arguments.name, arguments.municipalities, now))
            case "end":
                end_installation(arguments.name, now)
                print(f"{arguments.name} meldt niet meer.")
            case _:
                for one in Installation.objects.order_by("name"):
                    state = f"tot {one.ended_at:%d-%m-%Y}" if one.ended_at else "meldt"
                    print(f"{one.name}  {', '.join(one.municipalities)}  {state}")
    except UnableToReport as refusal:
        raise ConfigurationError(f"monitor installation: {refusal}") from refusal
    return 0
