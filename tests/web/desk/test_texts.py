"""Texts of messages at the desk: written, looked at with a real zaak, published, replaced; rehearsing."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.flows.correspondence.keep_texts import UnableToKeepTexts, mark_of, publish_draft, save_draft
from openloket.people.models import AccessLog
from openloket.post import templates
from openloket.post.kinds import KINDS
from openloket.post.models import Guest, Rehearsal, Template
from openloket.post.templates import Texts

HERE = "/duinstede/balie/teksten"
NOTICE = KINDS["notice"]
WHOLE = "{gemeente}: {soort}. {gevolg} {reactie}"


@pytest.fixture
def lead(duinstede: Municipality) -> Client:
    """The project leader, logged in at the desk."""
    client = Client()
    client.force_login(duinstede.lead)
    return client


def test_a_text_is_written_looked_at_and_published(duinstede: Municipality, lead: Client) -> None:
    zaak = send(duinstede, datetime.now(UTC))
    typed = {"onderwerp": "", "opening": "Beste {achternaam},", "slot": "Met groet", "gezien": ""}
    wrong = lead.post(f"{HERE}/free", typed)
    assert wrong.status_code == 422
    assert "{achternaam} kennen wij hier niet" in wrong.text
    assert "Beste {achternaam}," in wrong.text, "nothing typed is lost"
    kept = lead.post(f"{HERE}/free", {**typed, "opening": "Beste {naam},"}, follow=True)
    assert "Het concept is bewaard" in kept.text
    shown = lead.get(f"{HERE}/free/voorbeeld", {"kenmerk": zaak.reference.lower()})
    assert "Beste Jan Jansen," in shown.text
    assert AccessLog.objects.filter(subject_id=zaak.pk, reason__contains="voorbeeld").count() == 1
    mail = lead.get(f"{HERE}/free/voorbeeld/{zaak.reference}.html")
    assert "Beste Jan Jansen," in mail.text
    assert "sandbox" in mail.headers["Content-Security-Policy"]
    assert lead.get(f"{HERE}/free/voorbeeld/{zaak.reference}.pdf").content.startswith(b"%PDF")
    seen = mark_of(Template.objects.get())
    used = lead.post(f"{HERE}/free", {"stap": "publiceren", "gezien": seen}, follow=True)
    assert "gaat vanaf nu mee" in used.text
    with pytest.raises(IntegrityError, match="published texts stay"), transaction.atomic():
        Template.objects.update(opening="Anders")
    lead.post(f"{HERE}/free", {**typed, "opening": "Dag {naam},"})
    page = lead.post(
        f"{HERE}/free",
        {"stap": "publiceren", "gezien": mark_of(Template.objects.get(state="draft"))},
        follow=True,
    )
    assert "<del" in page.text
    assert [one.state for one in Template.objects.order_by("number")] == ["replaced", "published"]


def test_a_preview_offers_the_newest_zaken_without_names(duinstede: Municipality, lead: Client) -> None:
    zaak = send(duinstede, datetime.now(UTC))
    page = lead.get(f"{HERE}/free/voorbeeld").text
    assert f"?kenmerk={zaak.reference}" in page
    assert "Jan Jansen" not in page
    assert AccessLog.objects.filter(action="zaak.list", reason__contains="om uit te kiezen: 1").exists()


def test_every_kind_has_a_preview(duinstede: Municipality, lead: Client) -> None:
    zaak = send(duinstede, datetime.now(UTC))
    listed, at = lead.get(HERE).text, datetime.now(UTC)
    for kind in templates.WRITABLE:
        every = " ".join(f"{{{name}}}" for name in templates.fields_of(kind))
        save_draft(duinstede.lead, kind, Texts("Van {gemeente}", every, "Tot ziens bij {gemeente}"), "", at)
        assert f"{HERE}/{kind.name}" in listed
        assert lead.get(f"{HERE}/{kind.name}").status_code == 200
        shown = lead.get(f"{HERE}/{kind.name}/voorbeeld", {"kenmerk": zaak.reference}).text
        assert "Tot ziens bij Gemeente Duinstede" in shown
        mail = lead.get(f"{HERE}/{kind.name}/voorbeeld/{zaak.reference}.html").text
        assert "Tot ziens bij Gemeente Duinstede" in mail


def test_of_two_writers_one_is_told(duinstede: Municipality, now: datetime) -> None:
    save_draft(duinstede.lead, NOTICE, Texts("", WHOLE, ""), "", now)
    with pytest.raises(UnableToKeepTexts, match="collega"):
        save_draft(duinstede.lead, NOTICE, Texts("", "Anders {soort}", ""), "", now)


def test_a_notice_that_lacks_something_ends_in_2027(duinstede: Municipality) -> None:
    before, after = datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 12, tzinfo=UTC)
    draft = save_draft(duinstede.lead, NOTICE, Texts("", "{gemeente}: {soort}.", ""), "", before)
    publish_draft(duinstede.lead, NOTICE, mark_of(draft), before)
    assert templates.in_force(NOTICE, before.date()) is not None
    assert templates.in_force(NOTICE, after.date()) is None, "from 2027 the shared words go instead"
    again = save_draft(duinstede.lead, NOTICE, Texts("", "{gemeente}: {soort}.", ""), "", after)
    with pytest.raises(UnableToKeepTexts, match="wat het bericht voor u betekent"):
        publish_draft(duinstede.lead, NOTICE, mark_of(again), after)
    whole = save_draft(duinstede.lead, NOTICE, Texts("", WHOLE, ""), mark_of(again), after)
    publish_draft(duinstede.lead, NOTICE, mark_of(whole), after)
    assert templates.in_force(NOTICE, after.date()) is not None


def test_rehearsing_is_said_on_every_page(duinstede: Municipality, lead: Client) -> None:
    here = "/duinstede/balie/oefenen"
    assert lead.post(here, {"stap": "toevoegen", "gast": "geen adres"}).status_code == 422
    lead.post(here, {"stap": "toevoegen", "gast": "Bram@Duinstede.example"})
    assert Guest.objects.get().address == "bram@duinstede.example"
    assert "Er wordt geoefend" in lead.post(here, {"stap": "beginnen"}, follow=True).text
    assert lead.post(here, {"stap": "beginnen"}).status_code == 409
    assert "Er wordt geoefend" in lead.get("/duinstede/balie/").text
    assert "Er wordt geoefend" not in lead.post(here, {"stap": "stoppen"}, follow=True).text
    assert Rehearsal.objects.get().ended_by == duinstede.lead


def test_a_worker_keeps_no_texts(duinstede: Municipality) -> None:
    client = Client()
    client.force_login(duinstede.worker)
    for path in ("teksten", "teksten/free", "oefenen"):
        assert client.get(f"/duinstede/balie/{path}").status_code == 404
