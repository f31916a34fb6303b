"""`openloket bounce`: what a message that came back says, and which message of ours it is about."""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from openloket.conf.env import ConfigurationError
from openloket.mailread.bounce.model import Bounce
from openloket.mailread.bounce.original import came_to
from openloket.mailread.bounce.reading import bounces_in
from openloket.mailread.kinds import classify
from openloket.mailread.reading import read

_NONE = "not a bounce"


def run(arguments: argparse.Namespace) -> int:
    """Say whom it did not reach and why; 1 when it is no bounce. Raises ConfigurationError."""
    mail = read(_content(arguments.file))
    found = bounces_in(mail)
    told: dict[str, Any] = {
        "bounces": [as_json(one) for one in found],
        "kind": classify(mail, (), ()).kind.value,
        "original_message_id": next((one.original_message_id for one in found), ""),
        "came_to": list(came_to(mail)),
    }
    if arguments.org:
        # Loaded by name: reading a file must work on a machine without a database.
        importlib.import_module("openloket.cli.environment").prepare(with_django=True)
        asked = importlib.import_module("openloket.cli.bounce_message")
        told["message"] = asked.message_about(mail, found, arguments.org, arguments.to or "")
    print(json.dumps(told, ensure_ascii=False, indent=2) if arguments.json else as_text(told))
    return 0 if found else 1


def as_json(bounce: Bounce) -> dict[str, Any]:
    """One recipient, with names that stay the same."""
    return {
        "recipient": bounce.recipient,
        "lasting": "complaint" if bounce.complaint else bounce.lasting.value,
        "given_up": bounce.given_up,
        "hard": bounce.hard,
        "code": bounce.code,
        "cause": bounce.cause.value,
        "reason": bounce.reason,
        "envelope_id": bounce.envelope_id,
    }


def as_text(told: dict[str, Any]) -> str:
    """A line for each recipient, the reason below it, and the message."""
    lines = []
    for one in told["bounces"]:
        still = "" if one["given_up"] or one["lasting"] == "complaint" else ", still trying"
        what = " ".join(word for word in (one["lasting"], one["cause"], one["code"]) if word != "other")
        lines.append(f"{one['recipient'] or '(nobody is named)'}: {what.strip()}{still}")
        lines += [f"  {one['reason']}"] if one["reason"] else []
    lines = lines or [f"{_NONE} ({told['kind']})"]
    if told["original_message_id"]:
        lines.append(f"original message: <{told['original_message_id']}>")
    return "\n".join([*lines, *_message(told)])


def _message(told: dict[str, Any]) -> list[str]:
    if "message" not in told:
        return []
    found = told["message"]
    if found is None:
        return ["our message: none that we know"]
    which = f"our message: {found['id']} ({found['kind']}) {found['reference']}".rstrip()
    return [f"{which}, sending {found['sending'] or '?'}, found by {found['found_by']}"]


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise ConfigurationError(f"bounce: can't read {path}: {problem.strerror}") from problem
