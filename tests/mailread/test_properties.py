"""For any bytes: nothing raises, what is read can be stored, and work grows no faster than the message."""

import dataclasses
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mailread.making import UGLY, compressed, delivery_status, message, multipart, part, signed, winmail

from openloket.mailread.authentication import authentication
from openloket.mailread.bounce.reading import bounces_in
from openloket.mailread.htmltext import text_of
from openloket.mailread.kinds import Kind, classify, may_be_confirmed
from openloket.mailread.mail import Limits, Mail
from openloket.mailread.reading import read
from openloket.mailread.richtext import decompressed, words
from openloket.mailread.signedmail import is_enveloped, signed_content
from openloket.mailread.winmail import unpacked

WHOLE = [make() for name, make in UGLY.items() if len(make()) < 5_000]
PIECES = [
    b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"\r\n\r\n",
    b"--x\r\n",
    b"--x--\r\n",
    b"Subject: =?utf-8?Q?",
    b"?=",
    b"From: <",
    b">",
    b"\x00",
    b"\xff\xfe",
    b"Content-Transfer-Encoding: base64\r\n",
    b"=",
    b"====",
    b"\r",
    b"\n ",
    b"Content-Type: text/html; charset=",
    b"utf-7",
    b"+AGE",
    b"<a href=",
    b"<!--",
    b"&#xD800;",
    b"&#99999999;",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Disposition: attachment; filename*0*=",
    b"''%",
    b"\x1b$B",
    b"Content-Type: application/ms-tnef\r\n\r\n\x78\x9f\x3e\x22",
    b"Content-Type: application/pkcs7-mime\r\n\r\n\x30\x80",
    b"Final-Recipient: rfc822;",
    b"MAILER-DAEMON",
    b"Received: x\r\n",
    b"Date: ",
    b"99999999999999",
    b"(((",
    b'"',
]  # fmt: skip -- one line of bytes each would be three screens
ASSEMBLED = st.lists(st.sampled_from(PIECES) | st.binary(max_size=10), max_size=40).map(b"".join)


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """An ugly mail with a piece taken out, doubled, or overwritten."""
    raw = draw(st.sampled_from(WHOLE))
    start = draw(st.integers(0, len(raw)))
    end = draw(st.integers(start, min(len(raw), start + 60)))
    instead = draw(st.sampled_from([b"", raw[start:end] * 2, *PIECES]))
    return raw[:start] + instead + raw[end:]


def _storable(value: object) -> bool:
    """No NUL and no half characters in any text: PostgreSQL takes neither."""
    if isinstance(value, str):
        return "\x00" not in value and value.encode("utf-8", "replace").decode() == value
    if isinstance(value, list | tuple):
        return all(_storable(one) for one in value)
    if isinstance(value, dict):
        return all(_storable(one) for one in value.values())
    return True


def _everything(raw: bytes) -> Mail:
    mail = read(raw, Limits(text=2_000))
    assert _storable(dataclasses.asdict(mail))
    sorting = classify(mail, ["balie@duinstede.example"], ["m1@voorbeeld.nl"])
    assert sorting.reasons
    assert may_be_confirmed(mail, sorting.kind).may is False or sorting.kind in (Kind.MESSAGE, Kind.REPLY)
    assert _storable([dataclasses.asdict(one) for one in bounces_in(mail)])
    assert _storable(dataclasses.asdict(authentication(mail, ["mx.duinstede.example"])))
    return mail


@settings(max_examples=400)
@given(st.binary(max_size=300) | ASSEMBLED | _damaged())
def test_any_bytes_are_read(raw: bytes) -> None:
    _everything(raw)


@settings(max_examples=200)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["<", ">", "a", "'", '"', "=", "<p", "</", "&", "<!--", "<script>"])).map(
        "".join
    )
)
def test_any_markup_becomes_text(markup: str) -> None:
    text = text_of(markup)
    assert text == text.strip()
    assert "<script" not in text.lower()


@settings(max_examples=200)
@given(st.binary(max_size=200), st.integers(0, 400), st.binary(max_size=4))
def test_any_container_is_opened_or_left(content: bytes, place: int, instead: bytes) -> None:
    whole = winmail(("brief.pdf", content), text="Tekst", rich=compressed(b"{\\rtf1 x}"))
    for raw in (content, whole[:place], whole[:place] + instead + whole[place + len(instead) :]):
        found = unpacked(raw)
        assert found is None or all(isinstance(one.content, bytes) for one in found.files)
    for endless in (False, True):
        sealed = signed(content, endless=endless)
        assert signed_content(sealed) == content
        broken = sealed[:place] + instead + sealed[place + len(instead) :]
        assert isinstance(signed_content(broken), bytes | None)
        assert is_enveloped(broken) in (True, False)
    assert decompressed(compressed(content)) == content
    assert isinstance(words(content), str)


# What could cost more than its size: the piece that is repeated.
SLOW: dict[str, Callable[[int], bytes]] = {
    "encoded words": lambda n: message(subject="=?utf-8?Q?a?= " * n),
    "half encoded words": lambda n: message(subject="=?a?q?" * n),
    "quotes": lambda n: message(**{"from": '"' * n}),
    "brackets": lambda n: message(**{"from": "<(" * n}),
    "folds": lambda n: message(subject="\r\n a" * n),
    "parameters": lambda n: message(content_type="text/plain" + "; a" * n),
    "pieces of a name": lambda n: message(
        content_type="text/plain" + "".join(f"; name*{i}=a" for i in range(n))
    ),
    "boundaries": lambda n: message(b"--x\r\n" * n, content_type="multipart/mixed; boundary=x"),
    "boundary starts": lambda n: message(b"--x" * n, content_type="multipart/mixed; boundary=x"),
    "levels": lambda n: b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (i, i) for i in range(n)
    ),
    "open tags": lambda n: message("<a " * n, content_type="text/html"),
    "open comments": lambda n: message("<!--" * n, content_type="text/html"),
    "open quotes": lambda n: message("<a b='" * n, content_type="text/html"),
    "open heads": lambda n: message("<head><title><svg>" * n, content_type="text/html"),
    "entities": lambda n: message("&#" * n, content_type="text/html"),
    "base64 ends": lambda n: message("QQ==" * n, content_transfer_encoding="base64"),
    "quoted ends": lambda n: message("=\r\n=" * n, content_transfer_encoding="quoted-printable"),
    "at signs": lambda n: message("a@" * n, subject="Undeliverable", return_path="<>"),
    "addresses": lambda n: message("x@y.nl failed\r\n" * n, subject="Undeliverable", return_path="<>"),
    "causes": lambda n: message("exceed no user " * n, subject="Undeliverable", return_path="<>"),
    "failed recipients": lambda n: message(
        "Het ging mis.", x_failed_recipients="a@b.nl, " * n, subject="Undeliverable", return_path="<>"
    ),
    "recipients": lambda n: delivery_status().replace(
        b"Final-Recipient",
        b"Final-Recipient: rfc822; a@b.nl\r\nStatus: 5.0.0\r\n\r\n" * n + b"Final-Recipient",
    ),
    "envelope names": lambda n: delivery_status().replace(
        b"Reporting-MTA", b"Original-Envelope-Id:" * n + b"\r\nReporting-MTA"
    ),
    "complaints": lambda n: multipart(
        "report",
        part("Feedback-Type: abuse\r\n" + "Original-Rcpt-To: a@b.nl\r\n" * n, "message/feedback-report"),
    ),
    "results": lambda n: message(authentication_results="mx.duinstede.example" + "; dkim=fail (x" * n),
    "references": lambda n: message(references="<a@b> " * n, subject="AB-2026-" * n),
    "rich groups": lambda n: multipart(
        "mixed",
        part(winmail(rich=compressed(b"{" * n)), "application/ms-tnef", content_transfer_encoding="binary"),
    ),
    "signed in nothing": lambda n: message(b"\x30\x80" * n, content_type="application/pkcs7-mime"),
}


def _steps(raw: bytes) -> int:
    """How many lines of Python and calls of C a reading takes: counted, so a busy machine changes nothing."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        _everything(raw)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SLOW)
def test_work_grows_no_faster_than_the_message(name: str) -> None:
    make = SLOW[name]
    small, large = make(2_000), make(8_000)
    assert _steps(large) <= 6 * _steps(small) + 2_000


@pytest.mark.parametrize("name", SLOW)
def test_a_large_evil_message_is_read_to_the_end(name: str) -> None:
    _everything(SLOW[name](100_000))
