"""The case file for a judge: a ZIP with pages to read, proof, papers and a sealed list of what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openloket.evidence.canonical import JsonValue, NotCanonicalError, canonical, read_canonical, write_moment
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.proof import Seal, read_seal
from openloket.evidence.shape import (
    ShapeError,
    read_hash,
    read_integer,
    read_line,
    read_list,
    read_object,
    read_reference,
    read_time,
    read_type,
)

CASE_FILE_TYPE = "openloket/casefile/1"
LIST, KEY = "inhoud.json", "sleutel.pem"
PROOF, RECEIPTS, FILES, LETTERS, CASES = "bewijs/", "ontvangst/", "bestanden/", "brieven/", "zaken/"
"""Where in the ZIP the copies of proof, the receipts, the papers of the sender and our documents are; of a
person as a whole the case file of each zaak, as it is."""

LARGEST_LIST = 8_000_000
MOST_ENTRIES = 20_000
_PIECE = 256 * 1024
_NAMES = frozenset({"type", "organisation", "reference", "made_at", "entries", "seal"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the ZIP: its path, size in bytes and SHA-256 (hexadecimal)."""

    path: str
    size: int
    sha256: str

    def as_json(self) -> dict[str, JsonValue]:
        """The entry as it stands in the list."""
        return {"path": self.path, "size": self.size, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the ZIP, besides this list itself."""

    organisation: str
    reference: str
    made_at: datetime
    entries: tuple[Entry, ...]

    def body(self) -> dict[str, JsonValue]:
        """Everything but the seal."""
        return {
            "type": CASE_FILE_TYPE,
            "organisation": self.organisation,
            "reference": self.reference,
            "made_at": write_moment(self.made_at),
            "entries": [one.as_json() for one in self.entries],
        }


@dataclass(frozen=True, slots=True)
class SealedContents:
    """The list as it was read from a ZIP."""

    contents: Contents
    seal: Seal

    def sealed_by(self, key: PublicKey) -> bool:
        """Whether this key sealed the list as it is."""
        signed = canonical(self.contents.body())
        return key.key_id == self.seal.key_id and key.verify(self.seal.signature, signed)


class CaseFileWriter:
    """Writes the ZIP piece by piece: whatever goes in, memory stays flat."""

    def __init__(self, to: IO[bytes], organisation: str, reference: str, made_at: datetime) -> None:
        """`made_at` is the moment of every file in it, so that the same input gives the same bytes."""
        self._archive = ZipFile(to, "w", ZIP_DEFLATED)
        self._entries: list[Entry] = []
        self._told = (organisation, reference, made_at)

    def add(self, path: str, content: bytes) -> None:
        """Put in a file that is in memory."""
        self._archive.writestr(self._place(path), content, ZIP_DEFLATED)
        self._entries.append(Entry(path, len(content), sha256(content).hexdigest()))

    def add_from(self, path: str, source: IO[bytes]) -> None:
        """Put in a file that is read piece by piece; photos and PDFs do not get smaller, so it is stored.

        What can't be read at all raises before anything is written, and may be left out.
        """
        digest, size = sha256(), 0
        first = source.read(_PIECE)
        with self._archive.open(self._place(path), "w", force_zip64=True) as target:
            for piece in chain([first], pieces(source)):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self._entries.append(Entry(path, size, digest.hexdigest()))

    def finish(self, signer: SigningKey) -> None:
        """Add the sealed list of all that went in. The ZIP is whole after this."""
        contents = Contents(*self._told, tuple(self._entries))
        seal = Seal(signer.key_id, signer.sign(canonical(contents.body())))
        sealed = canonical({**contents.body(), "seal": seal.as_json()})
        self._archive.writestr(self._place(LIST), sealed, ZIP_DEFLATED)
        self._archive.close()

    def _place(self, path: str) -> ZipInfo:
        moment = self._told[2]
        place = ZipInfo(path, (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
        place.compress_type = ZIP_STORED
        return place


def pieces(source: IO[bytes]) -> Iterator[bytes]:
    """What is read from it, a piece at a time."""
    while piece := source.read(_PIECE):
        yield piece


def parse_contents(data: bytes) -> SealedContents:
    """Reads the list strictly. Raises ShapeError (what is wrong, never the content) and nothing else."""
    try:
        value = read_canonical(data)
    except NotCanonicalError as problem:
        raise ShapeError(str(problem)) from problem
    found = read_object(value, "list", _NAMES)
    read_type(found, "list", CASE_FILE_TYPE)
    contents = Contents(
        organisation=read_line(found["organisation"], "organisation"),
        reference=read_reference(found["reference"], "reference"),
        made_at=read_time(found["made_at"], "made_at"),
        entries=read_list(found["entries"], "entries", _read_entry, most=MOST_ENTRIES),
    )
    return SealedContents(contents, read_seal(found["seal"]))


def is_other_version(data: bytes) -> bool:
    """Whether a list that can't be read says that it is one, of a version that this program does not know."""
    family = CASE_FILE_TYPE.rpartition("/")[0]
    return f'"type":"{family}/'.encode() in data and f'"{CASE_FILE_TYPE}"'.encode() not in data


def is_case_file(start: bytes) -> bool:
    """Whether a file that begins like this is a ZIP."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _read_entry(value: JsonValue, where: str) -> Entry:
    found = read_object(value, where, frozenset({"path", "size", "sha256"}))
    return Entry(
        read_line(found["path"], f"{where}.path"),
        read_integer(found["size"], f"{where}.size"),
        read_hash(found["sha256"], f"{where}.sha256"),
    )
