"""Forms and logging in: asked where the channel says so, nothing lost when a session ends, recorded."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.citizen import draft_key
from tests.login import AtProvider, begin

from openloket.evidence.models import Event
from openloket.flows.outages.rehearse_submission import rehearse_submission
from openloket.intake.models import Draft, Submission
from openloket.offer import catalogue
from openloket.offer.models import Channel
from openloket.people.models import Person, PersonSession
from openloket.web import directory
from openloket.zaken.models import Zaak

FORM = "/duinstede/parkeervergunning/formulier"
MOST_STATEMENTS = 12


def ask_login(level: str = "substantieel") -> None:
    """From now on the form asks a login at this level."""
    Channel.objects.filter(kind="webformulier").update(login_level=level)
    directory.forget()


def end_all() -> None:
    """Everybody was idle for too long."""
    for session in PersonSession.objects.filter(ended_at=None):
        PersonSession.objects.filter(pk=session.pk).update(used_at=session.used_at - timedelta(minutes=16))


def first_page(client: Client, **typed: str) -> HttpResponse:
    """Fill in the first page and go on."""
    page = client.get(f"{FORM}/wie")
    assert page.status_code == 200, page.headers
    key = draft_key(page.content.decode())
    return client.post(f"{FORM}/wie", {"draft_key": key, "naam": "W. de Jong", "verder": "1", **typed})


def back_in(client: Client, provider: AtProvider, answer: HttpResponse, persona: str = "willemijn") -> str:
    """From the way to the login page all the way back; gives where one ends up."""
    assert answer.status_code == 302
    assert answer["Location"].startswith("/duinstede/inloggen?")
    query = answer["Location"].partition("?")[2]
    begun = client.get(f"/duinstede/inloggen/digid?{query}")
    done = client.get(provider.choose(begun["Location"], persona).path)
    assert done.status_code == 302, done.content.decode()
    return str(done["Location"])


def test_a_form_that_asks_a_login_leads_there_first(client: Client, provider: AtProvider) -> None:
    ask_login()
    answer = client.get(f"{FORM}/wie")
    assert "niveau=substantieel" in answer["Location"]
    assert back_in(client, provider, answer) == f"{FORM}/wie"
    assert client.get(f"{FORM}/wie").status_code == 200


def test_a_login_that_is_too_low_is_asked_again_higher(client: Client, provider: AtProvider) -> None:
    ask_login("hoog")
    provider.log_in(client, "willemijn", level="substantieel")
    answer = client.get(f"{FORM}/wie")
    assert "reden=niveau" in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "Nog een keer inloggen" in page
    assert "hoog" in page


def test_nothing_is_sent_without_the_login_that_is_asked(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn", level="laag")
    first_page(client)
    key = client.cookies["openloket_concept"].value
    client.post(f"{FORM}/auto", {"draft_key": key, "kenteken": "AB-123-C", "verder": "1"})
    ask_login("hoog")
    answer = client.post("/duinstede/parkeervergunning/versturen", {"draft_key": key})
    assert answer["Location"] == "/duinstede/parkeervergunning/controle"
    assert "niveau=hoog" in client.get(answer["Location"])["Location"]
    assert not Submission.objects.exists()


@pytest.mark.parametrize("asked", ["", "substantieel"])
def test_a_session_that_ends_in_the_middle_loses_nothing(
    client: Client, provider: AtProvider, asked: str
) -> None:
    ask_login(asked)
    provider.log_in(client, "willemijn")
    assert first_page(client)["Location"] == f"{FORM}/auto"
    page = client.get(f"{FORM}/auto")
    key = draft_key(page.content.decode())
    end_all()
    answer = client.post(f"{FORM}/auto", {"draft_key": key, "kenteken": "AB-123-C", "verder": "1"})
    assert "reden=bewaard" in answer["Location"]
    assert "Er is nog niets verstuurd" in client.get(answer["Location"]).content.decode()
    check = "/duinstede/parkeervergunning/controle"
    assert back_in(client, provider, answer) == check
    page = client.get(check).content.decode()
    assert "AB-123-C" in page
    assert "W. de Jong" in page


def test_the_very_first_page_is_kept_too(client: Client, provider: AtProvider) -> None:
    ask_login()
    provider.log_in(client, "willemijn")
    key = draft_key(client.get(f"{FORM}/wie").content.decode())
    end_all()
    answer = client.post(f"{FORM}/wie", {"draft_key": key, "naam": "W. de Jong", "email": "x", "verder": "1"})
    assert back_in(client, provider, answer) == f"{FORM}/wie?nakijken=ja"
    page = client.get(f"{FORM}/wie?nakijken=ja").content.decode()
    assert "W. de Jong" in page
    assert 'value="x"' in page


def test_what_was_kept_is_shown_to_nobody_else(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    first_page(client)
    end_all()
    assert "inloggen" in client.get(f"{FORM}/wie")["Location"]
    provider.log_in(client, "karim")
    for path in (f"{FORM}/wie", f"{FORM}/auto", "/duinstede/parkeervergunning/controle"):
        answer = client.get(path)
        assert answer.status_code == 409
        assert "W. de Jong" not in answer.content.decode()
    begun = client.get(FORM)
    assert not client.cookies["openloket_concept"].value
    assert client.get(begun["Location"]).status_code == 200


def test_what_one_types_in_the_form_of_another_stays_there(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    first_page(client)
    key = client.cookies["openloket_concept"].value
    provider.log_in(client, "karim")
    answer = client.post(f"{FORM}/auto", {"draft_key": key, "kenteken": "AB-123-C", "verder": "1"})
    assert answer.status_code == 409
    assert "is daar bewaard" in answer.content.decode()
    sent = client.post("/duinstede/parkeervergunning/versturen", {"draft_key": key})
    assert client.get(sent["Location"]).status_code == 409
    assert not Submission.objects.exists()
    assert Draft.objects.get().person.name == "Willemijn de Jong"


def test_a_draft_of_nobody_becomes_theirs_who_go_on(client: Client, provider: AtProvider) -> None:
    first_page(client)
    assert Draft.objects.get().person is None
    provider.log_in(client, "willemijn")
    page = client.get(f"{FORM}/auto").content.decode()
    assert "bewaren wij dit formulier in uw Mijn omgeving" in page
    assert Draft.objects.get().person is None  # looking changes nothing
    client.post(f"{FORM}/auto", {"draft_key": draft_key(page), "kenteken": "AB-123-C", "verder": "1"})
    assert Draft.objects.get().person.name == "Willemijn de Jong"
    assert Event.objects.filter(kind="draft.claimed").count() == 1


def test_a_message_knows_who_sent_it_and_how_surely(
    client: Client, provider: AtProvider, duinstede: Municipality
) -> None:
    provider.log_in(client, "willemijn")
    first_page(client, email="w@example.nl")
    key = client.cookies["openloket_concept"].value
    client.post(f"{FORM}/auto", {"draft_key": key, "kenteken": "AB-123-C", "verder": "1"})
    check = client.get("/duinstede/parkeervergunning/controle").content.decode()
    assert "DigiD (demonstratie) (substantieel)" in check
    with CaptureQueriesContext(connection) as captured:
        sent = client.post(
            "/duinstede/parkeervergunning/versturen", {"draft_key": key, "bereikbaarheid": "ja"}
        )
    assert len(captured) <= MOST_STATEMENTS, [query["sql"][:100] for query in captured]
    submission, person = Submission.objects.get(), Person.objects.get()
    assert (submission.person, submission.represented, submission.mandate) == (person, None, None)
    assert (submission.provider, submission.level) == ("digid", "substantieel")
    assert Zaak.objects.get().person == person
    receipt = client.get(sent["Location"]).content.decode()
    assert "DigiD (demonstratie) (substantieel)" in receipt
    assert "999990019" not in receipt + submission.copy


def test_a_name_is_offered_and_never_filled_in(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    page = client.get(f"{FORM}/wie").content.decode()
    assert "Deze naam invullen" in page
    assert 'value="Willemijn de Jong"' not in page
    values = {"draft_key": draft_key(page), "naam": "", "email": "w@example.nl", "overnemen": "naam"}
    page = client.post(f"{FORM}/wie", values).content.decode()
    assert 'value="Willemijn de Jong"' in page
    assert 'value="w@example.nl"' in page
    assert "Deze naam invullen" not in page


def test_without_a_login_one_may_still_send(client: Client, provider: AtProvider) -> None:
    page = client.get(f"{FORM}/wie").content.decode()
    assert "U hoeft niet in te loggen" in page
    assert first_page(client)["Location"] == f"{FORM}/auto"


def test_going_to_log_in_from_a_form_comes_back_to_it(client: Client, provider: AtProvider) -> None:
    begun = begin(client, verder=f"{FORM}/wie")
    done = client.get(provider.choose(begun["Location"], "willemijn").path)
    assert done["Location"] == f"{FORM}/wie"


def test_the_prober_rehearses_a_form_that_asks_a_login(duinstede: Municipality, now: datetime) -> None:
    ask_login("hoog")
    offerings = catalogue.load(now.date()).offerings
    done = rehearse_submission(duinstede.organisation, offerings, lambda receipt: True, now)
    assert done.shown
    assert not Person.objects.exists()
