"""Bounces that were cut, mixed and damaged on the way: nothing raises, and what is said can be kept."""

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mailread.making import delivery_status, message, multipart, part

from openloket.mailread.bounce.causes import cause_of
from openloket.mailread.bounce.model import Bounce, Cause
from openloket.mailread.bounce.reading import bounces

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "08-testclients" / "bounces"
DAEMON = {"from": "MAILER-DAEMON@mx.voorbeeld.nl", "return_path": "<>", "subject": "Undeliverable"}
AMAZON = (
    '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"jan@voorbeeld.nl",'
    '"status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{"messageId":"1"}}'
)
WHOLE = [
    delivery_status(),
    delivery_status(status="4.4.7", action="delayed"),
    message(
        "<jan@voorbeeld.nl>: host mx said: 550 5.1.1 Onbekende gebruiker\n\nTo: iemand@elders.nl", **DAEMON
    ),
    message(AMAZON, **DAEMON),
    multipart(
        "report", part("Feedback-Type: abuse\r\nOriginal-Rcpt-To: a@b.nl\r\n", "message/feedback-report")
    ),
]
PIECES = [b"\r\n\r\n", b"Final-Recipient: ", b"Status: 9.9.9.9", b"Action:", b"\x00", b"\xff", b"<<<<", b"@",
          b"550 5.1.1 ", b"\r\n ", b"{", b'"', b"=?utf-8?B?", b"--=", b"To: ", b"5." * 40]  # fmt: skip


def _checked(raw: bytes) -> tuple[Bounce, ...]:
    found = bounces(raw)
    for one in found:
        for text in (one.recipient, one.code, one.reason, one.original_message_id, one.envelope_id):
            assert "\x00" not in text
            text.encode()
        assert len(one.code) <= 12
        assert len(one.recipient) <= 1_000
        assert not (one.hard and not one.given_up)
    return found


@settings(max_examples=300)
@given(st.sampled_from(WHOLE), st.data())
def test_any_damage_is_survived(raw: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 60))
        raw = raw[:place] + data.draw(st.sampled_from(PIECES) | st.binary(max_size=8)) + raw[place + length :]
    _checked(raw)


@settings(max_examples=300)
@given(st.text(max_size=12), st.text(max_size=400))
def test_any_words_have_a_cause(code: str, words: str) -> None:
    assert isinstance(cause_of(code, words), Cause)


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled bounces stand beside the checkout")
def test_the_labelled_bounces_survive_damage() -> None:
    """Each in one damaged form; always the same ones."""
    chance = random.Random(20261122)
    for archive in ("flufl-bounce-data.zip", "sisimai-emails-bsd.zip"):
        with zipfile.ZipFile(LABELLED / archive) as opened:
            for name in opened.namelist():
                raw = opened.read(name)
                for _ in range(3):
                    place, length = chance.randrange(len(raw) + 1), chance.randrange(200)
                    raw = raw[:place] + chance.choice(PIECES) + raw[place + length :]
                _checked(raw)
