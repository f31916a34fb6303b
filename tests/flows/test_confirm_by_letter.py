"""Who objects or complains without e-mail gets the confirmation on paper, and it is not forgotten."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.flows.test_submit_form import draft

from openloket.evidence.models import Event
from openloket.flows.letters.confirm_by_letter import UnableToConfirm, confirm_by_letter
from openloket.flows.submit_form import submit_form
from openloket.intake.models import Receipt
from openloket.oversight.receipts import count_receipts
from openloket.zaken.models import Zaak


@pytest.fixture
def complaint(duinstede: Municipality, now: datetime) -> Zaak:
    """A complaint of somebody without e-mail."""
    service = duinstede.service
    service.message_type, service.term = "klacht", {"kind": "complaint"}
    service.save()
    submit_form(duinstede.organisation, draft(duinstede, now, email=None), False, now)
    zaak: Zaak = Zaak.objects.get()
    return zaak


def test_the_letter_stays_due_until_it_was_sent(
    duinstede: Municipality, complaint: Zaak, now: datetime
) -> None:
    count = count_receipts([duinstede.organisation], now)[0]
    assert (count.letters, count.exceptions, count.confirmed) == (1, 0, 0)
    confirm_by_letter(duinstede.worker, complaint, now + timedelta(hours=1))
    count = count_receipts([duinstede.organisation], now)[0]
    assert (count.letters, count.exceptions, count.confirmed) == (0, 0, 1)
    assert Receipt.objects.get().letter_sent_at == now + timedelta(hours=1)
    assert Event.objects.filter(kind="receipt.letter").count() == 1
    with pytest.raises(UnableToConfirm):
        confirm_by_letter(duinstede.worker, complaint, now)


def test_other_messages_need_no_letter(duinstede: Municipality, now: datetime) -> None:
    submit_form(duinstede.organisation, draft(duinstede, now, email=None), False, now)
    assert not Receipt.objects.get().letter_due
    with pytest.raises(UnableToConfirm):
        confirm_by_letter(duinstede.worker, Zaak.objects.get(), now)


def test_at_the_desk(client: Client, duinstede: Municipality, complaint: Zaak) -> None:
    client.force_login(duinstede.worker)
    address = f"/duinstede/balie/zaak/{complaint.reference}"
    assert "Bevestig de ontvangst per brief" in client.get(address).content.decode()
    printed = client.get(f"{address}/ontvangstbewijs.pdf")
    assert printed.content.startswith(b"%PDF-")
    done = client.post(f"{address}/brief", follow=True).content.decode()
    assert "is per brief verstuurd" in done
    assert "Bevestig de ontvangst per brief" not in done
    assert client.post(f"{address}/brief").status_code == 409
