"""The page of an outage at the desk: what it forgives, and more time for everybody in one decision."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.outages.making import objection_term, outage
from tests.web.desk.conftest import browser_of
from tests.zaken.making import send

from openloket.law.kalender import NEDERLANDSE_KALENDER, dag_in_amsterdam
from openloket.law.storing import verlengd_wegens_storing
from openloket.outages.models import Outage, OutageExtension
from openloket.tenancy.models import Employee
from openloket.web.desk.wording import short_day
from openloket.work.tasks import extend_terms_and_tell
from openloket.zaken.models import Term


@pytest.fixture
def down(duinstede: Municipality, today: datetime) -> Outage:
    return outage(today - timedelta(hours=9), today - timedelta(hours=1))


@pytest.fixture
def term(duinstede: Municipality, today: datetime) -> Term:
    """Made known three weeks ago, so it runs."""
    return objection_term(send(duinstede, today), dag_in_amsterdam(today) - timedelta(days=21))


def address(down: Outage) -> str:
    return f"/duinstede/balie/storingen/{down.pk}"


def test_the_page_says_what_is_forgiven_and_what_could_be_given(
    lead: Client, down: Outage, term: Term
) -> None:
    page = lead.get(address(down)).content.decode()
    assert "8 uur" in page
    assert "Wij stellen 1 werkdag voor" in page
    assert re.search(r'name="werkdagen"[^>]*value="1"', page)
    assert term.last_day is not None
    new = verlengd_wegens_storing(term.last_day, 1, True, NEDERLANDSE_KALENDER).laatste_dag
    assert new is not None
    assert f"Laatste dag <strong>{short_day(term.last_day)}</strong>: 1 keer een bezwaartermijn." in page
    assert f"Met 1 werkdag erbij is de laatste dag <strong>{short_day(new)}</strong>." in page
    assert "Jan Jansen" not in page


def test_looking_first_keeps_what_was_typed_and_decides_nothing(
    lead: Client, down: Outage, term: Term
) -> None:
    answer = lead.post(address(down), {"werkdagen": "3", "uitleg": "Sorry!", "bekijk": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Met 3 werkdagen erbij" in page
    assert ">Sorry!</textarea>" in page
    assert not OutageExtension.objects.exists()


@pytest.mark.parametrize("days", ["", "0", "31", "veel", "²"])
def test_a_mistake_is_told_beside_the_field(lead: Client, down: Outage, days: str) -> None:
    answer = lead.post(address(down), {"werkdagen": days, "uitleg": "Sorry!"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="werkdagen.fout"><span class="ol-sr">Fout: </span>Kies 1 tot en met 30 werkdagen.' in page
    assert ">Sorry!</textarea>" in page


def test_one_decision_and_its_progress(
    lead: Client, duinstede: Municipality, down: Outage, term: Term
) -> None:
    answer = lead.post(address(down), {"werkdagen": "1", "uitleg": "Sorry!"})
    assert (answer.status_code, answer["Location"]) == (303, f"{address(down)}?gedaan=verlengd")
    page = lead.get(answer["Location"]).content.decode()
    assert "Iedereen kan dat nu lezen" in page
    assert "Verlengd: 0 van 1 termijnen." in page
    assert "Dit loopt nog." in page
    assert "Verleng de termijnen" not in page
    assert extend_terms_and_tell(duinstede.organisation.pk, down.pk) == "moved 1, told 1"
    assert "Verlengd: 1 van 1 termijnen. Aangeschreven: 1 mensen." in lead.get(address(down)).content.decode()
    again = lead.post(address(down), {"werkdagen": "5", "uitleg": "Nog eens"})
    assert again.status_code == 409
    assert "Iemand was u voor" in again.content.decode()


def test_who_may_not_sees_no_form_and_is_refused(
    stranger: Client, worker: Client, down: Outage, term: Term
) -> None:
    assert "Verleng de termijnen" not in worker.get(address(down)).content.decode()
    assert worker.post(address(down), {"werkdagen": "1", "uitleg": "Sorry!"}).status_code == 409
    assert stranger.get(f"/eikenrade/balie/storingen/{down.pk}").status_code == 404
    assert not OutageExtension.objects.exists()


def test_an_administrator_may(duinstede: Municipality, down: Outage) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role="administrator")
    administrator = browser_of(Employee.objects.get(pk=duinstede.worker.pk), duinstede)
    assert administrator.post(address(down), {"werkdagen": "1", "uitleg": "Sorry!"}).status_code == 303


def test_while_it_lasts_nothing_is_decided(lead: Client, duinstede: Municipality, today: datetime) -> None:
    lasting = outage(today - timedelta(hours=2), None)
    page = lead.get(address(lasting)).content.decode()
    assert "Deze storing duurt nog." in page
    assert "Verleng de termijnen" not in page
    assert lead.post(address(lasting), {"werkdagen": "1", "uitleg": "x"}).status_code == 409
