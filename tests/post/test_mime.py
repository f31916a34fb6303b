"""Letters as MIME: what Python's own policy makes of them, only sooner; nothing gets into the headers."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest

from openloket.mailread.reading import read
from openloket.post.mime import Enclosed, Letter, Unsendable, envelope

LETTER = Letter(
    from_name="Gemeente Duinstede",
    from_address="loket@duinstede.example",
    to_address="burger@post.example",
    subject_line="Wij hebben uw bericht ontvangen (DUI-2026-4ZY-JSG-VDX)",
    text="Beste Noor,\n\nDit is één exacte kopie.\n",
    html="<p>Dit is <b>één</b> exacte kopie.</p>\n",
    message_id="<0123456789abcdef@duinstede.example>",
    at=datetime(2026, 3, 2, 9, 15, tzinfo=UTC),
)
LETTERS = [
    LETTER,
    replace(LETTER, html=""),
    replace(LETTER, from_name="Gemeente Súdwest-Fryslân"),
    replace(LETTER, from_name='Gemeente "De Hoek", afdeling 3'),
    replace(LETTER, subject_line="Één bericht " * 12),
    replace(LETTER, subject_line="long " * 30),
    replace(LETTER, to_address="noor@müller.example"),
    replace(LETTER, to_address='"odd one"@post.example'),
]


def by_the_book(letter: Letter) -> EmailMessage:
    """The same letter by Python's policy for mail as it comes."""
    utf8 = not letter.to_address.isascii()
    message = EmailMessage(policy=policy.SMTP.clone(utf8=utf8))
    message["From"] = Address(letter.from_name, addr_spec=letter.from_address)
    message["To"] = Address(addr_spec=letter.to_address)
    message["Subject"] = letter.subject_line
    message["Date"] = letter.at
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply, RN, NRN"
    message["X-Loop"] = letter.from_address
    message["Content-Language"] = "nl"
    message.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_is_what_the_standard_library_makes_of_it(letter: Letter) -> None:
    assert _apart(envelope(letter).content) == _apart(by_the_book(letter).as_bytes())


def test_a_letter_reads_back_as_it_was_written() -> None:
    found = message_from_bytes(envelope(LETTER).content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    plain, html = found.get_body(("plain",)), found.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert found["Subject"] == LETTER.subject_line
    assert plain.get_content().splitlines() == LETTER.text.splitlines()
    assert html.get_content().splitlines() == LETTER.html.splitlines()


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, subject_line="Hallo\r\nBcc: iedereen@post.example"),
        replace(LETTER, subject_line="Hallo\nBcc: iedereen@post.example"),
        replace(LETTER, from_name="Gemeente\r\nBcc: iedereen@post.example"),
        replace(LETTER, to_address="burger@post.example\r\nBcc: iedereen@post.example"),
        replace(LETTER, message_id="<1@x>\r\nBcc: iedereen@post.example"),
    ],
)
def test_a_line_break_gets_into_no_header(letter: Letter) -> None:
    with pytest.raises(Unsendable):
        envelope(letter)


def _apart(content: bytes) -> bytes:
    """Without what differs each time: the boundary between the parts."""
    return re.sub(rb"={15}\d+==", b"BOUNDARY", content)


@pytest.mark.parametrize("identifier", ["m1@voorbeeld.nl", "a" * 300 + "@voorbeeld.nl", "zonder-apenstaart"])
def test_an_answer_says_what_it_answers_and_that_a_machine_wrote_it(identifier: str) -> None:
    sent = read(envelope(replace(LETTER, in_reply_to=identifier)).content)
    assert sent.in_reply_to == sent.references == (identifier,)
    assert (sent.first("auto-submitted"), sent.first("x-loop")) == ("auto-replied", LETTER.from_address)


def test_files_travel_along_as_they_are() -> None:
    files = (
        Enclosed("foto ë.jpg", "image/jpeg", b"\xff\xd8\x00"),
        Enclosed("oud.eml", "message/rfc822", b"From: a@b.example\r\n\r\nhoi"),
        Enclosed("raar\r\nBcc: x@y.example", "niet/goed/echt", b"1"),
        Enclosed("", "", b"2"),
    )
    mail = message_from_bytes(envelope(replace(LETTER, enclosed=files)).content, policy=policy.default)
    assert mail["Bcc"] is None
    assert [(one.get_filename(), one.get_content_type()) for one in mail.iter_attachments()] == [
        ("foto ë.jpg", "image/jpeg"),
        ("oud.eml", "application/octet-stream"),
        ("raarBcc: x@y.example", "application/octet-stream"),
        ("bijlage", "application/octet-stream"),
    ]
    assert [one.get_content() for one in mail.iter_attachments()] == [one.content for one in files]
    assert "exacte kopie" in mail.get_body(("plain",)).get_content()
