"""Checking a case file offline: reads its list, every file in it, and all the proof that those hold."""

import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import IO
from zipfile import BadZipFile, ZipFile

from cryptography.x509 import Certificate

from openloket.evidence import casefile_wording as wording
from openloket.evidence.canonical import sha256_hex
from openloket.evidence.casefile import (
    LARGEST_LIST,
    LIST,
    MOST_ENTRIES,
    Entry,
    SealedContents,
    is_other_version,
    parse_contents,
    pieces,
)
from openloket.evidence.casefile_checks import Found, Sort, checks_of, sort_of
from openloket.evidence.dossier import LARGEST_DOSSIER, parse_dossier
from openloket.evidence.keys import PublicKey
from openloket.evidence.pdfseal import LARGEST_PDF, open_seal
from openloket.evidence.shape import ShapeError
from openloket.evidence.verify import Check, Claims, Report, State, verify_file
from openloket.evidence.verify_dossier import verify_dossier
from openloket.evidence.zip_whole import doubled, is_whole

LARGEST_CASE_FILE = 8_000_000_000
"""Unpacked, in bytes; who checks files of strangers gives less."""

_SUBJECT = "alles wat is ontvangen, verstuurd, bezorgd en gelezen"
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, KeyError)
"""What a ZIP of strangers raises; RuntimeError: a password, NotImplementedError: an odd way of packing."""


class _UnreadableError(Exception):
    """It can't be read; the message for people is the first argument, the technical one the second."""


@dataclass(slots=True)
class _Budget:
    """How many bytes may still be unpacked, of all case files together."""

    left: int


@dataclass(frozen=True, slots=True)
class _Case:
    archive: ZipFile
    sealed: SealedContents
    keys: Sequence[PublicKey]
    roots: Sequence[Certificate]
    budget: _Budget
    inside: bool


def verify_case_file(
    source: IO[bytes],
    keys: Sequence[PublicKey],
    tsa_roots: Sequence[Certificate] = (),
    largest: int = LARGEST_CASE_FILE,
) -> Report:
    """Checks a case file. Never raises on its content, and never unpacks more than `largest` bytes.

    Files are read one at a time, and only those that hold proof are kept in memory while they are checked.
    Of a person as a whole the case file of each zaak is checked as well.
    """
    return _verify(source, keys, tsa_roots, _Budget(largest), inside=False)


def _verify(
    source: IO[bytes],
    keys: Sequence[PublicKey],
    roots: Sequence[Certificate],
    budget: _Budget,
    *,
    inside: bool,
) -> Report:
    """`inside`: it is in another case file, and holds none itself."""
    try:
        with ZipFile(source) as archive:
            case = _Case(archive, _contents(archive, budget), keys, roots, budget, inside)
            found = _read_all(case)
            found.whole = is_whole(archive, source)
    except (_UnreadableError, *_BROKEN) as problem:
        return _unreadable(problem)
    contents = case.sealed.contents
    claims = Claims(contents.organisation, contents.reference, contents.made_at, _SUBJECT)
    checks = checks_of(case.sealed, found, keys)
    return Report(checks, claims, what=wording.CASE_FILE, rests_on="list", limits=wording.LIMITS)


def _contents(archive: ZipFile, budget: _Budget) -> SealedContents:
    if len(archive.namelist()) > MOST_ENTRIES + 1:
        raise _UnreadableError(wording.FILE_TOO_MANY, f"more than {MOST_ENTRIES} files")
    if twice := doubled(archive):
        raise _UnreadableError(wording.file_doubled(twice), "two files with one name")
    if LIST not in archive.namelist():
        raise _UnreadableError(wording.LIST_MISSING, f"no {LIST}")
    sealed = _list_in(archive)
    budget.left -= sum(one.size for one in sealed.contents.entries)
    if budget.left < 0:
        raise _UnreadableError(wording.FILE_TOO_BIG, "")
    return sealed


def _list_in(archive: ZipFile) -> SealedContents:
    data = b""
    try:
        data = _whole(archive, LIST, LARGEST_LIST)
        return parse_contents(data)
    except ShapeError as problem:
        text = wording.LIST_OF_OTHER_VERSION if is_other_version(data) else wording.LIST_UNREADABLE
        raise _UnreadableError(text, str(problem)) from problem
    except _BROKEN as problem:
        raise _UnreadableError(wording.LIST_UNREADABLE, type(problem).__name__) from problem


def _whole(archive: ZipFile, path: str, most: int) -> bytes:
    """A file in memory, never more than `most` bytes of it: the sizes that a ZIP tells are not trusted."""
    with archive.open(path) as source:
        content = source.read(most + 1)
    if len(content) > most:
        raise ShapeError(f"larger than {most} bytes")
    return content


def _read_all(case: _Case) -> Found:
    names, entries = {*case.archive.namelist()}, case.sealed.contents.entries
    found = Found(strange=sorted(names - {one.path for one in entries} - {LIST}))
    for entry in entries:
        if entry.path not in names:
            found.missing.append(entry.path)
            continue
        try:
            good = _read_one(case, entry, found)
        except _BROKEN:
            good = False
        if not good:
            found.changed.append(entry.path)
    return found


def _read_one(case: _Case, entry: Entry, found: Found) -> bool:
    """Whether it is the file of the list; what it proves goes into `found`."""
    sort = sort_of(entry.path)
    if sort is Sort.CASE and not case.inside:
        return _look_at_case(case, entry, found)
    if sort not in _LOOKS:
        with case.archive.open(entry.path) as source:
            good = _digest(source, entry.size) == entry.sha256
        if good and sort is Sort.PAPER:
            found.papers.append(entry)
        return good
    most, look = _LOOKS[sort]
    content = _whole(case.archive, entry.path, min(most, entry.size))
    if len(content) != entry.size or sha256_hex(content) != entry.sha256:
        return False
    look(case, entry.path, content, found)
    return True


def _look_at_case(case: _Case, entry: Entry, found: Found) -> bool:
    """The case file of one zaak, unpacked to a file of its own: a ZIP can't be read from its end in a ZIP."""
    with tempfile.TemporaryFile() as copied:
        with case.archive.open(entry.path) as source:
            if _digest(source, entry.size, copied) != entry.sha256:
                return False
        copied.seek(0)
        report = _verify(copied, case.keys, case.roots, case.budget, inside=True)
    found.cases.append((entry.path, report))
    if report.claims and report.claims.organisation != case.sealed.contents.organisation:
        found.strangers.append(entry.path)
    return True


def _digest(source: IO[bytes], size: int, copy: IO[bytes] | None = None) -> str:
    """Of a file of this size; what is longer is not read on, and gives another digest."""
    digest, seen = sha256(), 0
    for piece in pieces(source):
        digest.update(piece)
        if copy is not None:
            copy.write(piece)
        seen += len(piece)
        if seen > size:
            break
    return digest.hexdigest() if seen == size else ""


def _look_at_pdf(case: _Case, path: str, content: bytes, found: Found) -> None:
    found.pdfs.append((path, open_seal(content, case.keys).state))


def _look_at_receipt(case: _Case, path: str, content: bytes, found: Found) -> None:
    found.receipts.append((path, verify_file(content, case.keys, case.roots)))


def _look_at_proof(case: _Case, path: str, content: bytes, found: Found) -> None:
    report = verify_dossier(content, case.keys, case.roots)
    found.proofs.append((path, report))
    if not report.ok:
        return
    told = parse_dossier(content).dossier
    found.facts += [fact.event for fact in told.facts]
    ours = case.sealed.contents
    if (told.organisation, told.reference) != (ours.organisation, ours.reference):
        found.strangers.append(path)


_LOOKS: dict[Sort, tuple[int, Callable[[_Case, str, bytes, Found], None]]] = {
    Sort.PROOF: (LARGEST_DOSSIER, _look_at_proof),
    Sort.RECEIPT: (LARGEST_DOSSIER, _look_at_receipt),
    Sort.PDF: (LARGEST_PDF, _look_at_pdf),
}
"""What is read whole, and looked into: the most bytes of it, and by what."""


def _unreadable(problem: Exception) -> Report:
    told = problem.args if isinstance(problem, _UnreadableError) else (wording.FILE_UNREADABLE, "no good ZIP")
    rest = [
        Check(name, State.NOT_PRESENT, wording.NOT_EXAMINED)
        for name in wording.TITLES
        if name not in ("file", "cases")
    ]
    first = Check("file", State.FAILED, *told)
    return Report((first, *rest), what=wording.CASE_FILE, rests_on="list")
