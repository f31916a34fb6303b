"""The timestamp services that a setting can name, made from the environment."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates
from django.conf import settings

from openloket.adapters.timestamp.http import HttpTimestamper
from openloket.adapters.timestamp.local import LocalAuthority, LocalTimestamper
from openloket.conf import env


def _now() -> datetime:
    return datetime.now(UTC)


def local() -> LocalTimestamper:
    """Our own clock, with a certificate kept beside the signing key; for demos and tests."""
    path = Path(settings.EVIDENCE_KEY_FILE).with_name("timestamp-authority.pem")
    authority = LocalAuthority.load_or_create(path, f"OpenLoket {settings.LOG_ID}, eigen klok", _now())
    return LocalTimestamper(authority, _now)


def http() -> HttpTimestamper:
    """The service at OPENLOKET_TIMESTAMP_URL, trusted through the PEM file OPENLOKET_TIMESTAMP_ROOTS."""
    roots = env.text("OPENLOKET_TIMESTAMP_ROOTS")
    if not settings.TIMESTAMP_URL or not roots:
        raise env.ConfigurationError(
            "set OPENLOKET_TIMESTAMP_URL to the address of the timestamp service and"
            " OPENLOKET_TIMESTAMP_ROOTS to a file with its root certificate in PEM"
        )
    return HttpTimestamper(settings.TIMESTAMP_URL, load_pem_x509_certificates(Path(roots).read_bytes()))
