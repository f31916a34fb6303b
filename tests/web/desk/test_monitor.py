"""The keeper of the national monitor decides what the page checker could not, and judges replies."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Municipality

from openloket.cli.demo.example_rounds import begin_unpublished
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.models import Observation, RightOfReply, Undecided
from openloket.tenancy.models import Employee
from openloket.web import directory

PAGE = "/duinstede/balie/monitor"


@pytest.fixture
def keeper(worker: Client, duinstede: Municipality, settings: Settings) -> Client:
    """Anja, who leads where the monitor is kept."""
    settings.MONITOR_KEEPER = "duinstede"
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="lead")
    begin_unpublished(timezone.now())
    return worker


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_page_that_nobody_could_decide_is_decided(keeper: Client) -> None:
    page = read(keeper)
    assert "Wat is dit voor pagina? (4)" in page
    asked = Undecided.objects.get(page__municipality="GM0106")
    address = f"{PAGE}/vraag/{asked.pk}"
    assert address in page
    assert "Inloggen met DigiD" in read(keeper, address)

    wrong = keeper.post(address, {"weg": "fax", "waarom": "Er staat een knop."})
    assert wrong.status_code == 422
    assert "Kies wat u op de pagina zag." in wrong.content.decode()
    assert "Er staat een knop." in wrong.content.decode()
    assert keeper.post(address, {"weg": "web_form", "waarom": " "}).status_code == 422

    done = keeper.post(address, {"weg": "web_form_login", "waarom": "Er staat een knop."})
    assert "Uw antwoord telt nu mee" in read(keeper, done["Location"])
    seen = Observation.objects.get(round=asked.round, municipality="GM0106")
    assert (seen.channel, seen.reason, seen.seen_by) == ("web_form_login", "Er staat een knop.", "Duinstede")
    # Of two who decide at once the second finds it gone.
    assert keeper.post(address, {"weg": "print", "waarom": "Nee."}).status_code == 404


def test_a_reply_is_judged_once_its_term_is_over(keeper: Client) -> None:
    told = RightOfReply.objects.get(municipality="GM0363")
    address = f"{PAGE}/reactie/{told.pk}"
    assert address in read(keeper)
    assert "staat sinds vorige week online" in read(keeper, address)
    assert keeper.post(address, {"uitkomst": "silent", "waarom": ""}).status_code == 422

    RightOfReply.objects.filter(pk=told.pk).update(until=dag_in_amsterdam(timezone.now()))
    assert "<textarea" not in read(keeper, address)
    early = keeper.post(address, {"uitkomst": "upheld", "waarom": "Wij zagen het niet."})
    assert early.status_code == 409
    assert "kan nog reageren" in early.content.decode()

    RightOfReply.objects.filter(pk=told.pk).update(until=told.until)
    done = keeper.post(address, {"uitkomst": "upheld", "waarom": "Wij zagen het niet."})
    assert "Het oordeel staat bij de gemeente." in read(keeper, done["Location"])
    told.refresh_from_db()
    assert (told.outcome, told.settlement) == ("upheld", "Wij zagen het niet.")
    assert keeper.get(address).status_code == 404


def test_nobody_else_keeps_the_monitor(keeper: Client, duinstede: Municipality, settings: Settings) -> None:
    asked = Undecided.objects.first()
    assert asked is not None
    pages = (
        PAGE,
        f"{PAGE}/vraag/{asked.pk}",
        f"{PAGE}/reactie/{RightOfReply.objects.get(municipality='GM0363').pk}",
    )
    assert "Monitor" in read(keeper, "/duinstede/balie/beheer")
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="case_worker")
    assert {keeper.get(page).status_code for page in pages} == {404}
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="lead")
    settings.MONITOR_KEEPER = "eikenrade"
    assert {keeper.get(page).status_code for page in pages} == {404}
    assert "balie/monitor" not in read(keeper, "/duinstede/balie/beheer")


def test_about_its_own_municipality_a_keeper_decides_nothing(keeper: Client, duinstede: Municipality) -> None:
    told = RightOfReply.objects.get(municipality="GM0363")
    duinstede.organisation.cbs_code = "GM0363"
    duinstede.organisation.save()
    directory.forget()
    page = read(keeper, f"{PAGE}/reactie/{told.pk}")
    assert "Hier beslist een ander" in page
    assert "<textarea" not in page
    answer = keeper.post(f"{PAGE}/reactie/{told.pk}", {"uitkomst": "upheld", "waarom": "Wij vinden van wel."})
    assert answer.status_code == 409


def test_what_was_not_corrected_is_not_called_so(keeper: Client) -> None:
    told = RightOfReply.objects.get(municipality="GM0363")
    answer = keeper.post(f"{PAGE}/reactie/{told.pk}", {"uitkomst": "corrected", "waarom": "U had gelijk."})
    assert answer.status_code == 409
    assert "Er is nog niets verbeterd" in answer.content.decode()
    assert "U had gelijk." in answer.content.decode()
