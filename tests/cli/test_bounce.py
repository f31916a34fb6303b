"""`openloket bounce`: what an e-mail that came back says, and of which message it is."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import delivery_status, message

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.cli import bounce
from openloket.cli.bounce_message import message_about
from openloket.cli.commands import parser
from openloket.conf.env import ConfigurationError
from openloket.flows.delivery.choose_return_pattern import UnableToChoosePattern, choose_return_pattern
from openloket.flows.delivery.deliver_messages import deliver
from openloket.mailread.bounce.reading import bounces_in
from openloket.mailread.reading import read
from openloket.post.models import Message


def run(*words: str) -> int:
    return bounce.run(parser().parse_args(["bounce", *words]))


def test_it_is_read_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "terug.eml"
    file.write_bytes(delivery_status())
    assert run(str(file), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bounces"] == [
        {
            "recipient": "jan@voorbeeld.nl", "lasting": "permanent", "given_up": True, "hard": True,
            "code": "5.1.1", "cause": "no_address", "reason": "550 5.1.1 Onbekend", "envelope_id": "",
        }
    ]  # fmt: skip
    assert told["original_message_id"] == "ons1@duinstede.example"
    assert "message" not in told
    assert run(str(file)) == 0
    assert "jan@voorbeeld.nl: permanent no_address 5.1.1" in capsys.readouterr().out


def test_what_is_no_bounce_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "weg.eml"
    file.write_bytes(message("Ik ben er niet.", subject="Afwezig", auto_submitted="auto-replied"))
    assert run(str(file)) == 1
    assert "not a bounce (auto)" in capsys.readouterr().out
    with pytest.raises(ConfigurationError, match="can't read"):
        run(str(tmp_path / "weg.txt"))


def test_our_message_is_found_in_two_ways(duinstede: Municipality, now: datetime) -> None:
    choose_return_pattern(duinstede.organisation, "terug+*@duinstede.example", now, "system")
    duinstede.organisation.refresh_from_db()
    mail_in(duinstede, message("Hallo"), now)
    ours, carrier = Message.objects.get(), MemoryCarrier()
    deliver(ours.pk, carrier, lambda: now)
    raw = delivery_status()
    by_address = _asked(raw, carrier.carried[0].sender)
    by_name = _asked(raw.replace(b"<ons1@duinstede.example>", ours.message_id.encode()), "")
    assert (by_address["id"], by_address["sending"], by_address["found_by"]) == (
        ours.pk,
        1,
        "its return address",
    )
    assert (by_name["id"], by_name["found_by"]) == (ours.pk, "its Message-ID")
    assert by_name["reference"].startswith("DUI-")
    assert message_about(read(raw), bounces_in(read(raw)), "duinstede", "") is None


def _asked(raw: bytes, to: str) -> dict[str, object]:
    found = message_about(read(raw), bounces_in(read(raw)), "duinstede", to)
    assert found is not None
    return found


def test_a_pattern_must_make_an_address(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToChoosePattern):
        choose_return_pattern(duinstede.organisation, "terug@duinstede.example", now, "system")
