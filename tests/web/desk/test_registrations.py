"""Registering at the desk: errors beside the fields, nothing typed is lost, and the zaak that comes of it."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Municipality

from openloket.intake.models import Attachment, Draft, Receipt, Registration, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import AccessLog
from openloket.post.models import Message
from openloket.tenancy.local_time import AMSTERDAM
from openloket.zaken.models import Zaak

ROOT = "/duinstede/balie/registreren"
PARTS = {"deel": ["wie", "auto", "registratie-stukken"]}


def boxes(key: str, day: date) -> dict[str, str]:
    return {f"{key}.dag": str(day.day), f"{key}.maand": str(day.month), f"{key}.jaar": str(day.year)}


def come(now: datetime, **more: str) -> dict[str, str]:
    """Told at the desk a minute ago."""
    local = (now - timedelta(minutes=1)).astimezone(AMSTERDAM)
    return {
        "weg": "balie",
        **boxes("ontvangen", local.date()),
        "ontvangen-tijd": f"{local:%H.%M}",
        "soort": "nieuw",
        "product": "Parkeervergunning",
        "bron": "gesproken",
        "afzender": "Jan Jansen",
        "brenger": "zelf",
        **more,
    }


def begun(browser: Client, now: datetime, **more: str) -> str:
    """The address of the page to type in."""
    answer = browser.post(ROOT, come(now, **more))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.url)


def typed(browser: Client, here: str, **answers: Any) -> str:
    """Type what came; gives the address of the last look."""
    answer = browser.post(here, {**PARTS, "naam": "Jan Jansen", "verder": "1", **answers})
    assert answer.status_code == 303
    return str(answer.url)


def seen(page: str) -> str:
    found = re.search(r'name="gezien" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_citizen_at_the_counter(worker: Client, today: datetime) -> None:
    last = typed(worker, begun(worker, today), kenteken="AB-123-C", email="jan@voorbeeld.example")
    page = worker.get(last).content.decode()
    assert "Zo kwam dit bericht binnen" in page
    assert "Ja, de gemeente mag mij andere berichten over Parkeervergunning" in page
    answer = worker.post(last, {"gezien": seen(page), "akkoord": "ja", "mailen": "ja", "papier": "brief"})
    zaak = Zaak.objects.get()
    assert answer.url == f"/duinstede/balie/zaak/{zaak.reference}?gedaan=geregistreerd"
    page = worker.get(answer.url).content.decode()
    for words in ("Geregistreerd.", "Zo kwam dit binnen", "aan de balie (de afzender vertelde het)",
                  "Het bericht kwam aan de balie binnen op", "Het bericht is door een medewerker ingevoerd.",
                  "Ingevoerd door", "Anja de Wit"):  # fmt: skip
        assert words in page
    assert Message.objects.get().to_address == "jan@voorbeeld.example"
    assert "Dit hebben wij opgeschreven" in receipt_page(worker)


def receipt_page(browser: Client) -> str:
    receipt = Receipt.objects.select_related("submission").get()
    where = f"/duinstede/ontvangst/{receipt.submission.reference}/{receipt.access_key}"
    return browser.get(where, follow=True).content.decode()


def test_a_letter_with_something_missing(worker: Client, today: datetime) -> None:
    day = dag_in_amsterdam(today) - timedelta(days=12)
    dated, posted = day - timedelta(days=3), day - timedelta(days=2)
    post = {"weg": "post", "bron": "brief", "ontvangen-tijd": "", **boxes("ontvangen", day)}
    post |= boxes("gedateerd", dated) | boxes("gepost", posted)
    last = typed(worker, begun(worker, today, **post))
    page = worker.get(last).content.decode()
    assert "Dit staat niet in het bericht" in page
    assert "Wat is het kenteken?" in page
    assert "Dit kwam eerder binnen" in page
    refused = worker.post(last, {"gezien": seen(page), "papier": "brief"})
    assert refused.status_code == 422
    assert 'href="#ontbreekt"' in refused.content.decode()
    assert not Submission.objects.exists()
    answer = worker.post(last, {"gezien": seen(page), "papier": "brief", "ontbreekt": "ja"})
    page = worker.get(answer.url).content.decode()
    assert "Vraag de afzender hierom" in page
    assert "Print en verstuur de brief" in page
    assert "Geef het ontvangstbewijs mee" not in page
    asks = worker.get(f"/duinstede/balie/zaak/{Zaak.objects.get().reference}/aanvulling").content.decode()
    assert "- Wat is het kenteken?</textarea>" in asks
    row = Registration.objects.get()
    assert (row.dated_on, row.posted_on) == (dated, posted)
    assert "om 00.00 uur" not in receipt_page(worker)
    letters = worker.get("/duinstede/balie/post").content.decode()
    assert "Ontvangstbevestiging" in letters
    assert Zaak.objects.get().reference in letters
    pdf = worker.get(f"/duinstede/balie/post/{Message.objects.get().pk}/brief.pdf")
    assert pdf.content.startswith(b"%PDF-")


def test_handed_over_it_stays_due_until_it_was_given(worker: Client, today: datetime) -> None:
    last = typed(worker, begun(worker, today), kenteken="AB-123-C")
    page = worker.get(last).content.decode()
    answer = worker.post(last, {"gezien": seen(page), "akkoord": "nee", "papier": "meegegeven"})
    page = worker.get(answer.url).content.decode()
    assert "Geef het ontvangstbewijs mee" in page
    zaak = f"/duinstede/balie/zaak/{Zaak.objects.get().reference}"
    assert worker.get(f"{zaak}/ontvangstbewijs.pdf").content.startswith(b"%PDF-")
    done = worker.post(f"{zaak}/brief", follow=True).content.decode()
    assert "Geef het ontvangstbewijs mee" not in done


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"weg": ""}, "Kies hoe het bericht binnenkwam."),
        ({"ontvangen.maand": "13"}, "Deze datum bestaat niet."),
        ({"ontvangen.dag": "1", "ontvangen.jaar": "2099"}, "Deze dag moet nog komen."),
        ({"ontvangen-tijd": "straks"}, "Vul een tijd in zoals 22.40."),
        ({"product": ""}, "Kies waar het bericht over gaat."),
        ({"product": "parkeren"}, "Kies hieronder welk product u bedoelt"),
        ({"brenger": "gemachtigde"}, "Vul in wie voor de afzender optreedt."),
        ({"soort": "aanvulling", "kenmerk": "DUI-2026"}, "Vul een heel kenmerk in"),
        ({"weg": "post"}, "Met de post komt een brief of een formulier."),
        ({"weg": "post", "bron": "brief", "gepost.dag": "x"}, "datum"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    worker: Client, today: datetime, change: dict[str, str], told: str
) -> None:
    answer = worker.post(ROOT, come(today, grondslag="machtiging gezien") | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    for kept in ('value="Jan Jansen"', 'value="machtiging gezien"'):
        assert kept in page
    assert not Draft.objects.exists()


def test_a_product_that_was_meant_is_chosen_from_what_it_may_be(worker: Client, today: datetime) -> None:
    page = worker.post(ROOT, come(today, product="parkeren")).content.decode()
    assert 'id="product-keuze.parkeervergunning"' in page
    begun(worker, today, product="parkeren", **{"product-keuze": "parkeervergunning"})
    assert Draft.objects.get().service.slug == "parkeervergunning"


def test_typing_keeps_what_is_wrong_and_says_so(worker: Client, today: datetime) -> None:
    here = begun(worker, today)
    assert 'value="Jan Jansen"' in worker.get(here).content.decode()
    answer = worker.post(here, {**PARTS, "naam": "J. Jansen", "email": "jan apenstaart", "verder": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit e-mailadres klopt niet." in page
    assert 'value="jan apenstaart"' in page
    assert worker.get(f"{here}/controle").url == f"{here}?nakijken=ja"
    assert "Dit e-mailadres klopt niet." in worker.get(f"{here}?nakijken=ja").content.decode()
    page = worker.post(here, {**PARTS, "naam": "J. Jansen", "email": "", "bewaren": "1"}).content.decode()
    assert "Bewaard." in page
    assert 'value="J. Jansen"' in worker.get(here).content.decode()


def test_a_question_that_appears_is_asked_before_the_last_look(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    version = duinstede.service.form_version
    definition = {**version.definition, "steps": [*version.definition["steps"], {
        "key": "extra", "title": "Tweede auto", "when": {"field": "kenteken", "answered": True},
        "fields": [{"key": "tweede", "type": "text", "label": "Welke tweede auto?", "optional": True}],
    }]}  # fmt: skip
    more = version.__class__.create(key="parkeervergunning", number=2, fingerprint="f" * 64,
                                    definition=definition, published_at=today)  # fmt: skip
    duinstede.service.form_version = more
    duinstede.service.save()
    here = begun(worker, today)
    assert "Welke tweede auto?" not in worker.get(here).content.decode()
    answer = worker.post(here, {**PARTS, "naam": "Jan", "kenteken": "AB-123-C", "verder": "1"})
    page = answer.content.decode()
    assert (answer.status_code, "Welke tweede auto?" in page) == (200, True)
    assert "vragen bijgekomen" in page
    deel = [*PARTS["deel"], "extra"]
    answers = {"deel": deel, "naam": "Jan", "kenteken": "AB-123-C", "tweede": "Saab", "verder": "1"}
    assert worker.post(here, answers).url == f"{here}/controle"
    hidden = {**PARTS, "naam": "Jan", "kenteken": "AB-123-C", "bewaren": "1"}
    worker.post(here, hidden)
    assert Draft.objects.get().answers["tweede"] == "Saab", "a page without the question leaves it alone"


def test_a_scan_goes_along(worker: Client, today: datetime) -> None:
    here = begun(worker, today)
    scan = SimpleUploadedFile("brief.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    last = typed(worker, here, kenteken="AB-123-C", registratie_scans=scan)
    file = Attachment.objects.get()
    assert (file.field, file.name) == ("registratie_scans", "brief.pdf")
    page = worker.get(here).content.decode()
    assert f'name="registratie_scans" value="{file.pk}"' in page
    page = worker.get(last).content.decode()
    assert "brief.pdf" in page
    worker.post(last, {"gezien": seen(page), "akkoord": "ja", "papier": "brief"})
    file.refresh_from_db()
    assert (file.submission, file.draft) == (Submission.objects.get(), None)


def test_the_last_answers_stay_when_one_is_forgotten(worker: Client, today: datetime) -> None:
    last = typed(worker, begun(worker, today), kenteken="AB-123-C", email="jan@voorbeeld.example")
    page = worker.get(last).content.decode()
    answer = worker.post(last, {"gezien": seen(page), "akkoord": "ja", "papier": "brief"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#mailen"' in page
    assert re.search(r'id="akkoord.ja"[^>]* checked', page)
    assert re.search(r'id="papier.brief"[^>]* checked', page)
    stale = worker.post(last, {"gezien": "toen", "akkoord": "ja", "mailen": "nee", "papier": "brief"})
    assert (stale.status_code, "intussen iets veranderd" in stale.content.decode()) == (409, True)


def test_pressing_twice_leads_to_the_same_zaak(worker: Client, today: datetime) -> None:
    here = begun(worker, today)
    last = typed(worker, here, kenteken="AB-123-C")
    wish = {"gezien": seen(worker.get(last).content.decode()), "akkoord": "ja", "papier": "brief"}
    first = worker.post(last, wish)
    assert worker.post(last, wish).url == first.url
    assert worker.get(here, follow=True).redirect_chain[-1][0] == first.url
    assert Submission.objects.count() == 1


def test_how_it_came_can_be_mended(worker: Client, today: datetime) -> None:
    here = begun(worker, today)
    page = worker.get(f"{here}/ontvangst").content.decode()
    assert re.search(r'id="weg.balie"[^>]* checked', page)
    paper = worker.post(f"{here}/ontvangst", come(today, bron="formulier"))
    assert paper.url == here
    assert re.search(r'id="bron.formulier"[^>]* checked', worker.get(f"{here}/ontvangst").content.decode())
    answer = worker.post(f"{here}/ontvangst", come(today, weg="telefoon", afzender="Noor Bakker"))
    assert answer.url == here
    assert "Per telefoon" in worker.get(here).content.decode()
    assert worker.post(f"{here}/ontvangst", come(today, weg="duif")).status_code == 422


def test_half_done_is_listed_and_can_be_thrown_away(worker: Client, lead: Client, today: datetime) -> None:
    here = begun(worker, today)
    assert here in worker.get(ROOT).content.decode()
    assert "door Anja de Wit" in lead.get(ROOT).content.decode()
    gone = worker.post(f"{here}/weg", follow=True).content.decode()
    assert "Weggegooid." in gone
    assert not Draft.objects.exists()
    assert worker.get(here).status_code == 404


def test_another_municipality_sees_nothing(stranger: Client, worker: Client, today: datetime) -> None:
    here = begun(worker, today).replace("/duinstede/", "/eikenrade/")
    for address in (here, f"{here}/controle", f"{here}/ontvangst"):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, come(today)).status_code in {404, 405}
    assert "Parkeervergunning</a>" not in stranger.get("/eikenrade/balie/registreren").content.decode()


def test_reading_is_written_down(worker: Client, today: datetime) -> None:
    here = begun(worker, today)
    worker.get(here)
    log = AccessLog.objects.order_by("id").last()
    assert log is not None
    assert (log.action, log.subject_id) == ("draft.read", Draft.objects.get().pk)


def test_the_pages_stay_light_with_six_hundred_products(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    one = duinstede.service
    rows = [
        one.__class__.new(
            product=one.product, slug=f"product-{number}", title=f"Vergunning voor onderwerp {number}",
            theme="Alles", message_type="aanvraag", official="ja", authority=one.authority, sensitive=False,
            term=one.term, texts=one.texts,
        )
        for number in range(600)
    ]  # fmt: skip
    one.__class__.objects.bulk_create(rows)
    assert len(worker.get(ROOT).content) < 60_000
