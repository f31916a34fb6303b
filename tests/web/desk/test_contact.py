"""The page on which a lead says how people reach the organisation without a form."""

import re

import pytest
from django.test import Client
from tests.cast import Municipality

from openloket.evidence.models import Event
from openloket.tenancy.models import Organisation

PAGE = "/duinstede/balie/contact"
TYPED = {
    "telefoon": "14 0123",
    "email": "loket@duinstede.example",
    "website": "https://www.duinstede.example",
    "adres": "Raadhuisplein 1\r\n\r\n 1234 AB  Duinstede ",
    "open": "Maandag tot en met vrijdag: 9.00 tot 17.00 uur",
    "hulp": "Bel ons of kom langs.\r\nWij helpen u graag.",
}


def stand(client: Client) -> str:
    """The mark of what the page showed."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    found = re.search(r'name="stand" value="(\w+)"', answer.content.decode())
    assert found
    return found[1]


def kept(town: Municipality) -> Organisation:
    return Organisation.objects.get(pk=town.organisation.pk)


def test_a_case_worker_has_no_such_page(worker: Client) -> None:
    assert worker.get(PAGE).status_code == 404
    assert worker.post(PAGE, TYPED).status_code == 404


def test_what_is_kept_stands_on_every_page(lead: Client, duinstede: Municipality, client: Client) -> None:
    answer = lead.post(PAGE, {**TYPED, "stand": stand(lead)})
    assert answer.status_code == 303
    row = kept(duinstede)
    assert row.address_lines == ["Raadhuisplein 1", "1234 AB Duinstede"]
    assert row.help_text == "Bel ons of kom langs. Wij helpen u graag."
    assert "Bewaard" in lead.get(answer["Location"]).content.decode()
    page = client.get("/duinstede/hoe-bereikt-u-ons").content.decode()
    assert "Raadhuisplein 1" in page
    assert "14 0123" in page
    told = Event.objects.get(kind="organisation.contact").body
    assert "14 0123" not in str(told)
    assert "opening_hours_lines" in str(told)
    assert lead.post(PAGE, {**TYPED, "stand": ""}).status_code == 303, "nothing changed, so nobody was first"
    assert Event.objects.filter(kind="organisation.contact").count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("telefoon", "bel ons maar"),
        ("email", "loket bij duinstede"),
        ("email", "INFO@eikenrade.example"),
        ("website", "javascript:alert(1)"),
        ("adres", "x" * 101),
        ("open", "\n".join("abcdefghijklm")),
        ("hulp", "  "),
    ],
)
def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    lead: Client, duinstede: Municipality, eikenrade: Municipality, field: str, typed: str
) -> None:
    before = kept(duinstede).phone
    answer = lead.post(PAGE, {**TYPED, field: typed, "stand": stand(lead)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}.fout"' in page
    assert f'href="#{field}"' in page
    assert 'value="https://www.duinstede.example"' in page or field == "website"
    assert kept(duinstede).phone == before


def test_of_two_at_once_one_is_told(lead: Client, duinstede: Municipality) -> None:
    seen = stand(lead)
    assert lead.post(PAGE, {**TYPED, "stand": seen}).status_code == 303
    answer = lead.post(PAGE, {**TYPED, "telefoon": "14 0999", "stand": seen})
    assert answer.status_code == 409
    assert "Een collega" in answer.content.decode()
    assert 'value="14 0999"' in answer.content.decode()
    assert kept(duinstede).phone == "14 0123"
