"""`openloket mail-in`: deliver one e-mail by hand, from a file."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from openloket.conf.env import ConfigurationError
from openloket.flows.mail.receive_mail import Handled, HandledAlready, receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope


def run(arguments: argparse.Namespace) -> int:
    """Store it, handle it at once and say what became of it. Raises ConfigurationError."""
    now = datetime.now(UTC)
    organisation = Organisation.objects.filter(slug=arguments.org).first()
    if organisation is None:
        raise ConfigurationError(f"mail-in: there is no organisation {arguments.org!r}")
    incoming = Incoming(_content(arguments.file), arguments.to or organisation.email, None, now)
    with scope(organisation.pk):
        stored = store_mail(organisation, incoming, now)
        handled = _handled(organisation, stored.mail_id)
    told = {
        "mail": stored.mail_id,
        "new": stored.new,
        "state": str(handled.state),
        "kind": str(handled.kind),
        "reasons": list(handled.reasons),
        "reference": handled.reference,
    }
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(told, handled.reasons)
    return 0


def _handled(organisation: Organisation, mail_id: int) -> Handled:
    """What became of it; where a worker was first, what the worker made of it."""
    try:
        return receive_mail(organisation, mail_id, datetime.now(UTC))
    except HandledAlready:
        return receive_mail(organisation, mail_id, datetime.now(UTC))


def _print(told: dict[str, object], reasons: Sequence[str]) -> None:
    print(f"{told['state']}: {told['kind']} {told['reference']}".rstrip())
    for reason in reasons:
        print(f"  {reason}")
    if not told["new"]:
        print("  (this e-mail was here already; nothing was done twice)")


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise ConfigurationError(f"mail-in: can't read {path}: {problem.strerror}") from problem
