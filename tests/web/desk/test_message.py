"""The page of one message at the desk: what a new message can still do to it (Awb 2:12)."""

from dataclasses import replace
from datetime import timedelta

from django.test import Client
from tests.cast import Municipality
from tests.flows.test_place_message import reached
from tests.flows.test_send_message import FREE, sent
from tests.web.mijn.browsing import now
from tests.zaken.making import send

from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_message import CORRECTED, WITHDRAWN, Letter, stop_message
from openloket.post.models import Message
from openloket.zaken.models import Zaak


def _offered(worker: Client, zaak: Zaak, message: Message) -> set[str]:
    page = worker.get(f"/duinstede/balie/zaak/{zaak.reference}/verstuurd/{message.pk}").text
    return {kind for kind in (CORRECTED, WITHDRAWN) if f"over={message.pk}&amp;soort={kind}" in page}


def test_a_day_that_can_t_be_read_is_said_beside_it_and_nothing_typed_is_lost(
    worker: Client, duinstede: Municipality
) -> None:
    zaak = send(duinstede, now())
    path = f"/duinstede/balie/zaak/{zaak.reference}/bericht"
    typed = {
        "soort": "free", "onderwerp": "Uw foto", "tekst": "Stuurt u een nieuwe?", "niveau": "gewoon",
        "antwoord-voor.dag": "31", "antwoord-voor.maand": "februari", "antwoord-voor.jaar": "2027",
    }  # fmt: skip
    refused = worker.post(path, typed)
    assert refused.status_code == 422
    assert 'href="#antwoord-voor"' in refused.text
    assert "Stuurt u een nieuwe?" in refused.text
    assert 'value="februari"' in refused.text
    day = {"antwoord-voor.dag": "1", "antwoord-voor.maand": "maart", "antwoord-voor.jaar": "2030"}
    assert "Antwoord ons uiterlijk op: vrijdag 1 maart 2030" in worker.post(path, {**typed, **day}).text
    empty = {f"antwoord-voor.{part}": "" for part in ("dag", "maand", "jaar")}
    assert "Antwoord ons uiterlijk op" not in worker.post(path, {**typed, **empty}).text


def test_each_is_offered_once_and_nothing_after_it_was_withdrawn(
    worker: Client, duinstede: Municipality
) -> None:
    began = now() - timedelta(hours=1)
    zaak = send(duinstede, began)
    reached(zaak, began)
    first = sent(duinstede, zaak, FREE, began)
    assert _offered(worker, zaak, first) == set(), "it has not left yet"
    place_message(first.pk, began)
    assert _offered(worker, zaak, first) == {CORRECTED, WITHDRAWN}
    correction = sent(duinstede, zaak, replace(FREE, kind=CORRECTED, about=first.pk), now())
    assert _offered(worker, zaak, first) == {WITHDRAWN}
    stop_message(duinstede.worker, zaak, correction.pk, now())
    assert _offered(worker, zaak, first) == {CORRECTED, WITHDRAWN}, "that correction never left"
    sent(duinstede, zaak, Letter(WITHDRAWN, "", "De foto was wel goed.", about=first.pk), now())
    assert _offered(worker, zaak, first) == set()
