"""Over welke zaak gaat dit? And what came later."""

import re
from datetime import datetime, timedelta

from django.test import Client
from tests.cast import Municipality
from tests.web.desk.test_zaak import at, read
from tests.zaken.making import send, write_about

from openloket.people.models import AccessLog
from openloket.zaken.models import Filing, NoticeOfDefault, Zaak


def test_the_zaak_is_shown_before_anything_is_linked(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    letter = send(duinstede, today, naam="Fatima Aydin")
    assert at(letter, "/koppelen") in read(worker, at(letter))
    typed = {"soort": "ingebrekestelling", "kenmerk": zaak.reference}
    shown = worker.post(at(letter, "/koppelen"), typed)
    page = re.sub(r"\s+", " ", shown.content.decode())
    assert shown.status_code == 200
    assert "Jan Jansen" in page
    assert "Ja, koppelen" in page
    assert not Filing.objects.exists()
    done = worker.post(at(letter, "/koppelen"), {**typed, "zeker": "ja"})
    assert (done.status_code, done["Location"]) == (303, at(zaak, "?gedaan=koppelen"))
    page = read(worker, done["Location"])
    assert "Het bericht ligt nu bij deze zaak." in page
    assert "Er kwam een ingebrekestelling. De dwangsom begint op" in page
    assert at(zaak, "/dwangsom") in page
    assert NoticeOfDefault.objects.get().zaak_id == zaak.pk
    assert set(AccessLog.objects.filter(reason="bericht koppelen").values_list("subject_id", flat=True)) == {
        zaak.pk,
        letter.pk,
    }


def test_what_is_wrong_stands_beside_the_question_and_what_was_typed_stays(
    worker: Client, duinstede: Municipality, zaak: Zaak
) -> None:
    answer = worker.post(at(zaak, "/koppelen"), {"soort": "aanvulling", "kenmerk": "DUI-2026-<b>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="kenmerk.fout"' in page
    assert 'value="DUI-2026-&lt;b&gt;"' in page
    assert re.search(r'value="aanvulling" checked', page)
    assert "Kies wat dit bericht is." in worker.post(at(zaak, "/koppelen"), {}).content.decode()


def test_somebody_was_first(worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime) -> None:
    letter = send(duinstede, today)
    typed = {"soort": "aanvulling", "kenmerk": zaak.reference, "zeker": "ja"}
    assert worker.post(at(letter, "/koppelen"), typed).status_code == 303
    again = worker.post(at(letter, "/koppelen"), typed)
    assert again.status_code == 409
    assert "hoort al bij een andere zaak" in again.content.decode()


def test_what_came_later_can_be_read(
    stranger: Client, worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    assert "Later gekomen berichten" not in read(worker, at(zaak))
    submission = write_about(duinstede, zaak, "aanvulling", today, bericht="Mijn kenteken is XX-99-YY.")
    assert at(zaak, "/berichten") in read(worker, at(zaak))
    page = read(worker, at(zaak, "/berichten"))
    assert "Mijn kenteken is XX-99-YY." in page
    assert submission.reference in page
    assert AccessLog.objects.filter(reason="later gekomen berichten", subject_id=zaak.pk).exists()
    assert stranger.get(at(zaak, "/berichten", "eikenrade")).status_code == 404


def test_many_later_messages_come_in_pages(
    worker: Client, duinstede: Municipality, zaak: Zaak, today: datetime
) -> None:
    for number in range(11):
        moment = today + timedelta(minutes=number)
        write_about(duinstede, zaak, "aanvulling", moment, bericht=f"Bericht {number}.")
    first = read(worker, at(zaak, "/berichten"))
    assert "Bericht 10." in first
    assert "Bericht 0." not in first
    assert "Bericht 0." in read(worker, at(zaak, "/berichten?pagina=1"))
    assert len(first.encode()) < 60_000


def test_nobody_else_links(stranger: Client, zaak: Zaak) -> None:
    assert stranger.get(at(zaak, "/koppelen", "eikenrade")).status_code == 404
    typed = {"soort": "aanvulling", "kenmerk": zaak.reference, "zeker": "ja"}
    assert stranger.post(at(zaak, "/koppelen", "eikenrade"), typed).status_code == 404
