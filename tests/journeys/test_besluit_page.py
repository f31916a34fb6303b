"""The page of a decision: for who holds its key, with the term as it stands, and on to an objection."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.intake.models import Draft, Receipt, Submission
from openloket.intake.receipts import MOST_TRIES
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.zaken.models import Besluit, Term, Zaak
from tests.cast import Municipality
from tests.flows.deciding import REASON, REFUSAL, UNFOUNDED, decide, filled
from tests.zaken.making import adopt, send

NOW = datetime.now(UTC)


@pytest.fixture
def zaak(duinstede: Municipality) -> Zaak:
    """Jan asked, and said that e-mail about this reaches him."""
    adopt(duinstede, "bezwaar")
    return send(duinstede, NOW - timedelta(days=10), reachable=True, email="jan@voorbeeld.example")


@pytest.fixture
def besluit(duinstede: Municipality, zaak: Zaak) -> Besluit:
    """The refusal, recorded two days ago and not sent yet."""
    return decide(duinstede, zaak, filled("afwijzing", **REFUSAL), NOW - timedelta(days=2))


def sent(besluit: Besluit, at: datetime = NOW - timedelta(days=1)) -> Besluit:
    """The mail server took it."""
    besluit.refresh_from_db()
    assert besluit.message_id is not None
    deliver(besluit.message_id, MemoryCarrier(), lambda: at)
    besluit.refresh_from_db()
    return besluit


def own(besluit: Besluit, town: str = "duinstede") -> str:
    return f"/{town}/besluit/{besluit.zaak.reference}/{besluit.access_key}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def protect(zaak: Zaak) -> Receipt:
    found = Receipt.objects.get(submission_id=zaak.submission_id)
    Receipt.objects.filter(pk=found.pk).update(
        consequences={**found.consequences, "protected": True, "check": "naam"}
    )
    return found


def test_the_link_in_the_mail_shows_the_decision_and_the_last_day(client: Client, besluit: Besluit) -> None:
    text = sent(besluit).message.text
    address = re.search(r"https?://[^/\s]+(/duinstede/besluit/\S+)", text)
    assert address, text
    page = read(client, address[1])
    assert "U krijgt niet wat u vroeg: Parkeervergunning" in page
    assert REASON in page
    assert "U kunt bezwaar maken" in page
    day = dag_in_amsterdam(NOW - timedelta(days=1))
    assert f"per e-mail op {datum_in_woorden(day)}" in page
    last_day = Term.objects.get(kind=Term.Kind.OBJECTION).last_day
    assert last_day is not None
    assert datum_in_woorden(last_day) in page
    assert "Waarom deze datum?" in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_later_last_day_shows_at_once(client: Client, besluit: Besluit) -> None:
    sent(besluit)
    later = date(NOW.year + 1, 1, 4)
    Term.objects.filter(kind=Term.Kind.OBJECTION).update(last_day=later)
    assert datum_in_woorden(later) in read(client, own(besluit))


def test_before_it_is_made_known_it_says_so(client: Client, besluit: Besluit) -> None:
    page = read(client, own(besluit))
    assert "nog niet bekendgemaakt" in page
    assert "Bezwaar maken</button>" not in page


def test_an_objection_begins_about_this_decision(client: Client, besluit: Besluit) -> None:
    sent(besluit)
    drafts_before = Draft.objects.count()
    assert client.get(f"{own(besluit)}/bezwaar")["Location"] == own(besluit)
    assert Draft.objects.count() == drafts_before
    assert f'action="{own(besluit)}/bezwaar"' in read(client, own(besluit))
    begun = client.post(f"{own(besluit)}/bezwaar")
    assert begun["Location"] == "/duinstede/bezwaar/formulier/namens"
    draft = Draft.objects.order_by("-id")[0]
    assert draft.about == besluit.zaak.reference
    assert draft.answers["datum_besluit"] == besluit.decided_on.isoformat()
    assert "naam" not in draft.answers, "who holds the key of a decision need not be its addressee"


def test_after_the_last_day_one_can_still_object(client: Client, besluit: Besluit) -> None:
    sent(besluit)
    Term.objects.filter(kind=Term.Kind.OBJECTION).update(last_day=date(2020, 1, 6))
    page = read(client, own(besluit))
    assert "Schrijf dan waarom u te laat bent." in page
    assert "Bezwaar maken</button>" in page


def test_against_a_decision_on_an_objection_there_is_the_court(
    client: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    Zaak.objects.filter(pk=zaak.pk).update(kind="bezwaar")
    zaak.refresh_from_db()
    besluit = sent(decide(duinstede, zaak, filled("bezwaar-ongegrond", **UNFOUNDED), NOW - timedelta(days=2)))
    page = read(client, own(besluit))
    assert "Rechtbank Noord-Holland" in page
    assert "Tijd om in beroep te gaan" in page
    assert "in beroep gaan bij de rechtbank" in page
    assert "Bezwaar maken</button>" not in page
    assert client.post(f"{own(besluit)}/bezwaar").status_code == 404


def test_the_pdf_says_the_same(client: Client, besluit: Besluit) -> None:
    sent(besluit)
    answer = client.get(f"{own(besluit)}/besluit.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert REASON in text
    last_day = Term.objects.get(kind=Term.Kind.OBJECTION).last_day
    assert last_day is not None
    assert datum_in_woorden(last_day) in text
    assert besluit.sha256 in text


def test_only_the_key_opens_it(client: Client, eikenrade: Municipality, besluit: Besluit, zaak: Zaak) -> None:
    receipt = Receipt.objects.get(submission_id=zaak.submission_id)
    guessed = ("A" * 43, receipt.access_key, besluit.access_key[:-1], besluit.access_key.swapcase(), "\xe9")
    for key in guessed:
        for path in ("", "/besluit.pdf", "/openen", "/bezwaar"):
            address = f"/duinstede/besluit/{zaak.reference}/{key}{path}"
            assert client.get(address).status_code == 404
            assert client.post(address).status_code in (403, 404)
    assert client.get(f"/duinstede/besluit/EIK-2026-AAA-AAA-AAA/{besluit.access_key}").status_code == 404
    for path in ("", "/besluit.pdf", "/openen", "/bezwaar"):
        assert client.get(f"{own(besluit, 'eikenrade')}{path}").status_code == 404


def test_a_protected_decision_asks_its_control_question(client: Client, besluit: Besluit, zaak: Zaak) -> None:
    receipt = protect(zaak)
    sent(besluit)
    for path in ("", "/besluit.pdf"):
        assert client.get(f"{own(besluit)}{path}")["Location"] == f"{own(besluit)}/openen"
    assert client.post(f"{own(besluit)}/bezwaar")["Location"] == f"{own(besluit)}/openen"
    page = read(client, f"{own(besluit)}/openen")
    assert '<h1 class="utrecht-heading-1">Uw besluit</h1>' in page
    wrong = client.post(f"{own(besluit)}/openen", {"naam": "Iemand Anders"})
    assert wrong.status_code == 422
    assert client.get(own(besluit)).status_code == 302
    right = client.post(f"{own(besluit)}/openen", {"naam": "Jan Jansen"})
    assert right["Location"] == own(besluit)
    assert REASON in read(client, own(besluit))
    address = f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}"
    assert client.get(address).status_code == 200, "the same answer opened the receipt"


def test_tries_count_for_the_receipt_and_the_decision_together(
    client: Client, besluit: Besluit, zaak: Zaak
) -> None:
    receipt = protect(zaak)
    doors = (own(besluit), f"/duinstede/ontvangst/{zaak.reference}/{receipt.access_key}")
    statuses = [
        client.post(f"{doors[turn % 2]}/openen", {"naam": "gok"}).status_code for turn in range(MOST_TRIES)
    ]
    assert statuses == [422] * (MOST_TRIES - 1) + [429]
    assert client.post(f"{doors[0]}/openen", {"naam": "Jan Jansen"}).status_code == 429


def test_looking_costs_few_statements(client: Client, besluit: Besluit) -> None:
    sent(besluit)
    read(client, own(besluit))
    with CaptureQueriesContext(connection) as seen:
        read(client, own(besluit))
    assert len(seen) <= 6, [statement["sql"] for statement in seen]
    assert Submission.objects.count() == 1
