"""The signing key of this installation: made once, read once per process."""

import os
from functools import cache
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings

from openloket.evidence.keys import SigningKey


@cache
def signing_key() -> SigningKey:
    """The key in EVIDENCE_KEY_FILE; made at the first start of an installation.

    All machines of one installation share it. Keep a copy apart: it verifies receipts for years.
    """
    path = Path(settings.EVIDENCE_KEY_FILE)
    if not path.exists():
        _make(path)
    return SigningKey.load(path)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(SigningKey.generate().pem)
    try:
        os.link(fresh, path)  # never over a key that another process just made
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def trusted_roots() -> list[Certificate]:
    """The root certificates of the timestamp service; none until there is one."""
    path = Path(settings.TIMESTAMP_ROOTS)
    return load_pem_x509_certificates(path.read_bytes()) if path.exists() else []
