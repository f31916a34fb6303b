"""How it stands, without logging in: a code by mail, and what a guesser sees."""

import re

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation


def test_a_code_by_mail_shows_how_it_stands(someone: NewPerson, installation: Installation) -> None:
    email = new_address()
    resident = someone()
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(email))
    resident.press("Versturen")
    reference = resident.page.locator("dd.ol-mono").first.inner_text()
    sentence = "Wij hebben uw aanvraag. Er is nog niemand mee begonnen."
    assert sentence in resident.words

    at_home = someone(PHONE)
    at_home.go("/duinstede/")
    at_home.follow("Hoe staat het met mijn zaak?")
    assert at_home.title == "Hoe staat het met uw zaak?"
    at_home.press("Stuur mij een code")
    assert "Kijk het kenmerk na" in at_home.words
    at_home.answer({"kenmerk": reference.lower(), "weg": "e-mail"})
    at_home.press("Stuur mij een code")
    assert "Als dit kenmerk bestaat, sturen wij een code" in at_home.words
    assert at_home.value("kenmerk") == reference
    at_home.answer({"code": "AAAA-AAAA"})
    at_home.press("Laat zien hoe het staat")
    assert "Deze code hoort niet bij dit kenmerk, of werkt niet meer." in at_home.words

    body = installation.mail_with(email, "Uw code").get_body(("plain",))
    assert body is not None
    code = re.search(r"Uw code: (\S+)", body.get_content())
    assert code
    at_home.answer({"code": code[1].lower().replace("-", " ")})
    at_home.press("Laat zien hoe het staat")
    assert at_home.title == "Hoe staat het ervoor?"
    assert sentence in at_home.words
    assert "Wij beslissen uiterlijk op" in at_home.words
    assert email not in at_home.words


def test_a_guesser_sees_what_everybody_sees(someone: NewPerson) -> None:
    guesser = someone(PHONE)
    guesser.go("/duinstede/status/stand")
    assert guesser.path == "/duinstede/status"
    guesser.go("/duinstede/status/code")
    guesser.answer({"kenmerk": "DS-2026-7F3-K9Q-XM2", "code": "kort"})
    guesser.press("Laat zien hoe het staat")
    assert "De code heeft 8 letters en cijfers." in guesser.words
    assert guesser.value("code") == "kort"
