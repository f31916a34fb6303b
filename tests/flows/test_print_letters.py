"""Letters go to a printer in batches: claimed once, handed over once, and they count when they are posted."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Municipality
from tests.flows.printing import PDF, Shelf, draw, hand_over
from tests.flows.test_post_letter import LINES, ask

from openloket.evidence.models import Event
from openloket.flows.letters import printer_told as told_by
from openloket.flows.letters.batch_letters import UnableToBatch, batch_letters, batch_now, batch_when_due
from openloket.flows.letters.post_letter import UnableToPost, address_letter, post_letter
from openloket.flows.letters.print_letters import Printer, print_letters
from openloket.flows.letters.printer_told import UnableToSettle, all_posted, printer_told, take_back
from openloket.flows.letters.return_letter import UnableToReturn, return_letter
from openloket.post.letter_numbers import number_of
from openloket.post.manifests import Told, read_answer
from openloket.post.models import BatchedLetter, CarrierAccount, LetterBatch, Message, MessageState
from openloket.post.ports import Accepted, Item, Permanent, PrintedLetter, Temporary
from openloket.post.typesetting import UnableToTypesetError
from openloket.post.undelivered import FORGOTTEN_AFTER, lost_messages
from openloket.tenancy.models import Employee
from openloket.web.desk.delivery.delivery_words import what_next, why_lost
from openloket.work.printing import print_batch
from openloket.zaken.models import SupplementRequest

STATE = LetterBatch.State


class Pen:
    """A carrier of single letters; it refuses those whose reader is named `refused`."""

    def __init__(self) -> None:
        self.took: list[PrintedLetter] = []

    def carry(self, item: Item, /) -> Accepted:
        assert isinstance(item, PrintedLetter)
        if item.lines[0] == "Geweigerd":
            raise Permanent("400 ValidationError")
        if item.lines[0] == "Later" and self.took[-1:] != [item]:
            self.took.append(item)
            raise Temporary("503", uncertain=True)
        if item not in self.took:
            self.took.append(item)
        return Accepted("201", f"id-{item.reference}")

    def check(self) -> str:
        return "a pen"


@pytest.fixture
def clock(now: datetime) -> Any:
    return lambda: now


def letters(town: Municipality, now: datetime, *names: str) -> list[Message]:
    made = [ask(town, now) for _ in names]
    for name, letter in zip(names, made, strict=True):
        address_letter(town.worker, letter.pk, [name, *LINES[1:]], "", now)
    return made


def printed(town: Municipality, names: tuple[str, ...], now: datetime, shelf: Shelf) -> LetterBatch:
    letters(town, now, *names)
    return hand_over(town, now, shelf)


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def facts(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_a_batch_holds_what_is_ready_and_nobody_else_may_post_it(
    duinstede: Municipality, now: datetime
) -> None:
    ask(duinstede, now)  # without an address
    shelf = Shelf()
    batch = printed(duinstede, ("Jan", "Piet"), now, shelf)
    assert states() == [MessageState.TO_POST, MessageState.PRINTING, MessageState.PRINTING]
    [parcel] = shelf.there.values()
    files = dict(parcel.files)
    rows = list(csv.DictReader(io.StringIO(files["lijst.csv"].decode("utf-8-sig")), delimiter=";"))
    kept = BatchedLetter.objects.filter(batch=batch).order_by("place")
    assert [(row["sha256"], row["adresregel_1"]) for row in rows] == [
        (one.pdf_sha256, name) for one, name in zip(kept, ("Jan", "Piet"), strict=True)
    ]
    assert (parcel.name, facts("message.to_printer"), facts("letters.to_printer")) == ("DUI-00001", 2, 1)
    assert batch_letters(duinstede.organisation, "folder", now, now) is None
    with pytest.raises(UnableToPost):
        post_letter(duinstede.worker, kept[0].message_id, now.date(), now)
    assert "Jan" not in "".join(Event.objects.values_list("body", flat=True))


def test_again_after_whatever_went_wrong(duinstede: Municipality, now: datetime, clock: Any) -> None:
    letters(duinstede, now, "Jan")
    batch = batch_letters(duinstede.organisation, "sftp", now, now)
    assert batch is not None
    shelf = Shelf(Temporary("weg", uncertain=True), Permanent("er staat al iets anders"))
    with pytest.raises(Temporary):
        print_letters(duinstede.organisation, batch.pk, Printer(box=shelf), draw, clock)
    assert print_letters(duinstede.organisation, batch.pk, Printer(box=shelf), draw, clock) == STATE.MADE
    batch.refresh_from_db()
    assert (batch.answer, batch.tries, batch.uncertain) == ("er staat al iets anders", 2, True)
    assert print_letters(duinstede.organisation, batch.pk, Printer(box=shelf), draw, clock) == STATE.PLACED
    assert print_letters(duinstede.organisation, batch.pk, Printer(box=shelf), draw, clock) == STATE.PLACED
    batch.refresh_from_db()
    assert (batch.uncertain, facts("letters.to_printer"), len(shelf.there)) == (True, 1, 1)


def test_what_stands_there_already_is_certain(duinstede: Municipality, now: datetime, clock: Any) -> None:
    shelf = Shelf()
    batch = printed(duinstede, ("Jan",), now, shelf)
    LetterBatch.objects.filter(pk=batch.pk).update(state=STATE.MADE, answer="bezig")  # it died just before
    assert print_letters(duinstede.organisation, batch.pk, Printer(box=shelf), draw, clock) == STATE.PLACED
    batch.refresh_from_db()
    assert not batch.uncertain


def test_a_letter_that_can_t_be_drawn_does_not_hold_up_others(
    duinstede: Municipality, now: datetime, clock: Any
) -> None:
    bad, _ = letters(duinstede, now, "Jan", "Piet")

    def some(message_id: int) -> bytes:
        if message_id == bad.pk:
            raise UnableToTypesetError("no")
        return PDF

    batch = batch_now_by(duinstede, now)
    print_letters(duinstede.organisation, batch.pk, Printer(box=Shelf()), some, clock)
    assert states() == [MessageState.TO_POST, MessageState.PRINTING]
    assert "geen PDF" in BatchedLetter.objects.get(message=bad).reason


def batch_now_by(town: Municipality, now: datetime) -> LetterBatch:
    account(town, "folder", now)
    return batch_now(town.organisation, town.worker, now)


def account(town: Municipality, carrier: str, now: datetime, **settings: object) -> None:
    CarrierAccount.create(way="letter", carrier=carrier, settings=settings, changed_at=now)


def test_one_by_one_the_printer_may_refuse_some(duinstede: Municipality, now: datetime, clock: Any) -> None:
    letters(duinstede, now, "Jan", "Geweigerd", "Later")
    pen, batch = Pen(), batch_now_by(duinstede, now)
    with pytest.raises(Temporary):
        print_letters(duinstede.organisation, batch.pk, Printer(carrier=pen), draw, clock)
    assert print_letters(duinstede.organisation, batch.pk, Printer(carrier=pen), draw, clock) == STATE.PLACED
    assert [one.lines[0] for one in pen.took] == ["Jan", "Later"]
    assert states() == [MessageState.PRINTING, MessageState.TO_POST, MessageState.PRINTING]
    jan, refused, later = Message.objects.order_by("pk")
    assert told_by.carrier_posted(jan.pk, now.date(), now)
    assert not told_by.carrier_posted(jan.pk, now.date(), now)
    assert not told_by.carrier_posted(refused.pk, now.date(), now)
    assert told_by.carrier_refused(later.pk, "De drukker kon het niet.", now)
    assert states() == [MessageState.POSTED, MessageState.TO_POST, MessageState.TO_POST]
    assert LetterBatch.objects.get().state == STATE.SETTLED


def test_posted_by_the_printer_lets_happen_what_they_tell(duinstede: Municipality, now: datetime) -> None:
    batch = printed(duinstede, ("Jan", "Piet"), now, Shelf())
    later = now + timedelta(days=1)
    with pytest.raises(UnableToSettle, match="moet nog komen"):
        all_posted(duinstede.worker, batch.pk, date(2026, 3, 4), later)
    with pytest.raises(UnableToSettle, match="2 maart"):
        all_posted(duinstede.worker, batch.pk, date(2026, 3, 1), later)
    assert all_posted(duinstede.worker, batch.pk, date(2026, 3, 3), later) == 2
    assert set(states()) == {MessageState.POSTED}
    assert set(SupplementRequest.objects.values_list("sent_on", flat=True)) == {date(2026, 3, 3)}
    assert set(Message.objects.values_list("sent_at", flat=True)) == {datetime(2026, 3, 3, 9, 15, tzinfo=UTC)}
    with pytest.raises(UnableToSettle, match="afgehandeld"):
        all_posted(duinstede.worker, batch.pk, date(2026, 3, 3), later)
    assert (facts("message.posted"), facts("letters.settled")) == (2, 1)


def test_the_list_of_the_printer(duinstede: Municipality, now: datetime) -> None:
    batch = printed(duinstede, ("Jan", "Piet", "Klaas"), now, Shelf())
    jan, piet, klaas = Message.objects.order_by("pk")
    text = f"briefnummer;verstuurd_op;reden\n{number_of(jan.pk)};2026-03-02;\n{number_of(piet.pk)};;scheef\n"
    told = read_answer(text.encode(), 10)
    with pytest.raises(UnableToSettle, match="horen niet bij"):
        printer_told(duinstede.worker, batch.pk, [*told, Told(999, None, "")], now.date(), now)
    assert states() == [MessageState.PRINTING] * 3
    assert printer_told(duinstede.worker, batch.pk, told, now.date(), now) == 2
    assert states() == [MessageState.POSTED, MessageState.TO_POST, MessageState.PRINTING]
    assert printer_told(duinstede.worker, batch.pk, told, now.date(), now) == 0
    assert printer_told(duinstede.worker, batch.pk, [Told(klaas.pk, None, "")], now.date(), now) == 1
    assert LetterBatch.objects.get().state == STATE.SETTLED
    post_letter(duinstede.worker, piet.pk, now.date(), now)  # printed at the desk after all


def test_taking_back_what_no_printer_has(duinstede: Municipality, now: datetime) -> None:
    letters(duinstede, now, "Jan")
    batch = batch_now_by(duinstede, now)
    assert take_back(duinstede.worker, batch.pk, now) == 1
    assert states() == [MessageState.TO_POST]
    with pytest.raises(UnableToSettle):
        take_back(duinstede.worker, batch.pk, now)
    assert (
        print_letters(duinstede.organisation, batch.pk, Printer(box=Shelf()), draw, lambda: now)
        == STATE.SETTLED
    )


def test_what_came_back_from_the_printer_is_for_the_desk_and_never_goes_to_it_again(
    duinstede: Municipality, now: datetime
) -> None:
    letters(duinstede, now, "Jan")
    take_back(duinstede.worker, batch_now_by(duinstede, now).pk, now)
    letters(duinstede, now, "Piet")
    assert batch_when_due(now + timedelta(days=1, hours=5)) == 1
    assert states() == [MessageState.TO_POST, MessageState.PRINTING], "somebody may be printing Jan's by now"
    with pytest.raises(UnableToBatch):
        batch_now(duinstede.organisation, duinstede.worker, now)


def test_who_may_not_send_letters(duinstede: Municipality, now: datetime) -> None:
    batch = printed(duinstede, ("Jan",), now, Shelf())
    keeper = Employee.create(username="kees", name="Kees", role="administrator")
    for refused in (
        lambda: all_posted(keeper, batch.pk, now.date(), now),
        lambda: take_back(keeper, batch.pk, now),
        lambda: batch_now(duinstede.organisation, keeper, now),
        lambda: return_letter(keeper, number_of(1), "verhuisd", now.date(), now),
    ):
        with pytest.raises((UnableToSettle, UnableToBatch, UnableToReturn), match="mag geen"):
            refused()


def test_the_worker_sends_them_at_the_hour_of_the_organisation(
    duinstede: Municipality, now: datetime
) -> None:
    letters(duinstede, now, "Jan")
    assert batch_when_due(now) == 0  # no printer
    account(duinstede, "folder", now, hour=11)
    assert batch_when_due(now) == 0  # a quarter past ten
    noon = now + timedelta(hours=2)
    letters(duinstede, noon, "Piet")  # written after the hour
    assert (batch_when_due(noon), batch_when_due(noon)) == (1, 0)
    assert states() == [MessageState.PRINTING, MessageState.TO_POST]
    saturday = now + timedelta(days=5, hours=3)
    assert batch_when_due(saturday) == 0
    with pytest.raises(UnableToBatch):
        batch_now(duinstede.organisation, duinstede.lead, now - timedelta(days=1))


def test_the_job_writes_the_files_of_the_house(
    duinstede: Municipality, now: datetime, tmp_path: Path, settings: Any
) -> None:
    settings.LETTERS_DIR = tmp_path
    [letter] = letters(duinstede, now, "Jan Jansen")
    account(duinstede, "folder", now, folder="duinstede")
    batch = batch_now(duinstede.organisation, duinstede.worker, now)
    assert print_batch(duinstede.organisation.pk, batch.pk) == STATE.PLACED
    names = sorted(file.name for file in (tmp_path / "duinstede" / "DUI-00001").iterdir())
    assert names == [f"0001_{number_of(letter.pk)}.pdf", "lijst.csv", "lijst.json"]
    assert BatchedLetter.objects.get().pages == 1


def test_a_letter_that_came_back_is_for_a_person(duinstede: Municipality, now: datetime) -> None:
    batch = printed(duinstede, ("Jan",), now, Shelf())
    number = number_of(Message.objects.get().pk)
    with pytest.raises(UnableToReturn, match="Leg eerst vast"):
        return_letter(duinstede.worker, number, "verhuisd", now.date(), now)
    all_posted(duinstede.worker, batch.pk, now.date(), now)
    later = now + timedelta(days=4)
    for typed, reason, day, field in (
        ("12-34", "verhuisd", later.date(), "nummer"),
        (number_of(999), "verhuisd", later.date(), "nummer"),
        (number, "weg", later.date(), "reden"),
        (number, "verhuisd", date(2026, 3, 1), "teruggekomen-op"),
        (number, "verhuisd", date(2026, 4, 1), "teruggekomen-op"),
    ):
        with pytest.raises(UnableToReturn) as refused:
            return_letter(duinstede.worker, typed, reason, day, later)
        assert refused.value.field == field
    letter = return_letter(duinstede.worker, number, "verhuisd", later.date(), later)
    letter.refresh_from_db()
    assert letter.state == MessageState.FAILED
    with pytest.raises(UnableToReturn, match="al vastgelegd"):
        return_letter(duinstede.lead, number, "verhuisd", later.date(), later)
    assert facts("message.returned") == 1


def test_a_printer_that_says_nothing_is_asked_by_a_person(duinstede: Municipality, now: datetime) -> None:
    batch = printed(duinstede, ("Jan",), now, Shelf())
    assert lost_messages(now + FORGOTTEN_AFTER) == []
    later = now + FORGOTTEN_AFTER + timedelta(minutes=1)
    [lost] = lost_messages(later)
    assert lost.needs_person
    assert (why_lost(lost), "Vraag of hij weg is" in what_next(lost)) == (
        "De drukker zei nog niet dat de brief weg is.", True,
    )  # fmt: skip
    all_posted(duinstede.worker, batch.pk, now.date(), later)
    assert lost_messages(later) == []
