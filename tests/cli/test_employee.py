"""`openloket employee`: somebody is added, and loses a phone."""

import io
from datetime import UTC, datetime

import pytest
from tests.cast import Municipality
from tests.flows.stepping import two_steps

from openloket.cli import employee as command
from openloket.cli.commands import parser
from openloket.conf.env import ConfigurationError
from openloket.evidence.models import Event
from openloket.post.models import Message
from openloket.tenancy.models import Employee, SecondFactor


def run(*words: str) -> int:
    return command.run(parser().parse_args(["employee", *words]))


def test_who_is_added_can_be_written_to(duinstede: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("een hele lange zin\n"))
    words = ("--name", "Noor Visser", "--role", "administrator", "--email", "noor@duinstede.example")
    assert run("add", "duinstede", "Noor", *words) == 0
    noor = Employee.objects.get(username="noor")
    assert (noor.email, noor.check_password("een hele lange zin")) == ("noor@duinstede.example", True)


def test_a_lost_phone(duinstede: Municipality, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ConfigurationError, match="geen tweede stap"):
        run("second-factor", "reset", "duinstede", "anja")
    two_steps(duinstede.worker, datetime.now(UTC))
    assert run("second-factor", "reset", "duinstede", " Anja ") == 0
    assert "tell it yourself" in capsys.readouterr().out
    assert not SecondFactor.objects.exists()
    assert Event.objects.filter(kind="employee.second_factor_reset", actor="system").count() == 1
    Employee.objects.filter(username="anja").update(email="anja@duinstede.example")
    two_steps(duinstede.worker, datetime.now(UTC))
    run("second-factor", "reset", "duinstede", "anja")
    assert Message.objects.filter(to_address="anja@duinstede.example").count() == 1
    with pytest.raises(ConfigurationError, match="no employee 'niemand'"):
        run("second-factor", "reset", "duinstede", "niemand")
