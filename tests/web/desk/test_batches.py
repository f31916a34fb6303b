"""The pages of letters at a printer, and of letters that came back."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.cast import Municipality
from tests.flows.printing import Shelf, hand_over, waiting
from tests.web.desk.conftest import browser_of

from openloket.flows.letters.printer_told import all_posted
from openloket.people.models import AccessLog
from openloket.post.letter_numbers import number_of
from openloket.post.models import BatchedLetter, CarrierAccount, LetterBatch, Message, MessageState

ROOT = "/duinstede/balie/post"


@pytest.fixture
def lately() -> datetime:
    return timezone.now() - timedelta(minutes=5)


def day(moment: datetime) -> dict[str, str]:
    parts = {"dag": moment.day, "maand": moment.month, "jaar": moment.year}
    return {part: str(value) for part, value in parts.items()}


def test_sending_to_the_printer_and_what_it_did(duinstede: Municipality, lately: datetime) -> None:
    browser = browser_of(duinstede.worker, duinstede)
    assert "geen drukker ingesteld" in browser.get(f"{ROOT}/drukker").content.decode()
    assert browser.post(f"{ROOT}/drukker").status_code == 409
    CarrierAccount.create(way="letter", carrier="folder", settings={}, changed_at=lately)
    waiting(duinstede, lately, "Jan", "Piet")
    assert "2 brieven kunnen" in browser.get(f"{ROOT}/drukker").content.decode()
    answer = browser.post(f"{ROOT}/drukker")
    assert (answer.status_code, answer["Location"]) == (303, f"{ROOT}/drukker/1?gedaan=gemaakt")
    page = browser.get(f"{ROOT}/drukker/1").content.decode()
    assert "Nog niet bij de drukker" in page
    assert "Alle brieven zijn verstuurd" not in page
    assert browser.post(f"{ROOT}/drukker/1", {"stap": "opnieuw"}).status_code == 303
    assert browser.post(f"{ROOT}/drukker/1", {"stap": "terug"}).status_code == 303
    assert set(Message.objects.values_list("state", flat=True)) == {MessageState.TO_POST}
    assert "Teruggehaald" in browser.get(f"{ROOT}/drukker/1").content.decode()
    assert browser.post(f"{ROOT}/drukker/1", {"stap": "terug"}).status_code == 422


def test_noting_what_was_posted(duinstede: Municipality, lately: datetime) -> None:
    waiting(duinstede, lately, "Jan", "Piet")
    hand_over(duinstede, lately, Shelf())
    browser, here = browser_of(duinstede.worker, duinstede), f"{ROOT}/drukker/1"
    assert "Jan" in browser.get(here).content.decode()
    assert AccessLog.objects.filter(subject_kind="letter_batch").count() == 1
    jan = BatchedLetter.objects.get(place=1)
    wrong = browser.post(here, {"stap": "verstuurd", "verstuurd-op.dag": "31", "verstuurd-op.maand": "2"})
    assert wrong.status_code == 422
    assert 'value="31"' in wrong.content.decode()
    text = f"briefnummer;reden\n{number_of(jan.message_id)};scheef\n"
    for content, told in (("x", "kolom briefnummer"), (f"briefnummer\n{number_of(99)}\n", "horen niet bij")):
        file = SimpleUploadedFile("lijst.csv", content.encode())
        refused = browser.post(here, {"stap": "lijst", "lijst": file})
        assert (refused.status_code, told in refused.content.decode()) == (422, True)
    assert browser.post(here, {"stap": "lijst"}).status_code == 422
    file = SimpleUploadedFile("lijst.csv", text.encode())
    assert browser.post(here, {"stap": "lijst", "lijst": file}).status_code == 303
    today = {f"verstuurd-op.{part}": value for part, value in day(timezone.localtime()).items()}
    assert browser.post(here, {"stap": "verstuurd", **today}).status_code == 303
    page = browser.get(here).content.decode()
    assert "scheef" in page
    assert LetterBatch.objects.get().state == LetterBatch.State.SETTLED


def test_a_letter_that_came_back(duinstede: Municipality, lately: datetime) -> None:
    waiting(duinstede, lately, "Jan")
    batch = hand_over(duinstede, lately, Shelf())
    all_posted(duinstede.worker, batch.pk, timezone.localtime(lately).date(), timezone.now())
    letter, browser = Message.objects.get(), browser_of(duinstede.worker, duinstede)
    today = {f"teruggekomen-op.{part}": value for part, value in day(timezone.localtime()).items()}
    wrong = browser.post(f"{ROOT}/terug", {"nummer": "12-34", "reden": "verhuisd", **today})
    assert wrong.status_code == 422
    assert 'value="12-34"' in wrong.content.decode()
    good = browser.post(f"{ROOT}/terug", {"nummer": number_of(letter.pk), "reden": "verhuisd", **today})
    assert good.status_code == 303
    assert "kwam terug" in browser.get(good["Location"]).content.decode()
    letter.refresh_from_db()
    assert letter.state == MessageState.FAILED


def test_who_may_not_see_them(duinstede: Municipality, eikenrade: Municipality, lately: datetime) -> None:
    waiting(duinstede, lately, "Jan")
    hand_over(duinstede, lately, Shelf())
    duinstede.lead.role = "administrator"
    duinstede.lead.save()
    stranger = browser_of(duinstede.lead, duinstede)
    for path in ("drukker", "drukker/1", "terug"):
        assert stranger.get(f"{ROOT}/{path}").status_code == 404
    assert browser_of(duinstede.worker, duinstede).get(f"{ROOT}/drukker/2").status_code == 404
