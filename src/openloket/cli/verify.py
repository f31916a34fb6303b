"""`openloket verify`: check a receipt, a copy of proof or a case file; needs no database or network."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates

from openloket.conf.env import ConfigurationError
from openloket.evidence.keys import KeyFileError, PublicKey, read_public_keys
from openloket.evidence.verify import Check, Report, State
from openloket.evidence.verify_any import verify_any

_MARKS = {State.OK: "goed", State.FAILED: "FOUT", State.NOT_PRESENT: "let op"}
_UNREADABLE = "{path}: dit bestand is er niet, of is niet te lezen."
_NO_KEY = (
    "geef ook de openbare sleutel op van wie het bestand gaf: --key sleutel.pem. Haal die van een plek die u "
    "vertrouwt, zoals de website van de organisatie."
)


def run(arguments: argparse.Namespace) -> int:
    """Print what the file proves, check by check; exit code 1 when anything fails."""
    if not arguments.key:
        raise ConfigurationError(_NO_KEY)
    keys = [key for path in arguments.key for key in _keys(path)]
    roots = [root for path in arguments.timestamp_root for root in _roots(path)]
    own = {Path(path).name: _read(path) for path in arguments.attachment} or None
    try:
        with Path(arguments.file).open("rb") as source:
            report = verify_any(source, keys, roots, own)
    except OSError as problem:
        raise ConfigurationError(_UNREADABLE.format(path=arguments.file)) from problem
    print(_as_json(report) if arguments.json else _as_text(report, keys))
    return 0 if report.ok else 1


def _as_text(report: Report, keys: Sequence[PublicKey]) -> str:
    lines = []
    if report.claims:
        claims = report.claims
        lines += [
            f"{report.what.capitalize()} {claims.reference} van {claims.organisation}: {claims.service}",
            "",
        ]
    lines += [_line(check) for check in report.checks]
    used = ", ".join(key.key_id for key in keys)
    lines += ["", report.text, f"Gecontroleerd met de sleutel die u opgaf: {used}."]
    if report.limits:
        lines += ["", "Dit bewijst zo’n bestand nooit:", *(f"- {one}" for one in report.limits)]
    return "\n".join(lines)


def _line(check: Check) -> str:
    return f"{_MARKS[check.state]:>6}  {check.title}: {check.text}"


def _as_json(report: Report) -> str:
    claims = report.claims
    return json.dumps(
        {
            "ok": report.ok,
            "verdict": report.verdict.value,
            "text": report.text,
            "reference": claims.reference if claims else None,
            "organisation": claims.organisation if claims else None,
            "received_at": claims.received_at.isoformat() if claims else None,
            "checks": [
                {"name": one.name, "state": one.state.value, "text": one.text, "detail": one.detail}
                for one in report.checks
            ],
            "not_proved": list(report.limits),
        },
        ensure_ascii=False,
        indent=2,
    )


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise ConfigurationError(_UNREADABLE.format(path=path)) from problem


def _keys(path: str) -> tuple[PublicKey, ...]:
    try:
        return read_public_keys(_read(path))
    except KeyFileError as problem:
        raise ConfigurationError(f"{path}: dit is geen openbare sleutel (PEM).") from problem


def _roots(path: str) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(_read(path))
    except ValueError as problem:
        raise ConfigurationError(f"{path}: dit is geen certificaat (PEM).") from problem
