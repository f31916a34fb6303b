"""E-mails that people send, as ugly as their programs make them; every one must be received."""

import io
import zipfile
from base64 import b64encode

from tests.mailread.cases import Case
from tests.mailread.making import (
    HTML,
    ICS,
    PDF,
    PNG,
    compressed,
    file,
    forwarded,
    joined,
    message,
    multipart,
    nested,
    part,
    signed,
    winmail,
    wrapped,
)  # fmt: skip

TEXT = "Ik maak bezwaar: één café kost € 5, geen ‘grap’."
# Texts in the alphabets in which people write to a municipality.
WRITTEN = {
    "utf-8": TEXT,
    "iso-8859-15": "Één café kost €5.",
    "windows-1252": TEXT,
    "iso-8859-2": "Zażółć gęślą jaźń.",
    "windows-1250": "Příliš žluťoučký kůň.",
    "iso-8859-5": "Прошу разрешение.",
    "windows-1251": "Прошу помощь.",
    "koi8-u": "Прошу допомоги.",
    "iso-8859-7": "Ζητώ άδεια.",
    "windows-1253": "Ζητώ βοήθεια.",
    "iso-8859-8": "בקשה",
    "windows-1255": "בקשה לעזרה",
    "iso-8859-6": "طلب",
    "windows-1254": "Başvuru yapıyorum, teşekkürler.",
    "gb18030": "我想申请停车许可证。",
    "euc-jp": "駐車許可をお願いします。",
    "shift_jis": "許可をお願いします。",
    "euc-kr": "주차 허가를 신청합니다.",
    "tis-620": "ขออนุญาต",
    "windows-1258": "Xin phép",
    "utf-16": "Aanvraag €",
    "utf-7": "Aanvraag €",
}
NAMES = {
    "up and out": "../../../../etc/passwd",
    "a drive": "C:\\Users\\Jan\\brief.pdf",
    "turned around": "rekening\u202efdp.exe",
    "a device": "CON.pdf",
    "only dots": "...",
    "five thousand letters": "a" * 5_000 + ".pdf",
    "a line end": "brief.pdf\r\n\tX: y",
    "quotes and semicolons": "a;b'c.pdf",
    "a nul": "brief\x00.pdf",
    "smiles": "foto 😀.jpg",
    "markup": "<script>alert(1)</script>.pdf",
    "spaces": "   .pdf",
    "hidden": ".htaccess",
    "two ends": "factuur.pdf.exe",
}
SENDERS = {
    "in another alphabet": "Јован <јован@пример.example>",
    "of a domain in another alphabet": "Jürgen <info@münchen.example>",
    "of such a domain in ascii": "Jürgen <info@xn--mnchen-3ya.example>",
    "with quotes": '"jan de vries"@voorbeeld.nl',
    "with a plus": "Jan <jan+gemeente@voorbeeld.nl>",
    "with an apostrophe": "Sean <o'neill@voorbeeld.nl>",
    "in capitals": "JAN@VOORBEELD.NL",
    "with a comment": "jan@voorbeeld.nl (Jan de Vries)",
    "with a route": "<@relay.example:jan@voorbeeld.nl>",
    "named as another address": '"burgemeester@duinstede.example" <jan@voorbeeld.nl>',
    "in a group": "Wij: jan@voorbeeld.nl;",
    "twice": "Jan <jan@voorbeeld.nl>, Piet <piet@voorbeeld.nl>",
    "with an emoji": "=?utf-8?Q?Jan_=F0=9F=98=80?= <jan@voorbeeld.nl>",
}
DATES = {
    "of 1970": "Thu, 01 Jan 1970 00:00:00 +0000",
    "of the future": "Fri, 31 Dec 2100 23:59:59 +0100",
    "of two digits": "05 Jan 26 10:15 EST",
    "in Dutch": "ma 5 jan. 2026 10:15:00",
    "of another zone": "Mon, 05 Jan 2026 10:15:00 -1200",
    "of the thirtieth of February": "Mon, 30 Feb 2026 10:15:00 +0100",
}
FILES = {
    "a zip": ("application/zip", "stukken.zip"),
    "a locked zip": ("application/zip", "geheim.zip"),
    "a program": ("application/x-msdownload", "installeer.exe"),
    "nothing": ("application/pdf", "leeg.pdf"),
    "a film": ("video/mp4", "geluidsoverlast.mp4"),
    "a sound": ("audio/ogg", "bericht.ogg"),
    "a letter of Word": ("application/msword", "bezwaar.doc"),
    "a card": ("text/vcard", "jan.vcf"),
    "a photo of an iPhone": ("image/heic", "IMG_0001.HEIC"),
    "a mail of Outlook": ("application/vnd.ms-outlook", "bericht.msg"),
}


def _content(name: str) -> bytes:
    if name == "nothing":
        return b""
    if "zip" not in name:
        return b"MZ\x90 inhoud van " + name.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("brief.txt"), "Ik maak bezwaar.")  # of no particular day
    raw = bytearray(out.getvalue())
    if "locked" in name:  # the mark that says so, in both places
        raw[6] |= 1
        raw[raw.find(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def _written(charset: str, way: str) -> bytes:
    raw = WRITTEN[charset].encode(charset)
    kind = f"text/plain; charset={charset}"
    if way == "base64":
        return message(
            wrapped(raw), subject=f"In {charset}", content_type=kind, content_transfer_encoding=way
        )
    return message(raw, subject=f"Met {charset}", content_type=kind, content_transfer_encoding="8bit")


def _with_file(name: str, content: bytes, kind: str, filename: str) -> bytes:
    encoded = "=?utf-8?B?" + b64encode(filename.encode()).decode() + "?="
    stated = filename if filename.isascii() and filename.isprintable() else encoded
    return multipart(
        "mixed", part(f"Zie {name}."), file(content, kind, stated.replace('"', "")), subject=name
    )


def _photo() -> bytes:
    return multipart(
        "mixed", part(""), file(PNG, "image/jpeg", "image0.jpeg", "inline"),
        part("\r\nVerstuurd vanaf mijn iPhone"),
        subject="", x_mailer="iPhone Mail (22B91)",
    )  # fmt: skip


def _signatures() -> bytes:
    images = [
        file(PNG + bytes(200_000), "image/png", f"image00{n}.png", "inline", content_id=f"<{n}@x>")
        for n in range(6)
    ]
    html = part("<p>Ik maak bezwaar.</p>" + "".join(f"<img src='cid:{n}@x'>" for n in range(6)), "text/html")
    return multipart("related", html, *images, subject="Plaatjes onderaan")


def _hidden_words() -> bytes:
    body = (
        "<p>Ik vraag een vergunning.</p><p style='display:none'>Negeer dit. Ik trek alles in.</p>"
        "<span style='font-size:0'>verborgen</span><!-- ook dit -->"
    )
    return message(body, subject="Verborgen", content_type="text/html; charset=utf-8")


def _in_answer(above: bool) -> bytes:
    quoted = "> Op 2 maart schreef de gemeente:\r\n> Uw kenmerk is onbekend.\r\n"
    text = (
        f"Ik ben het er niet mee eens.\r\n\r\n{quoted}"
        if above
        else f"{quoted}\r\nIk ben het er niet mee eens."
    )
    return message(text, subject=f"Re: brief ({above})", in_reply_to="<iets@elders.example>")


def _passed_on() -> bytes:
    """Somebody passes on the objection of somebody else."""
    text = (
        "Dit kreeg ik van mijn buurvrouw, het hoort bij u.\r\n\r\n---------- Forwarded message ---------\r\n"
        "Van: Els <els@elders.example>\r\nDatum: ma 2 mrt 2026\r\nOnderwerp: Bezwaar\r\nAan: Jan\r\n\r\n"
        "Ik maak bezwaar tegen het besluit van 3 februari."
    )
    return message(text, subject="Fwd: Bezwaar")


PEOPLE: dict[str, Case] = {
    **{
        f"written in {one}": Case(lambda one=one: _written(one, "8bit")) for one in WRITTEN if "16" not in one
    },
    **{f"wrapped in {one}": Case(lambda one=one: _written(one, "base64")) for one in WRITTEN},
    **{
        f"file named as {one}": Case(lambda one=one: _with_file(one, PDF, "application/pdf", NAMES[one]))
        for one in NAMES
    },
    **{f"with {one}": Case(lambda one=one: _with_file(one, _content(one), *FILES[one])) for one in FILES},
    **{
        f"sender {one}": Case(
            lambda one=one: message(f"Vraag van iemand {one}", subject=one, **{"from": SENDERS[one]})
        )
        for one in SENDERS
    },
    **{
        f"date {one}": Case(lambda one=one: message("Een vraag", subject=one, date=DATES[one]))
        for one in DATES
    },
    "a photo and nothing else": Case(_photo),
    "signed with pictures": Case(_signatures),
    "two hundred files": Case(
        lambda: multipart(
            "mixed",
            part("Alle stukken."),
            *[file(b"stuk %d" % n, "text/plain", f"{n}.txt") for n in range(200)],
            subject="Veel",
        )
    ),
    "thirty megabytes": Case(
        lambda: multipart(
            "mixed", part("Groot."), file(b"x" * 22_000_000, "video/mp4", "film.mp4"), subject="Groot"
        )
    ),
    "hidden words": Case(_hidden_words),
    "answer above": Case(lambda: _in_answer(above=True)),
    "answer below": Case(lambda: _in_answer(above=False)),
    "passed on": Case(_passed_on),
    "passed on as a file": Case(
        lambda: multipart(
            "mixed",
            part("Zie bijlage"),
            part(message("Ik maak bezwaar", subject="Els"), "message/rfc822"),
            subject="Fwd",
        )
    ),
    "five messages deep": Case(lambda: forwarded(5)),
    "invitation": Case(
        lambda: message(
            ICS, subject="Uitnodiging", content_type="text/calendar; method=REQUEST; charset=utf-8"
        )
    ),
    "invitation accepted": Case(
        lambda: message(
            ICS.replace("REQUEST", "REPLY"),
            subject="Geaccepteerd: hoorzitting",
            content_type="text/calendar; method=REPLY",
        )
    ),
    "invitation moved": Case(
        lambda: message(
            ICS.replace("REQUEST", "COUNTER"),
            subject="Nieuwe tijd",
            content_type="text/calendar; method=COUNTER",
        )
    ),
    "digest of three": Case(
        lambda: multipart(
            "digest", *[b"\r\n" + message(f"Deel {n}", subject=f"{n}") for n in range(3)], subject="Bundel"
        )
    ),
    "clear-signed by pgp": Case(
        lambda: message(
            "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nIk maak bezwaar.\r\n"
            "-----BEGIN PGP SIGNATURE-----\r\nabc\r\n-----END PGP SIGNATURE-----",
            subject="PGP",
        )
    ),
    "signed with an attachment inside": Case(
        lambda: message(
            wrapped(
                signed(
                    nested("mixed", part("Getekend"), file(PDF, "application/pdf", "b.pdf"), boundary="in")
                )
            ),
            subject="smime",
            content_type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            content_transfer_encoding="base64",
        )
    ),
    "winmail.dat with three files": Case(
        lambda: multipart(
            "mixed",
            part("Zie"),
            file(
                winmail(("a.pdf", PDF), ("b.png", PNG), ("c.txt", b"c")), "application/ms-tnef", "winmail.dat"
            ),
            subject="Outlook",
        )
    ),
    "winmail.dat in rich text with a file": Case(
        lambda: message(
            wrapped(winmail(("a.pdf", PDF), rich=compressed(rb"{\rtf1\ansi Vergunning\par}"))),
            subject="RTF",
            content_type="application/vnd.ms-tnef; name=winmail.dat",
            content_transfer_encoding="base64",
        )
    ),
    "to many, unseen": Case(lambda: message("Voor u", subject="BCC", to="undisclosed-recipients:;")),
    "to nobody": Case(lambda: message("Voor u", subject="Zonder", to="")),
    "to two municipalities": Case(
        lambda: message("Voor beide", subject="Twee", to="info@duinstede.example, info@eikenrade.example")
    ),
    "to a group": Case(lambda: message("Voor u", subject="Groep", to="Gemeente: info@duinstede.example;")),
    "same identifier, other words": Case(lambda: message("Iets heel anders", subject="Ander")),
    "same identifier, other words again": Case(lambda: message("En nog iets anders", subject="Ander")),
    "no identifier, one text": Case(lambda: message("Een", subject="Zonder nummer", message_id="")),
    "no identifier, another text": Case(lambda: message("Twee", subject="Zonder nummer", message_id="")),
    "no words at all": Case(lambda: message("", subject="")),
    "only a subject": Case(lambda: message("", subject="Bezwaar tegen besluit 123")),
    "html with everything in a table": Case(
        lambda: message(f"<table><tr><td>{HTML}</td></tr></table>", subject="Tabel", content_type="text/html")
    ),
    "html a thousand deep": Case(
        lambda: message("<div>" * 1_000 + "Diep" + "</div>" * 1_000, subject="Diep", content_type="text/html")
    ),
    "subject cut in its letters": Case(
        lambda: message("Stuk", subject="=?utf-8?Q?Bezwaar_tegen_=C3?=\r\n =?utf-8?Q?=A9=C3=A9n?=")
    ),
    "subject in three alphabets": Case(
        lambda: message("Drie", subject="=?utf-8?Q?=C3=A9?= =?iso-8859-1?Q?=E9?= =?koi8-r?B?8NLJ18XU?=")
    ),
    "subject with markup": Case(lambda: message("Markup", subject='<b>Bezwaar</b> & "zo" {{ 7*7 }}')),
    "a subject of a megabyte": Case(lambda: message("Lang", subject="lang " * 200_000)),
    "parts with headers only": Case(
        lambda: message(
            joined(b"Content-Type: text/plain\r\n\r\n", part("Tekst")),
            subject="Kop",
            content_type="multipart/mixed; boundary=grens",
        )
    ),
    "smiles": Case(lambda: message("👍🏽🙏 dank u", subject="😀", content_type="text/plain; charset=utf-8")),
    "zalgo": Case(
        lambda: message(
            "B" + "\u0301" * 500 + "ezwaar", subject="Z", content_type="text/plain; charset=utf-8"
        )
    ),
    "written from right to left": Case(
        lambda: message(
            "\u202eraawzeb\u202c", subject="RTL \u202eraawzeb", content_type="text/plain; charset=utf-8"
        )
    ),
    "long lines": Case(lambda: message("woord " * 30_000, subject="Regels")),
    "forty thousand lines": Case(lambda: message("regel\r\n" * 40_000, subject="Veel regels")),
    "dots on lines of their own": Case(lambda: message(".\r\n..\r\n.\r\nIk maak bezwaar", subject="Punten")),
}
