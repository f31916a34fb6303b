"""Checking a case file offline: its list, every file in it, and all the proof that those hold."""

import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import IO
from zipfile import BadZipFile, ZipFile

from cryptography.x509 import Certificate

from openloket.evidence import casefile_wording as wording
from openloket.evidence.canonical import sha256_hex
from openloket.evidence.casefile import (
    CASES,
    FILES,
    LARGEST_LIST,
    LETTERS,
    LIST,
    MOST_ENTRIES,
    PROOF,
    RECEIPTS,
    Entry,
    SealedContents,
    parse_contents,
    pieces,
)
from openloket.evidence.dossier import LARGEST_DOSSIER, parse_dossier
from openloket.evidence.keys import PublicKey, key_named
from openloket.evidence.pdfseal import LARGEST_PDF, SealState, open_seal
from openloket.evidence.proof import Event, event_leaf
from openloket.evidence.shape import ShapeError
from openloket.evidence.verify import Check, Claims, Report, State, judged, verify_file
from openloket.evidence.verify_dossier import verify_dossier

LARGEST_CASE_FILE = 8_000_000_000
"""Unpacked, in bytes; who checks files of strangers gives less."""

_SUBJECT = "alles wat is ontvangen, verstuurd, bezorgd en gelezen"
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, KeyError)
"""What a ZIP of strangers raises; RuntimeError: a password, NotImplementedError: an odd way of packing."""
_WORST = (State.FAILED, State.NOT_PRESENT, State.OK)
_SHARED = ("inclusion", "tree-head", "timestamp", "words")
_SHOWN = 5


class _UnreadableError(Exception):
    """It can't be read; the message for people is the first argument, the technical one the second."""


@dataclass(slots=True)
class _Found:
    """What reading all files gave; names of what is wrong, per check."""

    changed: list[str] = field(default_factory=list)
    pdfs: list[tuple[str, bool]] = field(default_factory=list)
    receipts: list[tuple[str, Report]] = field(default_factory=list)
    proofs: list[tuple[str, Report]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    facts: list[Event] = field(default_factory=list)
    papers: list[Entry] = field(default_factory=list)
    cases: list[tuple[str, Report]] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        """Whether there are copies of proof, and all are good."""
        all_good = all(report.ok for _, report in self.proofs)
        return bool(self.proofs) and all_good and not self.changed_of(_look_at_proof)

    def changed_of(self, look: "_Look") -> list[str]:
        """Which files of one sort are not what the list says; those are not looked at any further."""
        sorts = ((path, _reader_of(path)) for path in self.changed)
        return [path for path, sort in sorts if sort is not None and sort[1] is look]


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
            names = archive.namelist()
            found = _read_all(case)
    except (_UnreadableError, *_BROKEN) as problem:
        return _unreadable(problem)
    contents, others = case.sealed.contents, [*found.strangers, *_receipts_of_others(found)]
    strange = sorted({*names} - {one.path for one in contents.entries} - {LIST})
    checks = (
        Check("file", State.OK, wording.FILE_OK),
        _list(case),
        _entries(case, found, strange),
        _pdfs(found),
        _same(found, others),
        _receipts(found),
        _proofs(found),
        *(_worst(name, [*found.proofs, *found.cases]) for name in _SHARED),
        _papers(found),
        *_cases(found),
    )
    claims = Claims(contents.organisation, contents.reference, contents.made_at, _SUBJECT)
    return Report(checks, claims, what=wording.CASE_FILE, rests_on="list", limits=wording.LIMITS)


def _contents(archive: ZipFile, budget: _Budget) -> SealedContents:
    names = archive.namelist()
    if len(names) > MOST_ENTRIES + 1 or len(names) != len(set(names)):
        raise _UnreadableError(wording.FILE_UNREADABLE, "too many files, or two with one name")
    try:
        sealed = parse_contents(_whole(archive, LIST, LARGEST_LIST))
    except ShapeError as problem:
        raise _UnreadableError(wording.FILE_UNREADABLE, str(problem)) from problem
    budget.left -= sum(one.size for one in sealed.contents.entries)
    if budget.left < 0:
        raise _UnreadableError(wording.FILE_TOO_BIG, "")
    return sealed


def _whole(archive: ZipFile, path: str, most: int) -> bytes:
    """A file in memory, never more than `most` bytes of it: the sizes that a ZIP tells are not trusted."""
    with archive.open(path) as source:
        content = source.read(most + 1)
    if len(content) > most:
        raise _UnreadableError(wording.FILE_UNREADABLE, f"{path}: larger than {most} bytes")
    return content


def _read_all(case: _Case) -> _Found:
    found = _Found()
    for entry in case.sealed.contents.entries:
        try:
            _read_one(case, entry, found)
        except (_UnreadableError, *_BROKEN):
            found.changed.append(entry.path)
    return found


def _read_one(case: _Case, entry: Entry, found: _Found) -> None:
    read = _reader_of(entry.path)
    if entry.path.startswith(CASES) and not case.inside:
        _look_at_case(case, entry, found)
        return
    if read is None:
        with case.archive.open(entry.path) as source:
            if _digest(source, entry.size) != entry.sha256:
                found.changed.append(entry.path)
        if entry.path.startswith((FILES, LETTERS)):
            found.papers.append(entry)
        return
    most, look = read
    content = _whole(case.archive, entry.path, min(most, entry.size))
    if len(content) != entry.size or sha256_hex(content) != entry.sha256:
        found.changed.append(entry.path)
        return
    look(case, entry.path, content, found)


def _look_at_case(case: _Case, entry: Entry, found: _Found) -> None:
    """The case file of one zaak, unpacked to a file of its own: a ZIP can't be read from its end in a ZIP."""
    with tempfile.TemporaryFile() as copied:
        with case.archive.open(entry.path) as source:
            if _digest(source, entry.size, copied) != entry.sha256:
                found.changed.append(entry.path)
                return
        copied.seek(0)
        report = _verify(copied, case.keys, case.roots, case.budget, inside=True)
    found.cases.append((entry.path, report))
    if report.claims and report.claims.organisation != case.sealed.contents.organisation:
        found.strangers.append(entry.path)


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


_Look = Callable[[_Case, str, bytes, _Found], None]


def _reader_of(path: str) -> tuple[int, _Look] | None:
    if path.startswith(PROOF):
        return LARGEST_DOSSIER, _look_at_proof
    if path.startswith(RECEIPTS):
        return LARGEST_DOSSIER, _look_at_receipt
    if path.endswith(".pdf") and "/" not in path:
        return LARGEST_PDF, _look_at_pdf
    return None


def _look_at_pdf(case: _Case, path: str, content: bytes, found: _Found) -> None:
    found.pdfs.append((path, open_seal(content, case.keys).state is SealState.INTACT))


def _look_at_receipt(case: _Case, path: str, content: bytes, found: _Found) -> None:
    found.receipts.append((path, verify_file(content, case.keys, case.roots)))


def _look_at_proof(case: _Case, path: str, content: bytes, found: _Found) -> None:
    report = verify_dossier(content, case.keys, case.roots)
    found.proofs.append((path, report))
    if not report.ok:
        return
    told = parse_dossier(content).dossier
    found.facts += [fact.event for fact in told.facts]
    ours = case.sealed.contents
    if (told.organisation, told.reference) != (ours.organisation, ours.reference):
        found.strangers.append(path)


def _receipts_of_others(found: _Found) -> list[str]:
    """Receipts that are good in themselves, of which no fact in this case file tells."""
    if not found.proven:
        return []  # the check of the proof tells what is wrong
    ours = {event_leaf(event) for event in found.facts}
    return [
        path for path, report in found.receipts if report.proof and event_leaf(report.proof.event) not in ours
    ]


def _list(case: _Case) -> Check:
    key = key_named(case.sealed.seal.key_id, case.keys)
    if key is None:
        return Check("list", State.FAILED, wording.LIST_UNKNOWN, case.sealed.seal.key_id)
    good = case.sealed.sealed_by(key)
    return judged("list", good, wording.LIST_OK, wording.LIST_BROKEN, case.sealed.seal.key_id)


def _entries(case: _Case, found: _Found, strange: Sequence[str]) -> Check:
    if strange:
        return Check("entries", State.FAILED, _named(wording.ENTRIES_STRANGE, strange))
    number = len(case.sealed.contents.entries)
    good, bad = wording.ENTRIES_OK.format(number=number), _named(wording.ENTRIES_CHANGED, found.changed)
    return judged("entries", not found.changed, good, bad)


def _same(found: _Found, others: Sequence[str]) -> Check:
    good = wording.SAME_ORGANISATION if found.cases else wording.SAME_OK
    return judged("same", not others, good, _named(wording.SAME_FAILED, others))


def _pdfs(found: _Found) -> Check:
    broken = [path for path, intact in found.pdfs if not intact] + found.changed_of(_look_at_pdf)
    if not found.pdfs and not broken:
        return Check("pdf-seal", State.NOT_PRESENT, wording.PDF_NONE)
    return judged("pdf-seal", not broken, wording.PDF_OK, _named(wording.PDF_BROKEN, broken))


def _receipts(found: _Found) -> Check:
    wrong = [path for path, report in found.receipts if not report.ok] + found.changed_of(_look_at_receipt)
    if not found.receipts and not wrong:
        return _of_cases("receipts", found, wording.RECEIPTS_NONE)
    good = wording.RECEIPTS_OK.format(number=len(found.receipts))
    return judged("receipts", not wrong, good, _named(wording.RECEIPTS_FAILED, wrong))


def _proofs(found: _Found) -> Check:
    wrong = [path for path, report in found.proofs if not report.ok] + found.changed_of(_look_at_proof)
    if not found.proofs and not wrong:
        # Of a person as a whole the proof may be in the case files of the zaken alone.
        state = State.NOT_PRESENT if found.cases else State.FAILED
        return Check("proof", state, wording.PROOF_NONE)
    return judged("proof", not wrong, wording.PROOF_OK, _named(wording.PROOF_FAILED, wrong))


def _worst(name: str, reports: Sequence[tuple[str, Report]]) -> Check:
    """Of a check that every copy of proof has: the one that came out worst, else the first."""
    checks = [check for _, report in reports for check in report.checks if check.name == name]
    # A part that holds only facts has no words; that says nothing of the parts that do.
    if name in ("words", "receipts", "papers") and any(
        check.state is not State.NOT_PRESENT for check in checks
    ):
        checks = [check for check in checks if check.state is not State.NOT_PRESENT]
    if not checks:
        return Check(name, State.NOT_PRESENT, wording.PROOF_UNKNOWN)
    worst = min(checks, key=lambda check: _WORST.index(check.state))
    if worst.state is State.OK and len(checks) > 1:
        return replace(worst, text=f"{worst.text} {wording.MORE_PARTS.format(number=len(checks))}")
    return worst


def _of_cases(name: str, found: _Found, none: str) -> Check:
    """A check of which this file itself holds nothing: as the case files in it have it."""
    return _worst(name, found.cases) if found.cases else Check(name, State.NOT_PRESENT, none)


def _papers(found: _Found) -> Check:
    """Each paper is one of which a fact names the hash; a fact is in the log, so the paper is what it was."""
    if found.papers and not found.proven:
        return Check("papers", State.NOT_PRESENT, wording.PROOF_UNKNOWN)
    known = set(_hashes(found.facts))
    strange = [one.path for one in found.papers if one.sha256 not in known or one.path in found.changed]
    if not found.papers:
        return _of_cases("papers", found, wording.PAPERS_NONE)
    good = wording.PAPERS_OK.format(number=len(found.papers))
    return judged("papers", not strange, good, _named(wording.PAPERS_FAILED, strange))


def _cases(found: _Found) -> Iterator[Check]:
    """Of a person as a whole; in the case file of one zaak there is no such check."""
    changed = [path for path in found.changed if path.startswith(CASES)]
    wrong = [path for path, report in found.cases if not report.ok] + changed
    if found.cases or wrong:
        good = wording.CASES_OK.format(number=len(found.cases))
        yield judged("cases", not wrong, good, _named(wording.CASES_FAILED, wrong))


def _hashes(facts: Sequence[Event]) -> Iterator[str]:
    for event in facts:
        listed = event.get("attachments_sha256s")
        told = listed if isinstance(listed, list | tuple) else []
        yield from (one for one in (*told, event.get("pdf_sha256")) if isinstance(one, str))


def _named(text: str, names: Sequence[str]) -> str:
    """The sentence with the first few names, in signs that can be printed."""
    shown = ["".join(sign for sign in name if sign.isprintable())[:120] for name in names[:_SHOWN]]
    more = [f"en nog {len(names) - _SHOWN}"] if len(names) > _SHOWN else []
    return text.format(names=", ".join([*shown, *more]))


def _unreadable(problem: Exception) -> Report:
    told = problem.args if isinstance(problem, _UnreadableError) else (wording.FILE_UNREADABLE, "no good ZIP")
    rest = [
        Check(name, State.NOT_PRESENT, wording.NOT_EXAMINED)
        for name in wording.TITLES
        if name not in ("file", "cases")
    ]
    first = Check("file", State.FAILED, *told)
    return Report((first, *rest), what=wording.CASE_FILE, rests_on="list")
