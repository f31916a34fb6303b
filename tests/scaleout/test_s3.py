"""Attachments in S3: the settings choose it, and a file goes there, comes back and is forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage, storages
from django.test import Client, override_settings
from storages.backends.s3 import S3Storage
from tests.cast import Municipality
from tests.citizen import multipart
from tests.journeys.filling_in import PDF
from tests.scaleout.bucket import Bucket, served

from openloket.conf.secrets import attachment_storage
from openloket.flows.drafts.forget_drafts import forget_old_drafts
from openloket.intake.models import Attachment, Submission
from openloket.intake.references import new_key
from openloket.web import directory

BASE = "/duinstede/parkeervergunning"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Bucket]:
    """A bucket that the settings point at, as an administrator would set them."""
    bucket = Bucket()
    with served(bucket) as address:
        monkeypatch.setenv("OPENLOKET_S3_BUCKET", "bijlagen")
        monkeypatch.setenv("OPENLOKET_S3_ENDPOINT", address)
        monkeypatch.setenv("OPENLOKET_S3_REGION", "nl-1")
        monkeypatch.setenv("OPENLOKET_S3_ACCESS_KEY", "sleutel")
        monkeypatch.setenv("OPENLOKET_S3_SECRET_KEY", "geheim")
        chosen = attachment_storage(tmp_path)
        with override_settings(STORAGES=_with(chosen)):
            yield bucket
            default_storage.connection.meta.client.close()
        assert list(tmp_path.iterdir()) == []


def _with(chosen: dict[str, Any]) -> dict[str, Any]:
    return {
        "default": chosen,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
def test_what_is_large_does_not_pass_through_memory(bucket: Bucket) -> None:
    bucket.objects["/bijlagen/dossier.zip"] = bytes(3_000_000)
    with default_storage.open("dossier.zip") as opened:
        assert opened.read(1) == b"\0"
        assert opened.file._rolled, "it is a file on disk, removed when it is closed"


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
def test_a_file_goes_there_and_comes_back(bucket: Bucket, duinstede: Municipality, client: Client) -> None:
    directory.forget()
    assert isinstance(storages["default"], S3Storage)
    key, large = new_key(), PDF + bytes(3_000_000)
    assert (
        client.post(f"{BASE}/formulier/wie", {"draft_key": key, "naam": "Jan", "verder": "1"}).status_code
        == 302
    )
    body, media_type = multipart(
        {"draft_key": key, "kenteken": "AB-1", "verder": "1"}, {"bewijs": ("bewijs.pdf", large)}
    )
    assert client.generic("POST", f"{BASE}/formulier/auto", body, content_type=media_type).status_code == 302
    file = Attachment.objects.get()
    assert bucket.objects == {f"/bijlagen/{file.storage_name}": large}
    assert bucket.signed >= 1
    assert client.post(f"{BASE}/versturen", {"draft_key": key}).status_code == 302
    login = {"username": duinstede.worker.username, "password": "welkom-op-het-werk"}
    assert client.post("/duinstede/balie/inloggen", login).status_code == 303
    address = f"/duinstede/balie/zaak/{Submission.objects.get().reference}/bijlage/{file.pk}"
    got = client.get(address)
    assert got.status_code == 200
    assert b"".join(got.streaming_content) == large
    got.close()


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")
def test_a_draft_that_is_forgotten_leaves_nothing_there(
    bucket: Bucket, duinstede: Municipality, client: Client
) -> None:
    directory.forget()
    body, media_type = multipart(
        {"draft_key": new_key(), "kenteken": "AB-1", "verder": "1"}, {"bewijs": ("bewijs.pdf", PDF)}
    )
    client.generic("POST", f"{BASE}/formulier/auto", body, content_type=media_type)
    assert len(bucket.objects) == 1
    assert forget_old_drafts(datetime.now(UTC) + timedelta(days=31)) == 1
    assert bucket.objects == {}


def test_without_a_bucket_a_folder_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("OPENLOKET_S3_BUCKET", raising=False)
    assert attachment_storage(tmp_path)["OPTIONS"]["location"] == str(tmp_path)
