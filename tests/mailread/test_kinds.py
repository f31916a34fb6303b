"""What kind of mail a message is, who gets no receipt, and what our own server found out about the sender."""

import pytest
from tests.mailread.making import DESK, HTML, delivery_status, message, multipart, part

from openloket.mailread.authentication import Result, authentication
from openloket.mailread.kinds import Kind, claims, classify, may_be_confirmed, references_in, spam_said
from openloket.mailread.reading import read

OWN = (DESK, "post@duinstede.example")
KNOWN = {"ons1@duinstede.example", "DUI-2026-7F3-K9Q-XM2"}

# Name, message, kind, certain.
SORTED = [
    ("a message", message(), Kind.MESSAGE, True),
    ("to nobody in sight", message(to=""), Kind.MESSAGE, True),
    (
        "about being away",
        message("Ik ben er niet.", subject="Afwezig bij de zitting"),
        Kind.MESSAGE,
        True,
    ),
    ("about automatic answers", message(subject="Uw automatische antwoord klopt niet"), Kind.MESSAGE, True),
    ("about a parcel", message(subject="Delivery of my application failed"), Kind.MESSAGE, True),
    ("said not to be automatic", message(auto_submitted="no"), Kind.MESSAGE, True),
    ("urgent", message(precedence="first-class", x_auto_response_suppress="DR, RN"), Kind.MESSAGE, True),
    ("by a baker who is postmaster", message(**{"from": "postmaster@bakkerij.nl"}), Kind.MESSAGE, True),
    ("in our own group", message(list_id="<balie.duinstede.example>", precedence="list"), Kind.MESSAGE, True),
    ("in our own group, plainly", message(list_id="<balie.duinstede.example>"), Kind.MESSAGE, True),
    ("an answer", message(in_reply_to="<ons1@duinstede.example>"), Kind.REPLY, True),
    ("an answer further on", message(references="<ons1@duinstede.example> <x@y>"), Kind.REPLY, True),
    ("with our reference", message(subject="Re: kenmerk dui-2026-7f3-k9q-xm2"), Kind.REPLY, True),
    ("with a reference of others", message(subject="Re: kenmerk DUI-2026-AAA-BBB-CCC"), Kind.MESSAGE, True),
    ("an answer to others", message(in_reply_to="<x@y.nl>", subject="Re: Bezwaar"), Kind.MESSAGE, True),
    ("bounce", delivery_status(), Kind.BOUNCE, True),
    ("bounce, still trying", delivery_status(action="delayed", status="4.4.1"), Kind.BOUNCE, True),
    (
        "bounce in words",
        message(
            "Hi.\nI wasn't able to deliver your message.\n\n<jan@x.nl>:\nno mailbox",
            subject="failure notice",
            return_path="<>",
            **{"from": "MAILER-DAEMON@x.nl"},
        ),
        Kind.BOUNCE,
        True,
    ),
    (
        "a person passing on a bounce",
        message(
            "Kijk:\nYour message could not be delivered.\n<a@b.nl>:",
            subject="Fwd: Undeliverable",
        ),
        Kind.MESSAGE,
        True,
    ),
    (
        "bounce of a program without a name",
        message("Could not be delivered to the following recipient:\n<a@b.nl>", subject="Delivery failure"),
        Kind.BOUNCE,
        False,
    ),
    ("Outlook away, Dutch", message(subject="Automatisch antwoord: Ontvangen"), Kind.AUTO, False),
    ("Outlook away, English", message(subject="Automatic reply: Delivery"), Kind.AUTO, False),
    ("Outlook away, German", message(subject="Automatische Antwort: Ihr Antrag"), Kind.AUTO, False),
    ("Notes away, German", message(subject="Abwesenheitsnotiz: Antrag"), Kind.AUTO, False),
    ("away, old", message(subject="Out of Office: Re: Ontvangen"), Kind.AUTO, False),
    ("away by the rules", message(auto_submitted="auto-replied (vacation)"), Kind.AUTO, True),
    ("made by a machine", message(auto_submitted="auto-generated"), Kind.AUTO, False),
    ("away by a header", message(x_autoreply="yes"), Kind.AUTO, True),
    ("away by precedence", message(precedence="auto_reply"), Kind.AUTO, True),
    ("asks for no answer", message(x_auto_response_suppress="All"), Kind.AUTO, False),
    ("nobody on the envelope", message(return_path="<>"), Kind.AUTO, False),
    (
        "was read",
        multipart(
            "report",
            part("Gelezen"),
            part("Disposition: manual-action; displayed", "message/disposition-notification"),
            more="; report-type=disposition-notification",
        ),
        Kind.AUTO,
        True,
    ),
    ("a list", message(list_id="Nieuws <nieuws.voorbeeld.nl>"), Kind.LIST, True),
    ("a newsletter", message(list_unsubscribe="<https://x.nl/uit>"), Kind.LIST, False),
    ("to many", message(precedence="bulk"), Kind.LIST, False),
    ("our own message back", message(message_id="<ons1@duinstede.example>"), Kind.LOOP, True),
    ("been here before", message(x_loop=DESK), Kind.LOOP, True),
    ("going round", b"Received: from a by b\r\n" * 51 + message(), Kind.LOOP, True),
    ("by ourselves", message(**{"from": "Balie <BALIE+x@duinstede.example>"}), Kind.LOOP, False),
    ("called spam", message(x_spam_flag="YES"), Kind.SPAM, False),
    ("called spam by Exchange", message(x_ms_exchange_organization_scl="6"), Kind.SPAM, False),
    (
        "called no spam",
        message(x_spam_status="No, score=-1", x_ms_exchange_organization_scl="1"),
        Kind.MESSAGE,
        True,
    ),
    ("nothing at all", b"", Kind.MESSAGE, True),
]


@pytest.mark.parametrize(("name", "raw", "kind", "certain"), SORTED, ids=[one[0] for one in SORTED])
def test_sorting(name: str, raw: bytes, kind: Kind, certain: bool) -> None:
    sorting = classify(read(raw), OWN, KNOWN)
    assert (sorting.kind, sorting.certain) == (kind, certain), sorting.reasons
    assert all(reason.endswith(".") for reason in sorting.reasons)
    assert sorting.reasons


@pytest.mark.parametrize(("name", "raw", "kind", "certain"), SORTED, ids=[one[0] for one in SORTED])
def test_only_messages_and_answers_are_confirmed(name: str, raw: bytes, kind: Kind, certain: bool) -> None:
    confirmation = may_be_confirmed(read(raw), kind)
    assert confirmation.may == (kind in (Kind.MESSAGE, Kind.REPLY) and name != "nothing at all")
    assert confirmation.reasons


@pytest.mark.parametrize(
    ("headers", "may", "to"),
    [
        ({}, True, "jan@voorbeeld.nl"),
        ({"reply_to": "antwoord@voorbeeld.nl"}, True, "antwoord@voorbeeld.nl"),
        ({"from": "noreply@voorbeeld.nl", "reply_to": "jan@voorbeeld.nl"}, True, "jan@voorbeeld.nl"),
        ({"from": "noreply@voorbeeld.nl"}, False, "noreply@voorbeeld.nl"),
        ({"from": "no-reply-klant@voorbeeld.nl"}, False, "no-reply-klant@voorbeeld.nl"),
        ({"from": "do_not_reply@voorbeeld.nl"}, False, "do_not_reply@voorbeeld.nl"),
        ({"from": "geen-antwoord@voorbeeld.nl"}, False, "geen-antwoord@voorbeeld.nl"),
        ({"from": "owner-nieuws@voorbeeld.nl"}, False, "owner-nieuws@voorbeeld.nl"),
        ({"from": "nieuws-request@voorbeeld.nl"}, False, "nieuws-request@voorbeeld.nl"),
        ({"from": "noor.eply@voorbeeld.nl"}, True, "noor.eply@voorbeeld.nl"),
        ({"from": ""}, False, ""),
        ({"from": "", "sender": "jan@voorbeeld.nl"}, True, "jan@voorbeeld.nl"),
        ({"from": "", "return_path": "<jan@voorbeeld.nl>"}, True, "jan@voorbeeld.nl"),
    ],
)
def test_nobody_is_not_answered(headers: dict[str, str], may: bool, to: str) -> None:
    confirmation = may_be_confirmed(read(message(**headers)), Kind.MESSAGE)
    assert (confirmation.may, confirmation.to) == (may, to)


def test_two_installations_stop_at_the_first_answer() -> None:
    receipt = message(auto_submitted="auto-generated", **{"from": "balie@elders.example"})
    sorting = classify(read(receipt), OWN, ())
    assert not may_be_confirmed(read(receipt), sorting.kind).may


def test_which_message_came_back_is_told() -> None:
    assert classify(read(delivery_status()), OWN, ()).about == "ons1@duinstede.example"


def test_an_automatic_answer_says_to_what() -> None:
    raw = message(auto_submitted="auto-replied", in_reply_to="<ons1@duinstede.example>")
    assert classify(read(raw), OWN, KNOWN).about == "ons1@duinstede.example"


def test_what_to_look_up() -> None:
    raw = message(in_reply_to="<a@x>", references="<c@x> <b@x>", subject="Re: DUI-2026-7F3-K9Q-XM2")
    assert claims(read(raw)) == ("m1@voorbeeld.nl", "a@x", "b@x", "c@x", "DUI-2026-7F3-K9Q-XM2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kenmerk: DUI-2026-7F3-K9Q-XM2.", ("DUI-2026-7F3-K9Q-XM2",)),
        ("dui 2026 7f3 k9q xm2", ("DUI-2026-7F3-K9Q-XM2",)),
        ("DUI\u20132026\u20137F3\u2013K9Q\u2013XMO", ("DUI-2026-7F3-K9Q-XM0",)),
        ("DUI-2026-7F3-K9Q", ()),
        ("DUI-1826-7F3-K9Q-XM2", ()),
    ],
)
def test_references(text: str, expected: tuple[str, ...]) -> None:
    assert references_in(text) == expected


def test_what_is_called_spam_is_told_by_whom() -> None:
    assert spam_said(read(message(x_spam_flag="YES", x_spam_status="Yes, score=9"))) == (
        "X-Spam-Flag",
        "X-Spam-Status",
    )


OURS = "mx.duinstede.example"
PASSED = (
    f"{OURS}; dkim=pass (2048-bit key; (a) b) header.d=voorbeeld.nl header.s=s1;\r\n"
    ' spf=softfail (ip "x;y" not listed) smtp.mailfrom=jan@voorbeeld.nl; dmarc=pass header.from=voorbeeld.nl'
)


def test_what_our_server_found_is_repeated() -> None:
    found = authentication(read(message(authentication_results=PASSED)), [OURS])
    assert (found.server, found.spf, found.dkim, found.dmarc) == (OURS, "softfail", "pass", "pass")
    assert found.results[1] == Result("spf", "softfail", "jan@voorbeeld.nl")


def test_what_the_sender_writes_does_not_count() -> None:
    forged = f"Authentication-Results: {OURS}; dmarc=pass header.from=bank.nl\r\n".encode()
    hops = b"Received: from x by mx.duinstede.example\r\nReceived: from y by x\r\n"
    own = f"Authentication-Results: {OURS}; dmarc=fail header.from=bank.nl\r\n".encode()
    assert authentication(read(own + hops + forged + message()), [OURS]).dmarc == "fail"
    assert authentication(read(own + forged + message()), [OURS]).dmarc == "fail"
    failed = message(authentication_results=f"{OURS}; dkim=fail\r\nAuthentication-Results: {OURS}; dkim=pass")
    assert authentication(read(failed), [OURS]).dkim == "fail"
    by_another = message(authentication_results="mx.elders.nl; dmarc=pass")
    assert authentication(read(by_another), [OURS]).dmarc == "none"
    assert authentication(read(by_another), [OURS]).server == ""


@pytest.mark.parametrize(
    ("value", "dkim"),
    [
        (f"{OURS}; none", "none"),
        (f"{OURS} 1; dkim=fail header.d=a.nl; dkim=pass header.d=b.nl", "pass"),
        (f"{OURS.upper()}; DKIM=PASS", "pass"),
        (f"{OURS}; dkim=zelfbedacht", "none"),
        (f"{OURS}; dkim/1 = temperror (dns)", "temperror"),
        ("spf=pass smtp.mailfrom=a.nl; dkim=pass", "none"),
        (f"{OURS}; dkim=(((((", "none"),
        ("", "none"),
    ],
)
def test_results_as_servers_write_them(value: str, dkim: str) -> None:
    assert authentication(read(message(authentication_results=value)), [OURS]).dkim == dkim


def test_results_of_two_programs_on_our_server_are_put_together() -> None:
    two = (
        f"Authentication-Results: {OURS}; spf=pass\r\nAuthentication-Results: {OURS}; dkim=fail\r\n".encode()
    )
    found = authentication(read(two + message(HTML)), [OURS])
    assert (found.spf, found.dkim, found.dmarc) == ("pass", "fail", "none")
