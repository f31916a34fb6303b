"""The keys that signed for this installation: the one in use and those before it."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from openloket.evidence.key_document import PublishedKey, key_document, read_key_document
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.signing import signing_key

DOCUMENT = "signing-keys.json"


def document_path() -> Path:
    """Where the list of keys stands: beside the signing key, from the first change of keys on."""
    return Path(settings.EVIDENCE_KEY_FILE).with_name(DOCUMENT)


def known_keys() -> tuple[PublicKey, ...]:
    """The key in use, then the earlier ones, newest first.

    Raises ValueError when their list was tampered with.
    """
    earlier = [entry.key for entry in reversed(_published())]
    return tuple(dict.fromkeys([signing_key().public, *earlier]))


def public_pem() -> bytes:
    """All of them in one file, as `openloket verify --key` reads it."""
    return b"".join(key.pem for key in known_keys())


def change_key(at: datetime) -> tuple[PublicKey, PublicKey]:
    """Sign with a fresh key from now on; gives the old and the new public key.

    The list is written first and signed by both: who trusts the old key can follow. Broken off in between,
    the old key still signs and the change can be made again. Processes that run keep the old key until
    they start anew. Raises OSError, KeyFileError, and ValueError when the list was tampered with.
    """
    path = Path(settings.EVIDENCE_KEY_FILE)
    old, new = SigningKey.load(path), SigningKey.generate()
    earlier = [replace(one, until=one.until or at) for one in _published() if one.key != old.public]
    used = PublishedKey(old.public, _since(old.public, path), at)
    keys = [*earlier, used, PublishedKey(new.public, at)]
    _put(document_path(), key_document(settings.LOG_ID, keys, at, [old, new]), 0o644)
    _put(path, new.pem, 0o600)
    return old.public, new.public


def _published() -> tuple[PublishedKey, ...]:
    path = document_path()
    return read_key_document(path.read_bytes()).keys if path.exists() else ()


def _since(key: PublicKey, path: Path) -> datetime:
    """As the list says; of a key that is not in it: when its file was put here."""
    listed = (one.since for one in _published() if one.key == key)
    return next(listed, datetime.fromtimestamp(int(path.stat().st_mtime), UTC))


def _put(path: Path, content: bytes, mode: int) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=mode)
    fresh.write_bytes(content)
    fresh.replace(path)
