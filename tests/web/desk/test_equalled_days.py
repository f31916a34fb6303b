"""The page on which an administrator keeps the days that are equated with holidays."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import Municipality

from openloket.offer.models import EqualledDay
from openloket.tenancy.models import Employee

PAGE = "/duinstede/balie/vrije-dagen"
TYPED = {"dag.dag": "6", "dag.maand": "mei", "dag.jaar": "2027", "bron": "Besluit gelijkstelling van 6 mei"}


@pytest.fixture
def keeper(worker: Client, duinstede: Municipality) -> Client:
    """Anja, who is the administrator now."""
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    return worker


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_day_is_added_and_removed(keeper: Client) -> None:
    assert "vrijdag 7 mei 2027" in read(keeper)
    moved = {**TYPED, "dag.dag": "10"}
    answer = keeper.post(PAGE, moved)
    assert answer.status_code == 303
    page = read(keeper, answer["Location"])
    assert "maandag 10 mei 2027" in page
    assert "opnieuw geteld" in page
    assert keeper.post(PAGE, {"weg": "2027-05-10"}).status_code == 303
    assert not EqualledDay.objects.filter(day=date(2027, 5, 10)).exists()
    answer = keeper.post(PAGE, {"weg": "2027-05-10"})
    assert answer.status_code == 409
    assert "niet (meer) in de lijst" in answer.content.decode()
    assert keeper.post(PAGE, {"weg": "gisteren"}).status_code == 409


def test_mistakes_stand_beside_the_field_and_nothing_typed_is_lost(keeper: Client) -> None:
    answer = keeper.post(PAGE, TYPED)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "donderdag 6 mei 2027 is al een vrije dag" in page.lower()
    assert 'value="Besluit gelijkstelling van 6 mei"' in page
    assert 'value="2027"' in page
    answer = keeper.post(PAGE, {**TYPED, "dag.dag": "40"})
    assert answer.status_code == 422
    assert 'href="#dag"' in answer.content.decode()
    answer = keeper.post(PAGE, {**TYPED, "dag.dag": "10", "bron": ""})
    assert 'id="bron.fout"' in answer.content.decode()


def test_where_more_organisations_share_it_the_page_only_tells(
    duinstede: Municipality, eikenrade: Municipality, keeper: Client
) -> None:
    page = read(keeper)
    assert "openloket equalled-days" in page
    assert "Toevoegen" not in page
    assert keeper.post(PAGE, {**TYPED, "dag.dag": "10"}).status_code == 409


def test_others_find_nothing(worker: Client, lead: Client) -> None:
    assert worker.get(PAGE).status_code == 404
    assert lead.post(PAGE, TYPED).status_code == 404
    assert "Vrije dagen" not in lead.get("/duinstede/balie/").content.decode()
