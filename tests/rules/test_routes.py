"""Every address has an organisation and a lock, or a reason; looking changes nothing."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path
from pytest_django import Settings
from tests.cast import Municipality
from tests.rules.routes import (
    BEFORE_LOGIN,
    DESK,
    MINE,
    OF_THE_INSTALLATION,
    SIGNED,
    TENANT,
    Route,
    changing_by_looking,
    open_to_strangers,
    routes,
    without_tenant,
)

from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.tenancy import scope
from openloket.tenancy.models import Team
from openloket.web import directory

PASSWORD = "welkom-op-het-werk"


def _open(request: HttpRequest, **values: str) -> HttpResponse:
    return HttpResponse("for everybody")


def _careless(request: HttpRequest, **values: str) -> HttpResponse:
    Team.objects.update(name="weg")
    return HttpResponse("changed by looking")


class CarelessAddresses:
    """An installation of which every rule is broken."""

    urlpatterns = (
        path("rapport", _open),
        path("<slug:organisation>/balie/geheim", _open),
        path("<slug:organisation>/opruimen", _careless),
    )


@pytest.fixture
def values(duinstede: Municipality, now: datetime) -> Iterator[dict[str, str]]:
    """A message that was sent, another under way, and how addresses name them."""
    directory.forget()
    keys = [new_key(), new_key()]
    answers = {"naam": "Noor Bakker", "kenteken": "AB-123-C"}
    for key in keys:
        drafts.keep(key, duinstede.service.pk, duinstede.service.form_version_id, answers, now)
    sent = submit_form(duinstede.organisation, keys[0], False, now)
    yield {
        "organisation": "duinstede",
        "slug": duinstede.service.slug,
        "step_key": "wie",
        "reference": sent.reference,
        "key": sent.access_key,
        "attachment_id": "1",
        "besluit_id": "1",
        "draft_id": "1",
        "entitlement_id": "1",
        "maintenance_id": "1",
        "employee_id": "1",
        "line_id": "1",
        "mandate_id": "1",
        "mail_id": "1",
        "message_id": "1",
        "outage_id": "1",
        "suppression_id": "1",
        "provider": "digid",
        "round_key": "2026-1",
        "kind": "free",
        "year": "2026",
        "number": "1",
        "form": "pdf",
        "what": "aanvullen",
        "way": "brief",
    }
    directory.forget()


def _all() -> list[Route]:
    return list(routes(get_resolver().url_patterns))


def test_every_address_has_an_organisation_or_a_reason() -> None:
    found = _all()
    assert len(found) > 20
    assert list(without_tenant(found)) == []


def test_an_address_without_organisation_is_seen() -> None:
    found = list(routes(CarelessAddresses.urlpatterns))
    assert list(without_tenant(found, {})) == ["'rapport' has no organisation and no reason"]
    assert list(without_tenant(found, {"rapport": "for all", "oud": "gone"})) == [
        "'oud' has a reason and is not there"
    ]


def test_the_desk_opens_to_nobody_who_is_not_logged_in(client: Client, values: dict[str, str]) -> None:
    desk = [route for route in _all() if route.pattern.startswith(DESK)]
    assert len(desk) > 8
    assert list(open_to_strangers(client, desk, values)) == []


def test_mijn_omgeving_opens_to_nobody_who_is_not_logged_in(client: Client, values: dict[str, str]) -> None:
    mine = [route for route in _all() if route.pattern.startswith(MINE)]
    assert len(mine) > 8
    assert list(open_to_strangers(client, mine, values)) == []
    somebody_of_the_desk = Client()
    somebody_of_the_desk.post("/duinstede/balie/inloggen", {"username": "anja", "password": PASSWORD})
    assert list(open_to_strangers(somebody_of_the_desk, mine, values)) == []


def test_the_desk_opens_to_nobody_of_another_organisation(
    client: Client, values: dict[str, str], eikenrade: Municipality
) -> None:
    with scope.scope(eikenrade.organisation.pk):
        client.post("/eikenrade/balie/inloggen", {"username": "anja", "password": PASSWORD})
        assert client.get("/eikenrade/balie/").status_code == 200
    assert list(open_to_strangers(client, _all(), values)) == []


def test_without_csrf_token_the_desk_takes_nothing(values: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    desk = [route for route in _all() if route.pattern.startswith(DESK) and route.pattern not in SIGNED]
    answers = {strict.post(route.address(values)).status_code for route in desk}
    assert answers == {403}


def test_a_page_of_the_desk_without_lock_is_seen(
    client: Client, values: dict[str, str], settings: Settings
) -> None:
    settings.ROOT_URLCONF = CarelessAddresses
    assert list(open_to_strangers(client, _all(), values)) == [
        f"{method} <slug:organisation>/balie/geheim answers 200" for method in ("get", "head", "post", "put")
    ]


@pytest.mark.parametrize("employee", [None, "anja", "bram"])
def test_looking_changes_nothing(client: Client, values: dict[str, str], employee: str | None) -> None:
    if employee:
        client.post("/duinstede/balie/inloggen", {"username": employee, "password": PASSWORD})
    assert list(changing_by_looking(client, _all(), values)) == []


def test_of_an_organisation_that_is_not_here_there_is_no_page(client: Client, values: dict[str, str]) -> None:
    elsewhere = {**values, "organisation": "nergenshuizen"}
    found = [route for route in _all() if route.pattern.startswith(TENANT)]
    answers = {route.pattern: client.get(route.address(elsewhere)).status_code for route in found}
    assert {pattern: status for pattern, status in answers.items() if status != 404} == {}


def test_an_address_that_changes_by_looking_is_seen(
    client: Client, values: dict[str, str], settings: Settings
) -> None:
    settings.ROOT_URLCONF = CarelessAddresses
    assert list(changing_by_looking(client, _all(), values)) == [
        f"{method} <slug:organisation>/opruimen answers 200, writes ['tenancy_team']"
        for method in ("get", "head")
    ]


def test_every_reason_is_still_needed() -> None:
    patterns = {route.pattern for route in _all()}
    assert OF_THE_INSTALLATION.keys() | BEFORE_LOGIN.keys() | SIGNED.keys() <= patterns
