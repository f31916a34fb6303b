"""Logging in at the desk of one municipality, and only there."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.tenancy.login_limit import KEPT, MOST_ATTEMPTS, PAUSE, count_attempt, forget_attempts
from openloket.tenancy.models import Employee, LoginAttempts
from openloket.tenancy.scope import scope
from openloket.web import directory

LOGIN = "/duinstede/balie/inloggen"
RIGHT = {"username": "anja", "password": "welkom-op-het-werk"}
WRONG = {"username": "anja", "password": "welkom"}


def test_logging_in_leads_to_the_inbox(client: Client, duinstede: Municipality) -> None:
    assert client.get("/duinstede/balie/")["Location"] == LOGIN
    assert "Inloggen op de werkplek" in client.get(LOGIN).content.decode()
    answer = client.post(LOGIN, {**RIGHT, "username": " Anja "})
    assert (answer.status_code, answer["Location"]) == (303, "/duinstede/balie/")
    assert "Anja de Wit" in client.get("/duinstede/balie/").content.decode()
    fact = Event.objects.get(kind="employee.logged_in")
    body = json.loads(fact.body)
    assert (body["provider"], body["second_factor"]) == ("password", False)
    assert (fact.subject_kind, fact.subject_id) == ("employee", duinstede.worker.pk)
    assert client.get(LOGIN)["Location"] == "/duinstede/balie/"


def test_logging_in_leads_back_to_where_one_was(client: Client, duinstede: Municipality) -> None:
    wanted = "/duinstede/balie/?zoek=jansen"
    login = client.get(wanted)["Location"]
    page = client.get(login).content.decode()
    assert 'name="verder" value="/duinstede/balie/?zoek=jansen"' in page
    assert client.post(LOGIN, {**RIGHT, "verder": wanted})["Location"] == wanted


@pytest.mark.parametrize(
    "wanted",
    ["https://kwaad.example/", "//kwaad.example/", "/eikenrade/balie/", "/\\kwaad.example", "javascript:1",
     "/duinstede/balie/../../eikenrade/", "/duinstede/balie/%2e%2e/%2E./eikenrade/", "/duinstede/balie/.."],
)  # fmt: skip
def test_logging_in_never_leads_elsewhere(client: Client, duinstede: Municipality, wanted: str) -> None:
    assert client.post(LOGIN, {**RIGHT, "verder": wanted})["Location"] == "/duinstede/balie/"


@pytest.mark.parametrize(
    "typed",
    [WRONG, {"username": "niemand", "password": "x"}, {}, {"username": "anja\0", "password": "\0"}],
)
def test_a_wrong_password_says_nothing_more(
    client: Client, duinstede: Municipality, typed: dict[str, str]
) -> None:
    answer = client.post(LOGIN, typed)
    assert answer.status_code == 200
    assert "horen niet bij elkaar" in answer.content.decode()
    assert client.get("/duinstede/balie/").status_code == 303


def test_who_left_does_not_get_in(client: Client, duinstede: Municipality) -> None:
    client.post(LOGIN, RIGHT)
    Employee.objects.filter(pk=duinstede.worker.pk).update(is_active=False)
    assert client.get("/duinstede/balie/").status_code == 303
    assert client.post(LOGIN, RIGHT).status_code == 200


def test_too_many_wrong_passwords(client: Client, duinstede: Municipality) -> None:
    for _ in range(MOST_ATTEMPTS):
        assert client.post(LOGIN, WRONG).status_code == 200
    refused = client.post(LOGIN, RIGHT)
    assert refused.status_code == 429
    assert "Wacht 15 minuten" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(LOGIN, RIGHT).status_code == 303


def test_the_pause_ends_and_a_right_password_starts_anew(duinstede: Municipality) -> None:
    now = timezone.now()
    tries = [count_attempt("anja", "192.0.2.1", now) for _ in range(MOST_ATTEMPTS + 2)]
    assert tries == [True] * MOST_ATTEMPTS + [False] * 2
    assert not count_attempt("Anja ", "192.0.2.1", now + PAUSE - timedelta(seconds=1))
    assert count_attempt("bram", "192.0.2.1", now)
    assert count_attempt("anja", "192.0.2.1", now + PAUSE)
    assert not LoginAttempts.objects.filter(count__gt=MOST_ATTEMPTS).exists()
    forget_attempts("anja", "192.0.2.1", now + KEPT + timedelta(seconds=1))
    assert not LoginAttempts.objects.exists()


def test_attempts_hold_no_names_and_no_addresses(duinstede: Municipality) -> None:
    count_attempt("anja", "192.0.2.1", timezone.now())
    [kept] = LoginAttempts.objects.all()
    assert len(kept.key_hash) == 32
    assert b"anja" not in bytes(kept.key_hash)


def test_attempts_count_per_municipality(duinstede: Municipality, eikenrade: Municipality) -> None:
    now = timezone.now()
    for _ in range(MOST_ATTEMPTS + 1):
        count_attempt("anja", "192.0.2.1", now)
    with scope(eikenrade.organisation.pk):
        assert count_attempt("anja", "192.0.2.1", now)


def test_logged_in_here_is_not_logged_in_there(worker: Client, eikenrade: Municipality) -> None:
    directory.forget()
    answer = worker.get("/eikenrade/balie/")
    assert (answer.status_code, answer["Location"]) == (303, "/eikenrade/balie/inloggen")
    assert worker.get("/duinstede/balie/").status_code == 200


@pytest.mark.parametrize("path", ["", "inloggen", "niet-bezorgd", "zaak/DUI-2026-000-000-000"])
def test_a_desk_of_nobody_is_not_there(worker: Client, path: str) -> None:
    assert worker.get(f"/nergens/balie/{path}").status_code == 404


def test_logging_out(worker: Client) -> None:
    assert worker.get("/duinstede/balie/uitloggen")["Location"] == LOGIN
    assert worker.get("/duinstede/balie/").status_code == 200, "only a press of the button logs out"
    assert worker.post("/duinstede/balie/uitloggen")["Location"] == LOGIN
    assert worker.get("/duinstede/balie/").status_code == 303


def test_forms_are_guarded_against_other_sites(duinstede: Municipality) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, RIGHT).status_code == 403
    token = strict.get(LOGIN).content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert strict.post(LOGIN, {**RIGHT, "csrfmiddlewaretoken": token}).status_code == 303
