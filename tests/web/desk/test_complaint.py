"""The page of a complaint, the register of a year, and what everybody reads of it."""

import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.flows.disputing import send_kind
from tests.web.desk.conftest import browser_of

from openloket.formkit.cells import harmless
from openloket.post.models import Message
from openloket.tenancy.models import Employee
from openloket.web.csv_file import csv_file
from openloket.zaken.complaints import STEPS
from openloket.zaken.models import Complaint, ComplaintPublication, Status, Zaak

OUTCOME = {
    "doe": "afdoen", "uitkomst": "gegrond", "bevindingen": "De medewerker hing op.",
    "oordeel": "Dat mocht niet.", "conclusies": "", "ombudsman": "de ombudsman",
    "ombudsman_termijn": "1 jaar",
}  # fmt: skip


def words(text: bytes) -> str:
    return re.sub(r"\s+", " ", text.decode())


def at(zaak: Zaak) -> str:
    return f"/duinstede/balie/zaak/{zaak.reference}/klacht"


@pytest.fixture
def complaint(duinstede: Municipality, today: datetime) -> Zaak:
    return send_kind(duinstede, "klacht", today)


@pytest.fixture
def old(duinstede: Municipality, today: datetime) -> Zaak:
    """A complaint of a year that is over, never handled."""
    return send_kind(duinstede, "klacht", today - timedelta(days=400), naam="Kees Klager")


def seen(client: Client, zaak: Zaak) -> str:
    found = re.search(r'name="gezien" value="(\w+)"', client.get(at(zaak)).content.decode())
    assert found is not None
    return found.group(1)


def note(client: Client, zaak: Zaak, **changed: object) -> int:
    values = {
        "doe": "bewaren",
        "gezien": seen(client, zaak),
        "onderwerp": "lang",
        "stappen": list(STEPS),
        **changed,
    }
    return client.post(at(zaak), values).status_code


def test_noting_and_ending_it(worker: Client, complaint: Zaak) -> None:
    assert "Klacht behandelen en afdoen" in worker.get(at(complaint).removesuffix("/klacht")).content.decode()
    assert note(worker, complaint, afdeling="Burgerzaken") == 303
    assert 'value="Burgerzaken"' in worker.get(at(complaint)).content.decode()
    assert worker.post(at(complaint), OUTCOME).status_code == 303
    page = words(worker.get(at(complaint)).content)
    assert "De uitkomst: Gegrond" in page
    assert "wacht op verzending" in page
    assert "Afdoen en versturen" not in page
    assert Message.objects.filter(kind="complaint_outcome").count() == 1
    assert worker.post(at(complaint), OUTCOME).status_code == 409
    course = words(worker.get(at(complaint).removesuffix("/klacht")).content)
    assert "De klacht staat in het register van" in course
    assert "De afdoening van de klacht is vastgelegd: gegrond." in course


def test_nothing_typed_is_lost(worker: Client, complaint: Zaak) -> None:
    assert note(worker, complaint) == 303
    answer = worker.post(at(complaint), {**OUTCOME, "oordeel": " ", "ombudsman": ""})
    page = words(answer.content)
    assert answer.status_code == 422
    assert "De medewerker hing op.</textarea>" in page
    assert 'id="oordeel.fout"' in page
    assert 'id="ombudsman.fout"' in page
    assert re.search(r'value="gegrond" checked', page)


def test_who_was_not_heard_keeps_it_open(worker: Client, complaint: Zaak) -> None:
    assert note(worker, complaint, stappen=[]) == 303
    answer = worker.post(at(complaint), OUTCOME)
    assert answer.status_code == 409
    assert "Dit moet nog gebeuren" in words(answer.content)
    assert "De medewerker hing op.</textarea>" in words(answer.content)


def test_of_two_at_the_same_page_the_second_is_told(worker: Client, lead: Client, complaint: Zaak) -> None:
    old_mark = seen(lead, complaint)
    assert note(worker, complaint) == 303
    assert note(lead, complaint, gezien=old_mark, onderwerp="privacy") == 409
    assert Complaint.objects.get().topic == "lang"
    assert note(worker, complaint, onderwerp="onzin") == 422


def test_advice_on_a_complaint(worker: Client, complaint: Zaak) -> None:
    assert "Dan wordt de termijn 10 weken" in words(worker.get(at(complaint)).content)
    assert worker.post(at(complaint), {"doe": "advies"}).status_code == 303
    assert worker.post(at(complaint), {"doe": "onzin"}).status_code == 409


def test_not_for_strangers_nor_for_other_zaken(
    stranger: Client, worker: Client, complaint: Zaak, zaak: Zaak
) -> None:
    assert worker.get(at(zaak)).status_code == 404
    assert stranger.get(at(complaint).replace("duinstede", "eikenrade")).status_code == 404


def test_the_register_is_filtered(worker: Client, complaint: Zaak, today: datetime) -> None:
    root = f"/duinstede/balie/klachten/{Complaint.objects.get().year}"
    assert worker.get("/duinstede/balie/klachten").status_code == 302
    assert complaint.reference in worker.get(root).content.decode()
    assert "Jan Jansen" not in worker.get(root).content.decode()
    assert (
        complaint.reference
        in worker.get(f"{root}?tijd=loopt&uitkomst=open&onderwerp=anders").content.decode()
    )
    assert complaint.reference not in worker.get(f"{root}?tijd=te-laat").content.decode()
    assert complaint.reference not in worker.get(f"{root}?pagina=9").content.decode()
    assert worker.get("/duinstede/balie/klachten/0").status_code == 404


def test_a_long_register_costs_no_more_queries(
    worker: Client, duinstede: Municipality, complaint: Zaak, today: datetime
) -> None:
    root = f"/duinstede/balie/klachten/{Complaint.objects.get().year}"
    worker.get(root)  # what is kept in memory is read
    with CaptureQueriesContext(connection) as one:
        worker.get(root)
    for _ in range(4):
        send_kind(duinstede, "klacht", today)
    with CaptureQueriesContext(connection) as five:
        worker.get(root)
    assert len(five) == len(one)


def test_the_file_of_the_register(worker: Client, duinstede: Municipality, complaint: Zaak) -> None:
    Complaint.objects.update(conduct_of='=HYPERLINK("x")')
    answer = worker.get(f"/duinstede/balie/klachten/{Complaint.objects.get().year}.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Kenmerk", "Ontvangen", "Onderwerp", "Afdeling"]
    assert (rows[1][0], rows[1][3]) == (complaint.reference, '\'=HYPERLINK("x")')


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "\u00a0=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("DUI-2026") == "DUI-2026"
    assert harmless("") == ""
    assert csv_file("x.csv", ["a"], [[cell]]).content.decode("utf-8-sig").splitlines()[1].startswith("\"'")


def test_a_year_is_published_for_everybody(
    eikenrade: Municipality, worker: Client, lead: Client, client: Client, old: Zaak
) -> None:
    year = Complaint.objects.get().year
    Complaint.objects.update(conduct_of="Burgerzaken")
    public = f"/duinstede/klachten/{year}"
    assert client.get(public).status_code == client.get(f"{public}.csv").status_code == 404
    assert worker.post(f"/duinstede/balie/klachten/{year}").status_code == 409
    assert lead.post(f"/duinstede/balie/klachten/{year}").status_code == 303
    assert lead.post(f"/duinstede/balie/klachten/{year}").status_code == 409
    page = words(client.get(public).content)
    assert f"In {year} kregen wij 1 klacht" in page
    assert "Loopt nog, te laat" in page
    for secret in (old.reference, "Kees Klager", "Burgerzaken"):
        assert secret not in page + client.get(f"{public}.csv").content.decode()
    assert client.get(f"/eikenrade/klachten/{year}").status_code == 404
    assert public in client.get("/duinstede/klachten").content.decode()
    assert "nog geen jaar gepubliceerd" in client.get("/eikenrade/klachten").content.decode()


def test_a_year_that_runs_is_not_published(lead: Client, complaint: Zaak) -> None:
    year = Complaint.objects.get().year
    answer = lead.post(f"/duinstede/balie/klachten/{year}")
    assert (answer.status_code, ComplaintPublication.objects.count()) == (409, 0)
    assert "nog niet voorbij" in words(answer.content)


def test_what_is_missing_in_the_register_is_shown(lead: Client, old: Zaak) -> None:
    year = Complaint.objects.get().year
    Complaint.objects.all().delete()
    page = words(lead.get(f"/duinstede/balie/klachten/{year}").content)
    assert "Nog niet in het register" in page
    assert old.reference in page


def test_an_administrator_sees_numbers_and_publishes(duinstede: Municipality, old: Zaak) -> None:
    Employee.objects.filter(pk=duinstede.worker.pk).update(role=Employee.Role.ADMINISTRATOR)
    keeper = browser_of(duinstede.worker, duinstede)
    year = Complaint.objects.get().year
    root = f"/duinstede/balie/klachten/{year}"
    assert old.reference not in keeper.get(root).content.decode()
    assert keeper.get(f"{root}.csv").status_code == 404
    assert keeper.post(root).status_code == 303


def test_what_both_agreed_on_closes_at_once(worker: Client, complaint: Zaak) -> None:
    assert note(worker, complaint) == 303
    agreed = {**OUTCOME, "uitkomst": "tevreden", "oordeel": ""}
    assert worker.post(at(complaint), agreed).status_code == 303
    complaint.refresh_from_db()
    assert complaint.status == Status.CLOSED
    assert "Afgehandeld op" in words(worker.get(at(complaint)).content)
