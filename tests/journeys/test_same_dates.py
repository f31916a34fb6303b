"""A zaak stands still and goes on: command, desk, citizen's page and log name one last day."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.cli.__main__ import main
from openloket.evidence.models import Event
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.terms.ask_supplement import Wish, ask_supplement
from openloket.intake.models import Receipt
from openloket.law.waarom import datum_in_woorden
from openloket.zaken.models import Term, Zaak
from tests.cast import Municipality
from tests.zaken.making import send, write_about


def by_command(capsys: pytest.CaptureFixture[str], received: date, *events: str) -> date:
    told = [word for event in events for word in ("--to-event", event)]
    assert main(["term", "4:13", "--from", received.isoformat(), "--json", *told]) == 0
    return date.fromisoformat(json.loads(capsys.readouterr().out)["laatste_dag"])


def by_log(zaak: Zaak, kind: str) -> date:
    found = Event.objects.filter(
        organisation_id=zaak.organisation_id, subject_kind="zaak", subject_id=zaak.pk, kind=kind
    )
    return date.fromisoformat(json.loads(found.latest("id").body)["last_day"])


def on_screens(town: Municipality, zaak: Zaak, client: Client) -> list[str]:
    key = Receipt.objects.get(submission=zaak.submission_id).access_key
    citizen = client.get(f"/duinstede/ontvangst/{zaak.reference}/{key}")
    desk = Client()
    desk.post("/duinstede/balie/inloggen", {"username": "anja", "password": "welkom-op-het-werk"})
    worker = desk.get(f"/duinstede/balie/zaak/{zaak.reference}/termijn")
    return [answer.content.decode() for answer in (citizen, worker)]


def test_one_last_day_everywhere(
    duinstede: Municipality, client: Client, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    received, asked, until = now.date(), now + timedelta(days=3), now.date() + timedelta(days=17)
    zaak = send(duinstede, now, reachable=True, email="jan@example.nl")
    assert by_command(capsys, received) == by_log(zaak, "zaak.opened")

    request = ask_supplement(
        duinstede.worker, duinstede.organisation, zaak, Wish("- een kopie", until), asked
    )
    deliver(request.message_id, MemoryCarrier(), lambda: asked)
    suspended = f"suspend=4:15-1a,{asked.date().isoformat()},{until.isoformat()}"
    still = by_command(capsys, received, suspended)
    assert still == by_log(zaak, "term.suspended") > by_log(zaak, "zaak.opened")
    assert all(datum_in_woorden(still) in page for page in on_screens(duinstede, zaak, client))

    answered = now + timedelta(days=8)
    write_about(duinstede, zaak, "aanvulling", answered)
    resumed = f"resume=4:15-1a,{answered.date().isoformat()}"
    again = by_command(capsys, received, suspended, resumed)
    assert again == by_log(zaak, "term.resumed") < still
    assert again == Term.objects.get(zaak=zaak, kind=Term.Kind.DECISION).last_day
    assert all(datum_in_woorden(again) in page for page in on_screens(duinstede, zaak, client))
