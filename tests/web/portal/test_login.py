"""Logging in at the portal, against the real provider of the demo."""

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.login import AtProvider, begin

from openloket.evidence.models import Event
from openloket.people.models import Person, PersonSession
from openloket.tenancy.models import IdentityProvider

COOKIE = "openloket_mijn"


@pytest.mark.parametrize(
    ("at", "persona", "kind", "name"),
    [
        ("digid", "willemijn", "inwoner", "Willemijn de Jong"),
        ("eherkenning", "bakkerij", "bedrijf", "Bakkerij Bos"),
        ("eherkenning", "haven", "bedrijf", "Bakkerij Bos, vestiging Haven"),
        ("eidas", "anna", "inwoner", "Anna Schmidt"),
    ],
)
def test_who_logs_in_is_known(
    client: Client, provider: AtProvider, at: str, persona: str, kind: str, name: str
) -> None:
    answer = provider.log_in(client, persona, at=at, verder="/duinstede/parkeervergunning/")
    assert (answer.status_code, answer["Location"]) == (302, "/duinstede/parkeervergunning/")
    person = Person.objects.get()
    assert (person.kind, person.name) == (kind, name)
    session = PersonSession.objects.get()
    assert (session.provider, session.level, session.person_id) == (at, "substantieel", person.pk)
    assert list(Event.objects.values_list("kind", flat=True)).count("person.logged_in") == 1
    page = client.get("/duinstede/parkeervergunning/").content.decode()
    assert name in page
    assert "Uitloggen" in page


def test_the_same_person_is_known_again(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    provider.log_in(Client(), "willemijn")
    provider.log_in(Client(), "karim")
    assert Person.objects.count() == 2


def test_a_branch_is_not_the_whole_company(client: Client, provider: AtProvider) -> None:
    for persona in ("bakkerij", "haven", "markt"):
        provider.log_in(Client(), persona, at="eherkenning")
    assert Person.objects.count() == 3


def test_the_page_names_every_provider(client: Client, provider: AtProvider) -> None:
    page = client.get("/duinstede/inloggen").content.decode()
    for label in ("DigiD (demonstratie)", "eHerkenning (demonstratie)", "eIDAS (demonstratie)"):
        assert f"Inloggen met {label}" in page
    assert "Medewerkers" not in page


def test_with_one_provider_one_goes_straight_on(client: Client, provider: AtProvider) -> None:
    answer = client.get("/duinstede/inloggen?niveau=hoog&verder=/duinstede/")
    assert answer.status_code == 200  # three of them
    IdentityProvider.objects.exclude(key="digid").update(active=False)
    answer = client.get("/duinstede/inloggen?niveau=hoog&verder=/duinstede/")
    assert answer["Location"] == "/duinstede/inloggen/digid?verder=%2Fduinstede%2F&niveau=hoog"


def test_a_person_may_stop(client: Client, provider: AtProvider) -> None:
    begun = begin(client, verder="/duinstede/parkeervergunning/")
    answer = client.get(provider.choose(begun["Location"], "willemijn", doen="stoppen").path)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "U bent gestopt met inloggen" in page
    assert "verder=%2Fduinstede%2Fparkeervergunning%2F" in page
    assert COOKIE not in client.cookies


def test_logging_out_ends_it_here_and_there(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    answer = client.post("/duinstede/uitloggen")
    page = answer.content.decode()
    assert "Uitloggen bij DigiD (demonstratie)" in page
    assert f"{provider.address}/digid/logout?" in page
    assert not client.cookies[COOKIE].value
    assert PersonSession.objects.get().ended_by == "person"
    assert Event.objects.filter(kind="person.logged_out").count() == 1
    assert "Willemijn" not in client.get("/duinstede/parkeervergunning/").content.decode()


def test_another_login_ends_the_first(client: Client, provider: AtProvider) -> None:
    provider.log_in(client, "willemijn")
    provider.log_in(client, "karim")
    ended = PersonSession.objects.exclude(ended_at=None).get()
    assert (ended.person.name, ended.ended_by) == ("Willemijn de Jong", "other login")
    assert "Karim Haddad" in client.get("/duinstede/parkeervergunning/").content.decode()


def test_nobody_is_asked_where_nothing_is_set_up(client: Client, duinstede: Municipality) -> None:
    page = client.get("/duinstede/inloggen").content.decode()
    assert "Inloggen kan hier nu niet" in page
    assert client.get("/duinstede/inloggen/digid").status_code == 404
