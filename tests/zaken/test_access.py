"""Who gets a zaak: employees of its organisation whose role reads; for all others it does not exist."""

from datetime import datetime

import pytest
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.intake.models import Attachment
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may, may_assign
from openloket.tenancy.scope import scope
from openloket.zaken.access import attachment_for, zaak_for, zaak_with_papers_for


def test_an_employee_gets_the_zaak_with_its_papers(duinstede: Municipality, now: datetime) -> None:
    zaak = send(duinstede, now, reachable=True, email="jan@voorbeeld.example")
    assert zaak_for(duinstede.worker, zaak.reference) == zaak
    found = zaak_with_papers_for(duinstede.worker, zaak.reference)
    assert found is not None
    assert found.submission.receipt.exception == ""
    assert zaak_for(duinstede.worker, "DUI-2026-000-000-000") is None


def test_a_stranger_gets_nothing_in_whatever_scope(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    zaak = send(duinstede, now)
    file = Attachment.create(
        submission_id=zaak.submission_id, field="bewijs", name="a.pdf", media_type="application/pdf", size=1,
        sha256="0" * 64, storage_name="a", scan="clean", added_at=now,
    )  # fmt: skip
    for organisation in (duinstede.organisation, eikenrade.organisation):
        with scope(organisation.pk):
            assert zaak_for(eikenrade.worker, zaak.reference) is None
            assert zaak_with_papers_for(eikenrade.lead, zaak.reference) is None
            assert attachment_for(eikenrade.worker, zaak.reference, file.pk) is None
    assert attachment_for(duinstede.worker, zaak.reference, file.pk) == file


def test_a_file_of_another_zaak_is_not_there(duinstede: Municipality, now: datetime) -> None:
    one, two = send(duinstede, now), send(duinstede, now)
    file = Attachment.create(
        submission_id=one.submission_id, field="bewijs", name="a.pdf", media_type="application/pdf", size=1,
        sha256="0" * 64, storage_name="a", scan="clean", added_at=now,
    )  # fmt: skip
    assert attachment_for(duinstede.worker, two.reference, file.pk) is None


# Keeping the monitor is the right of one organisation only, which the settings name.
_OF_ZAKEN = {Right.READ, Right.HANDLE, Right.DIVIDE, Right.REFUSE, Right.EXPORT}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("case_worker", {Right.READ, Right.HANDLE, Right.SEE_POST, Right.REPORT_OUTAGE, Right.EXPORT}),
        ("lead", set(Right) - {Right.KEEP_DAYS, Right.EMPLOYEES, Right.KEEP_MONITOR}),
        ("administrator", set(Right) - {*_OF_ZAKEN, Right.KEEP_MONITOR}),
    ],
)
def test_rights_of_roles(duinstede: Municipality, role: str, rights: set[Right]) -> None:
    duinstede.worker.role = role
    assert {right for right in Right if may(duinstede.worker, right)} == rights
    duinstede.worker.is_active = False
    assert not any(may(duinstede.worker, right) for right in Right)


def test_every_role_has_its_rights(duinstede: Municipality) -> None:
    for role in Employee.Role:
        duinstede.worker.role = role
        assert any(may(duinstede.worker, right) for right in Right)


def test_who_may_divide(duinstede: Municipality) -> None:
    assert may_assign(duinstede.lead, None)
    assert may_assign(duinstede.lead, duinstede.worker.pk)
    assert may_assign(duinstede.worker, duinstede.worker.pk)
    assert not may_assign(duinstede.worker, None)
    assert not may_assign(duinstede.worker, duinstede.lead.pk)
