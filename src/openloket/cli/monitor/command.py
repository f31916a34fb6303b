"""Leads each action of `openloket monitor` to its module."""

import argparse
from collections.abc import Callable

from openloket.cli.monitor import (
    checking,
    importing,
    installations,
    questions,
    replying,
    reporting,
    rounds,
    self_report,
    sets,
)

ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "round": rounds.run,
    "set": sets.run,
    "import": importing.table,
    "import-sc": importing.catalogue,
    "watch": checking.watch,
    "check": checking.check,
    "look": checking.look_at,
    "undecided": checking.undecided,
    "report": reporting.run,
    "reply": replying.run,
    "question": questions.run,
    "installation": installations.run,
    "self-report": self_report.run,
}


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; raises ConfigurationError with the reason when it can't be done."""
    return ACTIONS[arguments.action](arguments)
