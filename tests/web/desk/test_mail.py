"""E-mails at the desk: found again with their reason, read as they came, and received with one click."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.flows.mailing import mail_in
from tests.mailread.making import file, message, multipart, part

from openloket.intake.mailbox import PAGE as ROWS
from openloket.intake.mailbox import MailQuery, mails
from openloket.intake.models import MailState, RawMail, Submission
from openloket.offer.models import Service
from openloket.people.models import AccessLog
from openloket.zaken.models import Zaak

PAGE = "/duinstede/balie/mail"


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def many(number: int, today: datetime, **fields: object) -> None:
    """Rows as a year of mail leaves them; no bytes."""
    RawMail.objects.bulk_create(
        RawMail.new(
            storage_name=f"mail/{n}", sha256="0" * 64, content_sha256=f"{n:064}", message_id=f"{n}@x", size=1,
            mailbox="info@x.example", sender=f"a{n % 100}@x.example", subject_line=f"Onderwerp {n}",
            received_at=today - timedelta(minutes=n // 3), kind="auto", reasons=["Een reden."],
            **{"state": MailState.APART, **fields},
        )
        for n in range(number)
    )  # fmt: skip


def test_what_was_put_apart_is_shown_with_its_reason(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    assert "Niets meer te bekijken" in words(worker, PAGE)
    mail_in(duinstede, message(list_id="<nieuws.voorbeeld.nl>", subject="<b>Nieuws</b>"), today)
    page = words(worker, PAGE)
    for told in ("jan@voorbeeld.nl", "mailinglijst", "&lt;b&gt;Nieuws", "Apart gelegd"):
        assert told in page, told
    assert AccessLog.objects.order_by("id").last().reason.endswith("e-mails op de pagina: 1")


def test_a_received_mail_is_found_with_its_zaak(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    _, handled = mail_in(duinstede, message("Hallo", subject="Een vraag over parkeren"), today)
    assert "Een vraag" not in words(worker, PAGE)
    for asked in (
        "zoek=jan@voorbeeld.nl",
        "zoek=over+parkeren",
        f"zoek={handled.reference}",
        "soort=message",
    ):
        page = words(worker, f"{PAGE}?stand=alle&{asked}")
        assert "Een vraag over parkeren" in page, asked
        assert f"/duinstede/balie/zaak/{handled.reference}" in page
    for asked in ("zoek=piet@voorbeeld.nl", "zoek=honden", "zoek=DUI-2026-ABC-DEF-GHJ", "soort=bounce"):
        assert "Geen e-mail gevonden" in words(worker, f"{PAGE}?stand=alle&{asked}"), asked
    words(worker, f"{PAGE}?stand=onzin&soort=onzin&na=onzin&voor=99.99&zoek=%00")
    assert "parkeren" not in AccessLog.objects.order_by("id").last().reason


def test_every_mail_stands_on_one_page_forwards_and_back(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    many(ROWS * 2 + 20, today)
    address, seen, pages = PAGE, [], []
    while address:
        page = words(worker, address)
        pages.append(
            subjects := [piece.split("<")[0] for piece in page.split(">Onderwerp ")[1:] if piece[0].isdigit()]
        )
        seen += subjects
        assert len(page) < 60_000
        address = link(page, "Volgende")
        last = page
    assert len(seen) == len(set(seen)) == ROWS * 2 + 20
    back = link(last, "Vorige")
    assert back
    assert subjects_of(words(worker, back)) == pages[1]


def subjects_of(page: str) -> list[str]:
    return [piece.split("<")[0] for piece in page.split(">Onderwerp ")[1:] if piece[0].isdigit()]


def link(page: str, label: str) -> str:
    """The address under a label, empty for none."""
    before = page.partition(label)[0] if label in page else ""
    found = before.rpartition('href="')[2].partition('"')[0] if before else ""
    return found.replace("&amp;", "&") if "mail?" in found else ""


def test_a_deep_page_costs_as_much_as_the_first(duinstede: Municipality, today: datetime) -> None:
    """Read along the index: of each state no more rows than a page."""
    many(3_000, today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE intake_rawmail")
    far = MailQuery(tuple(MailState), after=(today - timedelta(minutes=900), 2**40))
    with CaptureQueriesContext(connection) as asked:
        found = mails(far, today)
    assert len(found.rows) == ROWS
    for one in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + one["sql"])
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "intake_mail_state" in plan, plan


def test_one_mail_is_read_as_it_came(worker: Client, duinstede: Municipality, today: datetime) -> None:
    raw = multipart(
        "mixed",
        part("Ik wil <b>parkeren</b>."),
        file(b"inhoud", "text/plain", "brief.txt"),
        subject="Parkeren",
    )
    row, handled = mail_in(duinstede, raw, today)
    page = words(worker, f"{PAGE}/{row.pk}")
    for told in (
        "Ik wil &lt;b&gt;parkeren",
        "brief.txt",
        "Jan de Vries",
        handled.reference,
        "Is de afzender echt?",
    ):
        assert told in page, told
    answer = worker.get(f"{PAGE}/{row.pk}/origineel")
    assert b"".join(answer.streaming_content) == raw
    assert answer.headers["Content-Disposition"] == f'attachment; filename="e-mail-{row.pk}.eml"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    read = set(
        AccessLog.objects.filter(subject_kind="mail", subject_id=row.pk).values_list("reason", flat=True)
    )
    assert read == {"e-mail gelezen", "e-mail zoals hij binnenkwam"}
    RawMail.objects.filter(pk=row.pk).update(sha256="0" * 64)
    assert "niet meer lezen zoals hij binnenkwam" in words(worker, f"{PAGE}/{row.pk}")


@pytest.mark.parametrize(
    ("found", "told", "doubt"),
    [
        ("spf=pass; dkim=pass; dmarc=pass", "komt van het adres dat erin staat", False),
        ("spf=fail; dkim=none; dmarc=fail", "Het is niet zeker", True),
        ("spf=pass; dkim=none; dmarc=none", "een server die bij de afzender hoort", False),
        ("spf=softfail; dkim=none; dmarc=none", "Het is niet zeker", True),
    ],
)
def test_what_our_server_found_is_told_in_plain_words_and_refuses_nothing(
    worker: Client, duinstede: Municipality, today: datetime, found: str, told: str, doubt: bool
) -> None:
    ours = f"Authentication-Results: mx.duinstede.example; {found}\r\n".encode()
    forged = b"Authentication-Results: mx.duinstede.example; spf=pass; dkim=pass; dmarc=pass\r\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MAIL_AUTHSERV_IDS", ("mx.duinstede.example",))
        row, handled = mail_in(
            duinstede, ours + b"Received: from elders\r\n" + message("Hallo") + forged, today
        )
    assert row.state == MailState.HANDLED
    for address in (f"{PAGE}/{row.pk}", f"/duinstede/balie/zaak/{handled.reference}"):
        assert told in words(worker, address)
    assert ("ol-alert--warning" in words(worker, f"{PAGE}/{row.pk}")) == doubt


def test_results_that_somebody_else_wrote_count_for_nothing(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    forged = b"Authentication-Results: mx.duinstede.example; spf=pass; dkim=pass; dmarc=pass\r\n"
    row, _ = mail_in(duinstede, forged + message("Hallo"), today)
    assert "zei niets over de afzender" in words(worker, f"{PAGE}/{row.pk}")


def test_one_click_receives_it(worker: Client, duinstede: Municipality, today: datetime) -> None:
    row, _ = mail_in(duinstede, message("Hallo", list_id="<nieuws.voorbeeld.nl>"), today)
    assert "Dit is toch een bericht" in words(worker, f"{PAGE}/{row.pk}")
    answer = worker.post(f"{PAGE}/{row.pk}/ontvang")
    reference = Submission.objects.get().reference
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/duinstede/balie/zaak/{reference}")
    again = worker.post(f"{PAGE}/{row.pk}/ontvang")
    assert again.status_code == 409
    assert "Iemand was u misschien voor" in again.content.decode()
    assert Zaak.objects.count() == 1


def test_the_product_is_corrected_with_one_click(
    worker: Client, duinstede: Municipality, today: datetime
) -> None:
    other = Service.objects.get()
    other.pk, other.slug, other.title = None, "hondenbelasting", "Hondenbelasting"
    other.save()
    row, handled = mail_in(
        duinstede, message("Ik wil een parkeervergunning", subject="Parkeervergunning"), today
    )
    page = words(worker, f"{PAGE}/{row.pk}")
    assert f'action="/duinstede/balie/zaak/{handled.reference}/product"' in page
    seen = Zaak.objects.get().service_id
    answer = worker.post(
        f"/duinstede/balie/zaak/{handled.reference}/product", {"gezien": seen, "product": other.pk}
    )
    assert answer.status_code == 303
    assert Zaak.objects.get().title == "Hondenbelasting"


def test_a_stranger_sees_and_receives_nothing(
    stranger: Client, duinstede: Municipality, today: datetime
) -> None:
    row, _ = mail_in(duinstede, message("Hallo", list_id="<nieuws.voorbeeld.nl>"), today)
    for path in ("", f"/{row.pk}", f"/{row.pk}/origineel"):
        assert stranger.get(PAGE + path).status_code in (303, 404)
        assert "jan@voorbeeld.nl" not in stranger.get(f"/eikenrade/balie/mail{path}").content.decode()
    for town in ("duinstede", "eikenrade"):
        assert stranger.post(f"/{town}/balie/mail/{row.pk}/ontvang").status_code in (303, 404)
    assert RawMail.objects.get().state == MailState.APART
