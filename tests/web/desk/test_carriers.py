"""The pages on which a lead sees whether messages leave, and sets up a mail server."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.adapters.notifyserver import KEY
from tests.cast import Municipality
from tests.flows.printing import waiting

from openloket.flows.letters.post_letter import post_letter
from openloket.post.models import CarrierAccount, CarrierState, Message
from openloket.tenancy.models import Employee

HERE = "/duinstede/balie/bezorging"
OWN = {
    "soort": "eigen", "server": "smtp.duinstede.example", "poort": "587", "beveiliging": "starttls",
    "gebruiker": "loket", "wachtwoord": "geheim-woord", "per-minuut": "", "proef": "ja",
    "terugadres": "terug+*@duinstede.example",
}  # fmt: skip


@pytest.fixture
def lead(client: Client, duinstede: Municipality) -> Client:
    client.force_login(duinstede.lead)
    return client


def test_all_is_well_is_told_and_a_case_worker_does_not_come_here(
    client: Client, duinstede: Municipality
) -> None:
    client.force_login(duinstede.worker)
    assert client.get(HERE).status_code == 404
    assert client.get(f"{HERE}/mailserver").status_code == 404
    client.force_login(duinstede.lead)
    page = client.get(HERE)
    assert page.status_code == 200
    assert "werkt" in page.text
    assert "staat uit" in page.text


def test_trouble_is_told_in_plain_words_with_what_happens_by_itself(lead: Client) -> None:
    now = timezone.now()
    CarrierState.create(
        way="email", failures=9, opened=4, failing_since=now - timedelta(hours=1), answer="535 wrong word",
        open_until=now + timedelta(minutes=5), silent_since=now - timedelta(hours=1),
    )  # fmt: skip
    page = lead.get(HERE).text
    for words in (
        "Er vertrekt nu niets",
        "Wij proberen het weer",
        "535 wrong word",
        "Er vertrok lang niets",
    ):
        assert words in page


def test_a_try_goes_to_who_asks_and_asks_for_an_address_first(lead: Client, duinstede: Municipality) -> None:
    refused = lead.post(HERE)
    assert refused.status_code == 409
    assert "e-mailadres" in refused.text
    Employee.objects.filter(pk=duinstede.lead.pk).update(email="bram@duinstede.example")
    assert lead.post(HERE, follow=True).text.count("proefbericht") > 1
    (job,) = ProcrastinateJob.objects.filter(task_name="try_carrier")
    assert job.args["employee_id"] == duinstede.lead.pk


def test_a_mail_server_is_kept_and_its_password_never_shown(lead: Client) -> None:
    wrong = lead.post(f"{HERE}/mailserver", OWN | {"server": "geen naam"})
    assert wrong.status_code == 422
    assert "geen naam" in wrong.text
    assert "geheim-woord" not in wrong.text
    assert lead.post(f"{HERE}/mailserver", OWN).status_code == 303
    assert CarrierAccount.objects.get().settings["host"] == "smtp.duinstede.example"
    page = lead.get(f"{HERE}/mailserver").text
    assert "smtp.duinstede.example" in page
    assert "geheim-woord" not in page
    assert "uw eigen mailserver" in lead.get(HERE).text


def test_where_messages_come_back_is_chosen_beside_it(lead: Client, duinstede: Municipality) -> None:
    wrong = lead.post(f"{HERE}/mailserver", OWN | {"terugadres": "terug@duinstede.example"})
    assert (wrong.status_code, "één * voor de @" in wrong.text) == (422, True)
    assert not CarrierAccount.objects.exists()
    assert lead.post(f"{HERE}/mailserver", OWN).status_code == 303
    duinstede.organisation.refresh_from_db()
    assert duinstede.organisation.return_pattern == "terug+*@duinstede.example"
    assert "terug+*@duinstede.example" in lead.get(f"{HERE}/mailserver").text


def test_letters_wait_until_they_were_posted(lead: Client, duinstede: Municipality) -> None:
    CarrierAccount.create(way="letter", carrier="folder", settings={}, changed_at=timezone.now())
    waiting(duinstede, timezone.now() - timedelta(hours=2), "Jan", "Piet")
    assert "2 brieven" in lead.get(HERE).text
    (first, _) = Message.objects.order_by("pk")
    post_letter(duinstede.worker, first.pk, timezone.localdate(), timezone.now())
    page = lead.get(HERE).text
    assert ("1 brief vertrokken, 0 niet gelukt" in page, "<dd>1 brief</dd>" in page) == (True, True)


def test_the_message_box_is_chosen_with_what_it_needs(lead: Client) -> None:
    first = lead.get(f"{HERE}/berichtenbox?hoe=notify").text
    for words in ("aansluiting van uw organisatie op de Berichtenbox", "burgerservicenummer", "het echte"):
        assert words in first
    wrong = lead.post(f"{HERE}/berichtenbox", {"hoe": "notify", "box_kind": "Besluiten", "geheim": "half"})
    assert (wrong.status_code, "Besluiten" in wrong.text) == (422, True)
    kept = lead.post(f"{HERE}/berichtenbox", {"hoe": "notify", "box_kind": "Besluiten", "geheim": KEY})
    assert "Bearer token" in kept.text
    assert CarrierAccount.objects.get(way="box").settings["box_kind"] == "Besluiten"
    assert "Besluiten" in lead.get(f"{HERE}/berichtenbox").text
    assert lead.get(HERE).text.count("Berichtenbox (MijnOverheid)") == 2, "how it does, and the way there"
    assert KEY not in lead.get(f"{HERE}/berichtenbox?hoe=notify").text
    lead.post(f"{HERE}/berichtenbox", {"stap": "niemand"})
    assert "Wij gebruiken de Berichtenbox niet" in lead.get(f"{HERE}/berichtenbox").text
