"""`openloket verify` needs the file and the key, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.evidence.receipts import COPY, KEY, OTHER_KEY, PHOTO, authority, parts
from tests.evidence.test_casefile import case_file

from openloket.cli.__main__ import main


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "bewijs.json"
    path.write_bytes(parts().file())
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_bytes(KEY.public.pem)
    return path


def test_runs_without_database_settings_or_secrets(receipt: Path, key: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "openloket.cli", "verify", str(receipt), "--key", str(key)]
    done = subprocess.run(command, cwd=tmp_path, env={"PATH": os.defpath}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert COPY.reference in done.stdout
    assert not (tmp_path / "var").exists()


def test_tells_everything_with_root_and_own_files(
    receipt: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(authority().root.public_bytes(Encoding.PEM))
    photo = tmp_path / "kaart.jpg"
    photo.write_bytes(PHOTO)
    words = [
        "verify",
        str(receipt),
        "--key",
        str(key),
        "--timestamp-root",
        str(root),
        "--attachment",
        str(photo),
    ]
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["ok"], report["verdict"], report["reference"]) == (True, "timestamped", COPY.reference)
    assert {one["state"] for one in report["checks"] if one["name"] != "pdf-seal"} == {"ok"}


def test_a_case_file_is_told_apart_with_what_it_does_not_prove(
    key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(case_file())
    assert main(["verify", str(path), "--key", str(key)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Dossier {COPY.reference} van ")
    assert "Dit bewijst zo’n bestand nooit:" in told
    assert "Dat de sleutel echt van de organisatie is." in told
    assert f"Gecontroleerd met de sleutel die u opgaf: {KEY.public.key_id}." in told
    assert main(["verify", str(path), "--key", str(key), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_proved"]


def test_a_changed_file_fails_and_names_the_check(
    receipt: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt.write_bytes(receipt.read_bytes().replace(b"AB-123-C", b"AB-124-C"))
    assert main(["verify", str(receipt), "--key", str(key)]) == 1
    assert "FOUT  Kopie" in capsys.readouterr().out


def test_somebody_elses_key_proves_nothing(receipt: Path, key: Path) -> None:
    key.write_bytes(OTHER_KEY.public.pem)
    assert main(["verify", str(receipt), "--key", str(key)]) == 1


def test_without_a_key_it_says_where_to_get_one(receipt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(receipt)]) == 2
    assert "Haal die van een plek die u vertrouwt" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"no key"])
def test_a_mistake_in_the_arguments_is_told_in_one_line(
    receipt: Path, key: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is None:
        key.unlink()
    else:
        key.write_bytes(content)
    assert main(["verify", str(receipt), "--key", str(key)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
