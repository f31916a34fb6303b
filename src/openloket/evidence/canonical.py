"""One exact way to write a value as JSON bytes, so that a hash or signature over it can be made again.

The bytes are those of RFC 8785 (JCS) for the values allowed here: objects with ASCII keys, lists, strings,
integers JavaScript can hold, true, false and null. No floats: their spelling differs between languages.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NoReturn, TypeAlias

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

BIGGEST_INTEGER = 2**53 - 1
DEEPEST = 24


class NotCanonicalError(ValueError):
    """The value has no canonical form, or the bytes are not the canonical form of any value."""


def canonical(value: JsonValue) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces. Raises NotCanonicalError for what is not allowed here."""
    _check(value, 0)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError as problem:
        raise NotCanonicalError("half a character (a lone surrogate) cannot be written") from problem


def read_canonical(data: bytes) -> JsonValue:
    """The value whose canonical bytes these are, and no other. Raises NotCanonicalError, nothing else."""
    try:
        value: JsonValue = json.loads(
            data.decode(),
            object_pairs_hook=_unique,
            parse_float=_refuse_float,
            parse_constant=_refuse_float,
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as problem:
        raise NotCanonicalError("not JSON in UTF-8") from problem
    if canonical(value) != data:
        raise NotCanonicalError("JSON, but not written in the canonical way")
    return value


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return sha256(data).hexdigest()


def canonical_sha256(value: JsonValue) -> str:
    """SHA-256 (hexadecimal) of the canonical bytes of the value."""
    return sha256_hex(canonical(value))


def write_moment(moment: datetime) -> str:
    """The moment in UTC to the microsecond, always 27 characters: 2026-03-04T12:05:07.000000Z.

    Raises ValueError for a moment without a time zone: in evidence it would be ambiguous.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment in evidence needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """The moment written by write_moment; any other spelling raises ValueError."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    if write_moment(moment) != text:
        raise ValueError("a moment is spelled in one way only")
    return moment


def _check(value: JsonValue, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonicalError(f"nested deeper than {DEEPEST} levels")
    if isinstance(value, dict):
        for key, item in value.items():
            _check_key(key)
            _check(item, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item, depth + 1)
    else:
        _check_single(value)


def _check_single(value: object) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if not isinstance(value, int):
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form")
    if abs(value) > BIGGEST_INTEGER:
        raise NotCanonicalError("an integer this big is not exact everywhere")


def _check_key(key: object) -> None:
    # ASCII keys sort the same by code point and by UTF-16 unit, so this ordering is that of RFC 8785.
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonicalError("an object key must be an ASCII string")


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonicalError("an object key occurs twice")
    return found


def _refuse_float(text: str) -> NoReturn:
    raise NotCanonicalError("a number that is not an integer")
