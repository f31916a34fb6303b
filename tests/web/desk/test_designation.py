"""The designation decision at the desk and in public, from draft to file; what drifted; what changed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Municipality
from tests.web.desk.conftest import browser_of

from openloket.flows.offering.designate import adopt_designation, draft_designation, publish_designation
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designation import keeping
from openloket.offer.designation.document import Domains, Layout, Variant
from openloket.offer.models import Channel, DesignationDecision, Service
from openloket.oversight.drift import alarm
from openloket.tenancy.models import Authority, IdentityProvider

DESK = "/duinstede/balie/aanwijzing"
PUBLIC = "/duinstede/aanwijzingsbesluit"


def boxes(key: str, day: date) -> dict[str, str]:
    return {f"{key}.dag": str(day.day), f"{key}.maand": str(day.month), f"{key}.jaar": str(day.year)}


@pytest.fixture
def day() -> date:
    return dag_in_amsterdam(timezone.now())


@pytest.fixture
def decided(duinstede: Municipality, day: date) -> DesignationDecision:
    """A decision that is in force since yesterday, and a register that agrees with the practice."""
    Channel.create(
        service=duinstede.service, kind="e-mail", text="", designated=False, position=2,
        address=duinstede.organisation.email, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    now, before = timezone.now(), day - timedelta(days=2)
    version = draft_designation(duinstede.lead, duinstede.organisation, before, now)
    adopt_designation(duinstede.lead, version.number, before, "het college", now)
    publish_designation(duinstede.lead, version.number, before, "gmb-2026-1", now)
    return version


def test_a_case_worker_has_no_such_page(worker: Client) -> None:
    for path in ("", "/verschil?van=1&naar=1", "/1.pdf"):
        assert worker.get(f"{DESK}{path}").status_code == 404
    assert worker.post(f"{DESK}/concept").status_code == 404


def test_from_draft_to_public_page(lead: Client, client: Client) -> None:
    assert "geen aanwijzingsbesluit in werking" in lead.get(DESK).content.decode()
    assert lead.post(f"{DESK}/concept", boxes("dag", date(2026, 3, 2))).status_code == 303
    [version] = keeping.versions()
    own, one = f"{DESK}/{version.number}", version.number
    adopted = {**boxes(f"dag-{one}", date(2026, 3, 2)), f"door-{one}": "het college"}
    published = {**boxes(f"dag-{one}", date(2026, 3, 3)), f"nummer-{one}": "gmb-2026-1"}
    assert lead.post(f"{own}/vaststellen", adopted).status_code == 303
    assert lead.post(f"{own}/publiceren", published).status_code == 303
    page = client.get(f"{PUBLIC}?op=2026-03-04").content.decode()
    assert "gmb-2026-1" in page
    assert "Parkeervergunning" in page
    assert "geen aanwijzingsbesluit in werking" in client.get(f"{PUBLIC}?op=2026-03-03").content.decode()
    assert "Het register en het besluit zijn gelijk" in lead.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (boxes("dag-1", date(2026, 2, 28)) | {"dag-1.dag": "30"}, "dag-1"),
        ({}, "dag-1"),
        (boxes("dag-1", date(2099, 1, 1)), "dag-1"),
        (boxes("dag-1", date(2026, 2, 28)) | {"door-1": " "}, "door-1"),
    ],
)
def test_what_is_wrong_stands_beside_its_question(lead: Client, typed: dict[str, str], field: str) -> None:
    lead.post(f"{DESK}/concept", boxes("dag", date(2026, 3, 2)))
    answer = lead.post(f"{DESK}/1/vaststellen", {"door-1": "college en raad", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}.fout"' in page
    assert 'value="college en raad"' in page or field == "door-1"
    assert keeping.version_numbered(1).state == "concept"


def test_of_two_who_adopt_one_is_told(lead: Client) -> None:
    lead.post(f"{DESK}/concept", boxes("dag", date(2026, 3, 2)))
    typed = {**boxes("dag-1", date(2026, 3, 2)), "door-1": "het college"}
    assert lead.post(f"{DESK}/1/vaststellen", typed).status_code == 303
    again = lead.post(f"{DESK}/1/vaststellen", typed)
    assert again.status_code == 409
    assert "Dit is geen concept meer" in again.content.decode()


def test_the_variants_are_chosen_when_drafting(lead: Client, duinstede: Municipality, client: Client) -> None:
    Authority.create(kind="raad", name="gemeenteraad van Duinstede")
    chosen = {**boxes("dag", date(2026, 3, 2)), "orgaan": "", "bijlage": "lijst", "mandaat": "ja"}
    chosen["themas"] = "typen"
    lead.post(f"{DESK}/concept", chosen)
    document = keeping.document_of(keeping.versions()[0])
    assert document.variant == Variant(layout=Layout.LIST, delegated=True, domains=Domains.TYPES)
    assert lead.get(f"{DESK}/1.pdf").content.startswith(b"%PDF")
    now = timezone.now()
    adopt_designation(duinstede.lead, 1, date(2026, 3, 2), "college en raad", now)
    publish_designation(duinstede.lead, 1, date(2026, 3, 2), "gmb-2026-1", now)
    page = client.get(PUBLIC).content.decode()
    assert "geeft het college mandaat" in page
    assert "<strong>Parkeervergunning</strong>" in page
    nobody = lead.post(f"{DESK}/concept", {**chosen, "orgaan": "burgemeester"})
    assert nobody.status_code == 422
    assert 'id="orgaan.fout"' in nobody.content.decode()


def test_files_of_a_version(duinstede: Municipality, client: Client) -> None:
    lead = browser_of(duinstede.lead, duinstede)
    lead.post(f"{DESK}/concept", boxes("dag", date(2026, 3, 2)))
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


def test_each_decision_in_force_has_its_own_page(
    decided: DesignationDecision, duinstede: Municipality, client: Client, day: date
) -> None:
    Authority.create(kind="raad", name="gemeenteraad van Duinstede")
    Channel.objects.update(every_product=True)
    lead, now, before = browser_of(duinstede.lead, duinstede), timezone.now(), day - timedelta(days=2)
    lead.post(f"{DESK}/concept", {**boxes("dag", before), "orgaan": "raad"})
    adopt_designation(duinstede.lead, 2, before, "de raad", now)
    publish_designation(duinstede.lead, 2, before, "gmb-2026-2", now)
    assert f'href="{PUBLIC}?op={day}&amp;orgaan=raad"' in client.get(PUBLIC).content.decode()
    page = client.get(f"{PUBLIC}?orgaan=raad").content.decode()
    assert "Versie 2 (gemeenteraad)" in page
    assert "alle bestuursorganen samen" in page
    assert client.get(f"{PUBLIC}.json?orgaan=raad").json()["authorities"] == ["gemeenteraad van Duinstede"]


def test_the_difference_can_be_read_at_the_desk_and_once_published_in_public(
    decided: DesignationDecision, duinstede: Municipality, client: Client, day: date
) -> None:
    lead = browser_of(duinstede.lead, duinstede)
    Channel.objects.filter(kind="webformulier").update(kind="extern", address="https://loket.example")
    drafted = lead.post(f"{DESK}/concept", boxes("dag", day))
    assert drafted["Location"] == f"{DESK}/verschil?van=1&naar=2&gedaan=concept"
    page = lead.get(drafted["Location"]).content.decode()
    assert "<del" in page
    assert "https://loket.example" in page
    assert client.get(f"{PUBLIC}/verschil?van=1&naar=2").status_code == 404, "a draft is nobody's business"
    now = timezone.now()
    adopt_designation(duinstede.lead, 2, day, "het college", now)
    publish_designation(duinstede.lead, 2, day, "gmb-2026-2", now)
    assert f"{PUBLIC}/verschil?van=1&amp;naar=2" in client.get(PUBLIC).content.decode()
    assert "https://loket.example" in client.get(f"{PUBLIC}/verschil?van=1&naar=2").content.decode()
    for wrong in ("van=1&naar=99", "van=1", "van=x&naar=2"):
        assert lead.get(f"{DESK}/verschil?{wrong}").status_code == 404


def test_drift_tells_what_differs_since_when(decided: DesignationDecision, lead: Client, day: date) -> None:
    assert "Het register en het besluit zijn gelijk" in lead.get(DESK).content.decode()
    old = Channel.objects.get(kind="webformulier")
    Channel.objects.filter(pk=old.pk).update(valid_to=day)
    Channel.create(
        service=old.service, kind="extern", message_type=old.message_type, text="", designated=True,
        position=9, address="https://loket.example", valid_from=day,
    )  # fmt: skip
    page = lead.get(DESK).content.decode()
    assert "Besluit en register verschillen" in page
    assert "https://loket.example" in page
    coming = day + timedelta(days=40)
    Channel.objects.filter(kind="extern").update(valid_to=coming)
    assert "Het register verandert binnenkort" in lead.get(DESK).content.decode()


def test_practice_that_differs_is_told_with_what_to_do(
    decided: DesignationDecision, duinstede: Municipality, lead: Client, day: date, settings: Settings
) -> None:
    def told() -> set[str]:
        return {one.gap.value for one in alarm(duinstede.organisation, day).apart}

    assert told() == set()
    form = Channel.objects.get(kind="webformulier")
    Channel.objects.filter(pk=form.pk).update(login_level="substantieel")
    assert told() == {"geen inlog"}
    digid = IdentityProvider.create(
        key="digid", label="DigiD", audience="inwoner", issuer="https://digid.example", client_id="x",
        levels={"10": "laag"},
    )  # fmt: skip
    assert told() == {"geen inlog"}, "lower than what is asked"
    IdentityProvider.objects.filter(pk=digid.pk).update(levels={"10": "laag", "25": "hoog"})
    assert told() == set()
    version = form.service.form_version_id
    Service.objects.update(form_version=None)
    assert told() == {"geen formulier"}
    page = lead.get(DESK).content.decode()
    assert f"kanalen/regel/{form.pk}/vervangen" in page
    Service.objects.update(form_version=version, active=False)
    assert "niet meer aangeboden" in told()
    Service.objects.update(active=True)
    Channel.objects.filter(pk=form.pk).update(valid_to=day)
    assert "formulier niet in het register" in told()
    settings.MAIL_SOURCE = "openloket.adapters.mail_in.imap.ImapSource"
    settings.IMAP_HOST, settings.IMAP_ADDRESS = "mail.example", "post@elders.example"
    assert "postbus wordt niet gelezen" in told()
    assert "Dit loket leest die postbus niet" in lead.get(DESK).content.decode()


def test_a_mailbox_that_no_line_names_can_be_registered_at_once(
    decided: DesignationDecision, lead: Client
) -> None:
    Channel.objects.filter(kind="e-mail").delete()
    page = lead.get(DESK).content.decode()
    assert "info@duinstede.example" in page
    assert "aangewezen=nee" in page


def test_a_long_annex_and_a_long_difference_are_shown_in_parts(
    decided: DesignationDecision, duinstede: Municipality, lead: Client, client: Client, day: date
) -> None:
    draft_designation(duinstede.lead, duinstede.organisation, day, timezone.now())
    document = keeping.document_of(decided).as_json()
    document["annex"] = [{**document["annex"][0], "product": f"Product {n}."} for n in range(300)]
    DesignationDecision.objects.filter(pk=decided.pk).update(document=document)
    first, second = (client.get(f"{PUBLIC}{one}") for one in ("", "?deel=2"))
    assert "Product 79." in first.content.decode()
    assert "Product 80." not in first.content.decode()
    assert "Product 80." in second.content.decode()
    assert len(client.get(f"{PUBLIC}.json").json()["annex"]) == 300
    difference = lead.get(f"{DESK}/verschil?van=1&naar=2")
    for page in (first, second, difference):
        assert len(page.content) < 45_000
        assert "deel=" in page.content.decode()
    assert "Aantal verschillen: 30" in difference.content.decode()
