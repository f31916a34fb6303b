"""The pages of mandates: what they ask and show, what they keep, and that others can't use them."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.people.acting import active, coded, invitation, person
from tests.web.mijn.browsing import HERE, browser, now

from openloket.flows.mandates.mandating import Contact, Terms
from openloket.flows.mandates.propose_mandate import propose_as_holder
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import State
from openloket.people.models import Mandate

GIVE = {"naam": "Henk Jansen", "email": "henk@post.example", "waarvoor": "alles", "eerder": "nee"}


def test_who_is_not_logged_in_is_asked_to(client: Client, duinstede: Municipality) -> None:
    for path in ("/", "/voor-wie", "/machtigingen", "/machtigingen/geven", "/ernaast"):
        answer = client.get(f"{HERE}{path}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/duinstede/inloggen?verder=%2Fduinstede%2Fmijn")


def test_giving_a_mandate_and_saying_yes(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    mine = browser(sanne)
    answer = mine.post(f"{HERE}/machtigingen/geven", GIVE)
    assert (answer.status_code, answer["Location"]) == (303, f"{HERE}/machtigingen?gedaan=gevraagd")
    asked = mine.get(f"{HERE}/machtigingen").text
    assert "U vroeg Henk Jansen om namens u te handelen" in asked
    assert "Henk Jansen mag namens u handelen" not in asked, "not before he said yes"
    key = coded(Mandate.objects.get())
    his = browser(henk)
    assert "Wilt u handelen voor Sanne Smit?" in his.get(f"{HERE}/machtigingen/code/{key}").text
    assert Mandate.objects.get().state == State.PROPOSED, "looking changes nothing"
    his.post(f"{HERE}/machtigingen/code/{key}", {"antwoord": "ja"})
    assert Mandate.objects.get().state == State.ACTIVE
    assert his.get(f"{HERE}/machtigingen/code/{key}").status_code == 410
    assert "Henk Jansen mag namens u handelen" in mine.get(f"{HERE}/machtigingen").text


def test_nothing_typed_is_lost(duinstede: Municipality) -> None:
    mine = browser(person("Sanne Smit", now()))
    typed = {
        "naam": "Henk Jansen", "email": "geen adres", "waarvoor": "sommige", "producten": "parkeervergunning",
        "tot.dag": "31", "tot.maand": "2", "tot.jaar": "2030", "eerder": "ja",
    }  # fmt: skip
    answer = mine.post(f"{HERE}/machtigingen/geven", typed)
    assert answer.status_code == 422
    for value in ('value="Henk Jansen"', 'value="geen adres"', 'value="31"', 'value="2030"'):
        assert value in answer.text
    assert re.search(r'value="parkeervergunning" checked', answer.text)
    assert not Mandate.objects.exists()


def test_making_it_narrower_and_stopping(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    mandate = active(duinstede, sanne, henk, now())
    mine = browser(sanne)
    page = mine.get(f"{HERE}/machtigingen/{mandate.pk}/kleiner")
    assert "Henk Jansen handelt namens u" in page.text
    terms = {"waarvoor": "sommige", "producten": ["parkeervergunning"], "eerder": "nee"}
    answer = mine.post(f"{HERE}/machtigingen/{mandate.pk}/kleiner", terms)
    assert answer["Location"].endswith("gedaan=kleiner")
    new = Mandate.objects.get(state=State.ACTIVE)
    assert new.products == ["parkeervergunning"]
    assert mine.get(f"{HERE}/machtigingen/{mandate.pk}/kleiner").status_code == 404
    assert mine.post(f"{HERE}/machtigingen/{mandate.pk}/stoppen").status_code == 409
    assert browser(henk).get(f"{HERE}/machtigingen/{new.pk}/kleiner").status_code == 404
    assert mine.post(f"{HERE}/machtigingen/{new.pk}/stoppen").status_code == 303
    assert not Mandate.objects.filter(state=State.ACTIVE).exists()


def test_sending_in_a_paper(duinstede: Municipality) -> None:
    his = browser(person("Henk Jansen", now()))
    typed = {"naam": "Oma Jansen", "grond": "schriftelijk", "waarvoor": "alles", "eerder": "ja"}
    answer = his.post(f"{HERE}/machtigingen/insturen", typed)
    assert answer.status_code == 422
    assert 'id="bewijs.fout"' in answer.text
    paper = BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    paper.name = "machtiging.pdf"
    answer = his.post(f"{HERE}/machtigingen/insturen", {**typed, "bewijs": paper})
    assert answer["Location"].endswith("gedaan=ingestuurd")
    assert Mandate.objects.get().state == State.TO_JUDGE
    assert "wacht op een medewerker" in his.get(f"{HERE}/machtigingen").text


def test_choosing_changes_the_key_and_shows_on_every_page(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    mandate = active(duinstede, sanne, henk, now())
    his = browser(henk)
    before = his.cookies["openloket_mijn"].value
    assert "Sanne Smit" in his.get(f"{HERE}/voor-wie").text
    his.post(f"{HERE}/voor-wie", {"wie": mandate.pk})
    assert his.cookies["openloket_mijn"].value != before
    for path in ("/duinstede/mijn/", "/duinstede/", "/duinstede/parkeervergunning/"):
        page = his.get(path)
        assert "U handelt voor <strong>Sanne Smit</strong>" in page.text
        assert page["Cache-Control"] == "no-store"
    old = Client()
    old.cookies["openloket_mijn"] = before
    assert old.get(f"{HERE}/").status_code == 302, "a copy of the browser from before is logged out"
    assert his.get(f"{HERE}/machtigingen").status_code == 303, "own mandates only for oneself"
    his.post("/duinstede/mijn/zelf")
    assert "U handelt voor" not in his.get(f"{HERE}/").text


def test_a_page_of_another_website_stops_nothing(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    his = browser(henk, active(duinstede, sanne, henk, now()).pk)
    strange = his.post("/duinstede/mijn/zelf", headers={"origin": "https://kwaad.example"})
    assert strange.status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["openloket_mijn"] = his.cookies["openloket_mijn"].value
    for path in ("/voor-wie", "/machtigingen/geven", "/ernaast", "/machtigingen/1/stoppen"):
        assert strict.post(f"{HERE}{path}").status_code == 403


@pytest.mark.parametrize("forged", ["of another", "expired", "withdrawn", "other organisation", "words"])
def test_a_forged_choice_is_refused(duinstede: Municipality, eikenrade: Municipality, forged: str) -> None:
    sanne, henk, fatma = (person(one, now()) for one in ("Sanne Smit", "Henk Jansen", "Fatma Yilmaz"))
    mandate = active(duinstede, sanne, henk, now())
    wanted, who, town = str(mandate.pk), henk, "duinstede"
    if forged == "of another":
        who = fatma
    elif forged == "expired":
        yesterday = dag_in_amsterdam(now()) - timedelta(days=1)
        Mandate.objects.update(from_day=yesterday, until=yesterday)
    elif forged == "withdrawn":
        Mandate.objects.update(state=State.WITHDRAWN)
    elif forged == "other organisation":
        town = "eikenrade"
    else:
        wanted = "²"
    his = browser(who)
    answer = his.post(f"/{town}/mijn/voor-wie", {"wie": wanted})
    assert answer.status_code in (302, 303, 409)
    page = his.get("/duinstede/mijn/")
    assert "U handelt voor" not in page.text
    assert "Sanne" not in page.text


def test_after_a_mandate_ended_nothing_goes_on_by_itself(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    his = browser(henk, active(duinstede, sanne, henk, now()).pk)
    Mandate.objects.update(state=State.WITHDRAWN)
    answer = his.get(f"{HERE}/")
    assert (answer.status_code, answer["Location"]) == (303, f"{HERE}/voor-wie")
    page = his.get(f"{HERE}/voor-wie")
    assert "De machtiging is gestopt" in page.text
    assert "Sanne" not in page.text


def test_with_the_person_beside(duinstede: Municipality) -> None:
    his = browser(person("Henk Jansen", now()))
    refused = his.post(f"{HERE}/ernaast", {"naam": "Mevrouw De Boer"})
    assert refused.status_code == 422
    assert 'value="Mevrouw De Boer"' in refused.text
    his.post(f"{HERE}/ernaast", {"naam": "Mevrouw De Boer", "erbij": "ja"})
    assert "U handelt voor <strong>Mevrouw De Boer</strong>" in his.get(f"{HERE}/").text
    his.post(f"{HERE}/zelf")
    assert "De Boer" not in his.get(f"{HERE}/voor-wie").text


def test_a_long_list_is_searched(duinstede: Municipality) -> None:
    henk = person("Henk Jansen", now())
    for number in range(10):
        active(duinstede, person(f"Cliënt {number:02}", now()), henk, now())
    his = browser(henk)
    assert 'type="search"' in his.get(f"{HERE}/voor-wie").text
    found = his.get(f"{HERE}/voor-wie?zoek=nt 07").text
    assert "Cliënt 07" in found
    assert "Cliënt 06" not in found


def test_a_holder_may_ask(duinstede: Municipality) -> None:
    sanne, henk = person("Sanne Smit", now()), person("Henk Jansen", now())
    terms = Terms(True, (), None)
    asked = propose_as_holder(duinstede.organisation, henk.pk, Contact("Sanne", "s@p.example"), terms, now())
    page = browser(sanne).get(f"{HERE}/machtigingen/code/{coded(asked)}")
    assert "Mag Henk Jansen namens u handelen?" in page.text


def test_a_stranger_with_the_code_waits_for_the_grantor(duinstede: Municipality) -> None:
    sanne, stranger = person("Sanne Smit", now()), person("Kwaad Willend", now())
    key = invitation(duinstede, sanne, "Henk Jansen", now())
    answer = browser(stranger).post(f"{HERE}/machtigingen/code/{key}", {"antwoord": "ja"})
    assert answer["Location"].endswith("gedaan=kijken")
    mine = browser(sanne)
    assert "Is dit de persoon die u bedoelt?" in mine.get(f"{HERE}/machtigingen").text
    mine.post(f"{HERE}/machtigingen/{Mandate.objects.get().pk}/klopt", {"klopt": "nee"})
    assert Mandate.objects.get().state == State.REFUSED
