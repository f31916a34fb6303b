"""From the receipt to what comes next: add something, or write that we are too late; and how it stands."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.flows.zaken.link_message import find_link, link_message
from openloket.formkit.posted import to_show
from openloket.intake.models import Draft, Receipt, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.offer.forms import compiled
from openloket.offer.models import Service
from openloket.tenancy.scope import scope
from openloket.zaken.models import Filing, NoticeOfDefault, Term, Zaak
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.journeys.filling_in import draft_key, fill_in
from tests.zaken.making import ABOUT, adopt, send

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=80)  # more than eight weeks: the last day to decide has passed


def receipt_of(zaak: Zaak, town: str = "duinstede") -> str:
    """The address of the receipt."""
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    return f"/{town}/ontvangst/{zaak.reference}/{found.access_key}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def write(client: Client, service: Service, begun: HttpResponse, **answers: object) -> HttpResponse:
    """Go through the form that a button of the receipt opened, and send it; gives the receipt."""
    base = f"/duinstede/{service.slug}"
    assert begun.status_code == 302, begun.status_code
    assert begun["Location"].startswith(f"{base}/formulier/")
    form = compiled(service.form_version_id)
    filled_in = {**Draft.objects.order_by("-id").first().answers, **ABOUT[service.slug], **answers}
    check = fill_in(client, base, form, filled_in)
    return client.post(f"{base}/versturen", {"draft_key": draft_key(check)}, follow=True)


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """What Jan sent long ago, and what nobody decided on."""
    for key in ("aanvulling", "ingebrekestelling", "bezwaar"):
        adopt(duinstede, key)
    return send(duinstede, LONG_AGO, reachable=True, email="jan@voorbeeld.example")


def of(key: str) -> Service:
    found: Service = Service.objects.get(slug=key)
    return found


def test_what_was_asked_is_supplied_from_the_receipt(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    fresh = send(duinstede, NOW - timedelta(days=5), reachable=True, email="jan@voorbeeld.example")
    before = NOW - timedelta(days=3)
    last_day = dag_in_amsterdam(NOW + timedelta(days=11))
    wish = Wish("een kopie van uw rijbewijs\nuw handtekening", last_day)
    request = ask_supplement(duinstede.worker, duinstede.organisation, fresh, wish, before)
    assert "rijbewijs" not in read(client, receipt_of(fresh)), "not asked until it left"
    deliver(request.message_id, MemoryCarrier(), lambda: before)
    page = read(client, receipt_of(fresh))
    assert "<p>een kopie van uw rijbewijs</p><p>uw handtekening</p>" in page
    assert f"Stuur ons uiterlijk op {datum_in_woorden(last_day)} wat wij u vroegen." in page
    assert "De termijn staat stil" in page
    begun = client.post(f"{receipt_of(fresh)}/aanvullen/")
    first = read(client, begun["Location"])
    assert f'over uw zaak met kenmerk <span class="ol-mono">{fresh.reference}</span>' in first
    done = write(client, of("aanvulling"), begun, bericht="Hierbij alles.")
    assert f'Uw bericht ligt bij de zaak met kenmerk <span class="ol-mono">{fresh.reference}' in re.sub(
        r"\s+", " ", done.content.decode()
    )
    assert Filing.objects.get().zaak_id == fresh.pk
    page = read(client, receipt_of(fresh))
    assert "rijbewijs" not in page
    assert "Wij zijn bezig met uw aanvraag." in page


def test_who_waits_too_long_writes_that_we_are_too_late(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    page = read(client, receipt_of(zaak))
    assert "Schrijf ons dat wij te laat zijn" in page
    assert "Toen beloofd" in page
    promised = datum_in_woorden(
        Receipt.objects.get(submission_id=zaak.submission_id).submission.zaak.last_day
    )
    assert f"uiterlijk op <strong>{promised}</strong>" in page
    begun = client.post(f"{receipt_of(zaak)}/te-laat/")
    first = read(client, begun["Location"])
    assert f'value="{zaak.reference}"' in first
    assert "Parkeervergunning</textarea>" in first
    done = write(client, of("ingebrekestelling"), begun)
    assert done.status_code == 200
    assert NoticeOfDefault.objects.get().zaak_id == zaak.pk
    begins = datum_in_woorden(Term.objects.get(kind=Term.Kind.PENALTY).begins_on)
    for address in (receipt_of(zaak), done.request["PATH_INFO"]):
        page = read(client, address)
        assert f"De dwangsom begint op {begins}." in page
        assert "Een medewerker kijkt hier nog naar." in page
    from_the_zaak = read(client, receipt_of(zaak))
    assert f"Vanaf <strong>{begins}</strong> kunt u naar de rechter (Awb 6:12 lid 2)." in from_the_zaak
    for address in (receipt_of(zaak), done.request["PATH_INFO"]):
        page = read(client, address)
        assert "Bepaal zelf" not in page
        assert "Schrijf ons dat wij te laat zijn" not in page


def test_the_amount_so_far_is_on_the_receipt(client: Client, duinstede: Municipality, zaak: Zaak) -> None:
    begun = client.post(f"{receipt_of(zaak)}/te-laat/")
    write(client, of("ingebrekestelling"), begun)
    today = dag_in_amsterdam(datetime.now(UTC))
    Term.objects.filter(kind=Term.Kind.PENALTY).update(
        begins_on=today - timedelta(days=1), last_day=today + timedelta(days=40)
    )
    page = read(client, receipt_of(zaak))
    assert "Geld omdat wij te laat zijn (dwangsom)" in page
    assert "Tot en met vandaag: € 46. Vandaag kwam er € 23 bij." in page
    NoticeOfDefault.objects.update(fixed_cents=144200, fixed_on=today)
    assert "Wij hebben het bedrag vastgesteld: <strong>€ 1442,00</strong>." in read(client, receipt_of(zaak))


def test_in_time_nobody_is_asked_to_complain(client: Client, duinstede: Municipality, zaak: Zaak) -> None:
    fresh = send(duinstede, NOW)
    page = read(client, receipt_of(fresh))
    assert "Onze tijd om te beslissen" in page
    assert "Schrijf ons dat wij te laat zijn" not in page
    assert "Iets toevoegen aan uw zaak" in page
    assert len(page.encode()) < 60_000
    with CaptureQueriesContext(connection) as seen:
        read(client, receipt_of(fresh))
    assert len(seen) <= 6, [statement["sql"][:90] for statement in seen]  # one of them is the test's own


def test_without_the_forms_there_are_no_buttons(client: Client, duinstede: Municipality) -> None:
    late = send(duinstede, LONG_AGO)
    page = read(client, receipt_of(late))
    assert "/aanvullen/" not in page
    assert "/te-laat/" not in page
    assert client.post(f"{receipt_of(late)}/te-laat/").status_code == 404


def test_a_decision_that_was_made_known_is_there_with_the_way_to_object(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    before = NOW - timedelta(days=2)
    made = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), before)
    assert made.access_key not in read(client, receipt_of(zaak)), "not before it was made known"
    made.refresh_from_db()
    deliver(made.message_id, MemoryCarrier(), lambda: before)
    page = read(client, receipt_of(zaak))
    assert f"/duinstede/besluit/{zaak.reference}/{made.access_key}" in page
    assert "Uw tijd om bezwaar te maken" in page
    assert "Wij hebben besloten over uw aanvraag." in page
    assert "/te-laat/" not in page
    begun = client.post(f"{receipt_of(zaak)}/bezwaar/")
    assert begun["Location"] == "/duinstede/bezwaar/formulier/namens"
    draft = Draft.objects.order_by("-id").first()
    assert draft.about == zaak.reference
    assert draft.answers["datum_besluit"] == made.decided_on.isoformat()
    assert made.subject_line in draft.answers["omschrijving"]
    assert draft.answers["email"] == "jan@voorbeeld.example"


def test_behind_the_control_question_nothing_begins(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    Receipt.objects.filter(pk=found.pk).update(
        consequences={**found.consequences, "protected": True, "check": "naam"}
    )
    drafts_before = Draft.objects.count()
    answer = client.post(f"{receipt_of(zaak)}/te-laat/")
    assert answer["Location"] == f"{receipt_of(zaak)}/openen"
    client.post(answer["Location"], {"naam": "Iemand Anders"})
    assert client.post(f"{receipt_of(zaak)}/te-laat/")["Location"] == f"{receipt_of(zaak)}/openen"
    assert Draft.objects.count() == drafts_before
    client.post(answer["Location"], {"naam": "Jan Jansen"})
    assert client.post(f"{receipt_of(zaak)}/te-laat/")["Location"].startswith("/duinstede/ingebrekestelling/")


def test_strangers_begin_nothing(
    eikenrade: Municipality, duinstede: Municipality, client: Client, zaak: Zaak
) -> None:
    drafts_before = Draft.objects.count()
    own = receipt_of(zaak)
    key = own.rpartition("/")[2]
    for address, status in (
        (f"/duinstede/ontvangst/{zaak.reference}/{key[:-1]}x/te-laat/", 404),
        (f"/duinstede/ontvangst/DUI-2026-000-000-000/{key}/te-laat/", 404),
        (f"/eikenrade/ontvangst/{zaak.reference}/{key}/te-laat/", 404),
        (f"{own}/weggooien/", 404),
    ):
        assert client.post(address).status_code == status, address
    assert client.get(f"{own}/te-laat/")["Location"] == own
    assert client.post(f"{own}/te-laat/", headers={"Origin": "https://kwaad.example"}).status_code == 403
    assert Draft.objects.count() == drafts_before
    with scope(eikenrade.organisation.pk):
        assert not Draft.objects.exists()


def test_who_was_put_with_a_zaak_of_somebody_else_sees_little_of_it(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    letter = send(duinstede, NOW, naam="De buurman")
    link = find_link(duinstede.worker, duinstede.organisation, letter, "ingebrekestelling", zaak.reference)
    link_message(duinstede.worker, link, NOW)
    made = decide(duinstede, zaak, filled("afwijzing", **REFUSAL), NOW)
    made.refresh_from_db()
    deliver(made.message_id, MemoryCarrier(), lambda: NOW)
    page = read(client, receipt_of(letter))
    assert zaak.reference in page
    assert made.access_key not in page
    assert "/aanvullen/" not in page
    assert client.post(f"{receipt_of(letter)}/aanvullen/").status_code == 404


def test_what_was_typed_in_the_address_of_another_form_stays_there(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    """A draft about a zaak opens no other form than its own."""
    begun = client.post(f"{receipt_of(zaak)}/te-laat/")
    key = draft_key(client.get(begun["Location"]))
    step = compiled(of("aanvulling").form_version_id).steps[0]
    typed = {"draft_key": key, **to_show(step, ABOUT["aanvulling"]), "verder": "1"}
    wrong = client.post("/duinstede/aanvulling/formulier/aanvulling", typed)
    assert wrong["Location"] == "/duinstede/aanvulling/formulier"
    assert not Submission.objects.exclude(pk=zaak.submission_id).exists()
