"""Messages that came back as Dutch municipalities get them: in our own words, one for each way of writing."""

import pytest
from tests.mailread.making import file, joined, message, multipart, part, wrapped

from openloket.mailread.bounce.model import Cause, Lasting
from openloket.mailread.bounce.original import came_to
from openloket.mailread.bounce.reading import bounces
from openloket.mailread.kinds import Kind, classify
from openloket.mailread.reading import read

JAN = "jan@voorbeeld.nl"
OUTLOOK = {"from": "Microsoft Outlook <MicrosoftExchange329e71ec88ae46@duinstede.example>"}
DAEMON = {"from": "Mail Delivery System <Mailer-Daemon@mx.voorbeeld.nl>", "return_path": "<>"}
GMAIL = {"from": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "return_path": "<>"}
PERMANENT, TEMPORARY = Lasting.PERMANENT, Lasting.TEMPORARY

# Who writes so: headers, subject, words; lasting, given up, cause.
WRITTEN = {
    "Exchange Online in Dutch": (
        OUTLOOK,
        "Onbestelbaar: Uw besluit",
        f"Uw bericht aan {JAN} kan niet worden bezorgd.\n\njan is niet gevonden op voorbeeld.nl.\n\n"
        "balie\tOffice 365\tjan\nActie vereist\t\tGeadresseerde\nOnbekend Aan-adres",
        (PERMANENT, True, Cause.NO_ADDRESS),
    ),
    "Exchange of one's own in Dutch": (
        {"from": "postmaster@voorbeeld.nl"},
        "Onbestelbaar: Uw besluit",
        f"Het bezorgen van uw bericht aan deze geadresseerden of groepen is mislukt:\n\nJan ({JAN})\n"
        "Het e-mailadres dat u hebt ingevoerd, is niet gevonden. Controleer het adres.",
        (PERMANENT, True, Cause.NO_ADDRESS),
    ),
    "Exchange that waits, in Dutch": (
        {"from": "postmaster@voorbeeld.nl"},
        "Bezorging vertraagd: Uw besluit",
        f"De bezorging aan deze geadresseerden of groepen is vertraagd:\n\nJan ({JAN})\n"
        "Het bericht is nog niet bezorgd. Er wordt nog geprobeerd het te bezorgen.",
        (TEMPORARY, False, None),
    ),
    "Gmail in Dutch": (
        GMAIL,
        "Delivery Status Notification (Failure)",
        f"** Adres niet gevonden **\n\nJe bericht is niet bezorgd bij {JAN} omdat het adres niet is gevonden "
        "of geen e-mail kan ontvangen.",
        (PERMANENT, True, Cause.NO_ADDRESS),
    ),
    "Gmail that waits, in Dutch": (
        GMAIL,
        "Delivery Status Notification (Delay)",
        "** Bezorging onvoltooid **\n\nEr is een tijdelijk probleem opgetreden bij het bezorgen van je "
        f"bericht aan {JAN}. Gmail blijft het nog 45 uur proberen. Je krijgt een melding als het niet kan "
        "worden bezorgd.",
        (TEMPORARY, False, None),
    ),
    "Gmail of a full mailbox, in Dutch": (
        GMAIL,
        "Delivery Status Notification (Failure)",
        f"** De inbox is vol **\n\nJe bericht kan niet worden bezorgd bij {JAN}. De inbox is vol.",
        (PERMANENT, True, Cause.MAILBOX_FULL),
    ),
    "Gmail that refuses, in Dutch": (
        GMAIL,
        "Delivery Status Notification (Failure)",
        f"** Bericht geblokkeerd **\n\nJe bericht aan {JAN} is geblokkeerd. Bekijk de details.",
        (PERMANENT, True, Cause.REFUSED),
    ),
    "Exim that waits, in Dutch": (
        DAEMON,
        "Waarschuwing: bericht vertraagd",
        f"Een bericht dat u stuurde is na 24 uur nog niet afgeleverd bij:\n\n  {JAN}\n\n"
        "U hoeft niets te doen. De server blijft het proberen.",
        (TEMPORARY, False, None),
    ),
    "Postfix that waits": (
        DAEMON,
        "Delayed Mail (still being retried)",
        f"THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\n<{JAN}>: connect to "
        "mx.voorbeeld.nl[192.0.2.1]:25: Connection timed out",
        (TEMPORARY, False, Cause.UNREACHABLE),
    ),
    "Mimecast": (
        {"from": "postmaster@voorbeeld.nl"},
        "[Postmaster] Email Delivery Failure",
        "This is a delivery failure notification message indicating that\nan email you addressed to email "
        f"address :\n-- {JAN}\n\ncould not be delivered. The problem appears to be :\n-- Recipient email "
        "address is possibly incorrect\n\nAdditional information follows :\n-- 550 5.1.1 unknown",
        (PERMANENT, True, Cause.NO_ADDRESS),
    ),
    "Barracuda": (
        DAEMON,
        "Undelivered Mail Returned to Sender",
        f"<{JAN}>: host mx.ess.voorbeeld.nl[192.0.2.1] said: 550 permanent failure for one or more "
        f"recipients ({JAN}:blocked) (in reply to end of DATA command)",
        (PERMANENT, True, Cause.REFUSED),
    ),
    "Proofpoint": (
        DAEMON,
        "Returned mail: see transcript for details",
        f"   ----- The following addresses had permanent fatal errors -----\n<{JAN}>\n    (reason: 550 5.1.1 "
        "User Unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx0a.example.:\n"
        f">>> RCPT To:<{JAN}>\n<<< 550 5.1.1 User Unknown",
        (PERMANENT, True, Cause.NO_ADDRESS),
    ),
    "a provider in Dutch": (
        DAEMON,
        "Uw e-mail kon niet worden bezorgd",
        f"<{JAN}>: host mx.voorbeeld.nl[192.0.2.1] said: 552 5.2.2 Postvak van de ontvanger is vol",
        (PERMANENT, True, Cause.MAILBOX_FULL),
    ),
}


@pytest.mark.parametrize("who", WRITTEN)
def test_servers_of_today(who: str) -> None:
    headers, subject, words, (lasting, given_up, cause) = WRITTEN[who]
    (found,) = bounces(message(words, subject=subject, **headers))
    assert (found.recipient, found.lasting, found.given_up) == (JAN, lasting, given_up)
    assert cause in (None, found.cause)


# What arrived, or what a person's computer answered, is no bounce, however much it looks like one.
ARRIVED = {
    "handed on": (
        {"from": "postmaster@voorbeeld.nl", "return_path": "<>"},
        "Relayed: Uw besluit",
        f"Delivery to these recipients or groups is complete, but no delivery notification was sent by the "
        f"destination server:\n\nJan ({JAN})",
    ),
    "handed on, in Dutch": (
        {"from": "postmaster@voorbeeld.nl", "return_path": "<>"},
        "Doorgegeven: Uw besluit",
        f"De bezorging aan deze geadresseerden of groepen is voltooid, maar er is geen bezorgingsmelding "
        f"verzonden door de doelserver:\n\nJan ({JAN})",
    ),
    "delivered": (
        {"from": "postmaster@voorbeeld.nl", "return_path": "<>"},
        "Delivered: Uw besluit",
        f"Your message has been delivered to the following recipients:\n\n{JAN}",
    ),
    "delivered, in Dutch": (
        {"from": "postmaster@voorbeeld.nl", "return_path": "<>"},
        "Bezorgd: Uw besluit",
        f"Uw bericht is bezorgd bij de volgende geadresseerden:\n\n{JAN}",
    ),
    "absent, of a delivery service": (
        {"from": f"Jan <{JAN}>", "return_path": "<>", "auto_submitted": "auto-replied"},
        "Re: Delivery of your parcel",
        "Thank you for your mail. I will answer soon. In a hurry? Mail piet@voorbeeld.nl",
    ),
    "absent, and says nothing of itself": (
        {"from": f"Jan <{JAN}>", "return_path": "<>"},
        "Re: complaint",
        "I will answer on Monday. In a hurry? Mail piet@voorbeeld.nl",
    ),
    "absent, in Dutch": (
        {"from": f"Jan <{JAN}>", "return_path": "<>", "auto_submitted": "auto-replied"},
        "Automatisch antwoord: Onbestelbaar: uw besluit",
        "Ik werk hier niet meer. Uw bericht is niet bezorgd bij een collega. Mail piet@voorbeeld.nl",
    ),
    "absent, with our message": (
        {"from": f"Jan <{JAN}>", "return_path": "<>", "auto_submitted": "auto-replied (vacation)"},
        "Bericht ontvangen",
        f"Ik ben weg tot maandag. Mail piet@voorbeeld.nl\n\n-----Oorspronkelijk bericht-----\nTo: {JAN}",
    ),
}


def test_a_server_under_a_name_of_its_own_needs_two_signs() -> None:
    helpdesk = {"from": "Helpdesk <helpdesk@voorbeeld.nl>", "return_path": "<>"}
    told = f"Uw bericht aan {JAN} is niet bezorgd: het adres is onbekend."
    assert [one.recipient for one in bounces(message(told, subject="Uw e-mail", **helpdesk))] == [JAN]
    assert bounces(message("Bedankt voor uw bericht.", subject="Undeliverable", **helpdesk)) == ()


@pytest.mark.parametrize("what", ARRIVED)
def test_what_arrived_is_no_bounce(what: str) -> None:
    headers, subject, words = ARRIVED[what]
    raw = message(words, subject=subject, **headers)
    assert bounces(raw) == ()
    assert classify(read(raw), [], ()).kind == Kind.AUTO


def _group(recipient: str, action: str, status: str) -> str:
    return f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"


def _report(body: bytes | str, kind: str = "message/delivery-status", **headers: str) -> bytes:
    return multipart(
        "report",
        part("Het bericht is niet bezorgd."),
        part(body, kind, **headers),
        more="; report-type=delivery-status",
        **DAEMON,
        subject="Onbestelbaar",
    )


def test_of_several_recipients_only_those_it_did_not_reach() -> None:
    ends = ("failed", "delivered", "delayed", "relayed", "expanded")
    groups = [_group(f"{one}@voorbeeld.nl", one, "5.1.1" if one == "failed" else "4.0.0") for one in ends]
    found = bounces(_report("\r\n".join(["Reporting-MTA: dns; mx.voorbeeld.nl\r\n", *groups])))
    told = [(one.recipient, one.lasting, one.given_up) for one in found]
    assert told == [("failed@voorbeeld.nl", PERMANENT, True), ("delayed@voorbeeld.nl", TEMPORARY, False)]


@pytest.mark.parametrize("kind", ["message/delivery-status", "message/global-delivery-status"])
def test_a_report_that_travelled_encoded(kind: str) -> None:
    fields = (
        f"Reporting-MTA: dns; mx.voorbeeld.nl\r\n\r\n{_group('jürgen@bücher.example', 'failed', '5.1.1')}"
    )
    fields = fields.replace("rfc822", "utf-8")
    plain = _report(fields, kind, content_transfer_encoding="8bit")
    packed = _report(wrapped(fields.encode()), kind, content_transfer_encoding="base64")
    quoted = fields.replace("=", "=3D").replace("ü", "=C3=BC")
    folded = _report(quoted, kind, content_transfer_encoding="quoted-printable")
    for raw in (plain, packed, folded):
        assert [one.recipient for one in bounces(raw)] == ["jürgen@bücher.example"]


def test_a_digest_of_reports_names_everyone() -> None:
    many = [
        part(
            _report(_group(f"jan{one}@voorbeeld.nl", "failed", "5.1.1")).replace(b"grens", b"rand"),
            "message/rfc822",
        )
        for one in range(8)
    ]
    found = bounces(multipart("digest", *many, **DAEMON, subject="Delivery reports"))
    assert [one.recipient for one in found] == [f"jan{one}@voorbeeld.nl" for one in range(8)]


# Who writes so, how an address that stands for another is told, and whether the first one is told too.
STOOD_FOR = [
    ("exim", "  piet@elders.example\n    (generated from jan@voorbeeld.nl)\n    Unrouteable address"),
    (
        "exim, after steps",
        "  piet@elders.example\n    (ultimately generated from jan@voorbeeld.nl)\n    host unknown",
    ),
    ("postfix", "<piet@elders.example> (expanded from <jan@voorbeeld.nl>): user unknown"),
]


@pytest.mark.parametrize(("who", "words"), STOOD_FOR, ids=[one[0] for one in STOOD_FOR])
def test_an_address_that_stood_for_another_is_the_one_we_wrote_to(who: str, words: str) -> None:
    told = f"A message that you sent could not be delivered. The following address(es) failed:\n\n{words}"
    found = bounces(message(told, subject="Mail delivery failed", **DAEMON))
    assert [one.recipient for one in found] == [JAN]
    assert all(one.hard for one in found)


def test_who_an_address_stood_for_is_no_reason() -> None:
    words = f"  p@elders.example\n    (generated from {JAN})\n    all hosts failing"
    found = bounces(
        message(f"Mail could not be delivered to:\n\n{words}", subject="Mail delivery failed", **DAEMON)
    )
    assert {one.cause for one in found} != {Cause.REFUSED}


def test_an_address_that_cannot_be_is_named_as_it_was_written() -> None:
    raw = _report(_group("jan@#voorbeeld.nl", "failed", "5.1.2"))
    assert [(one.recipient, one.lasting) for one in bounces(raw)] == [("jan@#voorbeeld.nl", PERMANENT)]


def test_who_writes_as_nobody_is_a_server() -> None:
    told = f"You wrote to {JAN}. That is not a valid user here."
    nobody = {"from": "<>", "return_path": "<>", "auto_submitted": "auto-replied"}
    (found,) = bounces(message(told, subject="", in_reply_to="<ons1@duinstede.example>", **nobody))
    assert (found.recipient, found.hard, found.original_message_id) == (JAN, True, "ons1@duinstede.example")
    assert bounces(message("Thank you for your mail.", subject="", **nobody)) == ()


CAUSES = [
    ("553 5.3.0 Unknown E-Mail Address", Cause.NO_ADDRESS),
    ("550 5.1.1 id=7 Address rejected", Cause.NO_ADDRESS),
    ("550 5.1.1 Address rejected: policy", Cause.REFUSED),
    ("550 Rejected", Cause.REFUSED),
    ("554 Rcpt does not exist", Cause.NO_ADDRESS),
    ("[voorbeeld.nl]: Name or service not known", Cause.NO_DOMAIN),
    ("554 Service currently unavailable", Cause.UNREACHABLE),
    ("550 BAD_RECIPIENT - see https://post.example/uitleg", Cause.NO_ADDRESS),
    ("550 that is not a known user on this system", Cause.NO_ADDRESS),
    ("550 jan is not an active address at this host", Cause.NO_ADDRESS),
    ("550 There are too many messages on the server", Cause.MAILBOX_FULL),
    ("554 Message rejected: class=size limit=15000000", Cause.TOO_LARGE),
    ("550 Your server requires confirmation: visit https://post.example/whitelist", Cause.REFUSED),
]


@pytest.mark.parametrize(("words", "cause"), CAUSES)
def test_why(words: str, cause: Cause) -> None:
    (found,) = bounces(
        message(
            f"Not delivered:\n\n<{JAN}>: host\n    mx.spamfilter.example[192.0.2.1] said: {words}",
            subject="Failed",
            **DAEMON,
        )
    )
    assert (found.recipient, found.cause) == (JAN, cause)


FIELDS = f"Reporting-MTA: dns; mx.voorbeeld.nl\r\n\r\n{_group(JAN, 'failed', '5.1.1')}"


def test_a_notice_in_html_only() -> None:
    words = (
        f"<p>Uw bericht aan <a href='mailto:{JAN}'>{JAN}</a> kan niet worden bezorgd.</p>"
        "<p>jan is niet gevonden op voorbeeld.nl.</p><p>550 5.1.10 RESOLVER.ADR.RecipientNotFound</p>"
    )
    raw = message(
        words, subject="Onbestelbaar: Uw besluit", content_type="text/html; charset=utf-8", **OUTLOOK
    )
    assert [(one.recipient, one.code) for one in bounces(raw)] == [(JAN, "5.1.10")]


@pytest.mark.parametrize(
    "kind", ["text/plain; name=details.txt", "application/octet-stream; name=details.txt"]
)
def test_a_report_that_a_gateway_made_a_file_of(kind: str) -> None:
    attached = part(FIELDS, kind, content_disposition="attachment; filename=details.txt")
    raw = multipart("mixed", part("Het is niet gelukt."), attached, **DAEMON, subject="Onbestelbaar")
    assert [(one.recipient, one.code) for one in bounces(raw)] == [(JAN, "5.1.1")]


def test_a_report_with_a_footer_around_it() -> None:
    report = part(joined(part("Niet bezorgd."), part(FIELDS, "message/delivery-status"), boundary="rand"),
        'multipart/report; report-type=delivery-status; boundary="rand"')  # fmt: skip
    raw = multipart("mixed", report, part("Gescand op virussen."), **DAEMON, subject="Onbestelbaar")
    assert [one.recipient for one in bounces(raw)] == [JAN]


def test_a_code_of_success_without_an_action_is_no_bounce() -> None:
    assert bounces(_report(f"Final-Recipient: rfc822; {JAN}\r\nStatus: 2.1.5\r\n")) == ()


def test_an_original_recipient_that_was_left_encoded() -> None:
    fields = _group("jan+post@voorbeeld.nl", "failed", "5.1.1")
    (found,) = bounces(_report(f"Original-Recipient: rfc822;jan+2Bpost@voorbeeld.nl\r\n{fields}"))
    assert found.recipient == "jan+post@voorbeeld.nl"
    (other,) = bounces(_report("Original-Recipient: rfc822;jan+2Bpost@voorbeeld.nl\r\nAction: failed\r\n"))
    assert other.recipient == "jan+2Bpost@voorbeeld.nl"


def test_a_code_outweighs_that_it_answers_under_a_name() -> None:
    helpdesk = {"from": "Helpdesk <helpdesk@voorbeeld.nl>", "return_path": "<>"}
    told = f"Undeliverable to {JAN}\n550 5.1.1 unknown"
    raw = message(told, subject="Undeliverable", auto_submitted="auto-generated", **helpdesk)
    assert [one.recipient for one in bounces(raw)] == [JAN]


@pytest.mark.parametrize(
    "told",
    [
        f"Uw bericht is vertraagd:\n\n<{JAN}>: 550 5.1.1 onbekende gebruiker",
        f"Uw bericht was vertraagd en is nu definitief niet bezorgd bij:\n\n{JAN}",
        f"Your message was delayed. We have given up on:\n\n{JAN}",
    ],
)
def test_what_was_delayed_before_and_is_given_up_now(told: str) -> None:
    (found,) = bounces(message(told, subject="Onbestelbaar", **DAEMON))
    assert (found.given_up, found.lasting) == (True, PERMANENT)


REPORTS = {
    "of DMARC": (
        "postmaster@voorbeeld.nl",
        "Report Domain: duinstede.example Submitter: voorbeeld.nl",
        "mixed",
    ),
    "of TLS": ("tlsrpt@voorbeeld.nl", "Report Domain: duinstede.example", "report"),
}


@pytest.mark.parametrize("of", REPORTS)
def test_reports_about_all_our_mail_are_no_bounces(of: str) -> None:
    sender, subject, sort = REPORTS[of]
    attached = file(b"PK", "application/tlsrpt+gzip", "verslag.json.gz")
    more = "; report-type=tlsrpt" if sort == "report" else ""
    said = part("This is an aggregate report.")
    raw = multipart(sort, said, attached, more=more, **{"from": sender}, subject=subject)
    assert bounces(raw) == ()


@pytest.mark.parametrize(
    "to",
    [
        "SRS0=aB3x=7Q=duinstede.example=terug+9ix-5kbcguymlqhzx5kq-1@doorstuurder.example",
        "SRS0+aB3x=7Q=duinstede.example=terug+9ix-5kbcguymlqhzx5kq-1@doorstuurder.example",
        "SRS1=zz9=eerste.example==aB3x=7Q=duinstede.example=terug+9ix-5kbcguymlqhzx5kq-1@tweede.example",
        "prvs=0123456abc=terug+9ix-5kbcguymlqhzx5kq-1@duinstede.example",
    ],
)
def test_a_return_address_that_was_rewritten_on_the_way(to: str) -> None:
    mail = read(message("Niet bezorgd.", to=f"<{to}>", **DAEMON))
    assert "terug+9ix-5kbcguymlqhzx5kq-1@duinstede.example" in came_to(mail)


def test_that_our_own_address_was_turned_down_says_nothing_about_the_recipient() -> None:
    ours = "terug+9ix-5kbcguymlqhzx5kq-1@duinstede.example"
    told = f"{_group(JAN, 'failed', '5.1.1')}Diagnostic-Code: smtp; 550-Verification failed for <{ours}>\r\n"
    raw = _report(told).replace(b"To: balie@duinstede.example", f"To: <{ours}>".encode())
    (found,) = bounces(raw)
    assert (found.recipient, found.cause, found.hard) == (JAN, Cause.REFUSED, False)
