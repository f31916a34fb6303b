"""A printer for tests, and letters that wait for it."""

import io
from datetime import datetime

from pypdf import PdfWriter
from tests.cast import Municipality
from tests.zaken.making import send

from openloket.flows.letters.batch_letters import batch_letters
from openloket.flows.letters.print_letters import Printer, print_letters
from openloket.post.composing import Rendered, put_letter
from openloket.post.models import LetterBatch, Message
from openloket.post.ports import Accepted, Parcel


class Shelf:
    """A place for batches in memory; `answers` are what the next tries end with."""

    def __init__(self, *answers: Exception) -> None:
        self.there: dict[str, Parcel] = {}
        self.answers = list(answers)

    def put(self, parcel: Parcel, /) -> Accepted:
        if self.answers:
            raise self.answers.pop(0)
        known = self.there.get(parcel.name)
        assert known in (None, parcel)
        self.there[parcel.name] = parcel
        return Accepted("stond er al" if known else "neergezet", parcel.name)

    def check(self) -> str:
        return "a shelf"


def _one_page() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


PDF = _one_page()


def draw(message_id: int) -> bytes:
    """Every letter looks the same."""
    return PDF


def waiting(town: Municipality, now: datetime, *names: str) -> list[Message]:
    """Letters about a zaak, each to somebody with this name."""
    zaak = send(town, now)
    words = Rendered("Hoe het ervoor staat", "Dag,\n\nWij zijn bezig.\n", "")
    domain = "duinstede.example"
    return [
        put_letter(
            words, kind="status", subject=("zaak", zaak.pk), to_lines=[name, "Dorpsweg 12"],
            sender_domain=domain, now=now,
        )
        for name in names
    ]  # fmt: skip


def hand_over(town: Municipality, now: datetime, shelf: Shelf) -> LetterBatch:
    """A batch of all that waits, at the printer."""
    batch = batch_letters(town.organisation, "folder", now, now)
    assert batch is not None
    state = print_letters(town.organisation, batch.pk, Printer(box=shelf), draw, lambda: now)
    assert state == LetterBatch.State.PLACED
    batch.refresh_from_db()
    return batch
