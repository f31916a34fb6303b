"""Finds the message inside an S/MIME one that was signed in one piece (CMS, RFC 5652). Checks nothing."""

from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = bytes.fromhex("2a864886f70d010703")
_PLAIN = bytes.fromhex("2a864886f70d010701")
_SEQUENCE, _OBJECT, _OCTETS, _FIRST = 0x30, 0x06, 0x04, 0xA0
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Element:
    """One element of BER: its tag, where its content begins and ends, and where the next element begins."""

    tag: int
    start: int
    end: int
    following: int


class _Broken(Exception):
    """This is no BER, or not what is looked for."""


def is_enveloped(content: bytes) -> bool:
    """Whether it is encrypted: only who holds the key can read it."""
    try:
        return _kind(content)[0] == _ENVELOPED
    except _Broken:
        return False


def signed_content(content: bytes) -> bytes | None:
    """The message that was signed; None when there is none in it."""
    try:
        kind, wrapped = _kind(content)
        if kind != _SIGNED:
            return None
        signed = _element(content, wrapped.start)
        version = _expect(signed, _SEQUENCE) and _element(content, signed.start)
        digests = _element(content, version.following)
        inner = _expect(_element(content, digests.following), _SEQUENCE)
        name = _expect(_element(content, inner.start), _OBJECT)
        if content[name.start : name.end] != _PLAIN or name.following >= inner.end:
            return None
        box = _expect(_element(content, name.following), _FIRST)
        return _octets(content, _element(content, box.start))
    except _Broken:
        return None


def _kind(content: bytes) -> tuple[bytes, _Element]:
    outer = _expect(_element(content, 0), _SEQUENCE)
    name = _expect(_element(content, outer.start), _OBJECT)
    return content[name.start : name.end], _expect(_element(content, name.following), _FIRST)


def _expect(element: _Element, tag: int) -> _Element:
    if element.tag != tag:
        raise _Broken
    return element


def _element(content: bytes, place: int, depth: int = 0) -> _Element:
    """The element at a place; one without a stated length (BER) is walked through to its end."""
    if place + 2 > len(content) or depth > _DEEPEST:
        raise _Broken
    tag, length, start = content[place], content[place + 1], place + 2
    if length == 0x80:
        return _without_length(content, tag, start, depth)
    if length > 0x80:
        size = length & 0x7F
        if size > 8 or start + size > len(content):
            raise _Broken
        length, start = int.from_bytes(content[start : start + size], "big"), start + size
    if start + length > len(content):
        raise _Broken
    return _Element(tag, start, start + length, start + length)


def _without_length(content: bytes, tag: int, start: int, depth: int) -> _Element:
    place = start
    while content[place : place + 2] != b"\x00\x00":
        place = _element(content, place, depth + 1).following
    return _Element(tag, start, place, place + 2)


def _octets(content: bytes, element: _Element) -> bytes:
    """The bytes of an octet string, in one piece or in many."""
    if element.tag == _OCTETS:
        return content[element.start : element.end]
    _expect(element, _OCTETS | 0x20)
    pieces, place = [], element.start
    while place < element.end:
        piece = _expect(_element(content, place), _OCTETS)
        pieces.append(content[piece.start : piece.end])
        place = piece.following
    return b"".join(pieces)
