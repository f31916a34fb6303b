"""Strict reading of parsed JSON into typed values: every field present, nothing extra, nothing odd."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from openloket.evidence.canonical import BIGGEST_INTEGER, JsonValue, read_moment

T = TypeVar("T")

HASH = re.compile(r"[0-9a-f]{64}")
KEY_ID = re.compile(r"[0-9a-f]{16}")
REFERENCE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
LONGEST_TEXT = 200_000


class ShapeError(ValueError):
    """A field is missing, unknown or not of its kind; the message names the field, never its content."""


def read_object(value: JsonValue, where: str, names: frozenset[str]) -> Mapping[str, JsonValue]:
    """The object, if it has exactly these fields."""
    found = read_open_object(value, where, names)
    if len(found) != len(names):
        raise ShapeError(f"{where}: unexpected field")
    return found


def read_open_object(value: JsonValue, where: str, names: frozenset[str]) -> Mapping[str, JsonValue]:
    """The object, if it has at least these fields."""
    if not isinstance(value, Mapping):
        raise ShapeError(f"{where}: not an object")
    if missing := sorted(names - value.keys()):
        raise ShapeError(f"{where}: {missing[0]} is missing")
    return value


def read_list(value: JsonValue, where: str, read: Callable[[JsonValue, str], T], most: int) -> tuple[T, ...]:
    """Every item read by ``read``, at most ``most`` of them."""
    if not isinstance(value, list | tuple):
        raise ShapeError(f"{where}: not a list")
    if len(value) > most:
        raise ShapeError(f"{where}: more than {most} items")
    return tuple(read(item, f"{where}[{number}]") for number, item in enumerate(value))


def read_text(value: JsonValue, where: str) -> str:
    """Any text, of bounded length."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ShapeError(f"{where}: not a text of at most {LONGEST_TEXT} characters")
    return value


def read_line(value: JsonValue, where: str) -> str:
    """A short text that is safe to print: no control characters, no line breaks."""
    text = read_text(value, where)
    if not text or len(text) > 500 or not text.isprintable():
        raise ShapeError(f"{where}: not one printable line")
    return text


def read_hash(value: JsonValue, where: str) -> str:
    """A SHA-256 as 64 lower-case hexadecimal digits."""
    return _matching(value, where, HASH)


def read_key_id(value: JsonValue, where: str) -> str:
    """The id of a key: 16 lower-case hexadecimal digits."""
    return _matching(value, where, KEY_ID)


def read_reference(value: JsonValue, where: str) -> str:
    """A reference number as people read it aloud: letters, digits, dots and dashes."""
    return _matching(value, where, REFERENCE)


def read_integer(value: JsonValue, where: str) -> int:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= BIGGEST_INTEGER:
        raise ShapeError(f"{where}: not a whole number from 0")
    return value


def read_time(value: JsonValue, where: str) -> datetime:
    """A moment in UTC, in the one spelling of evidence."""
    try:
        return read_moment(read_text(value, where))
    except ValueError as problem:
        raise ShapeError(f"{where}: not a moment") from problem


def read_bytes(value: JsonValue, where: str) -> bytes:
    """Bytes in standard base64, in the one spelling that base64 gives them."""
    text = read_text(value, where)
    try:
        found = b64decode(text, validate=True)
    except (Base64Error, ValueError) as problem:
        raise ShapeError(f"{where}: not base64") from problem
    if write_bytes(found) != text:
        raise ShapeError(f"{where}: base64 with stray bits")
    return found


def write_bytes(value: bytes) -> str:
    """Standard base64."""
    return b64encode(value).decode()


def read_type(value: Mapping[str, JsonValue], where: str, expected: str) -> None:
    """Refuses an object that says it is something else."""
    if value["type"] != expected:
        raise ShapeError(f"{where}: its type is not {expected}")


def _matching(value: JsonValue, where: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ShapeError(f"{where}: not of the form {pattern.pattern}")
    return value
