"""Drafts go after thirty days without a change, with their files; what was sent stays."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from tests.cast import Municipality

from openloket.flows.drafts.forget_drafts import KEPT_FOR, forget_old_drafts
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.models import Attachment, Draft
from openloket.intake.references import new_key
from openloket.tenancy.scope import scope

pytestmark = pytest.mark.usefixtures("folder")


def draft(town: Municipality, key: bytes, changed_at: datetime) -> Draft:
    return Draft.create(
        key_hash=key * 32,
        service=town.service,
        form_version=town.service.form_version,
        answers={"naam": "Jansen"},
        created_at=changed_at,
        updated_at=changed_at,
    )


def attach(owner: Draft, now: datetime) -> Attachment:
    return Attachment.create(
        draft=owner,
        field="bewijs",
        name="kaart.jpg",
        media_type="image/jpeg",
        size=3,
        sha256="0" * 64,
        storage_name=default_storage.save("kaart", io.BytesIO(b"abc")),
        scan="clean",
        added_at=now,
    )


def test_only_old_drafts_go_in_every_organisation(
    duinstede: Municipality, eikenrade: Municipality, now: datetime, folder: Path
) -> None:
    old = draft(duinstede, b"a", now - KEPT_FOR - timedelta(seconds=1))
    fresh = draft(duinstede, b"b", now - KEPT_FOR + timedelta(seconds=1))
    attach(old, now)
    kept = attach(fresh, now)
    with scope(eikenrade.organisation.pk):
        draft(eikenrade, b"c", now - timedelta(days=400))
    assert forget_old_drafts(now) == 2
    assert list(Draft.objects.all()) == [fresh]
    assert list(Attachment.objects.all()) == [kept]
    assert [path.name for path in folder.iterdir()] == [kept.storage_name]
    assert forget_old_drafts(now) == 0


def test_files_of_what_was_sent_stay(duinstede: Municipality, now: datetime, folder: Path) -> None:
    key, long_ago = new_key(), now - timedelta(days=31)
    service = duinstede.service
    row, _ = drafts.keep(key, service.pk, service.form_version_id, {"naam": "Jansen"}, long_ago)
    sent, unused = (attach(Draft.objects.get(pk=row), long_ago) for _ in range(2))
    answers = {"kenteken": "AB-123-C", "bewijs": [str(sent.pk)]}
    drafts.keep(key, service.pk, service.form_version_id, answers, long_ago)
    submit_form(duinstede.organisation, key, reachable=False, now=long_ago)
    assert forget_old_drafts(now) == 1
    assert list(Attachment.objects.all()) == [sent]
    assert [path.name for path in folder.iterdir()] == [sent.storage_name]
    assert unused.storage_name != sent.storage_name


def test_what_an_employee_still_types_waits(duinstede: Municipality, now: datetime) -> None:
    waiting = draft(duinstede, b"r", now - KEPT_FOR - timedelta(days=1))
    Draft.objects.filter(pk=waiting.pk).update(employee=duinstede.worker, arrival={"channel": "balie"})
    assert forget_old_drafts(now) == 0
    Draft.objects.filter(pk=waiting.pk).update(arrival=None)
    assert forget_old_drafts(now) == 1, "it was registered"
