"""What the reading of a case file adds up to: one check for each thing that has to be right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from openloket.evidence import casefile_wording as wording
from openloket.evidence.casefile import CASES, FILES, LETTERS, PROOF, RECEIPTS, Entry, SealedContents
from openloket.evidence.keys import PublicKey, key_named
from openloket.evidence.pdfseal import SealState
from openloket.evidence.proof import Event, event_leaf
from openloket.evidence.verify import Check, Report, State, judged

_WORST = (State.FAILED, State.NOT_PRESENT, State.OK)
_SHARED = ("inclusion", "tree-head", "timestamp", "words")
_SHOWN = 5


class Sort(Enum):
    """What a file in a case file is, by where it stands."""

    PROOF = auto()
    RECEIPT = auto()
    PAPER = auto()
    CASE = auto()
    PDF = auto()
    OTHER = auto()


def sort_of(path: str) -> Sort:
    """Papers are of somebody; a PDF is one of pages that we sealed."""
    if path.endswith(".pdf") and "/" not in path:
        return Sort.PDF
    return next((sort for folder, sort in _FOLDERS if path.startswith(folder)), Sort.OTHER)


_FOLDERS = (
    (PROOF, Sort.PROOF),
    (RECEIPTS, Sort.RECEIPT),
    (FILES, Sort.PAPER),
    (LETTERS, Sort.PAPER),
    (CASES, Sort.CASE),
)


@dataclass(slots=True)
class Found:
    """What reading all files gave: names of what is not as the list says, and a report of what is."""

    whole: bool = True
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    pdfs: list[tuple[str, SealState]] = field(default_factory=list)
    receipts: list[tuple[str, Report]] = field(default_factory=list)
    proofs: list[tuple[str, Report]] = field(default_factory=list)
    cases: list[tuple[str, Report]] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    facts: list[Event] = field(default_factory=list)
    papers: list[Entry] = field(default_factory=list)

    @property
    def proven(self) -> bool:
        """Whether there are copies of proof, and all are good."""
        all_good = all(report.ok for _, report in self.proofs)
        return bool(self.proofs) and all_good and not self.gone(Sort.PROOF)

    def gone(self, sort: Sort) -> list[str]:
        """Which files of one sort are missing or changed; those are not looked at any further."""
        return [path for path in (*self.missing, *self.changed) if sort_of(path) is sort]


def checks_of(sealed: SealedContents, found: Found, keys: Sequence[PublicKey]) -> tuple[Check, ...]:
    """Every check, in reading order."""
    return (
        Check("file", State.OK, wording.FILE_OK),
        _list(sealed, keys),
        _entries(len(sealed.contents.entries), found),
        _pdfs(found),
        _same(found),
        _receipts(found),
        _proofs(found),
        *(_worst(name, [*found.proofs, *found.cases]) for name in _SHARED),
        _papers(found),
        *_cases(found),
    )


def _list(sealed: SealedContents, keys: Sequence[PublicKey]) -> Check:
    key = key_named(sealed.seal.key_id, keys)
    if key is None:
        return Check("list", State.FAILED, wording.LIST_UNKNOWN, sealed.seal.key_id)
    good = sealed.sealed_by(key)
    return judged("list", good, wording.LIST_OK, wording.LIST_BROKEN, sealed.seal.key_id)


def _entries(number: int, found: Found) -> Check:
    """Tells everything that is wrong: a file with another name is one that is gone and one too many."""
    wrong = [
        _named(text, names)
        for text, names in (
            (wording.ENTRIES_CHANGED, found.changed),
            (wording.ENTRIES_MISSING, found.missing),
            (wording.ENTRIES_STRANGE, found.strange),
        )
        if names
    ]
    if not found.whole:
        wrong.append(wording.ENTRIES_HIDDEN)
    return judged("entries", not wrong, wording.ENTRIES_OK.format(number=number), " ".join(wrong))


def _same(found: Found) -> Check:
    others = [*found.strangers, *_receipts_of_others(found)]
    good = wording.SAME_ORGANISATION if found.cases else wording.SAME_OK
    return judged("same", not others, good, _named(wording.SAME_FAILED, others))


def _receipts_of_others(found: Found) -> list[str]:
    """Receipts that are good in themselves, of which no fact in this case file tells."""
    if not found.proven:
        return []  # the check of the proof tells what is wrong
    ours = {event_leaf(event) for event in found.facts}
    return [
        path for path, report in found.receipts if report.proof and event_leaf(report.proof.event) not in ours
    ]


def _pdfs(found: Found) -> Check:
    """A seal by an unknown key is no changed PDF: who has another key must not be told that it is."""
    gone = found.gone(Sort.PDF)
    wrong = [_named(wording.NOT_LISTED, gone)] if gone else []
    for state, text in wording.PDF_WRONG.items():
        names = [path for path, one in found.pdfs if one.value == state]
        wrong += [_named(text, names)] if names else []
    if not found.pdfs and not wrong:
        return Check("pdf-seal", State.NOT_PRESENT, wording.PDF_NONE)
    return judged("pdf-seal", not wrong, wording.PDF_OK, " ".join(wrong))


def _receipts(found: Found) -> Check:
    wrong = _wrong(wording.RECEIPTS_FAILED, found.receipts, found.gone(Sort.RECEIPT))
    if not found.receipts and not wrong:
        return _of_cases("receipts", found, wording.RECEIPTS_NONE)
    return judged("receipts", not wrong, wording.RECEIPTS_OK.format(number=len(found.receipts)), wrong)


def _proofs(found: Found) -> Check:
    wrong = _wrong(wording.PROOF_FAILED, found.proofs, found.gone(Sort.PROOF))
    if not found.proofs and not wrong:
        # Of a person as a whole the proof may be in the case files of the zaken alone.
        state = State.NOT_PRESENT if found.cases else State.FAILED
        return Check("proof", state, wording.PROOF_NONE)
    return judged("proof", not wrong, wording.PROOF_OK, wrong)


def _cases(found: Found) -> Iterator[Check]:
    """Of a person as a whole; in the case file of one zaak there is no such check."""
    wrong = _wrong(wording.CASES_FAILED, found.cases, found.gone(Sort.CASE))
    if found.cases or wrong:
        yield judged("cases", not wrong, wording.CASES_OK.format(number=len(found.cases)), wrong)


def _wrong(text: str, reports: Sequence[tuple[str, Report]], gone: Sequence[str]) -> str:
    """Which of them fail, with what is the matter with the first; empty when none does."""
    failed = [(path, report) for path, report in reports if not report.ok]
    told = [_named(text, [path for path, _ in failed]), *_first_failure(failed)] if failed else []
    return " ".join([*told, *([_named(wording.NOT_LISTED, gone)] if gone else [])])


def _first_failure(failed: Sequence[tuple[str, Report]]) -> Iterable[str]:
    return [check.text for check in failed[0][1].checks if check.state is State.FAILED][:1]


def _worst(name: str, reports: Sequence[tuple[str, Report]]) -> Check:
    """Of a check that every copy of proof has: the one that came out worst, else the first."""
    checks = [_in(path, check) for path, report in reports for check in report.checks if check.name == name]
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


def _in(path: str, check: Check) -> Check:
    """The check, with the file that it failed in."""
    if check.state is not State.FAILED:
        return check
    return replace(check, text=f"{check.text} {_named(wording.IN_FILE, [path])}")


def _of_cases(name: str, found: Found, none: str) -> Check:
    """A check of which this file itself holds nothing: as the case files in it have it."""
    return _worst(name, found.cases) if found.cases else Check(name, State.NOT_PRESENT, none)


def _papers(found: Found) -> Check:
    """Each paper is one of which a fact names the hash; a fact is in the log, so the paper is what it was."""
    gone = found.gone(Sort.PAPER)
    if gone:
        return Check("papers", State.FAILED, _named(wording.NOT_LISTED, gone))
    if found.papers and not found.proven:
        return Check("papers", State.NOT_PRESENT, wording.PROOF_UNKNOWN)
    if not found.papers:
        return _of_cases("papers", found, wording.PAPERS_NONE)
    known = set(_hashes(found.facts))
    strange = [one.path for one in found.papers if one.sha256 not in known]
    good = wording.PAPERS_OK.format(number=len(found.papers))
    return judged("papers", not strange, good, _named(wording.PAPERS_FAILED, strange))


def _hashes(facts: Sequence[Event]) -> Iterator[str]:
    for event in facts:
        listed = event.get("attachments_sha256s")
        told = listed if isinstance(listed, list | tuple) else []
        yield from (
            one for one in (*told, event.get("pdf_sha256"), event.get("raw_sha256")) if isinstance(one, str)
        )


def _named(text: str, names: Sequence[str]) -> str:
    """The sentence with the first few names, in signs that can be printed."""
    shown = ["".join(sign for sign in name if sign.isprintable())[:120] for name in names[:_SHOWN]]
    more = [f"en nog {len(names) - _SHOWN}"] if len(names) > _SHOWN else []
    return text.format(names=", ".join([*shown, *more]))
