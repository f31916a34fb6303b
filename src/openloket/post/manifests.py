"""A batch of letters as a printer gets it: numbered PDFs and two lists; and the list that comes back."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from openloket.formkit.cells import harmless
from openloket.post.letter_numbers import message_of, number_of
from openloket.post.ports import Parcel

MANIFEST = "lijst.json"
MOST_ADDRESS_LINES = 6
_HEADS = ("volgnummer", "briefnummer", "bestand", "bladzijden", "sha256")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})-(\d{1,2})-(\d{4})")


@dataclass(frozen=True, slots=True)
class BatchedPdf:
    """One letter of a batch: its place in it (from 1), the id of its message, what is in the window."""

    place: int
    message_id: int
    lines: tuple[str, ...]
    pdf: bytes
    pages: int

    @property
    def number(self) -> str:
        """The number that stands on the letter."""
        return number_of(self.message_id)

    @property
    def file_name(self) -> str:
        """In the order of printing; it names nobody."""
        return f"{self.place:04d}_{self.number}.pdf"

    @property
    def sha256(self) -> str:
        """Of the file, in hexadecimal."""
        return sha256(self.pdf).hexdigest()


def parcel_of(name: str, sender: str, made_at: datetime, letters: Sequence[BatchedPdf]) -> Parcel:
    """Everything of a batch in one parcel; the same letters give the same bytes."""
    rows = [_row(one) for one in letters]
    told = {
        "partij": name,
        "afzender": sender,
        "gemaakt_op": made_at.isoformat(timespec="seconds"),
        "brieven": len(rows),
        "bladzijden": sum(one.pages for one in letters),
        "inhoud": [{**row, "adres": list(one.lines)} for row, one in zip(rows, letters, strict=True)],
    }
    manifest = json.dumps(told, ensure_ascii=False, indent=1).encode()
    files = [(one.file_name, one.pdf) for one in letters]
    return Parcel(name, (*files, ("lijst.csv", _table(rows, letters)), (MANIFEST, manifest)))


def _row(letter: BatchedPdf) -> dict[str, str | int]:
    values = (letter.place, letter.number, letter.file_name, letter.pages, letter.sha256)
    return dict(zip(_HEADS, values, strict=True))


def _table(rows: Sequence[Mapping[str, str | int]], letters: Sequence[BatchedPdf]) -> bytes:
    """The same as CSV with semicolons, as Dutch spreadsheets open it; no cell is read as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*_HEADS, *(f"adresregel_{number}" for number in range(1, MOST_ADDRESS_LINES + 1))])
    for row, letter in zip(rows, letters, strict=True):
        lines = [harmless(line) for line in letter.lines[:MOST_ADDRESS_LINES]]
        writer.writerow([*row.values(), *lines, *[""] * (MOST_ADDRESS_LINES - len(lines))])
    return "\ufeff".encode() + out.getvalue().encode()


@dataclass(frozen=True, slots=True)
class Told:
    """What the printer says of one letter: the day on which it was posted, or why it was not."""

    message_id: int
    posted_on: date | None
    reason: str


class UnreadableAnswer(ValueError):
    """The list of the printer can't be read; the message says which line and why, in Dutch."""


def read_answer(content: bytes, most: int) -> list[Told]:
    """The list that a printer sends back: CSV with `briefnummer`, and where told `verstuurd_op` and `reden`.

    A letter with a reason was not posted. Raises UnreadableAnswer; nothing is guessed.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableAnswer("Dit is geen CSV-bestand in UTF-8.") from None
    lines = [line for line in text.splitlines() if line.strip(" ;,\t")]
    if not lines or len(lines) > most + 1:
        raise UnreadableAnswer(f"Het bestand heeft geen regels, of meer dan {most}.")
    separator = ";" if ";" in lines[0] or "," not in lines[0] else ","
    rows = csv.DictReader(lines, delimiter=separator, restval="")
    heads = {str(head).strip().lower(): head for head in rows.fieldnames or ()}
    if "briefnummer" not in heads:
        raise UnreadableAnswer("De eerste regel moet de kolom briefnummer noemen.")
    found = [_told(row, heads, number) for number, row in enumerate(rows, start=2)]
    if len({one.message_id for one in found}) < len(found):
        raise UnreadableAnswer("Een briefnummer staat er twee keer in.")
    return found


def _told(row: Mapping[str, str], heads: Mapping[str, str], line: int) -> Told:
    def cell(name: str) -> str:
        return str(row.get(heads.get(name, ""), "") or "").strip()

    message_id = message_of(cell("briefnummer"))
    if message_id is None:
        raise UnreadableAnswer(f"Regel {line}: dit is geen briefnummer van ons.")
    try:
        day = _day(cell("verstuurd_op"))
    except ValueError:
        raise UnreadableAnswer(f"Regel {line}: dit is geen dag. Schrijf jaar-maand-dag.") from None
    return Told(message_id, day, cell("reden")[:120])


def _day(text: str) -> date | None:
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    return date(int(year), int(month), int(day))
