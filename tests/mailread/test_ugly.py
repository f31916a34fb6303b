"""Every kind of ugly mail: what it says, which files came along, and what was odd or too much."""

import pytest
from tests.mailread.making import UGLY, message

from openloket.mailread.mail import Limits
from openloket.mailread.reading import read

# How the text begins · the names of the files · what was odd, and what was refused.
READ: dict[str, tuple[str, str, str]] = {
    "plain": ("Hallo", "", ""),
    "nothing at all": ("", "", "empty no_message_id no_sender bad_date"),
    "only a line end": ("", "", "empty no_message_id no_sender bad_date"),
    "no headers": ("Ik maak bezwaar.\nJan", "", "bad_header no_message_id no_sender bad_date"),
    "only headers": ("", "", "empty"),
    "no body": ("", "", "empty"),
    "line feeds only": ("Een\nTwee", "", ""),
    "carriage returns only": ("Een\nTwee", "", ""),
    "mixed line ends": ("Een\nTwee\nDrie\nVier", "", ""),
    "mbox line first": ("Hallo", "", ""),
    "empty lines first": ("Hallo", "", ""),
    "byte-order mark first": ("Hallo", "", ""),
    "no line between headers and body": ("Hallo", "", "bad_header"),
    "a line among the headers that is none": ("Hallo", "", "bad_header"),
    "huge header": ("Hallo", "", "header_cut"),
    "many headers": ("Hallo", "", "header_cut"),
    "header folded a thousand times": ("Hallo", "", ""),
    "nul bytes": ("Ik ben Jan", "", "nul"),
    "two subjects and two senders": ("Hallo", "", "double_header"),
    "no sender": ("Hallo", "", "no_sender"),
    "sender without address": ("Hallo", "", "bad_address no_sender"),
    "several senders": ("Hallo", "", "several_senders"),
    "comma in an encoded name": ("Hallo", "", ""),
    "quote that never closes": ("Hallo", "", ""),
    "address after angle brackets in brackets": ("Hallo", "", ""),
    "group of nobody": ("Hallo", "", ""),
    "no message id": ("Hallo", "", "no_message_id"),
    "message id without brackets": ("Hallo", "", ""),
    "date of nonsense": ("Hallo", "", "bad_date"),
    "no date": ("Hallo", "", "bad_date"),
    "raw utf-8 in headers": ("Hallo", "", ""),
    "raw latin-1 in headers": ("Hallo", "", ""),
    "encoded word cut in a letter": ("Hallo", "", ""),
    "encoded word of an unknown charset": ("Hallo", "", ""),
    "encoded word with spaces": ("Hallo", "", ""),
    "encoded word that never ends": ("Hallo", "", ""),
    "windows-1252 that says latin-1": ("€ 20 – “goed”", "", ""),
    "utf-8 that says latin-1": ("Coöperatie één", "", ""),
    "latin-1 that says utf-8": ("Coöperatie één", "", "wrong_charset"),
    "latin-1 that says ascii": ("Coöperatie één", "", "wrong_charset"),
    "unknown charset": ("Hallo ë", "", "unknown_charset"),
    "charset that is no charset": ("Hallo", "", "unknown_charset"),
    "charset with a nul in it": ("Hallo", "", "nul"),
    "utf-7": ("Café €5", "", ""),
    "half letters in utf-7": ("�", "", ""),
    "iso-2022-jp": ("日本語の手紙", "", ""),
    "iso-2022-jp unsaid": ("日本語の手紙", "", ""),
    "koi8-r": ("Привет мир", "", ""),
    "gb2312 with more": ("朱镕基", "", ""),
    "big5": ("繁體中文", "", ""),
    "utf-16": ("Grüße", "", ""),
    "arabic": ("مرحبا", "", ""),
    "turkish as iso-8859-9": ("İyi günler ş", "", ""),
    "quoted-printable": ("Coöperatie is een heel lang woord en dit hoort erbij\n= =ZZ", "", ""),
    "base64 text": ("Coöperatie", "", ""),
    "base64 with rubbish": ("Hallo daar", "", "bad_encoding"),
    "base64 cut short": ("Hallo daa", "", "bad_encoding"),
    "unknown encoding": ("Hallo", "", "bad_encoding"),
    "uuencoded file": ("Tekst", "a.txt", ""),
    "flowed text": ("Dit is een lange regel.\n> geciteerd verder\n--\nJan", "", ""),
    "html only": ("Ik maak bezwaar tegen uw besluit van 3 mei.\n\nJan", "", ""),
    "html with script and style": ("Hallo\n\nklik", "", ""),
    "html without an end": ("Hallo daar", "", ""),
    "type of one word": ("Hallo", "", ""),
    "type of rubbish": ("Hallo", "", ""),
    "parameters without semicolon": ("Coöperatie", "", ""),
    "two alternatives": ("Ik maak bezwaar.", "", ""),
    "alternative that says nothing": ("Ik maak bezwaar tegen uw besluit van 3 m", "", ""),
    "empty alternative": ("Ik maak bezwaar tegen uw besluit van 3 mei.\n\nJan", "", ""),
    "text in two pieces": ("Boven\n\nOnder", "foto.png", ""),
    "inline image": ("Zie", "i.png", ""),
    "one file": ("Zie bijlage", "besluit.pdf", ""),
    "only a file": ("", "besluit.pdf", ""),
    "file without a name": ("Zie bijlage", "bijlage-1.pdf", ""),
    "file with a path as its name": ("Zie", "brief.pdf", ""),
    "file name in RFC 2231": ("Zie", "naïeve brief.pdf", ""),
    "file name as an encoded word": ("Zie", "naïef.pdf", ""),
    "file name that turns around": ("Zie", "brief fdp.exe", ""),
    "text file": ("Zie", "notitie.txt", ""),
    "calendar": ("Hoorzitting", "afspraak.ics", ""),
    "message inside": ("Zie", "Oud_ bericht.eml", ""),
    "message inside, wrapped": ("Zie", "Oud.eml", ""),
    "digest": ("", "Een.eml Twee.eml", ""),
    "messages twenty deep": ("Laag 19", "Bezwaar.eml", ""),
    "parts twenty deep": ("In het midden", "", ""),
    "parts three thousand deep": ("", "", "empty depth"),
    "two thousand parts": ("x\n\nx\n\nx\n\nx\n\nx", "", "parts"),
    "no boundary said": ("Hallo\n\nIk maak bezwaar tegen uw besluit van 3 mei.\n\nJan", "", "no_boundary"),
    "other boundary said": ("Hallo", "", "no_boundary"),
    "boundary that is nowhere": ("Gewoon tekst", "", "no_boundary"),
    "empty boundary": ("--\n\nHallo\n----", "", "no_boundary"),
    "never closed": ("Hallo", "", "not_closed"),
    "text after the end": ("Hallo", "na-het-einde.txt", "after_the_end"),
    "boundary within a boundary": ("Hallo\n\nTot ziens", "", ""),
    "winmail.dat": ("Tekst", "Mijn brief.pdf", ""),
    "winmail.dat with the only text": ("Ik maak bezwaar\nJanë", "", ""),
    "winmail.dat cut short": ("Tekst", "winmail.dat KORT~1.PDF", "bad_winmail"),
    "winmail.dat that is none": ("Tekst", "winmail.dat", "bad_winmail"),
    "signed beside the text": ("Ik maak bezwaar", "smime.p7s", ""),
    "signed by pgp": ("Ik maak bezwaar", "bijlage-1.asc", ""),
    "signed in one piece": ("Ik maak bezwaar", "smime.p7m", ""),
    "signed in pieces without lengths": ("Ik maak bezwaar", "smime.p7m", ""),
    "locked s/mime": ("", "smime.p7m", "encrypted"),
    "s/mime of rubbish": ("", "smime.p7m", "bad_signed"),
    "locked pgp": ("", "bijlage-1.bin encrypted.asc", "encrypted"),
    "locked pgp in the text": (
        "-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----",
        "",
        "encrypted",
    ),
    "part of a message": ("", "bijlage-1.bin", "partial"),
    "very long text": ("Ik maak bezwaar. Ik maak bezwaar. Ik maa", "hele-tekst.txt", "text_cut"),
    "one very long line of addresses": ("Hallo", "", "header_cut bad_address"),
}


@pytest.mark.parametrize("name", UGLY)
def test_an_ugly_mail_is_read(name: str) -> None:
    mail = read(UGLY[name]())
    text, files, odd = READ[name]
    assert mail.text == text or (text and mail.text.startswith(text))
    assert " ".join(file.name for file in mail.attachments) == files
    told = [one.oddity.value for one in mail.problems] + [one.excess.value for one in mail.refusals]
    assert " ".join(dict.fromkeys(told)) == odd


@pytest.mark.parametrize("name", UGLY)
def test_what_was_read_can_be_kept_and_shown(name: str) -> None:
    mail = read(UGLY[name]())
    texts = [
        mail.text,
        mail.subject,
        *(one.name for one in mail.senders),
        *(value for _, value in mail.headers),
    ]
    for text in texts:
        assert "\x00" not in text
        assert text.encode().decode() == text
    for file in mail.attachments:
        assert file.name
        assert not set(file.name) & set("/\\\x00\n\u202e")
    assert len(mail.content_sha256) == 64


WITH_HEADERS = [name for name, make in UGLY.items() if make().startswith(b"From: ")]
ON_THE_WAY = b"Return-Path: <jan@voorbeeld.nl>\r\nReceived: from a by b; Mon, 5 Jan 2026 10:15:00 +0100\r\n"


@pytest.mark.parametrize("name", WITH_HEADERS)
def test_the_same_mail_is_the_same_however_it_came(name: str) -> None:
    raw = UGLY[name]()
    assert read(ON_THE_WAY + raw).content_sha256 == read(raw).content_sha256
    assert read(raw + b"\r\n").content_sha256 == read(raw).content_sha256


def test_another_mail_is_another() -> None:
    others = [
        message(),
        message("Dag"),
        message(subject="Beroep"),
        message(date="Tue, 06 Jan 2026 10:15:00 +0100"),
        message(message_id="<m2@voorbeeld.nl>"),
        message(**{"from": "piet@voorbeeld.nl"}),
        UGLY["one file"](),
        UGLY["text file"](),
    ]
    assert len({read(raw).content_sha256 for raw in others}) == len(others)


def test_a_mail_that_is_too_large_keeps_its_headers() -> None:
    mail = read(UGLY["one file"](), Limits(message=100))
    assert [one.excess.value for one in mail.refusals] == ["message_size"]
    assert mail.refusals[0].reason == "Het bericht is te groot."
    assert (mail.senders[0].address, mail.subject, mail.text) == ("jan@voorbeeld.nl", "Bezwaar", "")


def test_a_file_that_is_too_large_is_refused_and_the_rest_is_taken() -> None:
    mail = read(UGLY["text in two pieces"](), Limits(file=5))
    assert mail.text == "Boven\n\nOnder"
    assert mail.attachments == ()
    assert [(one.name, one.size, one.reason) for one in mail.refusals] == [
        ("foto.png", 20, "Dit bestand is te groot.")
    ]
