"""The check page of the form for anything: what we think, to confirm or correct; and into another form."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.citizen import draft_key
from tests.zaken.making import adopt

from openloket.flows.offering.found_organisation import NewOrganisation, found_organisation
from openloket.intake.models import Submission
from openloket.law.kanalen import Berichtsoort
from openloket.offer import library
from openloket.tenancy.scope import scope
from openloket.web import directory
from openloket.zaken.models import Zaak

ROOT = "/duinstede/algemeen-bericht"
CODE = {"controledatum.dag": "12", "controledatum.maand": "5", "controledatum.jaar": "1990"}
SAID = {
    Berichtsoort.AANVRAAG: "Hierbij verzoek ik u om een subsidie.",
    Berichtsoort.AANVULLING: "Hierbij stuur ik de ontbrekende papieren.",
    Berichtsoort.INGEBREKESTELLING: "Ik stel u in gebreke.",
    Berichtsoort.ZIENSWIJZE: "Mijn zienswijze over het plan voor de weg.",
    Berichtsoort.BEZWAAR: "ik ben niet mee eens met u brief",
    Berichtsoort.BEROEP: "Beroepschrift tegen de beslissing op mijn bezwaar.",
    Berichtsoort.KLACHT: "Ik heb een klacht over de balie.",
    Berichtsoort.INTREKKING: "Ik trek mijn aanvraag in.",
    Berichtsoort.VRAAG: "Hoe laat is het gemeentehuis open?",
    Berichtsoort.MELDING: "De lantaarnpaal is kapot.",
    Berichtsoort.OVERIG: "Dank u wel.",
}


@pytest.fixture(autouse=True)
def _rest_channel(duinstede: Municipality) -> None:
    for key in library.REST_CHANNEL:
        adopt(duinstede, key)
    directory.forget()


def written(client: Client, text: str, root: str = ROOT, **more: str) -> str:
    """The check page after the one page of the form."""
    page = client.get(f"{root}/formulier", follow=True).content.decode()
    typed = {"draft_key": draft_key(page), "bericht": text, "verder": "1", **CODE, **more}
    return client.post(f"{root}/formulier/bericht", typed, follow=True).content.decode()


def sent(client: Client, page: str, root: str = ROOT, **choices: str) -> str:
    """The receipt."""
    posted = {"draft_key": draft_key(page), **choices}
    answer = client.post(f"{root}/versturen", posted, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_what_we_think_and_why(client: Client) -> None:
    page = written(client, SAID[Berichtsoort.BEZWAAR])
    assert "Wij denken dat u bezwaar maakt tegen een besluit." in page
    assert "U schrijft: ‘niet mee eens’." in page
    assert 'value="bezwaar" checked' in page
    assert "Voor een bezwaar hebben wij uw naam en adres nodig." in page
    assert "Verder in dat formulier" in page


def test_where_we_know_nothing_we_ask(client: Client) -> None:
    page = written(client, "Dank u wel.")
    assert "Wij weten nog niet wat voor bericht dit is." in page
    assert 'value="overig" checked' in page
    assert "Verder in dat formulier" not in page


def test_the_form_of_a_product_asks_nothing_of_this(client: Client) -> None:
    root = "/duinstede/parkeervergunning"
    page = client.get(f"{root}/formulier", follow=True).content.decode()
    client.post(f"{root}/formulier/wie", {"draft_key": draft_key(page), "naam": "Jan", "verder": "1"})
    typed = {"draft_key": draft_key(page), "kenteken": "AB-123-C", "verder": "1"}
    page = client.post(f"{root}/formulier/auto", typed, follow=True).content.decode()
    assert "Kijk uw antwoorden na" in page
    assert "Begrijpen wij u goed?" not in page


def test_a_choice_is_not_lost_when_something_must_be_mended(client: Client) -> None:
    page = written(client, "Dank u wel.")
    bare = {"draft_key": draft_key(page), "bericht": "", "verder": "1", **CODE}
    client.post(f"{ROOT}/formulier/bericht", bare)
    posted = {"draft_key": draft_key(page), "soort": "klacht", "product": "parkeervergunning"}
    answer = client.post(f"{ROOT}/versturen", posted)
    assert answer["Location"] == f"{ROOT}/controle?soort=klacht&product=parkeervergunning"
    client.post(f"{ROOT}/formulier/bericht", {**bare, "bericht": "Dank u wel."})
    page = client.get(answer["Location"]).content.decode()
    assert 'value="klacht" checked' in page
    assert '<option value="parkeervergunning" selected>' in page


def test_into_the_form_of_the_product(client: Client) -> None:
    page = written(client, SAID[Berichtsoort.KLACHT], naam="Jan Jansen")
    posted = {"draft_key": draft_key(page), "naar": "klacht"}
    answer = client.post(f"{ROOT}/overnemen", posted)
    assert answer["Location"] == "/duinstede/klacht/formulier"
    strange = client.post(f"{ROOT}/overnemen", posted, headers={"origin": "https://elders.example"})
    assert strange.status_code == 403
    assert client.post(f"{ROOT}/overnemen", {**posted, "naar": "bestaat-niet"}).status_code == 404


def test_an_address_to_which_one_only_sends_says_so(client: Client) -> None:
    opened = client.get(f"{ROOT}/overnemen")
    assert opened.status_code == 405
    assert opened["Allow"] == "POST"
    assert opened["Content-Security-Policy"]
    assert "Deze pagina is alleen om iets te versturen" in opened.content.decode()
    assert "Duinstede" in opened.content.decode()
    assert client.put(f"{ROOT}/overnemen").content == b""


def test_without_a_draft_there_is_nothing_to_take_along(client: Client) -> None:
    answer = client.post(f"{ROOT}/overnemen", {"naar": "klacht"})
    assert answer["Location"] == f"{ROOT}/controle"
    key = "x" * 43
    answer = client.post(f"{ROOT}/overnemen", {"naar": "klacht", "draft_key": key})
    assert answer["Location"] == f"{ROOT}/controle"


@pytest.mark.parametrize("kind", Berichtsoort)
def test_a_new_organisation_takes_any_message_from_its_first_minute(
    client: Client, kind: Berichtsoort
) -> None:
    town = found_organisation(NewOrganisation("Zandhoek"), datetime.now(UTC))
    directory.forget()
    root = "/zandhoek/algemeen-bericht"
    page = written(client, SAID[kind], root, naam="Jan", email="jan@example.nl")
    choices = {"soort": kind.value, "product": ""}
    receipt = sent(client, page, root, **choices)
    assert "Wij hebben uw bericht ontvangen" in receipt
    with scope(town.pk):
        submission = Submission.objects.get()
        assert submission.message_type == kind.value
        assert submission.judgement["bericht"]["actie"] == "behandelen"
        assert submission.judgement["ontvangstplicht"]["verplicht"] or kind in (
            Berichtsoort.INGEBREKESTELLING, Berichtsoort.AANVULLING, Berichtsoort.INTREKKING,
            Berichtsoort.VRAAG,
        )  # fmt: skip
        assert Zaak.objects.get().last_day is not None
    assert client.get("/zandhoek/").status_code == 200
    assert client.get("/zandhoek/balie/inloggen").status_code == 200
