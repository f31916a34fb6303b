"""The seal over a whole PDF, and taking the proof file out of a PDF without trusting the PDF."""

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from openloket.evidence.keys import PublicKey, SigningKey, key_named
from openloket.evidence.proof import LARGEST_PROOF

LARGEST_PDF = 32 * 1024 * 1024

_SEAL = re.compile(rb"%openloket-seal:1:([0-9a-f]{16}):([A-Za-z0-9_-]{86})\n")
_SEAL_LENGTH = len("%openloket-seal:1:") + 16 + 1 + 86 + 1
_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/Filter\s?(/FlateDecode\b|\[\s?/FlateDecode\s?\])")
_LENGTH = re.compile(rb"/Length (\d{1,9})(?! \d+ R)")
_LONGEST_DICTIONARY = 500
_MOST_ATTACHMENTS = 16


class SealState(StrEnum):
    """What the last line of a PDF says."""

    INTACT = "intact"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown-key"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class PdfSeal:
    """The seal as found; ``key_id`` is empty when there is none."""

    state: SealState
    key_id: str = ""


def seal_pdf(pdf: bytes, key: SigningKey) -> bytes:
    """The PDF with one comment line after its end, by which any later change of any byte shows.

    Line: ``%openloket-seal:1:<key_id>:<base64url of the Ed25519 signature, without padding>``. Signed are
    the bytes ``%openloket-seal:1:<key_id>:`` and then the SHA-256 (32 raw bytes) of all before the line.
    """
    content = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    start = _line_start(key.key_id)
    signature = key.sign(start + sha256(content).digest())
    return content + start + urlsafe_b64encode(signature).rstrip(b"=") + b"\n"


def open_seal(data: bytes, keys: Sequence[PublicKey]) -> PdfSeal:
    """Checks the seal; never raises. Anything after the seal line counts as a missing seal."""
    content, line = data[:-_SEAL_LENGTH], data[-_SEAL_LENGTH:]
    found = _SEAL.fullmatch(line)
    if found is None:
        return PdfSeal(SealState.MISSING)
    key_id, encoded = found[1].decode(), found[2]
    key = key_named(key_id, keys)
    if key is None:
        return PdfSeal(SealState.UNKNOWN_KEY, key_id)
    signature = urlsafe_b64decode(encoded + b"==")
    exact = urlsafe_b64encode(signature).rstrip(b"=") == encoded
    intact = exact and key.verify(signature, _line_start(key_id) + sha256(content).digest())
    return PdfSeal(SealState.INTACT if intact else SealState.BROKEN, key_id)


def attached_proof(pdf: bytes) -> bytes | None:
    """The attached proof file, or None; never raises.

    Strangers upload PDFs to the public check, and a full PDF parser can be kept busy or filled up by a
    hostile file. So this looks only for embedded files as our own renderer writes them (and most programs
    keep them), a few at most, and unpacks each to a fixed limit.
    """
    place = -1
    for _ in range(_MOST_ATTACHMENTS):
        place = pdf.find(b"/EmbeddedFile", place + 1)
        if place < 0:
            return None
        content = _embedded(pdf, place)
        if content is not None and content.startswith(b'{"copy":'):
            return content
    return None


def _embedded(pdf: bytes, place: int) -> bytes | None:
    """The stream whose dictionary has its /Type at ``place``."""
    start = pdf.rfind(b"obj", max(0, place - _LONGEST_DICTIONARY), place)
    stream = _STREAM.search(pdf, place, place + _LONGEST_DICTIONARY)
    if start < 0 or stream is None:
        return None
    dictionary = pdf[start : stream.start()]
    if b"/Filter" in dictionary:
        return _unpacked(pdf, stream.end()) if _FLATE.search(dictionary) else None
    length = _LENGTH.search(dictionary)
    return pdf[stream.end() : stream.end() + int(length[1])] if length else None


def _unpacked(pdf: bytes, start: int) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(pdf[start : start + LARGEST_PROOF], LARGEST_PROOF + 1)
    except zlib.error:
        return None
    return content if unpacker.eof and len(content) <= LARGEST_PROOF else None


def _line_start(key_id: str) -> bytes:
    return b"%openloket-seal:1:" + key_id.encode() + b":"
