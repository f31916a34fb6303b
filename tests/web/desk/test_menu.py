"""The menu of the desk: daily work in one row, upkeep behind one word, each only for who may."""

import re

from django.test import Client
from tests.cast import Municipality
from tests.web.desk.conftest import browser_of

from openloket.post.models import CarrierState
from openloket.tenancy.models import Employee
from openloket.web.desk.badges import Badges
from openloket.web.desk.menu import CARE, WORK, menu

DESK = "/duinstede/balie/"


def _words(client: Client, path: str, landmark: str) -> list[str]:
    page = client.get(f"{DESK}{path}").content.decode()
    found = re.search(rf'<nav[^>]*aria-label="{landmark}">(.*?)</nav>', page, re.DOTALL)
    return re.findall(r"<a[^>]*>(?:<span.*?</span>)?([^<]+)</a>", found[1]) if found else []


def test_a_lead_sees_work_and_one_word_for_upkeep(lead: Client) -> None:
    assert _words(lead, "", "Werkplek")[:4] == ["Werkvoorraad", "Registreren", "Termijnen", "Post"]
    # Nothing is designated yet, and nobody registered the mailbox of the municipality.
    assert "Beheer (2)" in _words(lead, "", "Werkplek")
    assert _words(lead, "", "Beheer") == []
    assert "Onderhoud" in _words(lead, "onderhoud", "Beheer")


def test_a_case_worker_with_one_page_of_upkeep_finds_it_in_the_row(worker: Client) -> None:
    row = _words(worker, "", "Werkplek")
    assert "Storingen" in row
    assert "Beheer" not in row
    assert _words(worker, "storingen", "Beheer") == []


def test_where_one_is_is_marked_once_in_each_row(duinstede: Municipality) -> None:
    here = menu(duinstede.lead, Badges(0, 0), "onderhoud/nieuw")
    assert [(one.label, one.current) for one in here.above if one.current] == [("Beheer", "true")]
    assert [(one.label, one.current) for one in here.below if one.current] == [("Onderhoud", "true")]
    there = menu(duinstede.lead, Badges(0, 0), "")
    assert [(one.label, one.current) for one in there.above if one.current] == [("Werkvoorraad", "page")]


def test_what_waits_is_counted_on_the_word_and_on_the_door_to_it(duinstede: Municipality) -> None:
    here = menu(duinstede.lead, Badges(2, 0, 3), "aanwijzing")
    labels = [one.label for one in here.above]
    assert "Termijnen (2)" in labels
    assert "Beheer (3)" in labels
    assert "Aanwijzing (3)" in [one.label for one in here.below]


def test_a_way_that_fails_is_marked_for_who_looks_after_it(worker: Client, lead: Client) -> None:
    CarrierState.create(way="email", tried_well=False, failed_tries=2)
    assert "Post en bezorging (1)" in _words(lead, "bezorging", "Beheer")
    assert "Beheer (3)" in _words(lead, "", "Werkplek")
    assert "Beheer (3)" not in _words(worker, "", "Werkplek")


def test_the_page_of_upkeep_leads_everywhere_one_may_go(duinstede: Municipality, lead: Client) -> None:
    page = lead.get(f"{DESK}beheer").content.decode()
    links = re.findall(r'href="/duinstede/balie/([\w-]+)"', page[page.index("<main") :])
    assert "storingen" in links
    assert "vrije-dagen" not in links, "a lead keeps no days"
    for one in links:
        assert lead.get(f"{DESK}{one}", follow=True).status_code == 200
    administrator = Employee(
        username="c", name="C", role="administrator", organisation_id=duinstede.organisation.pk
    )
    administrator.set_password("welkom-op-het-werk")
    administrator.save()
    page = browser_of(administrator, duinstede).get(f"{DESK}beheer").content.decode()
    assert "vrije-dagen" in page


def test_every_page_of_the_menu_has_its_place_once() -> None:
    paths = [one.path for one in (*WORK, *CARE)]
    assert len(paths) == len(set(paths))
    assert all(one.told for one in CARE)
