"""The designation decision at the desk and in public, from draft to file."""

from datetime import date

from django.test import Client
from tests.cast import Municipality
from tests.web.desk.conftest import browser_of

from openloket.offer.designation import keeping
from openloket.offer.models import DesignationDecision

DESK = "/duinstede/balie/aanwijzing"
PUBLIC = "/duinstede/aanwijzingsbesluit"


def test_a_case_worker_has_no_such_page(worker: Client) -> None:
    assert worker.get(DESK).status_code == 404


def test_from_draft_to_public_page(duinstede: Municipality, client: Client) -> None:
    lead = browser_of(duinstede.lead, duinstede)
    assert "geen aanwijzingsbesluit in werking" in lead.get(DESK).content.decode()
    assert lead.post(f"{DESK}/concept").status_code == 303
    [version] = keeping.versions()
    own = f"{DESK}/{version.number}"
    refused = lead.post(f"{own}/vaststellen", {"dag": "2026-02-30", "door": "het college"})
    assert refused.status_code == 409
    assert 'value="het college"' in refused.content.decode()
    assert lead.post(f"{own}/vaststellen", {"dag": "2026-03-02", "door": "het college"}).status_code == 303
    assert lead.post(f"{own}/publiceren", {"dag": "2026-03-03", "nummer": "gmb-2026-1"}).status_code == 303
    page = client.get(f"{PUBLIC}?op=2026-03-04").content.decode()
    assert "gmb-2026-1" in page
    assert "Parkeervergunning" in page
    assert "geen aanwijzingsbesluit in werking" in client.get(f"{PUBLIC}?op=2026-03-03").content.decode()


def test_files_of_a_version(duinstede: Municipality, client: Client) -> None:
    lead = browser_of(duinstede.lead, duinstede)
    lead.post(f"{DESK}/concept")
    [version] = keeping.versions()
    pdf = lead.get(f"{DESK}/{version.number}.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert b"pdfuaid" in pdf.content
    assert lead.get(f"{DESK}/{version.number}.xml").content.startswith(b"<?xml")
    assert lead.get(f"{DESK}/99.pdf").status_code == 404
    assert client.get(f"{PUBLIC}.pdf").status_code == 404
    DesignationDecision.objects.update(
        state="gepubliceerd", in_force_from=date(2026, 1, 1), published_on=date(2025, 12, 31)
    )
    assert client.get(f"{PUBLIC}.json").json()["annex"]
    assert client.get(f"{PUBLIC}?op=gisteren").status_code == 404
