"""What Python's own `email` writes is read back: texts, names and files of any kind, byte for byte."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, EmailPolicy

from hypothesis import given, settings
from hypothesis import strategies as st

from openloket.mailread.kinds import Kind, classify
from openloket.mailread.mail import Oddity
from openloket.mailread.reading import read
from openloket.post.mime import Letter, envelope

# What people write: letters, marks, signs and emoji of any script, no control characters.
LETTERS = st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"))
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)
LINES = st.lists(WORDS, min_size=1, max_size=10).map("\n".join)
NAMES = st.text(st.characters(whitelist_categories=("Ll", "Lu", "Nd", "Lo")), min_size=1, max_size=60)


@settings(max_examples=200)
@given(
    LINES,
    WORDS,
    WORDS,
    st.sampled_from(["7bit", "8bit", "quoted-printable", "base64"]),
    st.sampled_from([SMTP, SMTPUTF8]),
)
def test_texts_and_headers(text: str, subject: str, name: str, wrapping: str, policy: EmailPolicy) -> None:
    # Headers on one line: where Python breaks them it loses spaces and quotes.
    written = EmailMessage(policy=policy.clone(max_line_length=900))
    written["From"] = Address(name, "jan", "voorbeeld.nl")
    written["Subject"] = subject
    plain = text.isascii() and max(map(len, text.split("\n"))) < 900
    written.set_content(text, cte=wrapping if plain or wrapping not in ("7bit", "8bit") else "base64")
    mail = read(written.as_bytes())
    assert mail.text == text
    assert mail.subject == subject
    assert [(one.name, one.address) for one in mail.senders] == [(name, "jan@voorbeeld.nl")]


@settings(max_examples=100)
@given(LINES, st.lists(st.tuples(NAMES, st.binary(max_size=300)), max_size=4), st.booleans())
def test_files(text: str, files: list[tuple[str, bytes]], with_html: bool) -> None:
    written = EmailMessage(policy=SMTP)
    written["From"] = "jan@voorbeeld.nl"
    written.set_content(text)
    if with_html:
        written.add_alternative(f"<p>{len(text)}</p>", subtype="html")
    for name, content in files:
        written.add_attachment(content, "application", "pdf", filename=f"{name}.pdf")
    mail = read(written.as_bytes())
    assert mail.text == text
    assert [one.content for one in mail.attachments] == [content for _, content in files]
    assert all(one.name.endswith(".pdf") and not one.inline for one in mail.attachments)
    assert {one.oddity for one in mail.problems} == {Oddity.NO_MESSAGE_ID, Oddity.BAD_DATE}


def test_our_own_receipt_is_read_and_gets_no_receipt() -> None:
    letter = Letter(
        from_name="Gemeente Duinstede",
        from_address="balie@duinstede.example",
        to_address="jan@voorbeeld.nl",
        subject_line="Wij hebben uw bericht ontvangen",
        text="Beste heer, mevrouw,\n\nWij hebben uw bericht ontvangen.",
        html="<p>Beste heer, mevrouw,</p><p>Wij hebben uw bericht ontvangen.</p>",
        message_id="ons1@duinstede.example",
        at=read(b"Date: Mon, 05 Jan 2026 10:15:00 +0100\r\n\r\n").date,
    )
    mail = read(envelope(letter).content)
    assert mail.text == letter.text
    assert mail.problems == ()
    assert classify(mail, ["balie@elders.example"], ()).kind is Kind.AUTO
    assert classify(mail, ["balie@duinstede.example"], ["ons1@duinstede.example"]).kind is Kind.LOOP
