"""`openloket mail-in`: one e-mail from a file, and what became of it."""

import json
from pathlib import Path

import pytest
from tests.cast import Municipality
from tests.mailread.making import message

from openloket.cli import mail_in
from openloket.cli.commands import parser
from openloket.conf.env import ConfigurationError
from openloket.intake.models import Submission


def run(*words: str) -> int:
    return mail_in.run(parser().parse_args(["mail-in", *words]))


def test_it_is_received_once(
    duinstede: Municipality, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bericht.eml"
    file.write_bytes(message("Hallo", subject="Parkeren"))
    assert run(str(file), "--org", "duinstede", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["kind"], told["new"]) == ("handled", "message", True)
    assert told["reference"] == Submission.objects.get().reference
    assert run(str(file), "--org", "duinstede") == 0
    again = capsys.readouterr().out
    assert told["reference"] in again
    assert "nothing was done twice" in again
    assert Submission.objects.count() == 1


def test_what_cannot_be_is_told(duinstede: Municipality, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no organisation"):
        run(str(tmp_path), "--org", "nergens")
    with pytest.raises(ConfigurationError, match="can't read"):
        run(str(tmp_path / "weg.eml"), "--org", "duinstede")
