"""`openloket provider`: where people log in to the portal of an organisation."""

import argparse
import getpass
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openloket.cli.organisation import named
from openloket.conf.doors import door
from openloket.conf.env import ConfigurationError
from openloket.flows.identity.keep_provider import (
    Described,
    UnableToKeepProvider,
    keep_provider,
    stop_provider,
)
from openloket.people.ports import NotProven
from openloket.people.providers import FOR_PERSONS, opened
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import IdentityProvider, Organisation
from openloket.tenancy.scope import scope


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; raises ConfigurationError with the reason when it can't be done."""
    organisation = named(arguments.organisation)
    with scope(organisation.pk):
        match arguments.action:
            case "add":
                return _add(organisation, arguments)
            case "check":
                return _check(organisation, arguments.key)
            case "stop":
                return _stop(arguments.key)
            case _:
                return _list()


def _add(organisation: Organisation, arguments: argparse.Namespace) -> int:
    described = Described(
        key=arguments.key,
        label=arguments.label.strip(),
        audience=arguments.audience,
        issuer=arguments.issuer,
        client_id=arguments.client_id,
        secret=_secret() if arguments.secret else "",
        scopes=arguments.scopes,
        claims=_claims(Path(arguments.claims)),
        levels=dict(_level(one) for one in arguments.level),
        position=arguments.position,
    )
    try:
        row = keep_provider(described, datetime.now(UTC))
    except UnableToKeepProvider as refusal:
        raise ConfigurationError(f"provider add: {refusal}") from refusal
    print(f"People log in with {row.label}. Give the provider these addresses:")
    _tell_addresses(organisation, row)
    print(f"Then: openloket provider check {organisation.slug} {row.key}")
    return 0


def _stop(key: str) -> int:
    try:
        stop_provider(key, datetime.now(UTC))
    except UnableToKeepProvider as refusal:
        raise ConfigurationError(f"provider stop: {refusal}") from refusal
    print(f"Nobody logs in at {key} any more. `openloket provider add` with the same key opens it again.")
    return 0


def _list() -> int:
    for row in IdentityProvider.objects.order_by("position", "key"):
        print(
            f"{row.key:<16} {row.label:<28} {row.audience:<11} {'' if row.active else '(off) '}{row.issuer}"
        )
    return 0


def _check(organisation: Organisation, key: str) -> int:
    row: Any = IdentityProvider.objects.filter(key=key).first()
    if row is None:
        raise ConfigurationError(f"provider check: {organisation.name} has no provider {key!r}")
    try:
        missing: list[str] = door("IDENTITY").look(opened(row))
    except NotProven as problem:
        print(f"NOT {row.label}: {problem}")
        return 1
    print(f"OK  {row.label}: {row.issuer} is what it says it is, and shows its keys")
    for one in missing:
        print(f"TIP {row.label} {one}")
    _tell_addresses(organisation, row)
    return 0


def _tell_addresses(organisation: Organisation, row: IdentityProvider) -> None:
    place = "" if row.audience in FOR_PERSONS else "balie/"
    print(f"    redirect URI               {public_url(organisation, f'{place}inloggen/terug/{row.key}')}")
    print(f"    post-logout redirect URI   {public_url(organisation, f'{place}uitloggen')}")
    print(f"    back-channel logout URI    {public_url(organisation, f'{place}inloggen/uit/{row.key}')}")


def _claims(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise ConfigurationError(f"provider add: {path} can't be read as JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise ConfigurationError(f"provider add: {path} holds no JSON object")
    return found


def _level(text: str) -> tuple[str, str]:
    """The acr value and what it means; an acr value may hold = itself."""
    acr, sign, level = text.rpartition("=")
    if not sign:
        raise ConfigurationError(f"provider add: write --level ACR=LEVEL, not {text}")
    return acr, level


def _secret() -> str:
    """Never an argument: other people on the machine can read those."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass("Client secret: ")
