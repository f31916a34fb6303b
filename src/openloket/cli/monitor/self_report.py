"""`openloket monitor self-report`: what this installation offers, printed or sent to the monitor."""

import argparse
import json
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.report_offer import reported_offer
from openloket.law.kalender import dag_in_amsterdam
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope

_SECONDS = 30
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def run(arguments: argparse.Namespace) -> int:
    """One report for each organisation with a CBS code; exit code 1 when the monitor refuses one."""
    token = Path(arguments.token).read_text(encoding="ascii").strip() if arguments.token else ""
    if arguments.to and not token:
        raise ConfigurationError("monitor self-report: give the --token that the monitor gave")
    if arguments.to and not _safe(arguments.to):
        raise ConfigurationError("monitor self-report: the address of the monitor must begin with https://")
    refused, towns = 0, list(Organisation.objects.exclude(cbs_code="").order_by("slug"))
    if not towns:
        raise ConfigurationError(
            "monitor self-report: no organisation here has the CBS code of a municipality"
        )
    for organisation in towns:
        told = _told(organisation, arguments.round)
        if arguments.to:
            refused += not _send(arguments.to, token, told)
        else:
            print(json.dumps(told, indent=1, ensure_ascii=False))
    return 1 if refused else 0


def _told(organisation: Organisation, round: str) -> dict[str, Any]:
    with scope(organisation.pk):
        lines = reported_offer(organisation, dag_in_amsterdam(datetime.now(UTC)))
    return {"round": round, "municipality": organisation.cbs_code, "lines": lines}


def _safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _send(address: str, token: str, told: dict[str, Any]) -> bool:
    url = f"{address.rstrip('/')}/monitor/api/meldingen"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(told).encode(), headers)  # noqa: S310 (_safe looked at it)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 (_safe looked at it)
            print(f"{told['municipality']}: {answer.read(2000).decode()}")
            return True
    except urllib.error.HTTPError as refusal:
        print(f"{told['municipality']}: {refusal.code} {refusal.read(2000).decode(errors='replace')}")
        return False
    except OSError as problem:
        raise ConfigurationError(f"monitor self-report: {problem}") from problem
