"""Messages that came back, as the mail servers of today write them."""

import pytest
from tests.mailread.making import delivery_status, message, multipart, part

from openloket.mailread.bounce.model import Bounce, Cause, Lasting
from openloket.mailread.bounce.reading import bounces

DAEMON = {"from": "MAILER-DAEMON@mx.voorbeeld.nl", "return_path": "<>"}
ORIGINAL = message("Uw ontvangstbevestiging", message_id="<ons1@duinstede.example>", to="jan@voorbeeld.nl")


def test_a_report_by_the_rules() -> None:
    assert bounces(delivery_status()) == (
        Bounce(
            "jan@voorbeeld.nl",
            Lasting.PERMANENT,
            True,
            "5.1.1",
            "550 5.1.1 Onbekend",
            "ons1@duinstede.example",
            cause=Cause.NO_ADDRESS,
        ),
    )


@pytest.mark.parametrize(
    ("status", "action", "lasting", "given_up"),
    [
        ("5.2.2", "failed", Lasting.PERMANENT, True),
        ("4.4.7", "failed", Lasting.TEMPORARY, True),
        ("4.4.1", "delayed", Lasting.TEMPORARY, False),
        ("5.0.0 (odd)", "Failed (permanent)", Lasting.PERMANENT, True),
    ],
)
def test_given_up_and_lasting_are_two_things(
    status: str, action: str, lasting: Lasting, given_up: bool
) -> None:
    (found,) = bounces(delivery_status(status=status, action=action))
    assert (found.lasting, found.given_up) == (lasting, given_up)


def test_what_was_delivered_is_no_bounce() -> None:
    assert bounces(delivery_status(action="delivered", status="2.0.0")) == ()


@pytest.mark.parametrize("recipient", ["<jan@voorbeeld.nl>", "rfc822;jan@voorbeeld.nl", '"jan"@voorbeeld.nl'])
def test_recipients_as_servers_write_them(recipient: str) -> None:
    (found,) = bounces(delivery_status(recipient=recipient))
    assert found.recipient.replace('"', "") == "jan@voorbeeld.nl"


# Who writes so, the words, the recipient, lasting, code.
WORDS = [
    (
        "postfix",
        "I'm sorry to have to inform you that your message could not be delivered.\n\n"
        "<jan@voorbeeld.nl>: host mx.voorbeeld.nl[192.0.2.1] said: 550 5.1.1\n    <jan@voorbeeld.nl>: "
        "Recipient address rejected (in reply to RCPT TO command)",
        Lasting.PERMANENT,
        "5.1.1",
    ),
    (
        "exim",
        "A message that you sent could not be delivered. These failed:\n\n  jan@voorbeeld.nl\n"
        "    host mx [192.0.2.1]: 452 4.2.2 Mailbox full",
        Lasting.TEMPORARY,
        "4.2.2",
    ),
    (
        "qmail",
        "I wasn't able to deliver your message to the following addresses.\n\n<jan@voorbeeld.nl>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n"
        "Return-Path: <balie@duinstede.example>\nTo: iemand.anders@voorbeeld.nl",
        Lasting.PERMANENT,
        "5.1.1",
    ),
    (
        "Exchange",
        "Your message\n\n  To:      Balie; Jan\n  Subject: Ontvangen\n\n"
        "did not reach the following recipient(s):\n\n"
        "jan@voorbeeld.nl on Mon, 5 Jan 2026 10:15:00 +0100\n    The recipient name is not recognized",
        Lasting.PERMANENT,
        "",
    ),
    (
        "Exchange Online",
        "Your message to jan@voorbeeld.nl couldn't be delivered.\njan wasn't found at voorbeeld.nl.\n"
        "Remote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'",
        Lasting.PERMANENT,
        "5.1.10",
    ),
    (
        "Gmail",
        "Address not found\n\n"
        "Your message wasn't delivered to jan@voorbeeld.nl because the address couldn't be "
        "found.\n\nThe response was:\n550 5.1.1 The email account does not exist",
        Lasting.PERMANENT,
        "5.1.1",
    ),
    (
        "Dutch",
        "Uw bericht is niet bezorgd.\n\nHet volgende adres is onbekend:\njan@voorbeeld.nl",
        Lasting.PERMANENT,
        "",
    ),
    (
        "a warning",
        "Your message has not yet been delivered to:\n\n  jan@voorbeeld.nl\n\n"
        "Delivery attempts will continue.",
        Lasting.TEMPORARY,
        "",
    ),
]


@pytest.mark.parametrize(("who", "words", "lasting", "code"), WORDS, ids=[one[0] for one in WORDS])
def test_words_for_people(who: str, words: str, lasting: Lasting, code: str) -> None:
    (found,) = bounces(message(words, subject="Undeliverable: Ontvangen", **DAEMON))
    assert (found.recipient, found.lasting, found.code) == ("jan@voorbeeld.nl", lasting, code)
    assert found.given_up == (who != "a warning")


def test_a_header_names_whom() -> None:
    raw = message("Mailbox weg", x_failed_recipients="jan@voorbeeld.nl, piet@voorbeeld.nl", **DAEMON)
    assert [one.recipient for one in bounces(raw)] == ["jan@voorbeeld.nl", "piet@voorbeeld.nl"]


def test_whoever_is_not_named_is_not_guessed() -> None:
    raw = multipart("mixed", part("Delivery failed."), part(ORIGINAL, "message/rfc822"), **DAEMON)
    (found,) = bounces(raw)
    assert (found.recipient, found.original_message_id) == ("", "ons1@duinstede.example")


def test_a_complaint_is_no_failure() -> None:
    report = "Feedback-Type: abuse\r\nOriginal-Rcpt-To: jan@voorbeeld.nl\r\n"
    raw = multipart(
        "report",
        part("Klacht"),
        part(report, "message/feedback-report"),
        part(ORIGINAL, "message/rfc822"),
        more="; report-type=feedback-report",
    )
    (found,) = bounces(raw)
    assert (found.recipient, found.complaint, found.given_up) == ("jan@voorbeeld.nl", True, False)
    assert found.original_message_id == "ons1@duinstede.example"


@pytest.mark.parametrize(
    "raw",
    [
        message(),
        message("Mijn brief aan piet@voorbeeld.nl kwam terug.", subject="Brief"),
        message("My delivery failed: ask piet@voorbeeld.nl", subject="Re: delivery", in_reply_to="<x@y>"),
        b"",
    ],
)
def test_messages_of_people_are_no_bounces(raw: bytes) -> None:
    assert bounces(raw) == ()


# In the language of a server abroad, with no code: who it is, and that the address does not exist.
ABROAD = [
    (
        "Onbestelbaar: Uw besluit",
        "Uw bericht kon niet worden bezorgd.\n\njan@voorbeeld.nl\n\nHet e-mailadres bestaat niet.",
    ),
    (
        "Unzustellbar: Uw besluit",
        "Ihre Nachricht konnte nicht zugestellt werden an:\n\n<jan@voorbeeld.nl>: Empfänger unbekannt",
    ),
    (
        "Échec de la remise",
        "Votre message n'a pas pu être remis :\n\njan@voorbeeld.nl\nAdresse du destinataire inconnue",
    ),
    ("No se ha podido entregar", "No se ha podido entregar a:\n\njan@voorbeeld.nl\n  El usuario no existe"),
    (
        "Mancata consegna",
        "Non è stato possibile recapitare il messaggio:\n\n<jan@voorbeeld.nl>: utente sconosciuto",
    ),
    ("Falha na entrega", "A mensagem não pôde ser entregue:\n\njan@voorbeeld.nl\n  O usuário não existe"),
    ("Nie dostarczono", "Wiadomość nie została dostarczona:\n\n<jan@voorbeeld.nl>: adres nie istnieje"),
    ("Iletilemedi", "Mesaj teslim edilemedi:\n\n<jan@voorbeeld.nl>: alıcı bulunamadı"),
    ("Kunde inte levereras", "Meddelandet kunde inte levereras:\n\n<jan@voorbeeld.nl>: mottagare okänd"),
    ("Недоставленное", "<jan@voorbeeld.nl>: пользователь не найден"),
    ("xyz", "<jan@voorbeeld.nl>: 550 5.1.1 zxcv"),
]


@pytest.mark.parametrize(("subject", "words"), ABROAD, ids=[one[0][:8] for one in ABROAD])
def test_servers_abroad(subject: str, words: str) -> None:
    (found,) = bounces(message(words, subject=subject, **DAEMON))
    assert (found.recipient, found.lasting) == ("jan@voorbeeld.nl", Lasting.PERMANENT)
    assert (found.cause, found.hard) == (Cause.NO_ADDRESS, True)


@pytest.mark.parametrize(
    ("field", "recipient"),
    [
        ("utf-8; jürgen@bücher.example", "jürgen@bücher.example"),
        (r"utf-8; j\x{FC}rgen@bedrijf.example", "jürgen@bedrijf.example"),
        ("utf-8; иван@почта.example", "иван@почта.example"),
        ("rfc822; jürgen@bedrijf.example", "jürgen@bedrijf.example"),
    ],
)
def test_a_recipient_with_letters_outside_ascii_is_named_whole(field: str, recipient: str) -> None:
    (found,) = bounces(delivery_status().replace(b"rfc822; jan@voorbeeld.nl", field.encode()))
    assert found.recipient == recipient


def test_accents_belong_to_an_address_in_free_text() -> None:
    (found,) = bounces(message("Not delivered:\n\n<rené@voorbeeld.nl>: 550 5.1.1 User unknown", **DAEMON))
    assert found.recipient == "rené@voorbeeld.nl"


def test_a_status_that_says_nothing_yields_to_the_code_in_the_words() -> None:
    words = b"553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"
    (found,) = bounces(delivery_status(status="5.0.0").replace(b"550 5.0.0 Onbekend", words))
    assert (found.code, found.cause) == ("5.7.1", Cause.REFUSED)
    assert not found.hard, "the mail server is wrong there, not the address"


def test_a_directory_that_does_not_list_somebody() -> None:
    told = "was not delivered to:\n\n  h@voorbeeld.nl\n\nbecause:\n\n  User h.b (h@voorbeeld.nl) not listed"
    (found,) = bounces(message(f"Your message {told} in Domino Directory", **DAEMON))
    assert (found.recipient, found.cause, found.hard) == ("h@voorbeeld.nl", Cause.NO_ADDRESS, True)
