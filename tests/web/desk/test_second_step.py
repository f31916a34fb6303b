"""Logging in in two steps at the desk, and what people try to get around it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality
from tests.flows.stepping import App, two_steps
from tests.web.desk.conftest import browser_of

from openloket.flows.employees.set_up_factor import shared_secret
from openloket.people.models import AccessLog
from openloket.tenancy.login_limit import MOST_ATTEMPTS
from openloket.tenancy.models import Employee, Organisation, SecondFactor
from openloket.tenancy.scope import scope

LOGIN, CODE, SET_UP = (f"/duinstede/balie/inloggen{part}" for part in ("", "/code", "/instellen"))
OWN = "/duinstede/balie/instellingen/inloggen"
HOME = "/duinstede/balie/"
RIGHT = {"username": "anja", "password": "welkom-op-het-werk"}
EARLIER = timedelta(minutes=5)


@pytest.fixture
def app(duinstede: Municipality) -> App:
    """Anja has a second factor since a while."""
    return two_steps(duinstede.worker, timezone.now() - EARLIER)[0]


@pytest.fixture
def required(duinstede: Municipality) -> None:
    Organisation.objects.update(second_factor="personal", factor_grace=1)


def inside(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def grown_old(client: Client, hours: float) -> None:
    """The second step was taken so long ago."""
    session = client.session
    session["desk_two_steps"] = (timezone.now() - timedelta(hours=hours)).isoformat()
    session.save()


def test_the_password_alone_opens_nothing(client: Client, app: App) -> None:
    answer = client.post(LOGIN, {**RIGHT, "verder": "/duinstede/balie/termijnen"})
    assert (answer.status_code, answer["Location"]) == (303, CODE)
    for path in (HOME, OWN, f"{OWN}/tweede-stap", "/duinstede/balie/instellingen/wachtwoord"):
        assert client.get(path)["Location"].startswith(LOGIN), path
    assert client.get(SET_UP)["Location"] == CODE, "nobody sets up another one instead"
    assert client.post(SET_UP, {"stap": "begin"})["Location"] == CODE
    assert SecondFactor.objects.exclude(confirmed_at=None).count() == 1
    before = client.session.session_key
    answer = client.post(CODE, {"code": app.code(timezone.now())})
    assert (answer.status_code, answer["Location"]) == (303, "/duinstede/balie/termijnen")
    assert client.session.session_key != before, "a session from before is worth nothing"
    assert inside(client)


def test_a_wrong_code_is_told_beside_the_field(client: Client, app: App) -> None:
    client.post(LOGIN, RIGHT)
    answer = client.post(CODE, {"code": "12"})
    assert answer.status_code == 422
    assert "Deze code klopt niet" in answer.content.decode()
    for _ in range(MOST_ATTEMPTS - 1):
        client.post(CODE, {"code": "12"})
    answer = client.post(CODE, {"code": app.code(timezone.now())})
    assert answer.status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    elsewhere.post(LOGIN, RIGHT)
    assert elsewhere.post(CODE, {"code": app.code(timezone.now())}).status_code == 429
    assert not inside(elsewhere)


def test_a_code_is_not_taken_in_a_second_browser(client: Client, app: App) -> None:
    other, code = Client(), app.code(timezone.now())
    for browser in (client, other):
        browser.post(LOGIN, RIGHT)
    assert client.post(CODE, {"code": code}).status_code == 303
    assert other.post(CODE, {"code": code}).status_code == 422
    assert not inside(other)


def test_the_code_page_is_for_who_took_the_first_step(client: Client, app: App) -> None:
    for path in (CODE, SET_UP):
        assert client.get(path)["Location"] == LOGIN
        assert client.post(path, {"code": app.code(timezone.now()), "stap": "begin"})["Location"] == LOGIN
    assert not inside(client)


@pytest.mark.parametrize("change", ["password", "signed out", "left", "too late"])
def test_the_first_step_counts_no_longer(
    client: Client, app: App, duinstede: Municipality, change: str
) -> None:
    client.post(LOGIN, RIGHT)
    anja = Employee.objects.filter(pk=duinstede.worker.pk)
    if change == "password":
        anja.update(password="scrypt$anders")
    elif change == "signed out":
        anja.update(signed_out_at=timezone.now())
    elif change == "left":
        anja.update(is_active=False)
    else:
        session = client.session
        session["desk_waiting"] |= {"at": (timezone.now() - timedelta(minutes=11)).isoformat()}
        session.save()
    assert client.post(CODE, {"code": app.code(timezone.now())})["Location"] == LOGIN
    assert not inside(client)


def test_the_first_step_here_is_none_there(
    client: Client, app: App, duinstede: Municipality, eikenrade: Municipality
) -> None:
    client.post(LOGIN, RIGHT)
    assert client.get("/eikenrade/balie/inloggen/code")["Location"] == "/eikenrade/balie/inloggen"


def test_who_must_sets_it_up_before_going_on(client: Client, required: None, duinstede: Municipality) -> None:
    answer = client.post(LOGIN, {**RIGHT, "verder": "/duinstede/balie/post"})
    assert answer["Location"].startswith(f"{OWN}?reden=binnenkort")
    page = client.get(answer["Location"]).content.decode()
    assert "De volgende keer dat u inlogt, moet u hem instellen" in page
    assert 'href="/duinstede/balie/post"' in page
    client.post("/duinstede/balie/uitloggen")

    answer = client.post(LOGIN, {**RIGHT, "verder": "/duinstede/balie/post"})
    assert answer["Location"] == SET_UP
    assert not inside(client)
    assert "Beginnen" in client.get(SET_UP).content.decode()
    assert client.post(SET_UP, {"stap": "begin"})["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "otpauth://totp/Duinstede:anja" in page
    assert client.post(SET_UP, {"stap": "code", "code": "1"}).status_code == 422
    assert not inside(client)
    secret = shared_secret(duinstede.worker)
    assert secret is not None
    done = client.post(SET_UP, {"stap": "code", "code": App(secret).code(timezone.now())})
    assert done.status_code == 200
    assert done.content.decode().count('<li class="ol-mono">') == 10
    assert 'href="/duinstede/balie/post"' in done.content.decode()
    assert done["Cache-Control"] == "no-store"
    assert inside(client)


def test_a_spare_code_opens_too(client: Client, duinstede: Municipality) -> None:
    _, codes = two_steps(duinstede.worker, timezone.now() - EARLIER)
    client.post(LOGIN, RIGHT)
    assert client.post(CODE, {"code": codes[3]}).status_code == 303
    assert "U hebt nog 9 reservecodes" in client.get(OWN).content.decode()


def test_after_a_working_day_it_is_asked_again_and_nothing_typed_is_lost(
    client: Client, app: App, duinstede: Municipality
) -> None:
    client.post(LOGIN, RIGHT)
    client.post(CODE, {"code": app.code(timezone.now())})
    address = "/duinstede/balie/machtigingen/1"
    typed = {"stap": "afkeuren", "reden-afkeuren": 'De "handtekening" ontbreekt.'}
    assert client.post(address, typed).status_code == 404, "fresh: straight on, there is no such mandate"
    grown_old(client, 8.1)
    answer = client.post(address, typed)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Bent u het zelf?" in page
    assert 'name="reden-afkeuren" value="De &#34;handtekening&#34; ontbreekt."' in page
    assert "csrfmiddlewaretoken" in page
    again = {**typed, "tweede-stap": "doen"}
    assert client.post(address, again).status_code == 403, "saying so is not proving it"
    assert client.post(address, {**again, "code": "123"}).status_code == 422
    assert client.post(address, {**again, "code": app.code(timezone.now(), 1)}).status_code == 404
    assert client.post(address, typed).status_code == 404, "and it is fresh again"


def test_a_whole_register_leaves_only_in_two_steps(client: Client, app: App) -> None:
    client.post(LOGIN, RIGHT)
    client.post(CODE, {"code": app.code(timezone.now())})
    address = "/duinstede/balie/klachten/2026.csv"
    assert client.get(address)["Content-Type"].startswith("text/csv")
    read = AccessLog.objects.count()
    grown_old(client, 9)
    for answer in (client.get(address), client.post(address, {"tweede-stap": "bekijken"})):
        assert answer.status_code in (303, 403)
        assert "csv" not in answer["Content-Type"]
    assert AccessLog.objects.count() == read
    answer = client.post(address, {"tweede-stap": "bekijken", "code": app.code(timezone.now(), 1)})
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert client.get(address)["Content-Type"].startswith("text/csv")


def test_the_own_second_step(client: Client, app: App, duinstede: Municipality) -> None:
    client.post(LOGIN, RIGHT)
    client.post(CODE, {"code": app.code(timezone.now())})
    assert client.get(f"{OWN}/tweede-stap")["Location"] == OWN
    made = client.post(OWN, {"stap": "reservecodes"}).content.decode()
    assert made.count('<li class="ol-mono">') == 10
    grown_old(client, 9)
    assert client.post(OWN, {"stap": "opnieuw"}).status_code == 403
    grown_old(client, 1)
    assert client.post(OWN, {"stap": "opnieuw"})["Location"] == f"{OWN}/tweede-stap"
    assert not SecondFactor.objects.exists()


def test_another_password_ends_other_sessions(worker: Client, duinstede: Municipality) -> None:
    other = browser_of(duinstede.worker, duinstede)
    address = "/duinstede/balie/instellingen/wachtwoord"
    new = "een hele lange zin"
    typed = {"oud": "welkom-op-het-werk", "wachtwoord": new, "nog-eens": new}
    for wrong in ({"oud": "x"}, {"wachtwoord": "kort", "nog-eens": "kort"}, {"nog-eens": "iets anders"}):
        answer = worker.post(address, {**typed, **wrong})
        assert answer.status_code == 422
        assert new not in answer.content.decode()
    assert worker.post(address, typed).status_code == 303
    assert inside(worker)
    assert not inside(other)
    assert other.post(LOGIN, {**RIGHT, "password": new}).status_code == 303


def test_of_another_town_nobody_has_the_second_step(
    client: Client, app: App, eikenrade: Municipality, now: datetime
) -> None:
    with scope(eikenrade.organisation.pk):
        assert not SecondFactor.objects.exists()
    answer = client.post("/eikenrade/balie/inloggen", RIGHT)
    assert answer["Location"] == "/eikenrade/balie/"
