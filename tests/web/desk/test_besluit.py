"""Deciding at the desk: choose, fill in, look, record; then how and when it was made known."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import Municipality
from tests.flows.deciding import REASON, REFUSAL, UNFOUNDED
from tests.web.desk.test_zaak import at, read
from tests.zaken.making import send

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.people.models import AccessLog
from openloket.post.models import Message
from openloket.web.desk.wording import whole_day
from openloket.zaken.models import Besluit, Status, Term, Zaak

FORM = {"soort": "afwijzing", **REFUSAL}


def own(zaak: Zaak) -> str:
    return at(zaak, "/besluit")


def preview(client: Client, zaak: Zaak, **typed: str) -> dict[str, str]:
    """Look at the decision; gives everything that its page sends when it is recorded."""
    answer = client.post(own(zaak), {**FORM, "doen": "voorbeeld", **typed})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Klopt dit besluit?" in page
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def record(client: Client, zaak: Zaak, **typed: str) -> Besluit:
    posted = {**preview(client, zaak), "doen": "vastleggen", "hoe-bekend": "sturen", **typed}
    answer = client.post(own(zaak), posted)
    assert (answer.status_code, answer["Location"]) == (303, f"{own(zaak)}?gedaan=vastgelegd")
    return Besluit.objects.order_by("-id")[0]


def test_the_page_of_the_zaak_leads_to_the_templates(worker: Client, zaak: Zaak) -> None:
    assert "Besluit nemen" in read(worker, at(zaak))
    page = read(worker, own(zaak))
    for name in ("Toewijzen", "Afwijzen", "Niet behandelen"):
        assert name in page
    assert "Bezwaar gegrond" not in page
    assert "Dwangsom vaststellen" not in page
    form = read(worker, f"{own(zaak)}?soort=afwijzing")
    assert "Waarom besluit u dit?" in form
    assert "Waarom vragen wij dit?" not in form
    log = AccessLog.objects.order_by("-id")[0]
    assert (log.action, log.subject_id, log.reason) == ("zaak.read", zaak.pk, "besluit van deze zaak")


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(worker: Client, zaak: Zaak) -> None:
    answer = worker.post(own(zaak), {**FORM, "reden": "", "doen": "voorbeeld"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#reden"' in page
    assert "U krijgt geen vergunning." in page
    answer = worker.post(own(zaak), {**FORM, "gegevens": "niet_gevraagd", "doen": "voorbeeld"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#gegevens"' in page
    assert "Awb 4:7 lid 1" in page
    assert REASON in page
    assert not Besluit.objects.exists()


def test_the_preview_shows_the_words_and_what_follows(worker: Client, zaak: Zaak) -> None:
    answer = worker.post(own(zaak), {**FORM, "doen": "voorbeeld"})
    page = re.sub(r"\s+", " ", answer.content.decode())
    assert REASON in page
    assert "U kunt bezwaar maken" in page
    assert "Het besluit gaat per brief." in page
    assert "De laatste dag om te beslissen is" in page
    assert "dan kan bezwaar tot en met" in page
    assert not Besluit.objects.exists()


def test_back_to_the_form_with_everything_that_was_typed(worker: Client, zaak: Zaak) -> None:
    answer = worker.post(own(zaak), {**preview(worker, zaak), "doen": "wijzigen"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert REASON in page
    assert 'value="nee" checked' in page


def test_what_was_seen_is_what_is_recorded(worker: Client, zaak: Zaak) -> None:
    answer = worker.post(own(zaak), {**FORM, "doen": "voorbeeld"})
    seen = re.sub(r"\s+", " ", answer.content.decode())
    besluit = record(worker, zaak)
    for part in besluit.content["parts"]:
        for paragraph in part["paragraphs"]:
            assert paragraph in seen
    page = read(worker, f"{own(zaak)}?gedaan=vastgelegd")
    assert "Het besluit is vastgelegd." in page
    assert "De brief moet nog weg." in page
    assert besluit.sha256 in page
    assert "Het besluit is vastgelegd: afgewezen." in read(worker, at(zaak))
    zaak.refresh_from_db()
    assert zaak.status == Status.DECIDED


def test_something_else_than_was_seen_is_not_recorded(worker: Client, zaak: Zaak) -> None:
    posted = {**preview(worker, zaak), "doen": "vastleggen", "reden": "Iets anders."}
    answer = worker.post(own(zaak), posted)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "anders dan u zag" in page
    assert "Iets anders." in page
    assert not Besluit.objects.exists()


def test_of_two_who_decide_the_second_is_told(worker: Client, lead: Client, zaak: Zaak) -> None:
    posted = {**preview(lead, zaak), "doen": "vastleggen"}
    record(worker, zaak)
    answer = lead.post(own(zaak), posted)
    assert answer.status_code == 409
    assert "al besloten" in answer.content.decode()
    assert Besluit.objects.count() == 1


def test_a_question_that_comes_into_view_is_not_a_mistake(worker: Client, zaak: Zaak) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    typed = {"soort": "bezwaar-ongegrond", "doen": "voorbeeld", **UNFOUNDED, "commissie": "afgeweken"}
    answer = worker.post(own(zaak), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Er is een vraag bij gekomen." in page
    assert 'name="afwijking"' in page
    answer = worker.post(own(zaak), {**typed, "afwijking": ""})
    assert answer.status_code == 422
    assert 'href="#afwijking"' in answer.content.decode()
    answer = worker.post(own(zaak), {**typed, "afwijking": "Omdat."})
    page = answer.content.decode()
    assert "Klopt dit besluit?" in page
    assert "in beroep gaan" in page
    assert "Rechtbank Noord-Holland" in page
    assert "dan kan beroep tot en met" in page


def test_given_by_hand_the_term_to_object_is_on_the_page(worker: Client, zaak: Zaak) -> None:
    besluit = record(worker, zaak, **{"hoe-bekend": "geven"})
    assert not Message.objects.filter(kind="besluit").exists()
    address = f"{own(zaak)}/{besluit.pk}/bekendgemaakt"
    assert address in read(worker, own(zaak))
    assert "Op welke dag?" in read(worker, address)
    day = timezone.localdate()
    typed = {"hoe": "uitreiking", "dag.dag": str(day.day), "dag.maand": str(day.month)}
    answer = worker.post(address, {**typed, "dag.jaar": ""})
    assert answer.status_code == 422
    assert f'value="{day.day}"' in answer.content.decode()
    before = day - timedelta(days=3)
    earlier = {"hoe": "uitreiking", "dag.dag": str(before.day), "dag.maand": str(before.month)}
    answer = worker.post(address, {**earlier, "dag.jaar": str(before.year)})
    assert answer.status_code == 409
    assert "Toen was het besluit er nog niet." in answer.content.decode()
    answer = worker.post(address, {**typed, "dag.jaar": str(day.year)})
    assert (answer.status_code, answer["Location"]) == (303, f"{own(zaak)}?gedaan=bekendgemaakt")
    page = read(worker, own(zaak))
    assert "zelf gegeven op" in page
    assert "Tijd om bezwaar te maken" in page
    assert "Waarom deze datum?" in page
    again = worker.post(address, {**typed, "dag.jaar": str(day.year)})
    assert again.status_code == 409
    assert "al bekendgemaakt" in again.content.decode()


def test_a_mistake_is_withdrawn_before_the_letter_goes(worker: Client, lead: Client, zaak: Zaak) -> None:
    besluit = record(worker, zaak)
    address = f"{own(zaak)}/{besluit.pk}/intrekken"
    assert address in read(worker, own(zaak))
    answer = worker.post(address)
    assert (answer.status_code, answer["Location"]) == (303, f"{own(zaak)}?gedaan=ingetrokken")
    page = read(worker, answer["Location"])
    assert "De zaak is weer in behandeling." in page
    assert "Dit besluit is ingetrokken op" in page
    assert address not in page
    assert "Toewijzen" in page
    again = lead.post(address)
    assert again.status_code == 409
    assert "al bekendgemaakt of ingetrokken" in again.content.decode()
    assert "Het besluit is ingetrokken voordat het bekend was." in read(worker, at(zaak))
    public = Client().get(f"/duinstede/besluit/{zaak.reference}/{besluit.access_key}")
    assert "Dit besluit is ingetrokken" in public.content.decode()


def test_an_e_mail_that_left_makes_it_known(worker: Client, duinstede: Municipality, today: datetime) -> None:
    zaak = send(duinstede, today, reachable=True, email="jan@voorbeeld.example")
    assert "gaat per e-mail" in worker.post(own(zaak), {**FORM, "doen": "voorbeeld"}).content.decode()
    besluit = record(worker, zaak)
    assert "onderweg" in read(worker, own(zaak))
    assert besluit.message_id is not None
    deliver(besluit.message_id, MemoryCarrier(), timezone.now)
    assert "per e-mail op" in read(worker, own(zaak))
    last_day = Term.objects.get(zaak=zaak, kind=Term.Kind.OBJECTION).last_day
    assert last_day is not None
    assert f"Bezwaar kan tot en met {whole_day(last_day)}." in read(worker, at(zaak))


def test_the_pdf_can_be_printed_and_its_reading_is_written_down(worker: Client, zaak: Zaak) -> None:
    besluit = record(worker, zaak)
    answer = worker.get(f"{own(zaak)}/{besluit.pk}/besluit.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
    assert "U krijgt geen vergunning." in text
    assert AccessLog.objects.order_by("-id")[0].reason == f"besluit van {zaak.reference} als PDF"


def test_a_stranger_finds_nothing(stranger: Client, worker: Client, zaak: Zaak) -> None:
    besluit = record(worker, zaak)
    for town in ("duinstede", "eikenrade"):
        for path in (
            "/besluit",
            f"/besluit/{besluit.pk}/besluit.pdf",
            f"/besluit/{besluit.pk}/bekendgemaakt",
        ):
            answer = stranger.get(at(zaak, path, town))
            assert answer.status_code in (303, 404)
            assert stranger.post(at(zaak, path, town), FORM).status_code in (303, 404, 405)


def test_a_decision_is_found_in_its_own_zaak_only(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    besluit = record(worker, zaak)
    other = send(duinstede, today)
    assert worker.get(f"{own(other)}/{besluit.pk}/besluit.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["klacht", "vraag"])
def test_where_no_besluit_belongs_none_is_offered(worker: Client, zaak: Zaak, kind: str) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind=kind)
    assert "Besluit nemen" not in read(worker, at(zaak))
    assert "Bij deze zaak hoort geen besluit." in read(worker, own(zaak))
    assert worker.post(own(zaak), FORM).status_code == 404


def test_the_page_costs_the_same_with_one_decision_or_more(worker: Client, zaak: Zaak) -> None:
    record(worker, zaak)
    with CaptureQueriesContext(connection) as seen:
        read(worker, own(zaak))
    assert len(seen) <= 10, [statement["sql"] for statement in seen]
