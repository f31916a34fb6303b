"""A case file is checked offline: each file in it, the proof, the receipts and the papers."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from tests.evidence.receipts import KEY, OTHER_KEY, RECEIVED_AT, SEALED_AT, STAMPED_AT, authority, parts

from openloket.adapters.timestamp.local import LocalTimestamper
from openloket.evidence.casefile import LIST, CaseFileWriter
from openloket.evidence.dossier import Dossier, ProvenFact, Words, build_dossier, parse_dossier
from openloket.evidence.log import describe
from openloket.evidence.pdfseal import seal_pdf
from openloket.evidence.proof import Inclusion, Timestamp, event_leaf
from openloket.evidence.treehead import sign_tree_head
from openloket.evidence.verify import Report, State, Verdict
from openloket.evidence.verify_any import verify_any
from openloket.merkle.tree import grow, inclusion_path

PHOTO, LETTER = b"a photo" * 10, b"%PDF-1.7 a letter"
_WORDS = Words("<1@duinstede.example>", "besluit", "email", "Ons besluit", "U krijgt het.", "<p>Ja</p>", "")
WORDS = replace(_WORDS, sha256=_WORDS.hashed)
ORGANISATION, REFERENCE = parts().copy.organisation, parts().copy.reference


def proof() -> bytes:
    """The facts: something received, a letter made of it, and sent."""
    named = {"message_id": WORDS.message_id, "message_sha256": WORDS.sha256}
    photo = {"attachments_sha256s": [sha256(PHOTO).hexdigest()]}
    events = [
        parts().event,
        describe("submission.received", RECEIVED_AT, "citizen", **photo),
        describe("message.printed", RECEIVED_AT, "system", pdf_sha256=sha256(LETTER).hexdigest(), **named),
        describe("message.handed_over", RECEIVED_AT, "system", **named),
    ]
    growth = grow(0, dict, [event_leaf(event) for event in events])
    head = sign_tree_head(KEY, "demo", growth.size, growth.root, SEALED_AT)
    stamp = LocalTimestamper(authority(), lambda: STAMPED_AT).stamp(growth.root)
    facts = tuple(
        ProvenFact(event, Inclusion(place, 4, tuple(inclusion_path(place, 4, lambda nodes: growth.nodes))))
        for place, event in enumerate(events)
    )
    timestamp = Timestamp(stamp.token, stamp.tsa)
    dossier = Dossier(ORGANISATION, REFERENCE, SEALED_AT, facts, (WORDS,), head, timestamp)
    return build_dossier(dossier, KEY)


def case_file(more: dict[str, bytes] | None = None) -> bytes:
    """A whole one, with `more` files in its list."""
    to = io.BytesIO()
    writer = CaseFileWriter(to, ORGANISATION, REFERENCE, SEALED_AT)
    writer.add("bewijs/afschrift-1.json", proof())
    writer.add(f"ontvangst/{REFERENCE}.json", parts().file())
    writer.add_from(f"bestanden/{REFERENCE}/1-foto.jpg", io.BytesIO(PHOTO))
    writer.add("brieven/1.pdf", LETTER)
    writer.add("dossier.pdf", seal_pdf(b"%PDF-1.7 pages", KEY))
    for path, content in (more or {}).items():
        writer.add(path, content)
    writer.finish(KEY)
    return to.getvalue()


def check(data: bytes, largest: int = 10**9) -> Report:
    keys = [OTHER_KEY.public, KEY.public]
    return verify_any(io.BytesIO(data), keys, [authority().root], largest=largest)


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same ZIP with other files in it, by somebody without the key."""
    with zipfile.ZipFile(io.BytesIO(case_file())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return to.getvalue()


def test_a_whole_one_proves_everything_and_says_what_it_does_not() -> None:
    report = check(case_file())
    assert (report.verdict, report.failed) == (Verdict.TIMESTAMPED, ())
    assert report.claims is not None
    assert (report.what, report.claims.reference) == ("dossier", REFERENCE)
    assert any("weggelaten" in one for one in report.limits)


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        (lambda files: files.update({"brieven/1.pdf": b"other"}), "entries"),
        (lambda files: files.pop("dossier.pdf"), "entries"),
        (lambda files: files.update({"brieven/2.pdf": b"new"}), "entries"),
        (lambda files: files.update({LIST: files[LIST].replace(b"duin", b"zand")}), "list"),
    ],
)
def test_what_somebody_changes_is_named(change: Callable[[dict[str, bytes]], None], failing: str) -> None:
    report = check(repacked(change))
    assert failing in report.failed
    assert report.verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("start", "failing"),
    [
        ("bewijs/", "proof"),
        ("ontvangst/", "receipts"),
        ("bestanden/", "papers"),
        ("brieven/", "papers"),
        ("dossier", "pdf-seal"),
    ],
)
def test_one_changed_sign_is_said_where_it_is(start: str, failing: str) -> None:
    def change(files: dict[str, bytes]) -> None:
        [path] = [path for path in files if path.startswith(start)]
        files[path] = files[path][:8] + bytes([files[path][8] ^ 1]) + files[path][9:]

    report = check(repacked(change))
    wrong = {one.name: one for one in report.checks}[failing]
    assert {"entries", failing} <= {*report.failed}
    assert start in wrong.text, "the file is named"


@pytest.mark.parametrize(
    ("path", "content", "failing"),
    [
        ("bestanden/X/2-other.jpg", b"nobody sent this", "papers"),
        ("brieven/9.pdf", b"nobody got this", "papers"),
        ("dossier-deel-2.pdf", b"%PDF-1.7 without a seal", "pdf-seal"),
        ("ontvangst/bad.json", b"{}", "receipts"),
        ("bewijs/afschrift-2.json", b"{}", "proof"),
    ],
)
def test_who_holds_the_key_cannot_add_what_the_log_does_not_know(
    path: str, content: bytes, failing: str
) -> None:
    assert failing in check(case_file({path: content})).failed


def test_proof_of_another_zaak_is_noticed() -> None:
    dossier = Dossier(ORGANISATION, "ANDERS-1", SEALED_AT, (), (), None, None)
    assert "same" in check(case_file({"bewijs/afschrift-2.json": build_dossier(dossier, KEY)})).failed


def of_person(*cases: bytes) -> bytes:
    """The case file of a person, with those of zaken in it."""
    to = io.BytesIO()
    writer = CaseFileWriter(to, ORGANISATION, "PERSOON-1", SEALED_AT)
    for number, one in enumerate(cases):
        writer.add_from(f"zaken/{number}.zip", io.BytesIO(one))
    writer.finish(KEY)
    return to.getvalue()


def test_of_a_person_each_case_file_in_it_is_checked() -> None:
    report = check(of_person(case_file(), case_file()))
    assert (report.verdict, report.failed) == (Verdict.TIMESTAMPED, ())
    broken = check(of_person(case_file(), case_file({"brieven/9.pdf": b"nobody got this"})))
    assert broken.failed == ("papers", "cases")
    assert "zaken/1.zip" in {one.name: one.text for one in broken.checks}["cases"]


def test_case_files_are_not_unpacked_without_end() -> None:
    whole = of_person(case_file(), of_person(case_file()))
    assert check(whole).failed == ("cases",), "one in one in one is no case file of a zaak"
    two = of_person(*[case_file({"brieven/groot.pdf": b"\0" * 600_000})] * 2)
    assert "cases" in check(two, largest=1_000_000).failed


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 300, case_file()[:-40], case_file()[200:]]
)
def test_a_broken_file_is_said_to_be_so(data: bytes) -> None:
    assert not check(data).ok


def test_no_more_is_unpacked_than_allowed() -> None:
    large = case_file({"brieven/groot.pdf": b"\0" * 2_000_000})
    report = check(large, largest=1_000_000)
    assert report.failed == ("file",)
    assert "te groot" in report.checks[0].text


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two files with one name
        for name, content in files:
            archive.writestr(name, content)
    return to.getvalue()


def members() -> dict[str, bytes]:
    """What is in a whole one, by name."""
    with zipfile.ZipFile(io.BytesIO(case_file())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(data: bytes) -> str:
    """All that is told of what fails; that something does is checked here."""
    report = check(data)
    assert report.verdict is Verdict.FAILED
    return " ".join(one.text for one in report.checks if one.state is State.FAILED)


@pytest.mark.parametrize("name", [*members()])
def test_a_file_that_is_gone_is_told_by_name(name: str) -> None:
    left = [(path, content) for path, content in members().items() if path != name]
    assert name in told(zipped(left))


@pytest.mark.parametrize("name", [*members()])
def test_a_file_that_is_there_twice_is_told_by_name(name: str) -> None:
    assert name in told(zipped([*members().items(), (name, b"other")]))


def test_two_files_that_changed_places_are_both_told() -> None:
    files = members()
    files["brieven/1.pdf"], files["dossier.pdf"] = files["dossier.pdf"], files["brieven/1.pdf"]
    text = told(zipped(files.items()))
    assert "brieven/1.pdf" in text
    assert "dossier.pdf" in text


def test_another_name_is_one_file_gone_and_one_too_many() -> None:
    files = members()
    files["dossier-2.pdf"] = files.pop("dossier.pdf")
    text = told(zipped(files.items()))
    assert "Dit ontbreekt: dossier.pdf." in text
    assert "staat niet in de inhoudsopgave: dossier-2.pdf." in text


@pytest.mark.parametrize("name", ["../../weg.txt", "/etc/weg.txt", "a\x1b[31mb\n", "leeg/"])
def test_odd_names_are_told_in_signs_that_can_be_printed(name: str) -> None:
    text = told(zipped([*members().items(), (name, b"")]))
    assert "staat niet in de inhoudsopgave" in text
    assert text.isprintable()


@pytest.mark.parametrize(
    "hidden",
    [
        lambda data: zipped([("dossier.pdf", b"other pages")]) + data,
        lambda data: data + b"other pages",
        lambda data: data[:-2] + b"\x05\x00pages",
    ],
)
def test_nothing_hides_before_or_after_the_files(hidden: Callable[[bytes], bytes]) -> None:
    """Another program may read the file from its front, and show what no list names."""
    assert "Vóór, tussen of na de bestanden" in told(hidden(case_file()))


def test_written_as_a_stream_it_is_whole_as_well() -> None:
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.got = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: Any) -> int:
            self.got += bytes(piece)
            return len(piece)

    stream = Stream()
    with zipfile.ZipFile(stream, "w") as archive:  # type: ignore[arg-type] # it only writes
        for name, content in members().items():
            archive.writestr(name, content)
    assert check(bytes(stream.got)).ok


@pytest.mark.parametrize("content", [b"no JSON", b"\0" * 9_000_000])
def test_a_list_that_cannot_be_read_is_named(content: bytes) -> None:
    assert LIST in told(zipped({**members(), LIST: content}.items()))


def test_a_list_of_another_version_is_told_as_that() -> None:
    listed = members()[LIST].replace(b"openloket/casefile/1", b"openloket/casefile/7")
    assert "andere versie van OpenLoket" in told(zipped({**members(), LIST: listed}.items()))


def test_with_another_key_nothing_is_said_to_be_changed() -> None:
    report = verify_any(io.BytesIO(case_file()), [OTHER_KEY.public])
    text = " ".join(one.text for one in report.checks if one.state is State.FAILED)
    assert not report.ok
    assert "Een PDF is verzegeld met een sleutel die hier niet bekend is" in text
    assert "veranderd" not in text


def test_of_another_head_neither_the_facts_nor_the_stamp_pass() -> None:
    """Whoever has the key of the installation still can't take an older head, or a stamp of another one."""
    dossier = parse_dossier(proof()).dossier
    assert dossier.tree_head is not None
    older = replace(dossier, tree_head=sign_tree_head(KEY, "demo", 3, b"\1" * 32, SEALED_AT))
    text = told(case_file({"bewijs/afschrift-2.json": build_dossier(older, KEY)}))
    assert "feit nummer 1, 2, 3, 4" in text
    assert "Het tijdstempel is niet echt of hoort bij een ander logboek." in text
    assert "bewijs/afschrift-2.json" in text


def test_pages_that_stand_alone_prove_themselves_and_nothing_more() -> None:
    pages = seal_pdf(b"%PDF-1.7 pages", KEY)
    report = check(pages)
    assert (report.ok, report.what) == (True, "PDF-bestand")
    assert any("het hele dossier" in one for one in report.limits)
    assert not check(pages.replace(b"pages", b"other")).ok
    assert "Een brief heeft nooit een zegel" in told(LETTER)


def test_no_changed_byte_makes_it_fall_over() -> None:
    """Some bytes of a ZIP mean nothing (its clock); no change may raise, or turn into other content."""
    data = case_file()
    for place in range(0, len(data), 211):
        report = check(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        assert report.what == "dossier" or report.verdict is Verdict.FAILED
        assert not report.ok or report.claims is not None
