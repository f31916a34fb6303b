"""What an uploaded file really is, judged by its content; a safe name for it; the limits of a question."""

import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from openloket.formkit.clean import one_line
from openloket.formkit.definition import FileField
from openloket.formkit.wording import listed
from openloket.formkit.wording import size as size_in_words
from openloket.formkit.zips import office_type

KINDS = ("pdf", "image", "word", "sheet", "text")
HEAD = 65_536
MAX_NAME = 120
MEGABYTE = 1_000_000

_EXTENSIONS = {
    "pdf": frozenset({"pdf"}),
    "image": frozenset(
        {"jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "tif", "tiff", "heic", "heif", "hif"}
    ),
    "word": frozenset({"docx", "odt"}),
    "sheet": frozenset({"xlsx", "ods", "csv"}),
    "text": frozenset({"txt", "text"}),
}
_IN_WORDS = {
    "pdf": "PDF",
    "image": "foto (JPG, PNG of HEIC)",
    "word": "Word (docx) of ODT",
    "sheet": "Excel (xlsx), ODS of CSV",
    "text": "tekst (txt)",
}
_SIGNATURES = (
    (b"\xff\xd8\xff", "image", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image", "image/png"),
    (b"GIF87a", "image", "image/gif"),
    (b"GIF89a", "image", "image/gif"),
    (b"II*\x00", "image", "image/tiff"),
    (b"MM\x00*", "image", "image/tiff"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_HEIF_BRANDS = frozenset({b"mif1", b"msf1", b"heif"})
# Text that another program would run or show as a page: markup, scripts, PDF, PostScript, RTF.
_ACTIVE_START = re.compile(rb"\s*(?:<|#!|%!|%pdf|\{\\rtf|@echo|mz)", re.IGNORECASE)
_ACTIVE_INSIDE = re.compile(rb"<(?:script|html|svg|iframe|object|body|!doctype|\?php|\?xml)\b", re.IGNORECASE)
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NOT_IN_NAME = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Sniffed:
    """kind: pdf, image, word, sheet, text or unknown · ok: a known kind whose name does not say otherwise."""

    kind: str
    media_type: str
    ok: bool


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a file cannot be taken (Awb 2:15), in plain Dutch; `reason` is empty, size, count, kind or name."""

    reason: str
    message: str


UNKNOWN = Sniffed("unknown", "application/octet-stream", False)


def sniff(content: BinaryIO, size: int, name: str) -> Sniffed:
    """What the file is. Archives, programs, scripts, HTML and SVG come out as unknown.

    `content` is seekable and `size` bytes long; only its head is read and, for a zip, its table of contents.
    """
    content.seek(0)
    head = content.read(HEAD)
    kind, media = _binary(head)
    if kind == "unknown" and head.startswith(b"PK\x03\x04"):
        media = office_type(content, size) or ""
        kind = ("sheet" if "sheet" in media else "word") if media else "unknown"
    elif kind == "unknown":
        kind, media = _text(head, size, name)
    content.seek(0)
    if kind == "unknown":
        return UNKNOWN
    suffix = _suffix(name)
    return Sniffed(kind, media, not suffix or suffix in _EXTENSIONS[kind])


def clean_name(name: str) -> str:
    """A file name to keep and show: no folders, control characters or direction tricks, at most 120 long."""
    text = one_line(name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(
        char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    text = unicodedata.normalize("NFC", " ".join(_NOT_IN_NAME.sub("_", visible).split())).strip(" .")
    if not text:
        return "bestand"
    suffix = _suffix(text)
    if len(text) <= MAX_NAME:
        return text
    if not suffix:
        return text[:MAX_NAME].rstrip(" .")
    return f"{text[: MAX_NAME - len(suffix) - 1].rstrip(' .')}.{suffix}"


def check_file(field: FileField, sniffed: Sniffed, size: int, already: int) -> FileProblem | None:
    """The first reason why this file cannot be an answer to the question, or None.

    `size` in bytes; `already` counts the files that this question has before this one.
    """
    if already >= field.max_files:
        return FileProblem("count", f"U kunt hier niet meer dan {field.max_files} bestanden toevoegen.")
    if size == 0:
        return FileProblem("empty", "Dit bestand is leeg. Kies een ander bestand.")
    if size > field.max_mb * MEGABYTE:
        return FileProblem(
            "size",
            f"Dit bestand is te groot: {size_in_words(size)}. Kies een bestand tot {field.max_mb} MB.",
        )
    if sniffed.kind not in field.accept:
        wanted = listed([_IN_WORDS[kind] for kind in field.accept])
        return FileProblem("kind", f"Dit soort bestand kunnen wij niet gebruiken. Kies {wanted}.")
    if not sniffed.ok:
        return FileProblem(
            "name", "De naam van dit bestand past niet bij de inhoud. Sla het opnieuw op en kies het dan."
        )
    return None


def limits(field: FileField) -> str:
    """The limits told in advance: `PDF of foto (JPG, PNG of HEIC), niet meer dan 5 bestanden van 10 MB.`"""
    count = "1 bestand" if field.max_files == 1 else f"{field.max_files} bestanden"
    return (
        f"{listed([_IN_WORDS[kind] for kind in field.accept])}. Niet meer dan {count} van {field.max_mb} MB."
    )


def extensions(field: FileField) -> tuple[str, ...]:
    """For the `accept` attribute of the input: `.pdf`, `.jpg` …"""
    return tuple(f".{one}" for kind in field.accept for one in sorted(_EXTENSIONS[kind]))


def _binary(head: bytes) -> tuple[str, str]:
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf", "application/pdf"
    for start, kind, media in _SIGNATURES:
        if head.startswith(start):
            return kind, media
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image", "image/webp"
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC_BRANDS:
            return "image", "image/heic"
        if head[8:12] in _HEIF_BRANDS:
            return "image", "image/heif"
    return "unknown", ""


def _text(head: bytes, size: int, name: str) -> tuple[str, str]:
    body = head.removeprefix(b"\xef\xbb\xbf")
    if not body or _NOT_IN_TEXT.search(body) or not _decodes(body, cut=size > len(head)):
        return "unknown", ""
    if _ACTIVE_START.match(body) or _ACTIVE_INSIDE.search(body):
        return "unknown", ""
    suffix = _suffix(name)
    if suffix == "csv":
        return "sheet", "text/csv"
    # Anything that is called otherwise (.js, .bat, .html …) is not taken on the word "it is only text".
    return ("text", "text/plain") if suffix in _EXTENSIONS["text"] or not suffix else ("unknown", "")


def _decodes(body: bytes, *, cut: bool) -> bool:
    """UTF-8 (a character may be cut at the end of the head), or the old Windows code page."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if cut and error.start >= len(body) - 3:
            return True
    else:
        return True
    try:
        body.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _suffix(name: str) -> str:
    found = re.search(r"\.([A-Za-z0-9]{1,10})$", name.strip(" ."))
    return found[1].lower() if found else ""
