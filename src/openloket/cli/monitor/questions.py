"""`openloket monitor question`: test questions to municipalities, and the confirmations that came back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from openloket.cli.monitor.rounds import named
from openloket.conf.doors import door
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.ask_municipality import (
    MAILBOX,
    UnableToAsk,
    answer_by_mail,
    answer_seen,
    ask_by_form,
    ask_by_mail,
)
from openloket.flows.measuring.keep_round import bring_lists
from openloket.law.kalender import NEDERLANDSE_KALENDER
from openloket.monitor.models import ReceiptTest
from openloket.monitor.scoring.receipts import last_day


def run(arguments: argparse.Namespace) -> int:
    """Ask, or note an answer; prints the question with its code and last day, or what was noted."""
    try:
        if arguments.what in {"send", "typed"}:
            _tell_asked(_ask(arguments))
        else:
            _tell_answered(_answer(arguments))
    except (UnableToAsk, OSError) as refusal:
        raise ConfigurationError(f"monitor question: {refusal}") from refusal
    return 0


def _ask(arguments: argparse.Namespace) -> ReceiptTest:
    sender = _mailbox(arguments.sender)
    bring_lists()
    round, now = named(arguments.round), datetime.now(UTC)
    if arguments.what == "typed":
        return ask_by_form(round, arguments.municipality, arguments.to, sender, now)
    carrier = door("MAIL_CARRIER")
    return ask_by_mail(round, arguments.municipality, arguments.to, sender, sender, carrier, now)


def _mailbox(told: str) -> str:
    """Where confirmations come back: a mailbox that somebody reads."""
    found = (told or settings.MONITOR_CONTACT).removeprefix("mailto:")
    if not MAILBOX.fullmatch(found):
        raise ConfigurationError(
            "monitor question: name the mailbox where the confirmation comes back, with --from, or set"
            " OPENLOKET_MONITOR_CONTACT to it"
        )
    return found


def _answer(arguments: argparse.Namespace) -> ReceiptTest:
    now = datetime.now(UTC)
    if arguments.what == "answer":
        return answer_by_mail(Path(arguments.file).read_bytes(), now)
    return answer_seen(arguments.code, arguments.words, now)


def _tell_asked(test: ReceiptTest) -> None:
    print(f"{test.code}: {test.question}")
    print(f"Op tijd bevestigd is tot en met {last_day(test.sent_at, NEDERLANDSE_KALENDER):%d-%m-%Y}.")


def _tell_answered(test: ReceiptTest) -> None:
    print(f"{test.code}: bevestigd, {test.answered_at - test.sent_at} na de vraag.")
