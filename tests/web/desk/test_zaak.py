"""The page of a zaak and what can be done on it."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.flows.proving.seal_log import seal_log
from openloket.intake.models import Attachment
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog
from openloket.post.models import Message
from openloket.web import directory
from openloket.web.desk.badges import forget_badges
from openloket.zaken.models import Note, Status, Zaak


def at(zaak: Zaak, path: str = "", town: str = "duinstede") -> str:
    return f"/{town}/balie/zaak/{zaak.reference}{path}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def file(zaak: Zaak, today: datetime) -> Attachment:
    """A page of HTML that calls itself a PDF."""
    name = default_storage.save("desk-test.pdf", ContentFile(b"<script>alert(1)</script>"))
    row = Attachment.create(
        submission_id=zaak.submission_id, field="bewijs", name='bewijs "één".pdf',
        media_type="application/pdf", size=25, sha256="ab" * 32, storage_name=name, scan="unscanned",
        added_at=today,
    )  # fmt: skip
    yield row
    default_storage.delete(name)


def test_everything_of_the_zaak_is_on_its_page(worker: Client, zaak: Zaak, file: Attachment) -> None:
    page = read(worker, at(zaak))
    assert "Wat is het kenteken?" in page
    assert "AB-123-C" in page
    assert "bewijs &#34;één&#34;.pdf" in page
    assert "op virussen is niet gecontroleerd" in page
    assert "Waarom deze datum?" in page
    assert "Awb 4:13" in page
    assert "Het bericht is ontvangen." in page
    assert "Het ontvangstbewijs is gegeven en gaat ook per e-mail." in page
    assert "in de wachtrij (j•••@voorbeeld.example)" in page
    assert "volgt binnen enkele seconden" in page
    assert zaak.submission.copy_sha256 in page
    assert "nee, alleen per brief" in page
    assert "college van Duinstede" in page


def test_a_sealed_fact_and_a_sent_mail_are_told(worker: Client, zaak: Zaak, today: datetime) -> None:
    sealed = seal_log(today)
    assert sealed is not None
    Message.objects.filter(subject_id=zaak.submission_id).update(state="handed_over", settled_at=today)
    page = read(worker, at(zaak))
    assert re.search(rf"plaats \d+ in het logboek van {sealed.tree_size} feiten", page)
    assert "overgedragen aan de mailserver (j•••@voorbeeld.example)" in page


def test_express_reachability_is_told(worker: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = send(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    assert "ja, per e-mail" in read(worker, at(zaak))


def test_at_most_eleven_statements_and_three_that_are_kept_for_some_seconds(
    worker: Client, zaak: Zaak, file: Attachment, today: datetime
) -> None:
    for path, posted in (("/pakken", {}), ("/notitie", {"tekst": "Een."}), ("/notitie", {"tekst": "Twee."})):
        worker.post(at(zaak, path), posted)
    seal_log(today)
    directory.forget()
    forget_badges()
    for most in (14, 11):  # the organisations and the numbers in the menu are not asked twice
        with CaptureQueriesContext(connection) as seen:
            read(worker, at(zaak))
        assert len(seen) <= most, [statement["sql"] for statement in seen]


def test_reading_is_written_down_before_it_is_shown(
    worker: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    read(worker, at(zaak))
    [log] = AccessLog.objects.all()
    assert (log.action, log.subject_kind, log.subject_id) == ("zaak.read", "zaak", zaak.pk)
    assert log.reason == "zaak van het eigen team"
    worker.post(at(zaak, "/pakken"))
    read(worker, at(zaak))
    Zaak.objects.filter(pk=zaak.pk).update(assignee=None, team=None)
    read(worker, at(zaak))
    reasons = list(AccessLog.objects.order_by("id").values_list("reason", flat=True))[1:]
    assert reasons == ["behandelt deze zaak", "zaak van een ander team"]


def test_a_page_that_cannot_be_logged_is_not_shown(
    worker: Client, zaak: Zaak, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ConnectionError("no log, no page")

    monkeypatch.setattr("openloket.web.desk.zaken.door.log_reading", broken)
    worker.raise_request_exception = False
    answer = worker.get(at(zaak))
    assert answer.status_code == 500
    assert "AB-123-C" not in answer.content.decode()


def test_taking(worker: Client, lead: Client, zaak: Zaak) -> None:
    old_page = read(lead, at(zaak))
    assert "Ik behandel deze zaak" in old_page
    answer = worker.post(at(zaak, "/pakken"))
    assert (answer.status_code, answer["Location"]) == (303, at(zaak, "?gedaan=pakken"))
    page = read(worker, answer["Location"])
    assert "U behandelt deze zaak nu." in page
    assert "Anja de Wit behandelt de zaak." in page
    second = lead.post(at(zaak, "/pakken"))
    assert second.status_code == 409
    assert "Anja de Wit behandelt deze zaak al." in second.content.decode()


def test_assigning(lead: Client, worker: Client, duinstede: Municipality, zaak: Zaak) -> None:
    page = read(lead, at(zaak))
    assert 'name="gezien" value=""' in page
    assert "/toewijzen" not in read(worker, at(zaak))
    lead.post(at(zaak, "/toewijzen"), {"gezien": "", "behandelaar": str(duinstede.worker.pk)})
    zaak.refresh_from_db()
    assert zaak.assignee == duinstede.worker
    assert "De zaak is toegewezen aan Anja de Wit." in read(worker, at(zaak))
    back = worker.post(at(zaak, "/toewijzen"), {"gezien": str(duinstede.worker.pk), "behandelaar": ""})
    assert back.status_code == 303
    assert "De zaak is teruggegeven aan het team." in read(worker, at(zaak))


@pytest.mark.parametrize(
    "posted", [{}, {"behandelaar": "x"}, {"gezien": "9" * 30, "behandelaar": "-1"}, {"behandelaar": "٣"}]
)
def test_assigning_nonsense_is_refused(lead: Client, zaak: Zaak, posted: dict[str, str]) -> None:
    assert lead.post(at(zaak, "/toewijzen"), posted).status_code == 409


def test_status(worker: Client, lead: Client, zaak: Zaak) -> None:
    posted = {"gezien": "received", "nieuwe-status": "closed"}
    assert worker.post(at(zaak, "/status"), posted).status_code == 303
    page = read(worker, at(zaak))
    assert "De status is nu ‘afgesloten’. Eerst was die ‘ontvangen’." in page
    assert "De zaak is afgesloten." in page
    assert "/pakken" not in page
    late = lead.post(at(zaak, "/status"), {"gezien": "received", "nieuwe-status": "waiting"})
    assert late.status_code == 409
    assert "de status is nu ‘afgesloten’" in late.content.decode()
    assert lead.post(at(zaak, "/status"), {}).status_code == 409


def test_note(worker: Client, zaak: Zaak) -> None:
    assert worker.post(at(zaak, "/notitie"), {"tekst": "<b>Gebeld</b>"}).status_code == 303
    page = read(worker, at(zaak))
    assert "&lt;b&gt;Gebeld&lt;/b&gt;" in page
    assert "Er is een notitie geschreven." in page
    long = "x" * 5001
    refused = worker.post(at(zaak, "/notitie"), {"tekst": long})
    assert refused.status_code == 409
    assert long in refused.content.decode()
    assert Note.objects.count() == 1


def test_the_term_is_told_until_it_is_over(worker: Client, zaak: Zaak, today: datetime) -> None:
    assert re.search(r"Nog \d+ dagen\.", read(worker, at(zaak)))
    day = dag_in_amsterdam(today)
    zaak.terms.update(last_day=day - timedelta(days=10), begins_on=day - timedelta(days=20))
    page = read(worker, at(zaak))
    assert "dagen te laat" in page
    assert "Uiterste dag was" in page
    Zaak.objects.filter(pk=zaak.pk).update(status=Status.DECIDED)
    assert "dagen te laat" not in read(worker, at(zaak))


def test_an_attachment_is_a_download_and_nothing_else(worker: Client, zaak: Zaak, file: Attachment) -> None:
    answer = worker.get(at(zaak, f"/bijlage/{file.pk}"))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert "sandbox" in answer["Content-Security-Policy"]
    [log] = AccessLog.objects.all()
    assert (log.action, log.subject_id) == ("attachment.read", file.pk)


def test_an_attachment_of_nothing(worker: Client, zaak: Zaak) -> None:
    assert worker.get(at(zaak, "/bijlage/999999")).status_code == 404


def test_a_stranger_finds_nothing_anywhere(stranger: Client, zaak: Zaak, file: Attachment) -> None:
    for town in ("eikenrade", "duinstede"):
        expected = 404 if town == "eikenrade" else 303  # at Duinstede's desk he is not logged in
        for path in ("", f"/bijlage/{file.pk}"):
            assert stranger.get(at(zaak, path, town)).status_code == expected
        for path in ("/pakken", "/toewijzen", "/status", "/notitie"):
            posted = {"gezien": "received", "nieuwe-status": "closed", "tekst": "x", "behandelaar": "1"}
            answer = stranger.post(at(zaak, path, town), posted)
            assert answer.status_code == expected
            assert "balie/zaak" not in answer.headers.get("Location", "")
    zaak.refresh_from_db()
    assert (zaak.status, zaak.assignee, Note.objects.count()) == (Status.RECEIVED, None, 0)


def test_not_there_looks_the_same_as_not_yours(stranger: Client, zaak: Zaak) -> None:
    missing = stranger.get("/eikenrade/balie/zaak/DUI-2026-000-000-000")
    not_his = stranger.get(at(zaak, town="eikenrade"))
    assert missing.status_code == not_his.status_code == 404
    assert missing.content == not_his.content


def test_nobody_logged_in_sees_nothing(client: Client, zaak: Zaak, file: Attachment) -> None:
    for path in ("", f"/bijlage/{file.pk}"):
        assert client.get(at(zaak, path)).status_code == 303
    assert client.post(at(zaak, "/pakken"))["Location"] == "/duinstede/balie/inloggen"


@pytest.mark.parametrize("path", ["/pakken", "/toewijzen", "/status", "/notitie"])
def test_doing_needs_a_post(worker: Client, zaak: Zaak, path: str) -> None:
    assert worker.get(at(zaak, path)).status_code == 405


@pytest.mark.parametrize("reference", ["%00", "a%00b", "x" * 300, "..%2F..", "%FF", "'"])
def test_strange_references_are_not_there(worker: Client, zaak: Zaak, reference: str) -> None:
    assert worker.get(f"/duinstede/balie/zaak/{reference}").status_code == 404
