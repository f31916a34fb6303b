"""The administrator keeps employees: adds, invites, changes, lets in and shuts out."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality
from tests.flows.stepping import two_steps
from tests.login import AtProvider
from tests.web.desk.conftest import browser_of

from openloket.evidence.models import Event
from openloket.people.models import AccessLog
from openloket.post.models import Message
from openloket.tenancy.models import Employee, Organisation, SecondFactor
from openloket.tenancy.scope import scope

LIST = "/duinstede/balie/medewerkers"
NEW = {
    "gebruikersnaam": " Noor@Duinstede.example",
    "naam": "Noor Bakker",
    "email": "noor@duinstede.example",
    "rol": "case_worker",
    "team": "Team Nieuw",
}


@pytest.fixture
def chantal(duinstede: Municipality) -> Client:
    """The administrator."""
    Employee.objects.filter(pk=duinstede.lead.pk).update(role="administrator")
    return browser_of(duinstede.lead, duinstede)


def noor() -> Employee:
    found: Employee = Employee.objects.get(name="Noor Bakker")
    return found


def mailed() -> str:
    """The path of the link that was mailed last."""
    text = Message.objects.order_by("-pk").values_list("text", flat=True)[0]
    found = re.search(r"/duinstede/balie/welkom/\S+", text)
    assert found
    return found[0]


def test_somebody_new_chooses_the_own_password(chantal: Client, client: Client) -> None:
    assert chantal.post(f"{LIST}/nieuw", NEW)["Location"] == f"{LIST}?gedaan=toegevoegd"
    assert noor().username == "noor@duinstede.example"
    assert not noor().has_usable_password()
    assert "Noor Bakker" in chantal.get(LIST).content.decode()
    link, password = mailed(), "een hele lange zin"
    assert "Welkom, Noor Bakker" in client.get(link).content.decode()
    for wrong in (("kort", "kort"), (password, "iets anders dan dit"), ("noor@duinstede.example",) * 2):
        assert client.post(link, {"wachtwoord": wrong[0], "nog-eens": wrong[1]}).status_code == 422
    answer = client.post(link, {"wachtwoord": password, "nog-eens": password})
    assert (answer.status_code, answer["Location"]) == (303, "/duinstede/balie/")
    assert client.get("/duinstede/balie/").status_code == 200
    assert client.get(link).status_code == 404
    assert client.post(link, {"wachtwoord": password, "nog-eens": password}).status_code == 404
    kinds = list(Event.objects.filter(subject_kind="employee").order_by("id").values_list("kind", flat=True))
    made = ["employee.added", "employee.invited", "employee.password_chosen"]
    assert kinds == ["employee.logged_in", *made, "employee.logged_in"], "the lead came in, then who is new"
    for body in Event.objects.values_list("body", flat=True):
        assert "oor" not in body


def test_an_invitation_opens_no_second_step(chantal: Client, duinstede: Municipality) -> None:
    """Who reads the mail of a colleague still lacks the phone."""
    two_steps(duinstede.worker, timezone.now())
    Employee.objects.filter(pk=duinstede.worker.pk).update(email="anja@duinstede.example")
    chantal.post(f"{LIST}/{duinstede.worker.pk}", {"stap": "uitnodigen"})
    thief, password = Client(), "een hele lange zin"
    answer = thief.post(mailed(), {"wachtwoord": password, "nog-eens": password})
    assert answer["Location"] == "/duinstede/balie/inloggen/code"
    assert thief.get("/duinstede/balie/").status_code == 303


def test_a_newer_invitation_ends_the_older_and_so_does_time(
    chantal: Client, client: Client, duinstede: Municipality
) -> None:
    chantal.post(f"{LIST}/nieuw", NEW)
    first = mailed()
    chantal.post(f"{LIST}/{noor().pk}", {"stap": "uitnodigen"})
    assert client.get(first).status_code == 404
    assert client.get(mailed()).status_code == 200
    Employee.objects.update(invite_until=timezone.now())
    assert client.get(mailed()).status_code == 404


def test_an_invitation_is_of_one_town(chantal: Client, client: Client, eikenrade: Municipality) -> None:
    chantal.post(f"{LIST}/nieuw", NEW)
    assert client.get(mailed().replace("duinstede", "eikenrade", 1)).status_code == 404


def test_an_invitation_links_the_account_in_the_directory(
    chantal: Client, client: Client, provider: AtProvider
) -> None:
    chantal.post(f"{LIST}/nieuw", NEW)
    link = mailed()
    page = client.post(link, {"dienst": "medewerkers"}).content.decode()
    address = re.search(r'href="(http[^"]+authorize[^"]+)"', page)
    assert address
    answered = provider.choose(address[1].replace("&amp;", "&"), "anja-duinstede")
    assert client.get(answered.path).status_code == 303
    assert "Noor Bakker" in client.get("/duinstede/balie/").content.decode()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"gebruikersnaam": ""}, "Geef een gebruikersnaam"),
        ({"gebruikersnaam": "ANJA"}, "Er is al een medewerker"),
        ({"naam": "x" * 81}, "ten hoogste 80 tekens"),
        ({"email": "geen adres"}, "Vul een e-mailadres in"),
        ({"rol": "koning"}, "De rol is een van"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(chantal: Client, wrong: dict[str, str], told: str) -> None:
    answer = chantal.post(f"{LIST}/nieuw", {**NEW, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="Team Nieuw"' in page
    assert Employee.objects.count() == 2


def test_changing_what_is_known(chantal: Client, duinstede: Municipality) -> None:
    address = f"{LIST}/{duinstede.worker.pk}"
    typed = {"stap": "bewaren", "naam": "Anja Jansen", "email": "a@b.example", "rol": "lead", "team": ""}
    assert chantal.post(address, typed)["Location"] == f"{address}?gedaan=bewaren"
    anja = Employee.objects.get(pk=duinstede.worker.pk)
    assert (anja.name, anja.email, anja.role, anja.team_id) == ("Anja Jansen", "a@b.example", "lead", None)
    answer = chantal.post(address, {**typed, "naam": ""})
    assert answer.status_code == 422
    assert 'value="a@b.example"' in answer.content.decode()
    assert AccessLog.objects.filter(action="employee.read").exists()


def test_who_leaves_is_out_at_once(chantal: Client, duinstede: Municipality) -> None:
    anja = browser_of(duinstede.worker, duinstede)
    address = f"{LIST}/{duinstede.worker.pk}"
    assert chantal.post(address, {"stap": "stoppen"}).status_code == 303
    assert anja.get("/duinstede/balie/").status_code == 303
    login = {"username": "anja", "password": "welkom-op-het-werk"}
    assert anja.post("/duinstede/balie/inloggen", login).status_code == 200
    assert chantal.post(address, {"stap": "stoppen"}).status_code == 409
    assert chantal.post(address, {"stap": "uitnodigen"}).status_code == 409
    chantal.post(address, {"stap": "terug"})
    assert anja.get("/duinstede/balie/").status_code == 303, "an old session does not come back"
    assert anja.post("/duinstede/balie/inloggen", login).status_code == 303


def test_nobody_raises_or_shuts_out_oneself(chantal: Client, duinstede: Municipality) -> None:
    address = f"{LIST}/{duinstede.lead.pk}"
    assert "Dit bent u zelf" in chantal.get(address).content.decode()
    for step in ({"stap": "stoppen"}, {"stap": "bewaren", "naam": "Bram Bos", "rol": "lead"}):
        answer = chantal.post(address, step)
        assert answer.status_code == 409
        assert "alleen een andere beheerder" in answer.content.decode()
    assert chantal.post(address, {"stap": "resetten"}).status_code == 409


def test_a_lost_phone(chantal: Client, duinstede: Municipality) -> None:
    two_steps(duinstede.worker, timezone.now())
    address = f"{LIST}/{duinstede.worker.pk}"
    assert "Dit bent u zelf" not in chantal.get(address).content.decode()
    assert chantal.post(address, {"stap": "resetten"}).status_code == 303
    assert not SecondFactor.objects.exists()
    assert chantal.post(address, {"stap": "resetten"}).status_code == 409


def test_the_rule(chantal: Client) -> None:
    address = f"{LIST}/inloggen"
    assert chantal.post(address, {"regel": "everybody", "uitstel": "0"}).status_code == 303
    town = Organisation.objects.get(slug="duinstede")
    assert (town.second_factor, town.factor_grace) == ("everybody", 0)
    for wrong in ({"regel": "niemand", "uitstel": "1"}, {"regel": "free", "uitstel": "-1"}):
        assert chantal.post(address, wrong).status_code == 422
    assert Event.objects.filter(kind="organisation.second_factor").count() == 1


def test_for_others_these_pages_do_not_exist(worker: Client, lead: Client, duinstede: Municipality) -> None:
    for somebody in (worker, lead):
        for path in ("", "/nieuw", "/inloggen", f"/{duinstede.worker.pk}"):
            assert somebody.get(f"{LIST}{path}").status_code == 404
            assert somebody.post(f"{LIST}{path}", {**NEW, "stap": "stoppen"}).status_code in (404, 405)
    assert Employee.objects.filter(is_active=True).count() == 2


def test_of_another_town_nobody_is_seen(
    chantal: Client, duinstede: Municipality, eikenrade: Municipality
) -> None:
    address = f"{LIST}/{eikenrade.worker.pk}"
    assert chantal.get(address).status_code == 404
    assert chantal.post(address, {"stap": "stoppen"}).status_code == 404
    with scope(eikenrade.organisation.pk):
        assert Employee.objects.filter(is_active=True).count() == 2


def test_the_last_administrator_stays(chantal: Client, duinstede: Municipality) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    other = browser_of(duinstede.worker, duinstede)
    assert other.post(f"{LIST}/{duinstede.lead.pk}", {"stap": "stoppen"}).status_code == 303
    assert chantal.get(LIST).status_code == 303
    answer = other.post(f"{LIST}/{duinstede.worker.pk}", {"stap": "stoppen"})
    assert answer.status_code == 409
