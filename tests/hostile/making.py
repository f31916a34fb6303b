"""Generates hostile requests from a seed: whatever a browser would never send, and some that it would."""

import io
import random
import struct
import urllib.parse
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.formkit.sample import ANSWERS
from tests.hostile.markup import MARK, PAYLOADS

BASE = "/duinstede/proef"
STEPS = ("over-u", "aanvraag", "kinderen", "geld")
NAMES = (
    "naam",
    "geboortedatum",
    "geboortedatum.dag",
    "geboortedatum.maand",
    "geboortedatum.jaar",
    "bsn",
    "adres",
    "adres.postcode",
    "adres.huisnummer",
    "adres.straat",
    "adres.plaats",
    "email",
    "telefoon",
    "soort",
    "nummer",
    "wensen",
    "hekhoogte",
    "aantal",
    "kosten",
    "toelichting",
    "plan",
    "heeft_kinderen",
    "kinderen",
    "kinderen.0.naam",
    "kinderen.0.op_school",
    "kinderen.1.school",
    "kinderen.99999999999999999999.naam",
    "kinderen.²",
    "kinderen.-1.naam",
    "kinderen.0.",
    "kinderen..naam",
    "iban",
    "kvk",
    "draft_key",
    "verder",
    "toevoegen",
    "verwijderen",
    "bestand-weg",
    "bewaren",
    "bereikbaarheid",
    "csrfmiddlewaretoken",
    "__proto__",
    "constructor[prototype][x]",
    "",
    ".",
    "a.b.c.d.e.f",
    "answers",
    "organisation_id",
    "naam[]",
    "NAAM",
)


@dataclass(frozen=True)
class Hostile:
    """A request, as bytes; `what` says in words what is wrong with it."""

    what: str
    path: str
    body: bytes
    media_type: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


def zip_of(entries: dict[str, bytes]) -> bytes:
    """A zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


_BOMB = zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": bytes(30_000_000)})
FILES: tuple[tuple[str, bytes], ...] = (
    ("plan.pdf", b"MZ\x90\x00" + bytes(200)),
    ("plan.pdf", b"\x7fELF" + bytes(200)),
    ("foto.jpg", f"<html><script>{MARK}()</script>".encode()),
    ("plan.svg", f"<svg xmlns='http://www.w3.org/2000/svg' onload='{MARK}()'/>".encode()),
    ("plan.pdf.exe", b"%PDF-1.7\n%%EOF"),
    ("plan.docx", _BOMB),
    (
        "plan.docx",
        zip_of({"../../etc/passwd": b"x", "word/document.xml": b"<x/>", "[Content_Types].xml": b"x"}),
    ),
    (
        "plan.docx",
        zip_of({"word/vbaProject.bin": b"x", "word/document.xml": b"x", "[Content_Types].xml": b"x"}),
    ),
    ("plan.pdf", zip_of({f"{number}.txt": b"" for number in range(3000)})),
    (
        "plan.zip",
        b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 1, 8, 0, 0, 0, 2**32 - 1, 2**32 - 1, 65535, 0),
    ),
    ("plan.pdf", b"PK\x05\x06" + b"\xff" * 18),
    ("plan.pdf", b""),
    ("plan.pdf", b"%PDF-" + b"9" * 20_000),
    ("../../../etc/passwd", b"%PDF-1.7\n%%EOF"),
    ("..\\..\\windows\\system32\\plan.pdf", b"%PDF-1.7\n%%EOF"),
    ("/etc/shadow", b"%PDF-1.7\n%%EOF"),
    ("plan\u0000.pdf", b"%PDF-1.7\n%%EOF"),
    ("plan\u202efdp.exe", b"%PDF-1.7\n%%EOF"),
    (f"<img src=x onerror={MARK}()>.pdf", b"%PDF-1.7\n%%EOF"),
    (f"{'a' * 5000}.pdf", b"%PDF-1.7\n%%EOF"),
    ("", b"%PDF-1.7\n%%EOF"),
    (".", b"%PDF-1.7\n%%EOF"),
    ("CON.pdf", b"%PDF-1.7\n%%EOF"),
    ("plan.pdf", b"\xff\xd8\xff\xe0" + bytes(100)),
    ("plan.txt", b"{\\rtf1 x}"),
)


def _text(chance: random.Random) -> str:
    kind = chance.randrange(10)
    if kind < 4:
        return chance.choice(PAYLOADS)
    if kind == 4:
        return "".join(
            chr(chance.choice((chance.randrange(32), chance.randrange(0xD7FF)))) for _ in range(50)
        )
    if kind == 5:
        return chance.choice(
            ("9" * 5000, "-0", "1e999", "NaN", "0x41", "١٢٣", "²", "1,000.000,00", "-" * 300)
        )
    if kind == 6:
        return MARK * chance.choice((1, 1000, 40_000))
    if kind == 7:
        return chance.choice(
            ("0", "true", "null", "[]", "{}", '{"$gt":""}', "None", "\ufeff", "e\u0301" * 400)
        )
    if kind == 8:
        return chance.choice(
            ("31", "02", "0", "99999", "-1", "2026", "10000", "1234 AB", "NL91ABNA0417164300")
        )
    return str(chance.choice(tuple(ANSWERS.values())))


def _pairs(chance: random.Random) -> list[tuple[str, str]]:
    count = chance.choice((0, 1, 3, 12, 40))
    pairs = [(chance.choice(NAMES), _text(chance)) for _ in range(count)]
    if chance.random() < 0.5:
        pairs.append(("draft_key", chance.choice(("x", "A" * 43, "../" * 14, "A" * 10_000, _text(chance)))))
    return pairs


def _path(chance: random.Random) -> str:
    step = chance.choice(
        (*STEPS, *STEPS, "bestaat-niet", "x" * 3000, "%00", "..%2f..%2fetc", "%ff%fe", "controle")
    )
    place = chance.choice(
        (f"formulier/{step}",) * 6
        + ("versturen", "bewaren", "controle", f"formulier/{step}?terug=%00&nakijken=\udcff")
    )
    return f"{BASE}/{place.encode('utf-8', 'replace').decode()}"


def _urlencoded(chance: random.Random) -> Hostile:
    body = urllib.parse.urlencode(_pairs(chance), errors="replace").encode()
    return Hostile("odd names and values", _path(chance), body, "application/x-www-form-urlencoded")


def _bad_bytes(chance: random.Random) -> Hostile:
    raw = b"&".join(
        chance.choice(NAMES).encode()
        + b"="
        + chance.choice(
            (b"%ff%fe", b"%ED%A0%80", b"%00", b"%u0041", b"%", b"%zz", b"\xff\xfe\x80", b"a\0b", b"%c0%80")
        )
        for _ in range(10)
    )
    return Hostile("broken encodings", _path(chance), raw, "application/x-www-form-urlencoded")


def _multipart(chance: random.Random) -> Hostile:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{text}'.encode("utf-8", "replace")
        for name, text in _pairs(chance)
    ]
    for _ in range(chance.choice((0, 1, 2, 7, 25))):
        name, content = chance.choice(FILES)
        field_name = chance.choice(
            ("plan", "plan", "plan", "naam", "kinderen.0.plan", "x", "kinderen.².plan", "plan.0.x")
        )
        head = f'Content-Disposition: form-data; name="{field_name}"; filename="{name}"'
        parts.append(head.encode("utf-8", "replace") + b"\r\nContent-Type: application/pdf\r\n\r\n" + content)
    body = b"".join(b"--grens\r\n" + part + b"\r\n" for part in parts) + b"--grens--\r\n"
    return Hostile("odd fields and files", _path(chance), body, "multipart/form-data; boundary=grens")


def _bad_multipart(chance: random.Random) -> Hostile:
    body, media_type = chance.choice(
        (
            (b"--grens", "multipart/form-data; boundary=grens"),
            (b"", "multipart/form-data"),
            (b"--x\r\n", "multipart/form-data; boundary="),
            (b"x", "multipart/form-data; boundary=" + "b" * 300),
            (
                b"--grens\r\n" + b"X: " + b"y" * 50_000 + b"\r\n\r\nz\r\n--grens--",
                "multipart/form-data; boundary=grens",
            ),
            (_half(), "multipart/form-data; boundary=grens"),
            (_part("name*=hex''%41%ff"), "multipart/form-data; boundary=grens"),
            (_part("name*=bogus''%41"), "multipart/form-data; boundary=grens"),
            (_part("name=plan; filename*=utf-16''%41%ff"), "multipart/form-data; boundary=grens"),
            (_part("name=plan; filename*=idna''%41%ff"), "multipart/form-data; boundary=grens"),
            (
                _part("name=naam", "Content-Transfer-Encoding: base64\r\n", b"!!!"),
                "multipart/form-data; boundary=grens",
            ),
            (
                _part("name=plan; filename=a.pdf", "Content-Transfer-Encoding: base64\r\n", b"=A="),
                "multipart/form-data; boundary=grens",
            ),
            (
                _part("name=plan; filename=a.pdf", "Content-Length: -7\r\n"),
                "multipart/form-data; boundary=grens",
            ),
            (
                _part("name=naam", "Content-Type: text/plain; charset=bogus\r\n"),
                "multipart/form-data; boundary=grens",
            ),
            (_part("name=naam"), f"multipart/form-data; boundary=grens; charset={chance.choice(_CHARSETS)}"),
            (_part('name="naam'), "multipart/form-data; boundary=grens"),
            (b"\xff" * 5000, "multipart/form-data; boundary=\xff\xff"),
        )
    )
    return Hostile("malformed multipart", _path(chance), body, media_type)


_CHARSETS = (
    "utf-7",
    "utf-16",
    "hex",
    "rot13",
    "unicode_escape",
    "idna",
    "undefined",
    "bogus",
    "utf-8-sig",
    "zip",
    "",
)


def _part(disposition: str, more: str = "", content: bytes = b"x\\ud800") -> bytes:
    head = f"--grens\r\nContent-Disposition: form-data; {disposition}\r\n{more}\r\n".encode()
    return head + content + b"\r\n--grens--\r\n"


def _half() -> bytes:
    return _part("name=plan; filename=a.pdf", "", b"%PDF-1.7")[:-20]


def _media_type(chance: random.Random) -> Hostile:
    media_type = chance.choice(
        (
            "application/json",
            "text/xml",
            "",
            "x",
            "text/plain; charset=bogus",
            "application/x-www-form-urlencoded; charset=" + chance.choice(_CHARSETS),
            "multipart/mixed; boundary=grens",
            "application/x-www-form-urlencoded; charset*=latin-1''x",
        )
    )
    body = chance.choice(
        (
            b'{"naam": {"$gt": ""}}',
            b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
            b"naam=x",
            bytes(100),
        )
    )
    return Hostile("another content type", _path(chance), body, media_type)


def _too_much(chance: random.Random) -> Hostile:
    body = chance.choice(
        (
            "&".join(f"n{number}=1" for number in range(5000)),
            "&".join(f"kinderen.{number}.naam=x" for number in range(499)),
            "naam=" + "x" * 2_500_000,
            "&".join(["wensen=a"] * 499),
            f"toevoegen=kinderen&kinderen.{'9' * 5000}.naam=x",
            f"toevoegen=kinderen&kinderen.{'9' * 3}.naam=x",
            "toevoegen=" + "kinderen" * 1000,
        )
    ).encode()
    return Hostile("far too much", _path(chance), body, "application/x-www-form-urlencoded")


def _odd_head(chance: random.Random) -> Hostile:
    headers = chance.choice(
        (
            {"Origin": "http://["},
            {"Origin": "null"},
            {"Origin": "https://kwaad.example"},
            {"Origin": "//"},
            {"Referer": "http://["},
            {"Host": "kwaad.example"},
            {"Host": "duinstede:x"},
            {"Host": "[::1"},
            {"X-Forwarded-Host": "kwaad.example"},
            {"X-HTTP-Method-Override": "DELETE"},
            {"Content-Encoding": "gzip"},
            {"Accept-Encoding": "x" * 5000},
            {"Cookie": "=;;;=a; \xff=\xfe; openloket_concept"},
            {"Expect": "100-continue"},
        )
    )
    cookies = chance.choice(
        (
            {},
            {"openloket_concept": "A" * 43},
            {"openloket_concept": '"\\000"'},
            {"openloket_concept": "\xe9" * 43},
            {"openloket_ontvangst": "\xe9\xff"},
            {"openloket_balie": '"abcdefghij\\000"'},
            {"csrftoken": "x"},
            {"openloket_balie": "x" * 4000},
        )
    )
    return Hostile(
        "odd headers and cookies",
        _path(chance),
        b"naam=x",
        "application/x-www-form-urlencoded",
        headers,
        cookies,
    )


_KINDS: tuple[Callable[[random.Random], Hostile], ...] = (
    _urlencoded,
    _urlencoded,
    _multipart,
    _multipart,
    _multipart,
    _bad_bytes,
    _bad_multipart,
    _media_type,
    _too_much,
    _odd_head,
)


def hostile(seed: int) -> Hostile:
    """The hostile request of this number; always the same."""
    return _KINDS[seed % len(_KINDS)](random.Random(seed))
