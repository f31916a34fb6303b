"""Whatever a mail server does, each attempt ends known: taken over, certainly not, or perhaps."""

import time
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.mail_out.hostile import STAGES, HostileServer, Misdeed, Script, certificate, hostile

from openloket.adapters.mail_out.line import Line, MailServer
from openloket.adapters.mail_out.smtp import SmtpCarrier, for_account
from openloket.post.ports import Accepted, Account, Envelope, NotCarried, Permanent, Temporary

LETTER = Envelope("info@duinstede.example", "j.jansen@example.nl", b"Subject: Hallo\r\n\r\n.Dag\r\n", "m+1=")
SLOW = (Misdeed.SILENCE, Misdeed.DRIP)


def carrier_to(server: HostileServer, **given: Any) -> SmtpCarrier:
    """Patient, as a busy machine may be slow."""
    return SmtpCarrier(MailServer("127.0.0.1", server.port, **given))


def impatient(stage: str, misdeed: Misdeed) -> dict[str, float]:
    """Only where nothing will come: then it makes no difference whether it is too early."""
    if misdeed not in SLOW:
        return {}
    return (
        {"verdict_seconds": 0.3}
        if stage in ("content", "verdict")
        else {"seconds": 0.3, "seconds_in_all": 0.3}
    )


def attempt(carrier: SmtpCarrier) -> Accepted | NotCarried:
    try:
        return carrier.carry(LETTER)
    except NotCarried as refusal:
        return refusal


@pytest.mark.parametrize("misdeed", Misdeed, ids=lambda misdeed: misdeed.name)
@pytest.mark.parametrize("stage", [one for one in STAGES if one not in ("STARTTLS",)])
def test_a_misdeed_in_any_stage_ends_known(stage: str, misdeed: Misdeed) -> None:
    with hostile(Script({stage: misdeed}), Script({stage: misdeed})) as server:
        carrier = carrier_to(server, **impatient(stage, misdeed))
        outcome = attempt(carrier)
        carrier.close()
    assert isinstance(outcome, Temporary)
    assert outcome.whole, "nothing is wrong with this message: the way is"
    if stage != "content":  # there it hangs on what was under way: see below
        assert outcome.uncertain == (stage == "verdict")
    assert not server.taken


@pytest.mark.parametrize("misdeed", [Misdeed.DROP, Misdeed.RESET, Misdeed.SILENCE])
def test_half_a_message_was_certainly_not_taken_over(misdeed: Misdeed) -> None:
    large = replace(LETTER, content=LETTER.content + b"x" * 30_000_000)
    with hostile(Script({"content": misdeed})) as server:
        carrier = carrier_to(server, **impatient("content", misdeed))
        with pytest.raises(Temporary) as broken:
            carrier.carry(large)
    assert (broken.value.uncertain, server.taken) == (False, [])


@pytest.mark.parametrize(
    "misdeed", [Misdeed.DROP, Misdeed.RESET, Misdeed.NONSENSE, Misdeed.FLOOD, "354 go on", "199 what"]
)
def test_only_what_may_be_sent_twice_is_uncertain(misdeed: Misdeed | str) -> None:
    with hostile(Script({"verdict": misdeed}, keeps=True)) as server:
        carrier = carrier_to(server)
        first, second = attempt(carrier), attempt(carrier)
        carrier.close()
    assert isinstance(first, Temporary)
    assert first.uncertain
    assert isinstance(second, Accepted)
    assert len(server.taken) == 2, "twice, and the first attempt said that it might be"


@pytest.mark.parametrize("stage", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "verdict"])
@pytest.mark.parametrize("answer", ["421 4.3.2 goodbye", "451 4.7.1 greylisted, come back", "452 4.3.1 full"])
def test_not_now_in_any_stage_and_then_well(stage: str, answer: str) -> None:
    with hostile(*[Script({stage: answer})] * 2) as server:
        carrier = carrier_to(server)
        outcomes = [attempt(carrier)]
        while not isinstance(outcomes[-1], Accepted) and len(outcomes) < 5:
            outcomes.append(attempt(carrier))
        carrier.close()
    assert isinstance(outcomes[-1], Accepted)
    assert all(isinstance(one, Temporary) and not one.uncertain for one in outcomes[:-1])
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("stage", "answer", "kind", "whole"),
    [
        ("greeting", "554 no service for you", Temporary, True),
        ("EHLO", "550 who are you", Temporary, True),
        ("MAIL", "553 5.1.8 your domain is not known", Temporary, True),
        ("MAIL", "451 4.7.0 not now", Temporary, True),
        ("MAIL", "552 5.3.4 too large", Permanent, None),
        ("RCPT", "550 5.1.1 <j.jansen@example.nl> unknown", Permanent, None),
        ("RCPT", "554 5.7.1 <j.jansen@example.nl>: Relay access denied", Temporary, True),
        ("RCPT", "452 4.2.2 mailbox full", Temporary, False),
        ("RCPT", "450 4.7.1 greylisted", Temporary, False),
        ("DATA", "554 5.5.1 no valid recipients", Permanent, None),
        ("verdict", "550 5.7.1 this looks like spam", Permanent, None),
        ("verdict", "451 4.7.1 try later", Temporary, False),
        ("verdict", "451 4.3.0 queue file write error", Temporary, True),
        ("verdict", "535 5.7.8 log in first", Temporary, True),
        ("verdict", "421 4.7.0 too many of you", Temporary, True),
    ],
)
def test_a_refusal_is_about_the_message_or_about_us(
    stage: str, answer: str, kind: type[NotCarried], whole: bool | None
) -> None:
    with hostile(Script({stage: answer})) as server:
        carrier = carrier_to(server)
        outcome = attempt(carrier)
        carrier.close()
    assert type(outcome) is kind
    assert getattr(outcome, "whole", None) is whole
    assert "jansen" not in outcome.answer
    assert not server.taken


def test_a_line_that_breaks_before_the_content_is_replaced_once() -> None:
    with hostile(Script({"RCPT": Misdeed.DROP})) as server:
        carrier = carrier_to(server)
        assert isinstance(attempt(carrier), Accepted)
        carrier.close()
    assert (server.conversations, len(server.taken)) == (2, 1)


def test_a_server_that_says_goodbye_before_the_content_is_dialled_again_at_once() -> None:
    with hostile(Script({"MAIL": "421 4.4.2 you were silent for too long"})) as server:
        carrier = carrier_to(server)
        assert isinstance(attempt(carrier), Accepted)
        carrier.close()
    assert (server.conversations, len(server.taken)) == (2, 1)


def test_a_line_that_is_used_again_has_its_own_time() -> None:
    with hostile() as server:
        carrier = carrier_to(server)
        carrier.carry(LETTER)
        line = carrier._idle.get_nowait()
        line.until = 0.0  # what was left for the first message is long over
        carrier._idle.put(line)
        carrier.carry(LETTER)
        carrier.close()
    assert (server.conversations, len(server.taken)) == (1, 2)


def test_a_line_on_which_something_was_refused_is_not_used_again() -> None:
    with hostile(Script({"RCPT": "550 5.1.1 unknown"})) as server:
        carrier = carrier_to(server)
        outcomes = [type(attempt(carrier)) for _ in range(3)]
        carrier.close()
    assert outcomes == [Permanent, Accepted, Accepted]
    assert server.conversations == 2


class Watched(Line):
    """A line that notes how much patience there is when the last dot is said."""

    patient = 0.0

    def send(self, s: Any) -> None:
        if s == b".\r\n":
            self.patient = self.patience()
        super().send(s)


def test_the_verdict_is_waited_for_longer_than_all_that_went_before() -> None:
    with hostile() as server:
        place = MailServer("127.0.0.1", server.port, seconds=20, seconds_in_all=45, verdict_seconds=1000)
        line = Watched(place, time.monotonic() + place.seconds_in_all)
        line.say_addresses(LETTER.sender, LETTER.recipient, LETTER.reference)
        line.say_content(LETTER.content)
        afterwards = line.patience()
        line.close()
    assert line.patient > place.seconds_in_all, "hanging up now would send it twice"
    assert afterwards <= place.seconds, "and for the next message as before"


def test_reports_are_asked_for_where_they_are_offered() -> None:
    with hostile(Script(), Script(offers=())) as server:
        carrier = carrier_to(server)
        carrier.carry(LETTER)
        carrier.close()
        carrier.carry(LETTER)
        carrier.close()
    mails = [line for line in server.heard if line.lower().startswith("mail")]
    recipients = [line for line in server.heard if line.lower().startswith("rcpt")]
    assert mails[0].endswith("RET=HDRS ENVID=m+2B1+3D")
    assert recipients[0].endswith("NOTIFY=FAILURE,DELAY ORCPT=rfc822;j.jansen@example.nl")
    assert mails[1].lower() == "mail from:<info@duinstede.example>"
    assert recipients[1].lower() == "rcpt to:<j.jansen@example.nl>"
    assert server.taken[0].endswith(b"\r\n..Dag"), "a dot in front does not end the message"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_the_right_certificate_is_asked_for_and_enough(tmp_path: Path, tls: str) -> None:
    context, root = certificate(tmp_path, "127.0.0.1")
    with hostile(Script(context=context, tls_first=tls == "tls")) as server:
        carrier = carrier_to(server, tls=tls, roots=str(root))
        assert isinstance(attempt(carrier), Accepted)
        carrier.close()
    assert [line.upper() for line in server.heard].count("STARTTLS") == (tls == "starttls")


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("case", ["no TLS", "of another host", "of nobody we know", "TLS breaks off"])
def test_without_tls_as_asked_nothing_is_said(tmp_path: Path, case: str, tls: str) -> None:
    context, root = certificate(tmp_path, "elsewhere.example" if case == "of another host" else "127.0.0.1")
    script = Script(context=None if case == "no TLS" else context, tls_first=tls == "tls")
    if case == "TLS breaks off":
        script.at["STARTTLS"] = Misdeed.DROP
    with hostile(script) as server:
        carrier = carrier_to(server, tls=tls, roots="" if case == "of nobody we know" else str(root))
        outcome = attempt(carrier)
        carrier.close()
    assert isinstance(outcome, Temporary)
    assert (outcome.whole, outcome.uncertain) == (True, False)
    assert not any(line.upper().startswith("MAIL") for line in server.heard)


def test_a_password_does_not_go_over_an_open_line() -> None:
    with hostile(host="127.0.0.2") as door:
        from_afar = SmtpCarrier(MailServer("127.0.0.2", door.port, user="loket", password="geheim"))
        with pytest.raises(Temporary, match="without TLS"):
            from_afar.check()
    assert not any("AUTH" in line.upper() for line in door.heard)


def test_a_server_of_an_organisation_is_not_in_our_own_network() -> None:
    with hostile() as door:
        with pytest.raises(Temporary, match="outside our own network"):
            SmtpCarrier(MailServer("127.0.0.1", door.port, inside=False)).check()
        assert door.heard == []


def test_an_organisation_uses_its_own_server_and_its_own_name(settings: Any) -> None:
    settings.MAIL_SERVERS_INSIDE = True
    with hostile(Script({"AUTH": "235 2.7.0 welcome"}, offers=("AUTH PLAIN",))) as server:
        place = (("host", "127.0.0.1"), ("port", str(server.port)), ("tls", "none"), ("user", "loket"))
        carrier = for_account(Account("smtp", place, "geheim"))
        assert isinstance(attempt(carrier), Accepted)
        carrier.close()
    assert f"AUTH PLAIN {b64encode(bytes(1) + b'loket' + bytes(1) + b'geheim').decode()}" in server.heard


def test_an_organisation_that_says_nothing_of_tls_gets_it_or_nothing_leaves(settings: Any) -> None:
    settings.MAIL_SERVERS_INSIDE = True
    with hostile(host="127.0.0.2") as server:
        carrier = for_account(Account("smtp", (("host", "127.0.0.2"), ("port", str(server.port)))))
        outcome = attempt(carrier)
        carrier.close()
    assert isinstance(outcome, Temporary)
    assert (server.conversations, server.taken) == (1, [])


def test_the_server_of_an_organisation_is_not_in_our_own_network_unless_that_is_set(
    settings: Any,
) -> None:
    settings.MAIL_SERVERS_INSIDE = False
    with hostile() as door:
        place = (("host", "127.0.0.1"), ("port", str(door.port)), ("tls", "none"))
        carrier = for_account(Account("smtp", place))
        outcome = attempt(carrier)
        carrier.close()
    assert "outside our own network" in outcome.answer
    assert door.heard == []
