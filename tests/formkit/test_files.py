"""Uploads: the content decides what a file is; bombs, archives, programs and markup are not taken."""

import copy
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formkit.sample import one_field

from openloket.formkit.definition import FileField
from openloket.formkit.files import Sniffed, check_file, clean_name, extensions, limits, sniff
from openloket.formkit.zips import MAX_ENTRIES

WORD, SHEET = ("[Content_Types].xml", "word/document.xml"), ("[Content_Types].xml", "xl/workbook.xml")


def zipped(*names: str, content: bytes = b"<x/>", mimetype: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def sniffed(content: bytes, name: str = "bestand") -> Sniffed:
    return sniff(io.BytesIO(content), len(content), name)


def heic(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00mif1heic"


END = b"PK\x05\x06"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "name", "kind", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "brief.PDF", "pdf", "application/pdf"),
        (b"\r\n%PDF-1.4", "scan.pdf", "pdf", "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "foto.jpg", "image", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00", "foto.png", "image", "image/png"),
        (b"GIF89a\x01", "foto.gif", "image", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "foto.webp", "image", "image/webp"),
        (b"II*\x00\x08", "scan.tif", "image", "image/tiff"),
        (b"MM\x00*\x00", "scan.tiff", "image", "image/tiff"),
        (heic(b"heic"), "IMG_1.HEIC", "image", "image/heic"),
        (heic(b"mif1"), "IMG_1.heif", "image", "image/heif"),
        (heic(b"heic"), "image.jpg", "image", "image/heic"),
        (
            zipped(*WORD),
            "brief.docx",
            "word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped(*SHEET),
            "lijst.xlsx",
            "sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (zipped("content.xml", mimetype=OPEN_DOCUMENT + "text"), "brief.odt", "word", OPEN_DOCUMENT + "text"),
        (
            zipped("content.xml", mimetype=OPEN_DOCUMENT + "spreadsheet"),
            "lijst.ods",
            "sheet",
            OPEN_DOCUMENT + "spreadsheet",
        ),
        ("Beste gemeente, caf\u00e9".encode(), "brief.txt", "text", "text/plain"),
        ("caf\u00e9 \u20ac".encode("cp1252"), "brief.txt", "text", "text/plain"),
        (b"\xef\xbb\xbfnaam;bedrag\r\n", "lijst.csv", "sheet", "text/csv"),
        (b"a" * 65_535 + "\u00e9".encode() + b"a", "lang.txt", "text", "text/plain"),
        (b"%PDF-1.7", "zonder", "pdf", "application/pdf"),
    ],
)
def test_what_is_taken(content: bytes, name: str, kind: str, media_type: str) -> None:
    assert sniffed(content, name) == Sniffed(kind, media_type, True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.txt"),
        (b"abc\x81", "brief.txt"),
        (b"MZ\x90\x00", "factuur.pdf"),
        (b"\x7fELF\x02", "foto.jpg"),
        (b"#!/bin/sh\n", "brief.txt"),
        (b"<html><script>alert(1)</script>", "brief.txt"),
        (b"tekst vooraf <ScRiPt>alert(1)</script>", "brief.txt"),
        (b"<?xml version='1.0'?><svg/>", "plaatje.txt"),
        (b"  \n<svg onload=x>", "plaatje.svg"),
        (b"alert(1)", "programma.js"),
        (b"echo hallo", "start.bat"),
        (b"{\\rtf1 hallo}", "brief.txt"),
        (b"\x1b]0;titel\x07", "brief.txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "brief.doc"),
        (b"Rar!\x1a\x07\x00", "archief.rar"),
        (b"\x1f\x8b\x08", "archief.gz"),
        (b"7z\xbc\xaf\x27\x1c", "archief.7z"),
        (b"\x00\x00\x00\x18ftypisom", "film.mp4"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "geluid.wav"),
        (zipped("a.txt"), "archief.zip"),
        (zipped("a.txt"), "brief.docx"),
        (zipped(*WORD, "word/vbaProject.bin"), "macro.docx"),
        (zipped(*WORD, "../../etc/passwd"), "pad.docx"),
        (zipped(*WORD, "/etc/passwd"), "pad.docx"),
        (zipped(*WORD, *SHEET[1:]), "beide.docx"),
        (zipped(*WORD)[:-30], "stuk.docx"),
        (zipped(*WORD, content=b"\x00" * 30_000_000), "bom.docx"),
        (zipped(*WORD, *(f"x{n}" for n in range(MAX_ENTRIES))), "veel.docx"),
        (zipped("content.xml", mimetype="application/x-evil"), "brief.odt"),
        (zipped("Basic/Standard/x.xml", mimetype=OPEN_DOCUMENT + "text"), "macro.odt"),
        (b"PK\x03\x04" + b"\x00" * 100, "nep.docx"),
    ],
)
def test_what_is_not_taken(content: bytes, name: str) -> None:
    assert sniffed(content, name) == Sniffed("unknown", "application/octet-stream", False)


def test_a_large_table_of_contents_is_not_read() -> None:
    assert sniffed(zipped(*WORD, *(f"{n:0700}" for n in range(1_000))), "x.docx").kind == "word"
    assert sniffed(zipped(*WORD, *(f"{n:0700}" for n in range(1_500))), "x.docx").kind == "unknown"


def test_a_count_of_entries_that_lies_does_not_help() -> None:
    many = bytearray(zipped(*WORD, *(f"x{n}" for n in range(MAX_ENTRIES))))
    struct.pack_into("<HH", many, many.rfind(END) + 8, 2, 2)
    assert sniffed(bytes(many), "x.docx").kind == "unknown"


def test_a_second_end_with_larger_numbers_is_not_followed() -> None:
    sound = zipped(*WORD)
    end = sound.rfind(END)
    size, start = struct.unpack_from("<II", sound, end + 12)
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 2, 2, size, start)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1)
    large = sound[:end] + record + locator + sound[end:]
    with zipfile.ZipFile(io.BytesIO(large)) as archive:
        assert len(archive.infolist()) == 2
    assert sniffed(large, "x.docx").kind == "unknown"


def test_entries_that_share_their_bytes_are_a_bomb() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in WORD:
            archive.writestr(name, bytes(range(256)) * 10)
        for index in range(500):
            twin = copy.copy(archive.filelist[1])
            twin.filename = f"word/{index}.xml"
            archive.filelist.append(twin)
    assert sniffed(target.getvalue(), "x.docx").kind == "unknown"


def test_an_encrypted_document_is_not_taken() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in WORD:
            archive.writestr(name, b"<x/>")
        archive.filelist[1].flag_bits |= 1
    assert sniffed(target.getvalue(), "x.docx").kind == "unknown"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7", "foto.jpg"),
        (b"\xff\xd8\xff\xe0", "brief.pdf"),
        (b"%PDF-1.7", "brief.pdf.exe"),
        (zipped(*WORD), "x.xlsx"),
    ],
)
def test_a_name_that_says_otherwise_is_not_ok(content: bytes, name: str) -> None:
    found = sniffed(content, name)
    assert found.kind != "unknown"
    assert not found.ok


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"RIFF"]), st.text(max_size=20)
)
def test_any_content_gets_an_answer(body: bytes, start: bytes, name: str) -> None:
    found = sniffed(start + body + (b"PK\x05\x06" + body if start == b"PK\x03\x04" else b""), name)
    assert found.kind in ("pdf", "image", "word", "sheet", "text", "unknown")


@given(st.data())
def test_a_damaged_document_gets_an_answer(data: st.DataObject) -> None:
    content = bytearray(zipped(*WORD))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert sniffed(bytes(content), "x.docx").kind in ("word", "unknown")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("brief.pdf", "brief.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jan\\brief.pdf", "brief.pdf"),
        ("..", "bestand"),
        ("", "bestand"),
        (".htaccess", "htaccess"),
        ("a\x00b\nc.pdf", "ab c.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("re\u0301sume\u0301.pdf", "r\u00e9sum\u00e9.pdf"),
        ('<img src="x">.jpg', "_img src=_x__.jpg"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("x" * 300, "x" * 120),
        ("foto \ud83d.png", "foto .png"),
        ("brief.pdf. . .", "brief.pdf"),
    ],
)
def test_names_are_made_safe(name: str, expected: str) -> None:
    assert clean_name(name) == expected


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = clean_name(name)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('/\\<>:"|?*\x00\n')
    assert safe not in (".", "..")
    assert clean_name(safe) == safe


def question(**keys: object) -> FileField:
    found = one_field(type="file", **keys).field("vraag")
    assert isinstance(found, FileField)
    return found


PDF = Sniffed("pdf", "application/pdf", True)


@pytest.mark.parametrize(
    ("found", "size", "already", "reason", "message"),
    [
        (PDF, 2_000_000, 0, "", ""),
        (PDF, 0, 0, "empty", "Dit bestand is leeg."),
        (PDF, 2_000_001, 0, "size", "te groot: 2,0 MB. Kies een bestand tot 2 MB."),
        (PDF, 10, 3, "count", "niet meer dan 3 bestanden"),
        (Sniffed("image", "image/png", True), 10, 0, "kind", "Kies PDF."),
        (Sniffed("pdf", "application/pdf", False), 10, 0, "name", "past niet bij de inhoud"),
    ],
)
def test_the_limits_of_a_question(found: Sniffed, size: int, already: int, reason: str, message: str) -> None:
    problem = check_file(question(accept=["pdf"], max_files=3, max_mb=2), found, size, already)
    assert (problem.reason if problem else "") == reason
    assert message in (problem.message if problem else "")


def test_the_limits_are_told_in_advance() -> None:
    assert (
        limits(question(accept=["pdf", "image"]))
        == "PDF of foto (JPG, PNG of HEIC). Niet meer dan 5 bestanden van 10 MB."
    )
    assert limits(question(accept=["text"], max_files=1)) == "tekst (txt). Niet meer dan 1 bestand van 10 MB."
    assert extensions(question(accept=["pdf", "word"])) == (".pdf", ".docx", ".odt")
