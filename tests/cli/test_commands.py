"""Every command can be asked for help, in plain English, without needing anything."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from openloket.cli import migrate, public_key
from openloket.cli.__main__ import main
from openloket.cli.commands import COMMANDS, Command
from openloket.evidence.keys import PublicKey
from openloket.evidence.signing import signing_key


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command.name, "--help"])
    assert end.value.code == 0
    assert command.summary.split()[0] in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_its_module_is_there(command: Command) -> None:
    assert callable(importlib.import_module(f"openloket.cli.{command.module}").run)


def test_help_needs_no_database(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "openloket.cli", "worker", "--help"]
    subprocess.run(command, cwd=tmp_path, env={"PATH": os.defpath}, check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []


def test_an_unusable_database_address_is_told_in_one_line(tmp_path: Path) -> None:
    surroundings = {**os.environ, "DATABASE_URL": "mysql://localhost/x"}
    command = [sys.executable, "-m", "openloket.cli", "migrate"]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "openloket: a database address starts with postgresql://, not with 'mysql'\n"


def test_migrating_again_changes_nothing(own_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate.run(None) == 0
    assert "up to date" in capsys.readouterr().out


def test_the_public_key_is_that_of_the_signer(capsys: pytest.CaptureFixture[str]) -> None:
    assert public_key.run(None) == 0
    assert PublicKey.from_pem(capsys.readouterr().out.encode()) == signing_key().public
