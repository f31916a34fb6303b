"""The register of outages at the desk: what it shows, telling of an outage, and what goes wrong with that."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import Municipality

from openloket.flows.outages.note_probes import Begun, Ended, Probed, beat, note_probes
from openloket.law.kalender import dag_in_amsterdam
from openloket.outages.models import Channel, How, Outage, OutageEnd
from openloket.tenancy.local_time import AMSTERDAM
from openloket.web.desk.moments import read_moment

PAGE = "/duinstede/balie/storingen"
REPORT = f"{PAGE}/melden"


def typed(key: str, moment: datetime) -> dict[str, str]:
    local = moment.astimezone(AMSTERDAM)
    day = {"dag": local.day, "maand": local.month, "jaar": local.year}
    return {f"{key}.{part}": str(value) for part, value in day.items()} | {f"{key}-tijd": f"{local:%H.%M}"}


@pytest.fixture
def yesterday() -> datetime:
    """At noon, which every day has once."""
    return datetime.combine(dag_in_amsterdam(timezone.now()) - timedelta(days=1), time(12), AMSTERDAM)


def test_it_shows_how_each_channel_is(worker: Client, today: datetime) -> None:
    page = worker.get(PAGE).content.decode()
    assert page.count("wordt niet gemeten") == 3
    assert "OPENLOKET_MAILBOX_HOST" in page
    good = Probed(today, None, 0, "")
    bad = Probed(today, today, 3, "het formulier: antwoord 500")
    note_probes([], {Channel.PORTAL: good, Channel.WEB_FORM: bad})
    beat(today)
    page = worker.get(PAGE).content.decode()
    assert "het formulier: antwoord 500" in page
    assert "Laatste meting" in page
    assert page.count("wordt niet gemeten") == 1


def test_it_lists_the_year(worker: Client, today: datetime) -> None:
    began = today - timedelta(minutes=10)
    note_probes(
        [
            Begun(Channel.WEB_FORM, began, began, How.PROBE, "geen verbinding"),
            Ended(Channel.WEB_FORM, today, today),
        ],
        {},
    )
    page = worker.get(f"{PAGE}?jaar={dag_in_amsterdam(began).year}").content.decode()
    assert "10 minuten" in page
    assert f"{PAGE}/{Outage.objects.get().pk}" in page
    assert worker.get(f"{PAGE}?jaar=1999").status_code == 200
    assert len(page.encode()) < 60_000


def test_a_case_worker_tells_of_an_outage(worker: Client, yesterday: datetime) -> None:
    posted = {"kanaal": "e-mail", "wat": "De mailserver weigerde post.", **typed("begin", yesterday)}
    answer = worker.post(REPORT, {**posted, **typed("einde", yesterday + timedelta(hours=2))})
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?gedaan=gemeld")
    outage = Outage.objects.get()
    assert (outage.began_at, outage.how) == (yesterday, How.REPORTED)
    assert OutageEnd.objects.get().ended_at == yesterday + timedelta(hours=2)
    assert "in het register" in worker.get(answer["Location"]).content.decode()


def test_mistakes_stand_beside_the_question_and_nothing_is_lost(worker: Client, yesterday: datetime) -> None:
    posted = {"kanaal": "e-mail", "wat": "De post bleef liggen.", **typed("begin", yesterday)}
    answer = worker.post(REPORT, {**posted, "begin-tijd": "half drie"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#begin-tijd"' in page
    assert "Vul een tijd in zoals 22.40." in page
    assert 'value="half drie"' in page
    assert 'value="De post bleef liggen."' in page
    later = typed("begin", timezone.now() + timedelta(days=2))
    answer = worker.post(REPORT, {**posted, **later})
    assert answer.status_code == 422
    assert "Vul een begin in dat voorbij is" in answer.content.decode()
    assert worker.post(REPORT, {}).status_code == 422
    assert not Outage.objects.exists()


def test_its_end_is_told_later(worker: Client, yesterday: datetime) -> None:
    worker.post(REPORT, {"kanaal": "e-mail", "wat": "Geen post.", **typed("begin", yesterday)})
    number = Outage.objects.get().pk
    assert f"{PAGE}/{number}/einde" in worker.get(PAGE).content.decode()
    assert worker.get(f"{PAGE}/{number}/einde").status_code == 200
    key = "einde"
    wrong = worker.post(f"{PAGE}/{number}/einde", {f"{key}-tijd": "9.99"})
    assert wrong.status_code == 422
    assert 'value="9.99"' in wrong.content.decode()
    before = worker.post(f"{PAGE}/{number}/einde", typed(key, yesterday - timedelta(hours=1)))
    assert before.status_code == 422
    done = worker.post(f"{PAGE}/{number}/einde", typed(key, yesterday + timedelta(hours=1)))
    assert done.status_code == 303
    assert f"{PAGE}/{number}/einde" not in worker.get(PAGE).content.decode()
    again = worker.post(f"{PAGE}/{number}/einde", typed(key, yesterday + timedelta(hours=1)))
    assert again.status_code == 409
    assert "Iemand was u voor" in again.content.decode()


def test_a_stranger_sees_and_ends_none_of_it(
    stranger: Client, duinstede: Municipality, yesterday: datetime
) -> None:
    note_probes([Begun(Channel.WEB_FORM, yesterday, yesterday, How.PROBE, "geheim gebrek")], {})
    assert "geheim gebrek" not in stranger.get("/eikenrade/balie/storingen").content.decode()
    assert stranger.get(PAGE).status_code == 303
    number = Outage.objects.get().pk
    answer = stranger.post(f"/eikenrade/balie/storingen/{number}/einde", typed("einde", timezone.now()))
    assert answer.status_code == 404
    assert not OutageEnd.objects.exists()


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        ("2 3 2026", "9.05", datetime(2026, 3, 2, 8, 5, tzinfo=UTC)),
        ("2 juli 2026", "23:59", datetime(2026, 7, 2, 21, 59, tzinfo=UTC)),
        ("29 3 2026", "2.30", None),  # the clock goes from 2.00 to 3.00
        ("25 10 2026", "2.30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice; the first counts
        ("31 2 2026", "9.05", None),
        ("2 3 2026", "24.00", None),
        ("2 3 2026", "", None),
        ("", "9.05", None),
    ],
)
def test_reading_a_moment(day: str, clock: str, moment: datetime | None) -> None:
    parts: dict[str, Any] = dict(zip(("begin.dag", "begin.maand", "begin.jaar"), day.split(), strict=False))
    read = read_moment({**parts, "begin-tijd": clock}, "begin", datetime(2026, 3, 2, tzinfo=UTC).date())
    assert read.moment == moment
    assert bool(read.problems) == (moment is None)


def test_a_moment_that_may_stay_empty() -> None:
    read = read_moment({}, "einde", datetime(2026, 3, 2, tzinfo=UTC).date(), required=False)
    assert (read.moment, read.problems) == (None, {})
