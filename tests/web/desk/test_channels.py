"""The register of channels at the desk: reading, asking, adding, replacing, ending, and what is missing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.models import Channel, Product, Service, Supplier
from openloket.tenancy.scope import scope
from openloket.web import directory

PAGE = "/duinstede/balie/kanalen"


@pytest.fixture(autouse=True)
def _one_type(duinstede: Municipality) -> None:
    """The form of the cast is for applications; other messages have no way."""
    Channel.objects.update(message_type="aanvraag")


@pytest.fixture
def day() -> date:
    return dag_in_amsterdam(timezone.now())


def boxes(key: str, day: date) -> dict[str, str]:
    return {f"{key}.dag": str(day.day), f"{key}.maand": str(day.month), f"{key}.jaar": str(day.year)}


def filled(day: date, **changed: str) -> dict[str, str]:
    usual = {
        "onderwerp": "parkeervergunning", "soort": "zienswijze", "alle": "nee", "kanaal": "e-mail",
        "adres": "parkeren@duinstede.example", "aangewezen": "ja", "uitleg": "Mail ons.",
        "eisen": "Alleen pdf\n\nTen hoogste 10 MB", "leverancier_nieuw": "Postbus BV",
    }  # fmt: skip
    return {**usual, **boxes("vanaf", day), **changed}


def text(client: Client, path: str = "", **query: str) -> str:
    return client.get(f"{PAGE}{path}", query).content.decode()


def test_a_case_worker_has_no_such_pages(worker: Client) -> None:
    for path in (
        "",
        "/vraag",
        "/ontbreekt",
        "/onbeslist",
        "/niet-digitaal",
        "/nieuw",
        "/onderwerp/parkeervergunning",
    ):
        assert worker.get(f"{PAGE}{path}").status_code == 404


def test_the_list_is_of_one_day_and_can_be_narrowed(lead: Client, day: date) -> None:
    lead.post(f"{PAGE}/nieuw", filled(day + timedelta(days=10)))
    assert "parkeren@duinstede.example" not in text(lead)
    later = (day + timedelta(days=10)).isoformat()
    assert "parkeren@duinstede.example" in text(lead, op=later)
    assert "parkeren@duinstede.example" in text(lead, op=later, zoek="postbus", kanaal="e-mail")
    assert "Geen regels gevonden" in text(lead, op=later, zoek="xyzzy")
    assert "Geen regels gevonden" in text(lead, **boxes("op", date(2020, 1, 1)))
    wrong = lead.get(PAGE, {"op.dag": "31", "op.maand": "2", "op.jaar": "2026"})
    assert wrong.status_code == 422
    assert 'value="31"' in wrong.content.decode()


def test_hundreds_of_products_stay_a_small_page(lead: Client, duinstede: Municipality, day: date) -> None:
    product = Product.objects.get(key="parkeervergunning")
    service = duinstede.service
    services = Service.objects.bulk_create(
        Service.new(
            product=product, slug=f"product-{number}", title=f"Een product met een lange naam {number}",
            theme="Overig", message_type="melding", official="onbeslist", authority=service.authority,
            sensitive=False, term=service.term, texts=service.texts,
        )
        for number in range(600)
    )  # fmt: skip
    Channel.objects.bulk_create(
        Channel.new(
            service=one, kind="extern", message_type="melding", text="", designated=True, position=1,
            address=f"https://formulieren.duinstede.example/een/lang/adres/van/een/formulier/{one.slug}",
            valid_from=day,
        )
        for one in services
    )  # fmt: skip
    for path in (
        "",
        "/ontbreekt",
        "/onbeslist",
        "/niet-digitaal",
        "/nieuw?zoek=product",
        "/vraag?over=product",
    ):
        answer = lead.get(f"{PAGE}{path}")
        assert answer.status_code == 200
        assert len(answer.content) < 45_000, path
    directory.forget()
    for path in ("", "registreren", "machtigingen/nieuw"):
        answer = lead.get(f"/duinstede/balie/{path}")
        assert answer.status_code == 200
        assert len(answer.content) < 60_000, path
    assert "600 onderwerpen" in text(lead)
    assert "601 onderwerpen" in text(lead)
    page = text(lead, pagina="1")
    assert 'rel="prev"' in page
    assert 'rel="next"' in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"over": "parkeer", "soort": "aanvraag"}, "Er is een regel voor dit onderwerp en dit type bericht"),
        ({"over": "parkeervergunning", "soort": "bezwaar"}, "Er is geen digitale weg aangewezen"),
        ({"onderwerp": "parkeervergunning", "soort": "aanvraag", "op": "2025-12-31"}, "geen digitale weg"),
        ({"over": "xyzzy"}, "Geen onderwerp gevonden"),
    ],
)
def test_how_do_i_send_it(lead: Client, asked: dict[str, str], words: str) -> None:
    assert words in text(lead, "/vraag", **asked)


def test_not_offered_here_is_an_answer(lead: Client, day: date) -> None:
    refused = filled(day, kanaal="niet", aangewezen="nee", adres="", omdat="Dit doet de regio.")
    assert lead.post(f"{PAGE}/nieuw", refused).status_code == 303
    page = text(lead, "/vraag", onderwerp="parkeervergunning", soort="zienswijze")
    assert "Dat kan niet bij deze gemeente" in page
    assert "Dit doet de regio." in page


def test_what_is_missing_leads_to_a_line_that_is_filled_in(lead: Client, day: date) -> None:
    page = text(lead, "/ontbreekt")
    assert 'nieuw?onderwerp=parkeervergunning">elk type bericht' in page
    assert "behalve aanvraag" in page
    form = text(lead, "/nieuw", onderwerp="parkeervergunning", soort="bezwaar")
    assert '<option value="bezwaar" selected>' in form
    rest = filled(day, soort="", alle="ja", adres="post@duinstede.example")
    assert lead.post(f"{PAGE}/nieuw", rest).status_code == 303
    assert "Niets: op" in text(lead, "/ontbreekt")
    assert "is voor elk type bericht" in text(lead)


def test_a_line_is_written_with_everything(lead: Client, day: date) -> None:
    answer = lead.post(f"{PAGE}/nieuw", filled(day, inloggen="substantieel", samenwerking="Regio Kust"))
    assert answer.status_code == 303
    row = Channel.objects.select_related("supplier").get(kind="e-mail")
    assert (row.login_level, row.joint_body, row.supplier) == (
        "substantieel", "Regio Kust", Supplier.objects.get(name="Postbus BV"),
    )  # fmt: skip
    assert row.requirements == ["Alleen pdf", "Ten hoogste 10 MB"]
    page = text(lead, f"/regel/{row.pk}")
    for words in ("Alleen pdf; Ten hoogste 10 MB", "Regio Kust", "Postbus BV", "substantieel"):
        assert words in page
    chosen = filled(day, soort="klacht", leverancier="Postbus BV", leverancier_nieuw="")
    lead.post(f"{PAGE}/nieuw", chosen)
    assert Supplier.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"adres": "geen adres"}, "adres"),
        ({"kanaal": "extern", "adres": "javascript:alert(1)"}, "adres"),
        ({"kanaal": "balie", "adres": ""}, "aangewezen"),
        ({"soort": "aanvraag"}, "soort"),
        ({"kanaal": "niet", "aangewezen": "nee"}, "omdat"),
        ({"vanaf.maand": "13"}, "vanaf"),
        ({"leverancier_nieuw": "x" * 121}, "leverancier_nieuw"),
    ],
)
def test_what_is_wrong_stands_beside_its_question_and_nothing_is_lost(
    lead: Client, day: date, wrong: dict[str, str], field: str
) -> None:
    answer = lead.post(f"{PAGE}/nieuw", filled(day, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert f'id="{field}.fout"' in page
    assert "Mail ons." in page
    assert "Ten hoogste 10 MB" in page
    assert Channel.objects.count() == 1


def test_replacing_leaves_no_day_without_an_answer(lead: Client, day: date) -> None:
    old, begins = Channel.objects.get(), day + timedelta(days=7)
    page = text(lead, f"/regel/{old.pk}/vervangen")
    assert '<option value="webformulier" selected>' in page
    wanted = filled(begins, soort="aanvraag")
    assert lead.post(f"{PAGE}/regel/{old.pk}/vervangen", wanted).status_code == 303
    old.refresh_from_db()
    assert old.valid_to == begins
    assert "online formulier" in text(lead, f"/regel/{old.pk}")
    told = [
        text(lead, "/vraag", onderwerp="parkeervergunning", soort="aanvraag", op=one.isoformat())
        for one in (begins - timedelta(days=1), begins)
    ]
    assert "Online formulier" in told[0]
    assert "parkeren@duinstede.example" in told[1]


def test_of_two_who_replace_one_is_told(lead: Client, day: date) -> None:
    old = Channel.objects.get()
    lead.post(f"{PAGE}/regel/{old.pk}/vervangen", filled(day, soort="aanvraag"))
    again = lead.post(f"{PAGE}/regel/{old.pk}/vervangen", filled(day, soort="aanvraag", uitleg="Nog eens."))
    assert again.status_code == 422
    assert "Misschien deed een collega dat" in again.content.decode()
    assert "Nog eens." in again.content.decode()
    assert Channel.objects.count() == 2


def test_a_line_ends_and_the_register_of_that_day_is_shown(lead: Client, day: date) -> None:
    line = f"{PAGE}/regel/{Channel.objects.get().pk}"
    for wrong in ({}, boxes("tot", day - timedelta(days=1))):
        refused = lead.post(f"{line}/einde", wrong)
        assert refused.status_code == 422
        assert 'id="tot.fout"' in refused.content.decode()
    answer = lead.post(f"{line}/einde", boxes("tot", day + timedelta(days=3)))
    assert (answer.status_code, answer["Location"][-10:]) == (303, (day + timedelta(days=3)).isoformat())
    assert "Er ontbreekt iets" in lead.get(answer["Location"]).content.decode()


def test_only_what_has_not_begun_is_taken_back(lead: Client, day: date) -> None:
    begun = Channel.objects.get()
    assert lead.post(f"{PAGE}/regel/{begun.pk}/weg").status_code == 409
    lead.post(f"{PAGE}/nieuw", filled(day + timedelta(days=1)))
    coming = Channel.objects.get(kind="e-mail")
    assert "Nog niet begonnen" in text(lead, f"/regel/{coming.pk}")
    assert lead.post(f"{PAGE}/regel/{coming.pk}/weg").status_code == 303
    assert Channel.objects.get() == begun


def test_official_is_decided_one_by_one_or_in_a_row(lead: Client, duinstede: Municipality, day: date) -> None:
    Service.objects.update(message_type="melding", official="onbeslist")
    own = f"{PAGE}/onderwerp/parkeervergunning"
    assert "Bij 1 onderwerp is niet beslist" in text(lead)
    assert "Parkeervergunning" in text(lead, "/onbeslist")
    decided = lead.post(f"{own}/officieel", {"gezien": "onbeslist", "officieel": "nee", "terug": "lijst"})
    assert decided["Location"].endswith("kanalen/onbeslist?gedaan=officieel")
    assert "Bij elk onderwerp is beslist" in lead.get(decided["Location"]).content.decode()
    late = lead.post(f"{own}/officieel", {"gezien": "onbeslist", "officieel": "ja"})
    assert late.status_code == 409
    assert "Een collega heeft dit zojuist veranderd" in late.content.decode()


def test_another_municipality_sees_nothing_of_it(duinstede: Municipality, eikenrade: Municipality) -> None:
    with scope(eikenrade.organisation.pk):
        own = Channel.objects.get().pk
    foreign = Channel.objects.exclude(pk=own).get()
    browser = Client()
    browser.post("/eikenrade/balie/inloggen", {"username": "bram", "password": "welkom-op-het-werk"})
    assert browser.get(f"/eikenrade/balie/kanalen/regel/{own}").status_code == 200
    assert browser.get(f"/eikenrade/balie/kanalen/regel/{foreign.pk}").status_code == 404


def test_what_can_only_be_printed_is_told_as_not_digital(
    lead: Client, duinstede: Municipality, day: date
) -> None:
    assert "niet digitaal kan" not in text(lead)
    assert "elk onderwerp heeft een eigen digitale weg" in text(lead, "/niet-digitaal")
    paper = {"kind": "post", "address": "https://duinstede.example/aanvraag.pdf", "designated": False}
    Channel.objects.filter(service=duinstede.service).update(**paper)
    assert "1 onderwerp heeft geen eigen digitale weg" in text(lead)
    page = text(lead, "/niet-digitaal")
    assert "printen, invullen en opsturen" in page
    assert "kanalen/nieuw?onderwerp=parkeervergunning" in page
    Channel.objects.filter(service=duinstede.service).update(
        kind="niet", because="Dat doet de RDW.", address=""
    )
    assert "elk onderwerp heeft een eigen digitale weg" in text(lead, "/niet-digitaal")
