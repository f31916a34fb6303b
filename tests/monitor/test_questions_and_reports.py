"""Test questions with their clock, through a real counter; installations that report what they offer."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client
from pytest_django import Settings
from tests.adapters.mailserver import Inbox, free_port, running
from tests.cast import Municipality as Town
from tests.flows.mailing import mail_in
from tests.flows.test_mail_loops import let_leave
from tests.monitor.test_rounds import seen

from openloket.adapters.mail_out.smtp import MailServer, SmtpCarrier
from openloket.cli.commands import parser
from openloket.cli.monitor.command import run
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.ask_municipality import (
    UnableToAsk,
    answer_by_mail,
    answer_seen,
    ask_by_form,
    ask_by_mail,
)
from openloket.flows.measuring.keep_round import NewRound, begin_round
from openloket.flows.measuring.observe import observe
from openloket.flows.measuring.report_offer import add_installation, end_installation, reported_offer
from openloket.monitor import beside, figures
from openloket.monitor.models import Observation, ReceiptTest, Round
from openloket.monitor.scoring.channels import Basis, Channel
from openloket.monitor.sightings import Sighting
from openloket.post.ports import Accepted, Envelope, Item, Permanent

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
ME = "vraag@monitor.example"


class Kept:
    """A carrier that keeps what it is given, or refuses all."""

    def __init__(self, refusal: str = "") -> None:
        self.items: list[Item] = []
        self.refusal = refusal

    def carry(self, item: Item, /) -> Accepted:
        if self.refusal:
            raise Permanent(self.refusal)
        self.items.append(item)
        return Accepted("250 ok")

    def check(self) -> str:
        return "ok"


@pytest.fixture
def round(db: None) -> Round:
    return begin_round(NewRound("2026-1", "Voorjaar 2026", "twintig", date(2026, 2, 1), date(2026, 4, 1)))


def answer(code: str, sent: datetime, sender: str = "post@groningen.example") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        sender,
        ME,
        f"Ontvangstbevestiging: Vraag over parkeren ({code})",
    )
    mail["Date"] = sent
    mail.set_content("Wij hebben uw bericht ontvangen.\n\nMet vriendelijke groet,\nP. Persoon")
    return mail.as_bytes()


def test_a_question_by_mail_is_timed_until_its_confirmation(round: Round) -> None:
    carrier = Kept()
    test = ask_by_mail(round, "GM0014", "post@groningen.example", ME, ME, carrier, NOW)
    [envelope] = carrier.items
    assert isinstance(envelope, Envelope)
    assert test.code.encode() in envelope.content
    later = NOW + timedelta(days=3)
    with pytest.raises(UnableToAsk, match="onze eigen vraag"):
        answer_by_mail(envelope.content, later)
    with pytest.raises(UnableToAsk, match="geen code"):
        answer_by_mail(answer("V-22222222", later), later)
    with pytest.raises(UnableToAsk, match="al een vraag"):
        ask_by_mail(round, "GM0014", "post@groningen.example", ME, ME, carrier, NOW)
    noted = answer_by_mail(answer(test.code, later), later + timedelta(hours=5))
    assert noted.answered_at == later
    assert noted.answer == "Wij hebben uw bericht ontvangen."
    found = beside.receipts_of(round, later)
    assert (found.in_time, found.asked, found.waiting) == (1, 1, 0)
    with pytest.raises(UnableToAsk, match="geen code"):
        answer_by_mail(answer(test.code, later), later)


def test_a_counter_confirms_it_over_a_real_line(round: Round, duinstede: Town) -> None:
    """The question goes by SMTP to an OpenLoket, and its confirmation comes back by SMTP."""
    inbox, port = Inbox(), free_port()
    with running(inbox, port):
        line = SmtpCarrier(MailServer("127.0.0.1", port, seconds=5))
        test = ask_by_mail(round, "GM0014", "info@duinstede.example", ME, ME, line, NOW)
        [question] = inbox.messages
        mail_in(duinstede, question.as_bytes(), NOW + timedelta(minutes=1), sender=ME)
        let_leave(line, NOW + timedelta(minutes=2))
        line.close()
    confirmation = inbox.messages[-1]
    assert (len(inbox.messages), confirmation["To"]) == (2, ME)
    noted = answer_by_mail(confirmation.as_bytes(), NOW + timedelta(minutes=3))
    assert (noted.code, noted.answer) == (test.code, "Wij hebben uw bericht ontvangen")
    assert noted.noted_at == NOW + timedelta(minutes=3)
    assert beside.receipts_of(round, NOW + timedelta(minutes=3)).share == 1


def test_a_round_that_is_published_gets_no_more_questions(round: Round) -> None:
    round.published_at = NOW
    with pytest.raises(UnableToAsk, match="gepubliceerd"):
        ask_by_mail(round, "GM0014", "post@groningen.example", ME, ME, Kept(), NOW)


def test_a_question_needs_a_mailbox_that_somebody_reads(round: Round, settings: Settings) -> None:
    asked = [
        "monitor",
        "question",
        "typed",
        "--gemeente",
        "GM0014",
        "--to",
        "https://groningen.example/contact",
    ]
    settings.MONITOR_CONTACT = "https://monitor.example/over"
    with pytest.raises(ConfigurationError, match="where the confirmation comes back"):
        run(parser().parse_args([*asked, "--round", round.key]))
    run(parser().parse_args([*asked, "--round", round.key, "--from", ME]))
    assert ReceiptTest.objects.get().seen_by == ME


def test_a_date_that_cannot_be_true_is_not_believed(round: Round) -> None:
    test = ask_by_mail(round, "GM0014", "post@groningen.example", ME, ME, Kept(), NOW)
    came = NOW + timedelta(days=2)
    assert answer_by_mail(answer(test.code, NOW - timedelta(days=9)), came).answered_at == came


def test_what_no_server_took_was_not_asked(round: Round) -> None:
    with pytest.raises(UnableToAsk, match="550 no such mailbox"):
        ask_by_mail(round, "GM0014", "post@groningen.example", ME, ME, Kept("550 no such mailbox"), NOW)
    assert ReceiptTest.objects.count() == 0


def test_a_question_in_a_form_is_confirmed_by_what_was_seen(round: Round) -> None:
    test = ask_by_form(round, "GM0014", "https://groningen.example/contact", ME, NOW)
    with pytest.raises(UnableToAsk, match="welke woorden"):
        answer_seen(test.code, " ", NOW)
    answer_seen(test.code, "Bedankt, wij hebben uw vraag ontvangen.", NOW)
    with pytest.raises(UnableToAsk, match="al bevestigd"):
        answer_seen(test.code, "Nog eens.", NOW)


def test_an_installation_reports_what_it_offers(round: Round, duinstede: Town, client: Client) -> None:
    lines = reported_offer(duinstede.organisation, NOW.date())
    [line] = lines
    assert (line["product"], line["channel"], line["audience"]) == (
        "parkeervergunning",
        "web_form",
        "inwoner",
    )
    token = add_installation("Loket Noord", ["GM0014"], NOW)

    def post(told: object, key: str = token) -> tuple[int, dict[str, object]]:
        headers = {"Authorization": f"Bearer {key}"}
        sent = client.post("/monitor/api/meldingen", json.dumps(told), "application/json", headers=headers)
        return sent.status_code, sent.json()

    told = {"round": "2026-1", "municipality": "GM0014", "lines": lines}
    assert post(told) == (200, {"new": 1})
    assert post(told)[1].keys() <= {"same", "replaced"}
    [one] = Observation.objects.filter(basis="reported", replaced_by=None)
    assert (one.municipality_id, one.supplier, one.seen_by) == ("GM0014", "OpenLoket", "Loket Noord")

    assert post(told, "verzonnen")[0] == 401
    assert post({**told, "municipality": "GM0034"})[0] == 403
    assert post({**told, "round": "2099-1"})[0] == 422
    assert post({**told, "lines": [{**line, "channel": "duif"}]})[0] == 422
    assert post({**told, "lines": [{**line, "reason": "a\0b"}]})[0] == 422
    assert post([1])[0] == 400
    assert client.post("/monitor/api/meldingen", "{}", "application/json").status_code == 401
    end_installation("Loket Noord", NOW)
    assert post(told)[0] == 401


def test_what_is_said_beside_what_is_measured(round: Round) -> None:
    measured = [seen(), seen(term="rijbewijs", channel=Channel.DESK), seen(term="briefadres")]
    said = [
        seen(channel=Channel.DESK),
        seen(term="rijbewijs"),
        seen(term="briefadres", channel=Channel.EMAIL),
        seen(term="klacht"),
    ]
    observe(round, measured, NOW)
    observe(round, [_declared(one) for one in said], NOW)
    assert [one.product.term for one in figures.differences(round, "GM0014")] == ["paspoort", "rijbewijs"]


def _declared(one: Sighting) -> Sighting:
    return replace(one, basis=Basis.DECLARED)


def test_what_has_no_national_name_yet_is_not_reported(duinstede: Town) -> None:
    product = duinstede.service.product
    product.upl_uri = "http://standaarden.overheid.nl/owms/terms/UPL-naam_nog_niet_beschikbaar"
    product.save()
    assert reported_offer(duinstede.organisation, NOW.date()) == []
