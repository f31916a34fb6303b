"""Who comes back to a draft goes on where he was, without being told off for what he has not seen yet."""

import re

from django.test import Client

from openloket.formkit.load import parse
from tests.cast import FORM, Municipality
from tests.journeys.filling_in import draft_key, fill_in, posted_page

BASE = "/duinstede/parkeervergunning"
ANSWERS = {"naam": "Jan Jansen", "kenteken": "AB-123-C"}


def begin(client: Client) -> str:
    """Fill in the first of two pages; gives the key of the draft."""
    key = draft_key(client.get(f"{BASE}/formulier", follow=True))
    page = posted_page(parse(FORM).steps[0], ANSWERS)
    client.post(f"{BASE}/formulier/wie", {"draft_key": key, "verder": "1", **page})
    return key


def test_by_the_link(duinstede: Municipality, client: Client) -> None:
    key = begin(client)
    stranger = Client()
    resumed = stranger.get(f"/duinstede/verder/parkeervergunning/{key}", follow=True)
    assert resumed.redirect_chain[-1][0] == f"{BASE}/formulier/auto"
    assert "niet goed ingevuld" not in resumed.content.decode()


def test_by_the_product_page(duinstede: Municipality, client: Client) -> None:
    begin(client)
    link = re.search(r'href="([^"]+)"[^>]*>Ga verder waar u was', client.get(f"{BASE}/").content.decode())
    assert link
    resumed = client.get(link[1], follow=True)
    assert resumed.redirect_chain[-1][0] == f"{BASE}/formulier/auto"


def test_who_wants_to_send_too_early_is_told_what_is_missing(duinstede: Municipality, client: Client) -> None:
    begin(client)
    shown = client.get(f"{BASE}/controle", follow=True)
    assert shown.redirect_chain[-1][0] == f"{BASE}/formulier/auto?nakijken=ja"
    assert "niet goed ingevuld" in shown.content.decode()


def test_from_the_check_page_and_back(duinstede: Municipality, client: Client) -> None:
    check = fill_in(client, BASE, parse(FORM), ANSWERS)
    edit = f"{BASE}/formulier/wie?terug=controle"
    assert edit in check.content.decode()
    page = posted_page(parse(FORM).steps[0], {"naam": "Piet Pietersen"})
    back = client.post(edit, {"draft_key": draft_key(check), "verder": "1", **page}, follow=True)
    assert back.redirect_chain[-1][0] == f"{BASE}/controle"
    assert "Piet Pietersen" in back.content.decode()
