"""Builds messages as the world sends them: whole, broken, nested, in every alphabet, and by machines."""

import base64
import struct
from collections.abc import Callable

CITIZEN = "Jan de Vries <jan@voorbeeld.nl>"
DESK = "balie@duinstede.example"
ODT = "application/vnd.oasis.opendocument.text"


def message(body: bytes | str = "Hallo", **headers: str) -> bytes:
    """A message with the usual headers; a keyword is a header (with _ for -), empty leaves it out."""
    named = {
        "From": CITIZEN,
        "To": DESK,
        "Subject": "Bezwaar",
        "Date": "Mon, 05 Jan 2026 10:15:00 +0100",
        "Message-ID": "<m1@voorbeeld.nl>",
        "MIME-Version": "1.0",
        **{name.replace("_", "-").title(): value for name, value in headers.items()},
    }
    named["Message-ID"] = named.pop("Message-Id", named["Message-ID"])
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return head.encode() + b"\r\n" + (body.encode() if isinstance(body, str) else body)


def part(body: bytes | str, kind: str = "text/plain; charset=utf-8", **headers: str) -> bytes:
    """A part of a message."""
    named = {
        "Content-Type": kind,
        **{name.replace("_", "-").title(): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return head.encode() + b"\r\n" + (body.encode() if isinstance(body, str) else body)


def wrapped(content: bytes) -> str:
    """Base64 in lines."""
    return base64.encodebytes(content).decode()


def file(content: bytes, kind: str, name: str, disposition: str = "attachment", **headers: str) -> bytes:
    """A part with a file."""
    return part(
        wrapped(content),
        f'{kind}; name="{name}"',
        content_disposition=f'{disposition}; filename="{name}"',
        content_transfer_encoding="base64",
        **headers,
    )


def joined(*parts: bytes, boundary: str = "grens", closed: bool = True) -> bytes:
    """The body of a multipart."""
    mark = f"--{boundary}\r\n".encode()
    body = b"".join(mark + one + b"\r\n" for one in parts)
    return b"Dit is MIME.\r\n" + body + (f"--{boundary}--\r\n".encode() if closed else b"")


def multipart(sort: str, *parts: bytes, boundary: str = "grens", more: str = "", **headers: str) -> bytes:
    """A message of several parts."""
    kind = f'multipart/{sort}; boundary="{boundary}"{more}'
    return message(joined(*parts, boundary=boundary), content_type=kind, **headers)


def nested(sort: str, *parts: bytes, boundary: str, more: str = "") -> bytes:
    """A multipart as a part of another."""
    return part(joined(*parts, boundary=boundary), f'multipart/{sort}; boundary="{boundary}"{more}')


def deep(levels: int) -> bytes:
    """A multipart in a multipart in a multipart …, with a text in the innermost."""
    inner = part("In het midden")
    for level in range(levels):
        inner = nested("mixed", inner, boundary=f"b{level}")
    return message(b"", content_type="", mime_version="").rstrip(b"\r\n") + b"\r\n" + inner


def forwarded(levels: int) -> bytes:
    """A message in a message in a message …"""
    raw = message("De kern", subject="Kern")
    for level in range(levels):
        raw = multipart("mixed", part(f"Laag {level}"), part(raw, "message/rfc822"), boundary=f"f{level}")
    return raw


def winmail(*files: tuple[str, bytes], text: str = "", rich: bytes = b"") -> bytes:
    """A winmail.dat with files, and with text or rich text."""

    def attribute(level: int, number: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) % 65_536)

    def padded(value: bytes) -> bytes:
        return struct.pack("<I", len(value)) + value + b"\0" * (-len(value) % 4)

    out = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069007, struct.pack("<Q", 1252))
    if text:
        out += attribute(1, 0x0002800C, text.encode("cp1252") + b"\0")
    if rich:
        out += attribute(1, 0x00069003, struct.pack("<IHHI", 1, 0x102, 0x1009, 1) + padded(rich))
    for name, content in files:
        long_name = struct.pack("<IHHI", 1, 0x1F, 0x3707, 1) + padded(f"{name}\0".encode("utf-16-le"))
        out += attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00018010, b"KORT~1.PDF\0")
        out += attribute(2, 0x0006800F, content) + attribute(2, 0x00069005, long_name)
    return out


def compressed(rich: bytes) -> bytes:
    """Outlook's compressed rich text, with every letter as it is."""
    body = b"".join(b"\0" + rich[place : place + 8] for place in range(0, len(rich), 8))
    return struct.pack("<IIII", len(body) + 12, len(rich), 0x75465A4C, 0) + body


def signed(content: bytes, *, endless: bool = False, kind: int = 2) -> bytes:
    """An S/MIME message in one piece (CMS); `endless` without stated lengths, in pieces; kind 3 is locked."""

    def element(tag: int, value: bytes) -> bytes:
        if endless and tag & 0x20:
            return bytes([tag, 0x80]) + value + b"\0\0"
        size = len(value)
        length = bytes([size]) if size < 128 else bytes([0x84]) + size.to_bytes(4, "big")
        return bytes([tag]) + length + value

    name = element(6, bytes.fromhex("2a864886f70d010701"))
    if endless:
        pieces = [element(4, content[place : place + 10]) for place in range(0, len(content), 10)]
        box = element(0xA0, element(0x24, b"".join(pieces)))
    else:
        box = element(0xA0, element(4, content))
    inner = element(2, b"\1") + element(0x31, b"") + element(0x30, name + box)
    outer = element(6, bytes.fromhex(f"2a864886f70d01070{kind}"))
    return element(0x30, outer + element(0xA0, element(0x30, inner)))


def delivery_status(
    recipient: str = "jan@voorbeeld.nl", status: str = "5.1.1", action: str = "failed"
) -> bytes:
    """A report of a mail server (RFC 3464) about one of our messages."""
    return multipart(
        "report",
        part("Het bericht is niet bezorgd."),
        part(
            f"Reporting-MTA: dns; mx.voorbeeld.nl\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\n"
            f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 {status} Onbekend\r\n",
            "message/delivery-status",
        ),
        part(message("Uw ontvangstbevestiging", message_id="<ons1@duinstede.example>"), "message/rfc822"),
        more="; report-type=delivery-status",
        **{"from": "Mail Delivery System <MAILER-DAEMON@mx.voorbeeld.nl>", "return_path": "<>"},
        subject="Undelivered Mail Returned to Sender",
        auto_submitted="auto-replied",
    )


def _encoded(text: str, charset: str, codec: str = "") -> Callable[[], bytes]:
    return lambda: message(
        text.encode(codec or charset), content_type=f"text/plain; charset={charset}", subject=charset
    )


HTML = "<html><body><p>Ik maak <b>bezwaar</b> tegen uw besluit van 3&nbsp;mei.</p><p>Jan</p></body></html>"
PDF = b"%PDF-1.4 een bijlage"
PNG = b"\x89PNG\r\n\x1a\n een plaatje"
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"

# Every kind of ugliness by its name.
UGLY: dict[str, Callable[[], bytes]] = {
    "plain": message,
    "nothing at all": lambda: b"",
    "only a line end": lambda: b"\r\n",
    "no headers": lambda: b"Ik maak bezwaar.\r\nJan\r\n",
    "only headers": lambda: message("").rstrip(),
    "no body": lambda: message(""),
    "line feeds only": lambda: message("Een\r\nTwee").replace(b"\r\n", b"\n"),
    "carriage returns only": lambda: message("Een\r\nTwee").replace(b"\r\n", b"\r"),
    "mixed line ends": lambda: message("Een\nTwee\r\nDrie\rVier"),
    "mbox line first": lambda: b"From jan@voorbeeld.nl Mon Jan  5 10:15:00 2026\r\n" + message(),
    "empty lines first": lambda: b"\r\n\r\n" + message(),
    "byte-order mark first": lambda: b"\xef\xbb\xbf" + message(),
    "no line between headers and body": lambda: message().replace(b"\r\n\r\n", b"\r\n"),
    "a line among the headers that is none": lambda: b"Onzin zonder dubbele punt\r\n".join(
        message().partition(b"To:")[::2]
    ).replace(b" balie", b"To: balie"),
    "huge header": lambda: message(x_lang="a" * 300_000),
    "many headers": lambda: b"".join(b"X-%d: y\r\n" % n for n in range(3_000)) + message(),
    "header folded a thousand times": lambda: message(subject="\r\n ".join(["woord"] * 1_000)),
    "nul bytes": lambda: message(b"Ik\x00 ben\x00 Jan", subject="Be\x00zwaar"),
    "two subjects and two senders": lambda: b"Subject: Eerste\r\nFrom: piet@voorbeeld.nl\r\n" + message(),
    "no sender": lambda: message(**{"from": ""}),
    "sender without address": lambda: message(**{"from": "Jan"}),
    "several senders": lambda: message(**{"from": "jan@voorbeeld.nl, piet@voorbeeld.nl"}),
    "comma in an encoded name": lambda: message(
        **{"from": "=?utf-8?Q?Vries=2C_Jan_<x=40y.nl>?= <jan@voorbeeld.nl>"}
    ),
    "quote that never closes": lambda: message(**{"from": '"Jan <jan@voorbeeld.nl>'}),
    "address after angle brackets in brackets": lambda: message(**{"from": "Jan <<jan@voorbeeld.nl>>"}),
    "group of nobody": lambda: message(to="undisclosed-recipients:;"),
    "no message id": lambda: message(message_id=""),
    "message id without brackets": lambda: message(message_id="m1@voorbeeld.nl"),
    "date of nonsense": lambda: message(date="gisteren, 31 Feb 99999 25:61 +9999"),
    "no date": lambda: message(date=""),
    "raw utf-8 in headers": lambda: message(subject="Bezwaar over de Coöperatie"),
    "raw latin-1 in headers": lambda: message(subject="XX").replace(b"XX", b"Co\xf6peratie"),
    "encoded word cut in a letter": lambda: message(subject="=?utf-8?B?Q2/D?= =?utf-8?B?tnBlcmF0aWU=?="),
    "encoded word of an unknown charset": lambda: message(subject="=?klingon?Q?Co=F6peratie?="),
    "encoded word with spaces": lambda: message(subject="=?utf-8?Q?Beroep tegen besluit?="),
    "encoded word that never ends": lambda: message(subject="=?utf-8?B?" + "QUJD" * 50),
    "windows-1252 that says latin-1": lambda: message(
        b"\x80 20 \x96 \x93goed\x94", content_type="text/plain; charset=iso-8859-1"
    ),
    "utf-8 that says latin-1": lambda: message(
        "Coöperatie één".encode(), content_type="text/plain; charset=iso-8859-1"
    ),
    "latin-1 that says utf-8": lambda: message(
        "Coöperatie één".encode("latin-1"), content_type="text/plain; charset=utf-8"
    ),
    "latin-1 that says ascii": lambda: message(
        "Coöperatie één".encode("latin-1"), content_type="text/plain; charset=us-ascii"
    ),
    "unknown charset": lambda: message("Hallo ë", content_type="text/plain; charset=x-onbekend"),
    "charset that is no charset": lambda: message("Hallo", content_type="text/plain; charset=punycode"),
    "charset with a nul in it": lambda: message("Hallo", content_type='text/plain; charset="ut\x00f-8"'),
    "utf-7": _encoded("Café €5", "utf-7"),
    "half letters in utf-7": lambda: message("+2AA-", content_type="text/plain; charset=utf-7"),
    "iso-2022-jp": _encoded("日本語の手紙", "iso-2022-jp"),
    "iso-2022-jp unsaid": lambda: message("日本語の手紙".encode("iso-2022-jp")),
    "koi8-r": _encoded("Привет мир", "koi8-r"),
    "gb2312 with more": _encoded("朱镕基", "gb2312", "gbk"),
    "big5": _encoded("繁體中文", "big5"),
    "utf-16": _encoded("Grüße", "utf-16"),
    "arabic": _encoded("مرحبا", "windows-1256", "cp1256"),
    "turkish as iso-8859-9": _encoded("İyi günler ş", "iso-8859-9"),
    "quoted-printable": lambda: message(
        "Co=C3=B6peratie is een heel lang woord =\r\nen dit hoort erbij=20\r\n= =ZZ",
        content_type="text/plain; charset=utf-8",
        content_transfer_encoding="Quoted-Printable",
    ),
    "base64 text": lambda: message(
        wrapped("Coöperatie".encode()),
        content_type="text/plain; charset=utf-8",
        content_transfer_encoding="BASE64",
    ),
    "base64 with rubbish": lambda: message(
        wrapped(b"Hallo daar") + "\r\n__\r\nGecontroleerd op virussen door ons\r\n",
        content_transfer_encoding="base64",
        content_type="text/plain",
    ),
    "base64 cut short": lambda: message("SGFsbG8gZGFhc", content_transfer_encoding="base64"),
    "unknown encoding": lambda: message("Hallo", content_transfer_encoding="x-zelfbedacht"),
    "uuencoded file": lambda: multipart(
        "mixed",
        part("Tekst"),
        part(
            "begin 644 a.txt\r\n%2&%L;&\\\r\n`\r\nend\r\n",
            'text/x-uu; name="a.txt"',
            content_transfer_encoding="x-uuencode",
        ),
    ),
    "flowed text": lambda: message(
        "Dit is een lange \r\nregel.\r\n> geciteerd \r\n> verder\r\n-- \r\nJan",
        content_type="text/plain; format=flowed",
    ),
    "html only": lambda: message(HTML, content_type="text/html; charset=utf-8"),
    "html with script and style": lambda: message(
        "<style>p{}</style><script>alert('<p>x')</script><p onclick=x>Hallo</p>"
        "<img src=x onerror=y><a href='javascript:z()'>klik</a>",
        content_type="text/html",
    ),
    "html without an end": lambda: message("<p>Hallo <b>daar<script>", content_type="text/html"),
    "type of one word": lambda: message("<p>Hallo</p>", content_type="html"),
    "type of rubbish": lambda: message("Hallo", content_type=";;;==/"),
    "parameters without semicolon": lambda: message(
        "Co\xf6peratie".encode("latin-1"), content_type="text/plain charset=iso-8859-1"
    ),
    "two alternatives": lambda: multipart("alternative", part("Ik maak bezwaar."), part(HTML, "text/html")),
    "alternative that says nothing": lambda: multipart(
        "alternative", part("Uw programma kan dit niet tonen."), part(HTML * 5, "text/html")
    ),
    "empty alternative": lambda: multipart("alternative", part(" "), part(HTML, "text/html")),
    "text in two pieces": lambda: multipart(
        "mixed", part("Boven"), file(PNG, "image/png", "foto.png", "inline"), part("Onder")
    ),
    "inline image": lambda: multipart(
        "related",
        part("<p>Zie <img src='cid:i1'></p>", "text/html"),
        file(PNG, "image/png", "i.png", "inline", content_id="<i1>"),
    ),
    "one file": lambda: multipart("mixed", part("Zie bijlage"), file(PDF, "application/pdf", "besluit.pdf")),
    "only a file": lambda: message(
        wrapped(PDF),
        content_type="application/pdf; name=besluit.pdf",
        content_disposition="attachment; filename=besluit.pdf",
        content_transfer_encoding="base64",
    ),
    "file without a name": lambda: multipart(
        "mixed",
        part("Zie bijlage"),
        part(wrapped(PDF), "application/pdf", content_transfer_encoding="base64"),
    ),
    "file with a path as its name": lambda: multipart(
        "mixed", part("Zie"), file(PDF, "application/pdf", "..\\..\\windows\\brief.pdf")
    ),
    "file name in RFC 2231": lambda: multipart(
        "mixed",
        part("Zie"),
        part(
            wrapped(PDF),
            "application/pdf",
            content_disposition="attachment; filename*0*=utf-8'nl'na%C3%AF; "
            "filename*1=eve; filename*2*=%20brief.pdf",
            content_transfer_encoding="base64",
        ),
    ),
    "file name as an encoded word": lambda: multipart(
        "mixed", part("Zie"), file(PDF, "application/pdf", "=?utf-8?Q?na=C3=AFef.pdf?=")
    ),
    "file name that turns around": lambda: multipart(
        "mixed", part("Zie"), file(PDF, "application/pdf", "brief\u202efdp.exe")
    ),
    "text file": lambda: multipart("mixed", part("Zie"), file(b"inhoud", "text/plain", "notitie.txt")),
    "calendar": lambda: multipart(
        "alternative", part("Hoorzitting"), part(ICS, "text/calendar; method=REQUEST; charset=utf-8")
    ),
    "message inside": lambda: multipart(
        "mixed", part("Zie"), part(message(subject="Oud: bericht"), "message/rfc822")
    ),
    "message inside, wrapped": lambda: multipart(
        "mixed",
        part("Zie"),
        part(wrapped(message(subject="Oud")), "message/rfc822", content_transfer_encoding="base64"),
    ),
    "digest": lambda: multipart(
        "digest", b"\r\n" + message(subject="Een"), b"\r\n" + message(subject="Twee")
    ),
    "messages twenty deep": lambda: forwarded(20),
    "parts twenty deep": lambda: deep(20),
    "parts three thousand deep": lambda: deep(3_000),
    "two thousand parts": lambda: multipart("mixed", *[part("x")] * 2_000),
    "no boundary said": lambda: message(
        joined(part("Hallo"), part(HTML, "text/html")), content_type="multipart/mixed"
    ),
    "other boundary said": lambda: message(
        joined(part("Hallo")), content_type='multipart/mixed; boundary="anders"'
    ),
    "boundary that is nowhere": lambda: message("Gewoon tekst", content_type="multipart/mixed; boundary=x"),
    "empty boundary": lambda: message(
        "--\r\n\r\nHallo\r\n----\r\n", content_type='multipart/mixed; boundary=""'
    ),
    "never closed": lambda: message(
        joined(part("Hallo"), closed=False), content_type="multipart/mixed; boundary=grens"
    ),
    "text after the end": lambda: (
        multipart("mixed", part("Hallo")) + b"\r\nMet de groeten van de virusscanner\r\n"
    ),
    "boundary within a boundary": lambda: multipart(
        "mixed", nested("alternative", part("Hallo"), boundary="grens1"), part("Tot ziens"), boundary="grens"
    ),
    "winmail.dat": lambda: multipart(
        "mixed",
        part("Tekst"),
        file(winmail(("Mijn brief.pdf", PDF), text="Tekst"), "application/ms-tnef", "winmail.dat"),
    ),
    "winmail.dat with the only text": lambda: message(
        wrapped(winmail(rich=compressed(rb"{\rtf1\ansi Ik maak \b bezwaar\b0\par Jan\'eb}"))),
        content_type='application/ms-tnef; name="winmail.dat"',
        content_transfer_encoding="base64",
    ),
    "winmail.dat cut short": lambda: multipart(
        "mixed", part("Tekst"), file(winmail(("brief.pdf", PDF))[:-30], "application/ms-tnef", "winmail.dat")
    ),
    "winmail.dat that is none": lambda: multipart(
        "mixed", part("Tekst"), file(b"geen tnef", "application/ms-tnef", "winmail.dat")
    ),
    "signed beside the text": lambda: multipart(
        "signed", part("Ik maak bezwaar"), file(b"sig", "application/pkcs7-signature", "smime.p7s")
    ),
    "signed by pgp": lambda: multipart(
        "signed", part("Ik maak bezwaar"), part("-----BEGIN PGP", "application/pgp-signature")
    ),
    "signed in one piece": lambda: message(
        wrapped(signed(part("Ik maak bezwaar"))),
        content_type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        content_transfer_encoding="base64",
    ),
    "signed in pieces without lengths": lambda: message(
        wrapped(signed(part("Ik maak bezwaar"), endless=True)),
        content_type="application/x-pkcs7-mime; name=smime.p7m",
        content_transfer_encoding="base64",
    ),
    "locked s/mime": lambda: message(
        wrapped(signed(b"geheim", kind=3)),
        content_type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        content_transfer_encoding="base64",
    ),
    "s/mime of rubbish": lambda: message("rommel", content_type="application/pkcs7-mime; name=smime.p7m"),
    "locked pgp": lambda: multipart(
        "encrypted",
        part("Version: 1", "application/pgp-encrypted"),
        part("-----BEGIN PGP MESSAGE-----", "application/octet-stream; name=encrypted.asc"),
    ),
    "locked pgp in the text": lambda: message(
        "-----BEGIN PGP MESSAGE-----\r\nabc\r\n-----END PGP MESSAGE-----"
    ),
    "part of a message": lambda: message("Deel", content_type='message/partial; id="x"; number=1; total=3'),
    "very long text": lambda: message("Ik maak bezwaar. " * 100_000),
    "one very long line of addresses": lambda: message(to=", ".join(f"a{n}@b.nl" for n in range(5_000))),
}
