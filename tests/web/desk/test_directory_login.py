"""Logging in at the desk through the directory of the organisation, against the real provider of the demo."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality
from tests.flows.stepping import two_steps
from tests.login import AtProvider
from tests.web.desk.conftest import browser_of

from openloket.cli.demo.provider.clients import client_of
from openloket.evidence.models import Event
from openloket.flows.employees.end_at_desk import end_at_desk
from openloket.flows.employees.enter_by_directory import subject_of
from openloket.people.models import Person, PersonSession
from openloket.people.ports import Ended
from openloket.tenancy.models import DirectoryLogin, Employee, IdentityProvider, Organisation

DESK = "/duinstede/balie/"
BEGIN = f"{DESK}inloggen/bij/medewerkers"
OWN = f"{DESK}instellingen/inloggen"
OUT = f"{DESK}inloggen/uit/medewerkers"


def linked(employee: Employee, persona: str) -> None:
    """This account in the directory is the employee's."""
    row = IdentityProvider.objects.get(key="medewerkers")
    Employee.objects.filter(pk=employee.pk).update(subject=subject_of(row, f"employee-{persona}-duinstede"))


def log_in(client: Client, provider: AtProvider, persona: str, verder: str = "", **more: str) -> HttpResponse:
    """The whole way through the directory."""
    begun = client.get(f"{BEGIN}?{urlencode({'verder': verder, **more})}")
    assert begun.status_code == 302
    return client.get(provider.choose(begun["Location"], f"{persona}-duinstede").path)


def inside(client: Client) -> bool:
    return client.get(DESK).status_code == 200


@pytest.fixture
def anja(provider: AtProvider, duinstede: Municipality) -> Employee:
    linked(duinstede.worker, "anja")
    return duinstede.worker


def test_who_is_linked_gets_in(client: Client, provider: AtProvider, anja: Employee) -> None:
    page = client.get(f"{DESK}inloggen?verder={DESK}post").content.decode()
    assert "Inloggen met Medewerkers (demonstratie)" in page
    answer = log_in(client, provider, "anja", f"{DESK}post")
    assert (answer.status_code, answer["Location"]) == (303, f"{DESK}post")
    assert "Anja de Wit" in client.get(DESK).content.decode()
    assert Event.objects.filter(kind="employee.logged_in").count() == 1
    assert not Person.objects.exists()
    assert not PersonSession.objects.exists()


def test_an_account_of_nobody_gets_nowhere(client: Client, provider: AtProvider, anja: Employee) -> None:
    """Also when name and address are those of an employee: people may change these in a directory."""
    Employee.objects.filter(username="bram").update(email="bram@duinstede.example")
    answer = log_in(client, provider, "bram")
    assert answer.status_code == 403
    assert "hoort hier nog bij niemand" in answer.content.decode()
    assert not inside(client)


def test_the_portal_does_not_take_employees_nor_the_desk_citizens(
    client: Client, provider: AtProvider, anja: Employee
) -> None:
    assert client.get("/duinstede/inloggen/medewerkers").status_code == 404
    assert client.get(f"{DESK}inloggen/bij/digid").status_code == 404
    assert client.post(f"{DESK}inloggen/uit/digid", {"logout_token": "x"}).status_code == 404


def test_who_left_is_out_at_once_and_stays_out(client: Client, provider: AtProvider, anja: Employee) -> None:
    log_in(client, provider, "anja")
    assert inside(client)
    Employee.objects.filter(pk=anja.pk).update(is_active=False)
    assert not inside(client)
    assert log_in(Client(), provider, "anja").status_code == 403


def test_a_directory_that_shows_no_second_factor(
    client: Client, provider: AtProvider, duinstede: Municipality
) -> None:
    Organisation.objects.update(second_factor="personal", factor_grace=0)
    linked(duinstede.worker, "samir")
    assert log_in(client, provider, "samir")["Location"] == f"{DESK}inloggen/instellen"
    assert not inside(client)
    app, _ = two_steps(duinstede.worker, timezone.now() - timedelta(minutes=5))
    assert log_in(client, provider, "samir")["Location"] == f"{DESK}inloggen/code"
    assert not inside(client)
    code = app.code(timezone.now())
    assert client.post(f"{DESK}inloggen/code", {"code": code})["Location"] == DESK
    assert inside(client)


def test_an_answer_counts_once_in_the_browser_that_asked(
    client: Client, provider: AtProvider, anja: Employee
) -> None:
    begun = client.get(BEGIN)
    answered = provider.choose(begun["Location"], "anja-duinstede")
    thief = Client()
    assert thief.get(answered.path).status_code == 403
    assert not inside(thief)
    forged = re.sub(r"state=[^&]+", "state=geraden", answered.path)
    assert client.get(forged).status_code == 403
    assert client.get(answered.path).status_code == 303
    assert client.get(answered.path).status_code == 403


def test_nobody_is_led_elsewhere(client: Client, provider: AtProvider, anja: Employee) -> None:
    for wanted in ("https://kwaad.example/", "//kwaad.example", "/eikenrade/balie/", "/\\kwaad.example"):
        assert log_in(client, provider, "anja", wanted)["Location"] == DESK


def _link(client: Client) -> str:
    page = client.post(OWN, {"stap": "koppelen", "dienst": "medewerkers"}).content.decode()
    found = re.search(r'href="(http[^"]+authorize[^"]+)"', page)
    assert found
    return found[1].replace("&amp;", "&")


def test_an_employee_links_the_own_account(
    worker: Client, provider: AtProvider, duinstede: Municipality
) -> None:
    address = _link(worker)
    assert "prompt=login" in address
    answer = worker.get(provider.choose(address, "anja-duinstede").path)
    assert answer["Location"] == f"{OWN}?gedaan=gekoppeld"
    assert inside(worker)
    client = Client()
    assert log_in(client, provider, "anja").status_code == 303
    assert "Anja de Wit" in client.get(DESK).content.decode()


def test_one_account_is_of_one_employee(worker: Client, lead: Client, provider: AtProvider) -> None:
    worker.get(provider.choose(_link(worker), "anja-duinstede").path)
    answer = lead.get(provider.choose(_link(lead), "anja-duinstede").path)
    assert answer.status_code == 403
    assert "hoort al bij een andere medewerker" in answer.content.decode()
    assert Employee.objects.exclude(subject="").count() == 1


def test_only_the_answer_to_the_question_links(worker: Client, provider: AtProvider) -> None:
    """Who is made to follow an ordinary login with somebody else's account keeps the own one."""
    _link(worker)
    answer = log_in(worker, provider, "bram")
    assert answer.status_code == 403
    assert not Employee.objects.exclude(subject="").exists()


def test_linking_ends_with_the_session_of_who_asked(
    worker: Client, provider: AtProvider, duinstede: Municipality
) -> None:
    address = _link(worker)
    answered = provider.choose(address, "anja-duinstede")
    worker.post(f"{DESK}uitloggen")
    worker.post(f"{DESK}inloggen", {"username": "bram", "password": "welkom-op-het-werk"})
    assert worker.get(answered.path).status_code == 403
    assert not Employee.objects.exclude(subject="").exists()


def test_linking_asks_the_own_second_step(worker: Client, provider: AtProvider, anja: Employee) -> None:
    Employee.objects.filter(pk=anja.pk).update(subject="")
    two_steps(anja, timezone.now())
    answer = worker.post(OWN, {"stap": "koppelen", "dienst": "medewerkers"})
    assert answer.status_code == 403
    assert "Bent u het zelf?" in answer.content.decode()


def _token(provider: AtProvider) -> str:
    issuer = provider.app.issuers["medewerkers"]
    [(_, token)] = issuer.end(next(reversed(issuer.sessions)))
    return token


def test_logging_out_there_logs_out_here_everywhere(
    client: Client, provider: AtProvider, anja: Employee, duinstede: Municipality
) -> None:
    other, colleague = browser_of(anja, duinstede), browser_of(duinstede.lead, duinstede)
    log_in(client, provider, "anja")
    token = _token(provider)
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(OUT, {"logout_token": token[:-4] + "AAAA"}).status_code == 400
    assert inside(client)
    assert stranger.post(OUT, {"logout_token": token}).status_code == 200
    assert not inside(client)
    assert not inside(other)
    assert inside(colleague)
    assert Event.objects.filter(kind="employee.signed_out").count() == 1
    assert not DirectoryLogin.objects.exists()


class Told:
    """A port that says what a logout token says."""

    def __init__(self, ended: Ended) -> None:
        self.said = ended

    def ended(self, provider: object, token: str) -> Ended:
        return self.said


def test_the_same_message_ends_nothing_that_came_later(anja: Employee, now: datetime) -> None:
    row = IdentityProvider.objects.get(key="medewerkers")
    port = Told(Ended(subject="", session="s-1", at=now))
    for begun_at, ended in ((now - timedelta(hours=1), 1), (now + timedelta(seconds=5), 0)):
        DirectoryLogin.create(employee=anja, provider=row.key, provider_session="s-1", begun_at=begun_at)
        assert end_at_desk(port, row, "token", now + timedelta(minutes=1)) == ended
    nobody = Told(Ended(subject="", session="", at=now + timedelta(hours=1)))
    assert end_at_desk(nobody, row, "token", now) == 0


def test_after_a_working_day_one_logs_in_there_again(
    client: Client, provider: AtProvider, anja: Employee
) -> None:
    log_in(client, provider, "anja")
    session = client.session
    session["desk_two_steps"] = (timezone.now() - timedelta(hours=9)).isoformat()
    session.save()
    answer = client.post(OWN, {"stap": "koppelen", "dienst": "medewerkers"})
    assert answer.status_code == 403
    assert "Log opnieuw in bij Medewerkers" in answer.content.decode()
    key = client.session.session_key
    again = log_in(client, provider, "anja", f"{DESK}inloggen/gelukt", opnieuw="ja")
    assert "U bent weer ingelogd" in client.get(again["Location"]).content.decode()
    assert client.session.session_key == key, "forms in the other tab still count"
    assert client.post(OWN, {"stap": "koppelen", "dienst": "medewerkers"}).status_code == 200


def test_logging_out_leads_to_logging_out_there(client: Client, provider: AtProvider, anja: Employee) -> None:
    log_in(client, provider, "anja")
    answer = client.post(f"{DESK}uitloggen")
    page = client.get(answer["Location"]).content.decode()
    assert f"{provider.address}/medewerkers/logout?" in page
    assert "Log ook uit bij Medewerkers (demonstratie)" in page
    [back] = client_of("http://localhost:8000", "duinstede", "medewerkers").after_logout
    assert client.get(back.removeprefix("http://localhost:8000"))["Location"] == f"{DESK}inloggen"
