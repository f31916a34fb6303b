"""The headers of a message: who, for whom, when, about what, and in answer to what."""

import hashlib
from datetime import UTC, datetime

import pytest
from tests.mailread.making import UGLY, deep, file, forwarded, message, multipart, part

from openloket.mailread.addresses import addresses
from openloket.mailread.headers import decoded, parameters
from openloket.mailread.mail import Address, Limits, Origin
from openloket.mailread.reading import read


def test_a_plain_mail() -> None:
    mail = read(
        message(
            reply_to="Post <post@voorbeeld.nl>",
            cc="a@b.nl, C <c@d.nl>",
            in_reply_to="<x@y.nl>",
            references="<een@y.nl>\r\n <twee@y.nl>",
            return_path="<jan@voorbeeld.nl>",
        )
    )
    assert mail.message_id == "m1@voorbeeld.nl"
    assert mail.date == datetime(2026, 1, 5, 9, 15, tzinfo=UTC)
    assert mail.date_stated == "Mon, 05 Jan 2026 10:15:00 +0100"
    assert mail.senders == (Address("Jan de Vries", "jan@voorbeeld.nl"),)
    assert mail.reply_to == (Address("Post", "post@voorbeeld.nl"),)
    assert mail.cc == (Address("", "a@b.nl"), Address("C", "c@d.nl"))
    assert (mail.in_reply_to, mail.references) == (("x@y.nl",), ("een@y.nl", "twee@y.nl"))
    assert (mail.return_path, mail.subject, mail.text) == ("jan@voorbeeld.nl", "Bezwaar", "Hallo")
    assert mail.problems == mail.refusals == mail.attachments == ()


@pytest.mark.parametrize(
    ("stated", "expected"), [("<>", ""), ("", None), ("<a@b.nl>", "a@b.nl"), ("<MAILER>", "")]
)
def test_nobody_on_the_envelope_differs_from_no_envelope(stated: str, expected: str | None) -> None:
    assert read(message(return_path=stated)).return_path == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"Vries, Jan" <jan@X.NL>', ["Vries, Jan:jan@x.nl"]),
        ("jan@x.nl (Jan de Vries)", [":jan@x.nl"]),
        ("Balie: a@b.nl, c@d.nl;", [":a@b.nl", ":c@d.nl"]),
        ("a@b.nl; c@d.nl", [":a@b.nl", ":c@d.nl"]),
        ("=?utf-8?Q?J=C3=BCrgen?= <j@d.de>", ["Jürgen:j@d.de"]),
        ("=?utf-8?Q?a=40b.nl=2C?= <c@d.nl>", ["a@b.nl,:c@d.nl"]),
        ("<@een.nl,@twee.nl:ik@x.nl>", [":ik@x.nl"]),
        ("'x@y.nl'", [":x@y.nl"]),
        ("<mailto:x@y.nl>", [":x@y.nl"]),
        ('"a b"@c.nl', [':"a b"@c.nl']),
        ("x@[192.0.2.1]", [":x@[192.0.2.1]"]),
        ("a@b.nl, a@b.nl", [":a@b.nl"]),
        ("naam\u202e <a@b.nl>", ["naam:a@b.nl"]),
        ("a@b@c.nl", []),
        (r'"\"" <a@b.nl>', ['":a@b.nl']),
        ("\"'Jan'\" <a@b.nl>", ["Jan:a@b.nl"]),
        ("geen adres", []),
        ("<>", []),
    ],
)
def test_addresses(value: str, expected: list[str]) -> None:
    assert [f"{one.name}:{one.address}" for one in addresses(value)[0]] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=?utf-8?B?w6k=?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?= x", "éé x"),
        ("a =?iso-8859-1?Q?=E9?= b", "a é b"),
        ("=?utf-8*nl?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?een_twee?=", "een twee"),
        ("=?utf-8?B??=", ""),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ],
)
def test_encoded_words(value: str, expected: str) -> None:
    assert decoded(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Text/Plain; Charset=UTF-8", ("text/plain", {"charset": "UTF-8"})),
        ('a/b; name="x;y"; z = 1', ("a/b", {"name": "x;y", "z": "1"})),
        ('a/b; name="C:\\Temp\\brief.pdf"', ("a/b", {"name": "C:\\Temp\\brief.pdf"})),
        ('a/b; name="een \\"twee\\""', ("a/b", {"name": 'een "twee"'})),
        ("a/b; name*=utf-8''%e2%82%ac", ("a/b", {"name": "€"})),
        ("a/b; name*1=b; name*0=a", ("a/b", {"name": "ab"})),
        ("a/b; name=plat; name*=utf-8''net", ("a/b", {"name": "net"})),
        ('a/b; name="nooit dicht', ("a/b", {"name": "nooit dicht"})),
    ],
)
def test_parameters(value: str, expected: tuple[str, dict[str, str]]) -> None:
    assert parameters(value) == expected


def test_a_name_cannot_hide_another_address() -> None:
    assert [one.address for one in read(UGLY["comma in an encoded name"]()).senders] == ["jan@voorbeeld.nl"]


def test_a_file_is_as_it_was_sent() -> None:
    content = bytes(range(256)) * 50
    mail = read(multipart("mixed", part("Zie"), file(content, "application/octet-stream", "alles.bin")))
    (found,) = mail.attachments
    assert (found.content, found.size, found.media_type) == (content, 12_800, "application/octet-stream")
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_an_image_in_the_text_is_told_apart_from_a_file() -> None:
    (image,) = read(UGLY["inline image"]()).attachments
    assert (image.inline, image.content_id, image.media_type) == (True, "i1", "image/png")
    (pdf,) = read(UGLY["one file"]()).attachments
    assert not pdf.inline


def test_a_message_inside_can_be_read_itself() -> None:
    mail = read(forwarded(3))
    texts = []
    while mail.attachments:
        texts.append(mail.text)
        (inner,) = mail.attachments
        assert inner.origin is Origin.MESSAGE
        mail = read(inner.content)
    assert texts == ["Laag 2", "Laag 1", "Laag 0"]
    assert (mail.text, mail.subject) == ("De kern", "Kern")


def test_how_deep_is_too_deep_can_be_set() -> None:
    assert read(deep(5), Limits(depth=5)).text == "In het midden"
    refused = read(deep(6), Limits(depth=5))
    assert [one.reason for one in refused.refusals] == [
        "Dit deel zit te diep in andere delen van het bericht."
    ]


def test_files_out_of_winmail_are_whole() -> None:
    (found,) = read(UGLY["winmail.dat"]()).attachments
    assert (found.name, found.content, found.origin) == (
        "Mijn brief.pdf",
        b"%PDF-1.4 een bijlage",
        Origin.WINMAIL,
    )


def test_a_text_that_is_too_long_goes_along_whole() -> None:
    mail = read(UGLY["very long text"]())
    (rest,) = mail.attachments
    assert len(mail.text) == Limits().text
    assert rest.content.decode().strip() == ("Ik maak bezwaar. " * 100_000).strip()
