"""The file of keys that seal and hash what may not be readable in the database; the newest comes first."""

import contextlib
import fcntl
import json
import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

_LENGTH = 32


class KeyRingError(RuntimeError):
    """The key ring can't be read; the message says what is wrong with the file."""


@dataclass(frozen=True, slots=True)
class RingKey:
    """One key of 32 random bytes; its id says nothing about it."""

    secret: bytes

    @property
    def key_id(self) -> str:
        """The first 16 hexadecimal digits of a hash of the key: names it, opens nothing."""
        return sha256(b"openloket ring key" + self.secret).hexdigest()[:16]

    def __repr__(self) -> str:
        return f"RingKey({self.key_id})"


_read: dict[Path, tuple[tuple[int, int, int], tuple[RingKey, ...]]] = {}


def ring() -> tuple[RingKey, ...]:
    """The keys of this installation, newest first; one is made at the first start.

    The file is looked at each time, as another process may have added a key. Raises KeyRingError.
    """
    path = Path(settings.KEY_RING_FILE)
    if not path.exists():
        _first(path)
    seen = path.stat()
    mark = (seen.st_mtime_ns, seen.st_ino, seen.st_size)
    kept = _read.get(path)
    if kept is None or kept[0] != mark:
        kept = _read[path] = (mark, _parse(path))
    return kept[1]


def add_key() -> RingKey:
    """Make a new key and put it first; what the older ones sealed stays readable."""
    new = RingKey(secrets.token_bytes(_LENGTH))
    _change(lambda keys: (new, *keys))
    return new


def drop_keys(key_ids: frozenset[str]) -> None:
    """Take keys out of the ring that nothing needs any more; the newest always stays."""
    _change(lambda keys: (keys[0], *(key for key in keys[1:] if key.key_id not in key_ids)))


def _first(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path):
        if not path.exists():
            _write(path, (RingKey(secrets.token_bytes(_LENGTH)),))


def _change(change: Callable[[tuple[RingKey, ...]], tuple[RingKey, ...]]) -> None:
    path = Path(settings.KEY_RING_FILE)
    ring()
    with _alone(path):
        _write(path, change(_parse(path)))


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time changes the ring: a key lost here is data lost for good."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, keys: tuple[RingKey, ...]) -> None:
    """Readers see the old file or the new one, never half of it."""
    beside = path.with_name(f"{path.name}.new")
    text = json.dumps({"keys": [b64encode(key.secret).decode() for key in keys]}, indent=1)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _parse(path: Path) -> tuple[RingKey, ...]:
    try:
        found = json.loads(path.read_text(encoding="ascii"))["keys"]
        keys = tuple(RingKey(b64decode(one, validate=True)) for one in found)
    except (ValueError, KeyError, TypeError, NotBase64) as problem:
        raise KeyRingError(f"{path.name} is not a key ring") from problem
    if not keys or any(len(key.secret) != _LENGTH for key in keys):
        raise KeyRingError(f"{path.name} holds no key, or one that is not {_LENGTH} bytes")
    return keys
