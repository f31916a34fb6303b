"""A new signing key: what the old ones signed stays good, here and for who trusts only the oldest."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.evidence.receipts import KEY, parts

from openloket.cli import change_signing_key, examinations, public_key
from openloket.cli.findings import Mark
from openloket.conf.env import ConfigurationError
from openloket.evidence.key_document import read_key_document
from openloket.evidence.keys import SigningKey, read_public_keys
from openloket.evidence.known_keys import change_key, document_path, known_keys, public_pem
from openloket.evidence.signing import signing_key

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """An installation that signs with the key of the receipts of these tests."""
    path: Path = tmp_path / "evidence-key.pem"
    path.write_bytes(KEY.pem)
    path.chmod(0o600)
    settings.EVIDENCE_KEY_FILE = path
    signing_key.cache_clear()
    yield path
    signing_key.cache_clear()


def changed(at: datetime = AT) -> SigningKey:
    """Change the key, and start anew."""
    change_key(at)
    signing_key.cache_clear()
    return signing_key()


def verdict(client: Client, file: bytes) -> str:
    uploaded = SimpleUploadedFile("bewijs.json", file)
    return client.post("/controleren", {"bestand": uploaded}).content.decode()


def test_before_the_first_change_there_is_one_key() -> None:
    assert known_keys() == (KEY.public,)
    assert public_pem() == KEY.public.pem
    assert not document_path().exists()


def test_all_keys_are_known_newest_first_and_the_file_is_ours_alone(key_file: Path) -> None:
    second = changed()
    third = changed(AT + timedelta(days=365))
    assert known_keys() == (third.public, second.public, KEY.public)
    assert read_public_keys(public_pem()) == known_keys()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in key_file.parent.iterdir()) == ["evidence-key.pem", "signing-keys.json"]
    listed = read_key_document(document_path().read_bytes(), [second.public])
    assert [(one.key, one.until) for one in listed.keys] == [
        (KEY.public, AT),
        (second.public, AT + timedelta(days=365)),
        (third.public, None),
    ]
    assert listed.keys[1].since == AT


def test_who_trusts_the_old_key_can_follow() -> None:
    changed()
    assert KEY.key_id in read_key_document(document_path().read_bytes(), [KEY.public]).signed_by


def test_a_change_broken_off_halfway_can_be_made_again(key_file: Path) -> None:
    change_key(AT)
    key_file.write_bytes(KEY.pem)  # as if the list was written and the key was not
    last = changed(AT + timedelta(hours=1))
    listed = read_key_document(document_path().read_bytes()).keys
    assert [one.key for one in listed if one.until is None] == [last.public]
    assert next(one.until for one in listed if one.key == KEY.public) == AT + timedelta(hours=1)


@pytest.mark.django_db
def test_a_receipt_from_before_the_change_is_still_good_here(client: Client) -> None:
    receipt = parts().file()
    before = verdict(client, receipt)
    assert "klopt" in before
    changed()
    assert verdict(client, receipt) == before
    assert client.get("/sleutel.pem").content == public_pem()
    assert client.get("/sleutels.json").content == document_path().read_bytes()


@pytest.mark.django_db
def test_a_receipt_under_a_key_that_was_never_ours_is_not(client: Client, key_file: Path) -> None:
    key_file.write_bytes(SigningKey.generate().pem)
    signing_key.cache_clear()
    changed()
    assert "sleutel die hier niet bekend is" in verdict(client, parts().file())


@pytest.mark.django_db
def test_without_a_change_there_is_no_list(client: Client) -> None:
    assert client.get("/sleutels.json").status_code == 404


def test_the_commands(capsys: pytest.CaptureFixture[str], key_file: Path) -> None:
    assert change_signing_key.run(None) == 0
    signing_key.cache_clear()
    told = capsys.readouterr().out
    assert f"Signed until now: {KEY.key_id}. Signs from now on: {signing_key().key_id}." in told
    assert public_key.run(None) == 0
    assert read_public_keys(capsys.readouterr().out.encode()) == known_keys()
    assert examinations.keys().mark is Mark.OK
    key_file.write_bytes(KEY.pem)  # an old copy was put back
    assert examinations.keys().mark is Mark.NOT
    document_path().write_bytes(b"{}")
    assert examinations.keys().mark is Mark.NOT
    with pytest.raises(ConfigurationError, match=r"signing-keys\.json is damaged"):
        change_signing_key.run(None)
    key_file.unlink()
    with pytest.raises(ConfigurationError, match="can't be read"):
        change_signing_key.run(None)
