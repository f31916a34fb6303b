"""Addresses that don't work, at the desk: why, on the message itself and in a list, and the way out."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Municipality
from tests.web.desk.test_undelivered import lost

from openloket.evidence.models import Event as FactRow
from openloket.flows.delivery.lift_suppression import UnableToLift, lift_suppression
from openloket.people.models import AccessLog
from openloket.post.models import Message, Suppression, SuppressionReason, Way
from openloket.post.suppression import Failing, suppress, suppressed

LIST = "/duinstede/balie/niet-bezorgd/adressen"
assert lost  # a fixture


@pytest.fixture
def listed(lost: Message, today: datetime) -> Suppression:
    failing = Failing(Way.EMAIL, lost.to_address, SuppressionReason.NO_ADDRESS, "5.1.1")
    assert suppress(lost.pk, failing, today)
    return Suppression.objects.get()


def test_the_list_and_the_message_say_why(worker: Client, lost: Message, listed: Suppression) -> None:
    with CaptureQueriesContext(connection) as seen:
        page = worker.get(LIST).text
    assert len(seen) <= 9
    assert "j•••@voorbeeld.example" in page
    assert "jan@" not in page
    assert "het bestaat niet meer" in page
    assert AccessLog.objects.order_by("id").last().reason == "adressen waar niets heen gaat: 1"
    one = worker.get(f"/duinstede/balie/niet-bezorgd/{lost.pk}").text
    assert "Naar j•••@voorbeeld.example gaat nu geen e-mail" in one
    assert f"{LIST}/{listed.pk}" in one


def test_who_knows_that_it_works_says_how(
    worker: Client, lost: Message, listed: Suppression, duinstede: Municipality, today: datetime
) -> None:
    here = f"{LIST}/{listed.pk}"
    assert "jan@voorbeeld.example" in worker.get(here).text
    refused = worker.post(here, {"waarom": "  "})
    assert refused.status_code == 422
    assert 'id="waarom.fout"' in refused.text
    too_long = worker.post(here, {"waarom": "x" * 201})
    assert "x" * 201 in too_long.text
    done = worker.post(here, {"waarom": "Jan belde: de mailbox was even weg."}, follow=True)
    assert "Naar dit adres gaan weer berichten." in done.text
    assert suppressed(Way.EMAIL, lost.to_address) is None
    listed.refresh_from_db()
    assert (listed.lifted_by, listed.lifted_why) == (duinstede.worker, "Jan belde: de mailbox was even weg.")
    [fact] = FactRow.objects.filter(kind="address.lifted")
    assert "belde" not in fact.body
    assert worker.get(here).status_code == 404
    with pytest.raises(UnableToLift, match="al weer"):
        lift_suppression(duinstede.lead, listed.pk, "Dacht ik ook.", today)


def test_another_municipality_sees_nothing(stranger: Client, listed: Suppression) -> None:
    assert stranger.get(f"/eikenrade/balie/niet-bezorgd/adressen/{listed.pk}").status_code == 404
    assert "j•••" not in stranger.get("/eikenrade/balie/niet-bezorgd/adressen").text
