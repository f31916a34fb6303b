"""Giving a number for text messages in Mijn omgeving, and taking it back."""

from tests.cast import Municipality
from tests.people.acting import person
from tests.web.mijn.browsing import HERE, browser, now

from openloket.people.reachability import number_of_reader


def test_giving_a_number_and_taking_it_back(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    client, here = browser(sanne), f"{HERE}/gegevens/sms"
    assert "gegevens/sms" in client.get(f"{HERE}/gegevens").content.decode()
    wrong = client.post(here, {"nummer": "070 1234567", "akkoord": "ja"})
    assert wrong.status_code == 422
    assert 'value="070 1234567"' in wrong.content.decode()
    assert client.post(here, {"nummer": "06 12345678"}).status_code == 422
    assert client.post(here, {"nummer": "06 12345678", "akkoord": "ja"}).status_code == 303
    said = number_of_reader(sanne.pk)
    assert said is not None
    page = client.get(here).content.decode()
    assert said.wording in page
    assert client.post(here, {"weg": "1"}).status_code == 303
    assert number_of_reader(sanne.pk) is None
