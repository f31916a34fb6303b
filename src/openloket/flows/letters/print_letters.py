"""A batch goes to the printer: its PDFs are made and handed over, outside any transaction, and then noted."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from pypdf import PdfReader

from openloket.evidence.log import Fact, describe, record
from openloket.flows.letters.batch_letters import name_of
from openloket.flows.letters.letter_left import fact_about
from openloket.flows.letters.printer_told import back_to_desk
from openloket.post.dispatch import sender_name
from openloket.post.manifests import MANIFEST, BatchedPdf, parcel_of
from openloket.post.models import BatchedLetter, LetterBatch
from openloket.post.ports import Accepted, Carrier, LetterBox, NotCarried, Permanent, PrintedLetter, Temporary
from openloket.post.typesetting import UnableToTypesetError
from openloket.post.verp import mark
from openloket.tenancy import scope
from openloket.tenancy.models import Organisation

Draw = Callable[[int], bytes]
"""Gets the id of a message, and gives it as PDF. Raises UnableToTypesetError."""

_BUSY = "bezig"
_NOT_DRAWN = "Van deze brief kon geen PDF worden gemaakt."


@dataclass(frozen=True, slots=True)
class Printer:
    """Who prints: a place for whole batches, or a carrier of single letters."""

    box: LetterBox | None = None
    carrier: Carrier | None = None


def print_letters(
    organisation: Organisation, batch_id: int, printer: Printer, draw: Draw, clock: Callable[[], datetime]
) -> LetterBatch.State:
    """Hand a batch to the printer; the same batch again changes nothing there. Raises Temporary.

    What the printer answered stands on the batch. A letter that can't be drawn, or that the printer refuses,
    goes back to the desk, and the others go on. Must not be called inside a transaction.
    """
    batch, doubtful = _begin(batch_id)
    if batch.state != LetterBatch.State.MADE:
        return LetterBatch.State(batch.state)
    letters = _drawn(batch, draw, clock())
    try:
        if printer.box is not None and letters:
            parcel = parcel_of(
                name_of(organisation, batch), sender_name(organisation.kind, organisation.name),
                batch.made_at, letters,
            )  # fmt: skip
            accepted = printer.box.put(parcel)
            manifest = sha256(dict(parcel.files)[MANIFEST]).hexdigest()
        else:
            accepted, manifest = _one_by_one(batch, printer, letters, clock()), ""
    except NotCarried as refused:
        _note(batch, refused, doubtful)
        if isinstance(refused, Temporary):
            raise
        return LetterBatch.State.MADE
    return _placed(batch, letters, accepted, manifest, doubtful, clock())


def _begin(batch_id: int) -> tuple[LetterBatch, bool]:
    """The batch, and whether nobody knows how an earlier try ended: it broke off, or its process died."""
    with transaction.atomic():
        batch: LetterBatch = LetterBatch.objects.select_for_update().get(pk=batch_id)
        doubtful = batch.uncertain or batch.answer == _BUSY
        mine = LetterBatch.objects.filter(pk=batch_id, state=LetterBatch.State.MADE)
        mine.update(tries=F("tries") + 1, answer=_BUSY, uncertain=doubtful)
    return batch, doubtful


def _drawn(batch: LetterBatch, draw: Draw, now: datetime) -> list[BatchedPdf]:
    """The letters as PDF, in their order; what can't be drawn goes back to the desk."""
    found = []
    rows = BatchedLetter.objects.filter(batch=batch, outcome=BatchedLetter.Outcome.OPEN)
    for row in rows.select_related("message").order_by("place"):
        try:
            pdf = draw(row.message_id)
        except UnableToTypesetError:
            back_to_desk(row.pk, _NOT_DRAWN, "system", now)
            continue
        pages = len(PdfReader(io.BytesIO(pdf)).pages)
        BatchedLetter.objects.filter(pk=row.pk).update(pages=pages, pdf_sha256=sha256(pdf).hexdigest())
        found.append(BatchedPdf(row.place, row.message_id, tuple(row.message.to_lines), pdf, pages))
    return found


def _one_by_one(batch: LetterBatch, printer: Printer, letters: list[BatchedPdf], now: datetime) -> Accepted:
    """Hand over each letter that is not there yet; who refuses one does not hold up the others."""
    taken = 0
    rows = {
        row.message_id: row for row in BatchedLetter.objects.filter(batch=batch).select_related("message")
    }
    for letter in letters:
        assert printer.carrier is not None
        row = rows[letter.message_id]
        if row.reference:
            continue
        reference = mark(row.message_id, row.message.step)
        try:
            accepted = printer.carrier.carry(PrintedLetter(letter.lines, letter.pdf, letter.pages, reference))
        except Permanent as refused:
            back_to_desk(row.pk, f"De drukker weigert deze brief: {refused.answer}"[:120], "system", now)
            continue
        BatchedLetter.objects.filter(pk=row.pk).update(reference=accepted.reference or reference)
        taken += 1
    return Accepted(f"{taken} brieven aangenomen")


def _note(batch: LetterBatch, refused: NotCarried, doubtful: bool) -> None:
    uncertain = doubtful or getattr(refused, "uncertain", False)
    mine = LetterBatch.objects.filter(pk=batch.pk, state=LetterBatch.State.MADE)
    mine.update(answer=refused.answer[:200], uncertain=uncertain)


def _placed(
    batch: LetterBatch,
    letters: list[BatchedPdf],
    accepted: Accepted,
    manifest: str,
    doubtful: bool,
    now: datetime,
) -> LetterBatch.State:
    """Note that the printer has it, with a fact for the batch and one for each letter."""
    state = LetterBatch.State.PLACED if letters else LetterBatch.State.SETTLED
    there_before = accepted.answer.startswith("stond er al")
    with transaction.atomic():
        mine = LetterBatch.objects.filter(pk=batch.pk, state=LetterBatch.State.MADE)
        values = {"state": state, "answer": accepted.answer[:200], "manifest_sha256": manifest}
        settled = None if letters else now
        uncertain = doubtful and bool(manifest) and not there_before
        if not mine.update(**values, placed_at=now, settled_at=settled, uncertain=uncertain):
            return LetterBatch.State(LetterBatch.objects.values_list("state", flat=True).get(pk=batch.pk))
        record(scope.current(), now, "system", _facts(batch, letters, manifest, now))
    return state


def _facts(batch: LetterBatch, letters: list[BatchedPdf], manifest: str, now: datetime) -> list[Fact]:
    kind = "letters.to_printer"
    body = describe(
        kind, now, "system", number=batch.number, letters=len(letters), manifest_sha256=manifest or None
    )
    rows = BatchedLetter.objects.filter(batch=batch, message_id__in=[one.message_id for one in letters])
    told = [
        fact_about(
            row.message, "message.to_printer", "system", now, batch=batch.number, pdf_sha256=row.pdf_sha256
        )
        for row in rows.select_related("message").order_by("place")
    ]
    return [Fact(kind, "letter_batch", batch.pk, body), *told]
