"""Reading a filled-in template line by line; every fault says which line, which column and what to do."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openloket.monitor.sources.cells import Wrong
from openloket.monitor.sources.templates import Template

_EMPTY = (
    "Er staat niets in deze tabel. Een lege tabel met een voorbeeld: openloket monitor import --template."
)
_TOO_MANY = (
    "er zijn meer cellen dan kolommen. Staat er een komma of puntkomma in een tekst? Zet die tekst tussen"
    " dubbele aanhalingstekens."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A good line: where it stands in the file (the heading is 1), and what it says by column."""

    place: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that can't be imported, and why, in Dutch; place 0 is the file itself."""

    place: int
    message: str

    def __str__(self) -> str:
        return f"regel {self.place}: {self.message}" if self.place else self.message


def read(lines: Iterable[str], template: Template) -> Iterator[Line | Fault]:
    """The lines of a table with `;`, `,` or tabs between its cells; unknown columns are faults as well."""
    source = iter(lines)
    above, heading = _first(source)
    between = max(";,\t", key=heading.count)
    names = _names(heading, between)
    wrong = list(_heading(names, above + 1, template)) if heading else [Fault(0, _EMPTY)]
    yield from wrong
    if wrong:
        return
    rows, number = csv.reader(source, delimiter=between), 0
    for row in rows:
        if any(cell.strip() for cell in row):
            number += 1
            # Cells may hold line breaks: the reader knows where a line ended.
            yield _line(above + 1 + rows.line_num, names, row, template)
    if not number:
        yield Fault(0, _EMPTY)


def _first(source: Iterator[str]) -> tuple[int, str]:
    """The heading, and how many lines stand above it: open ones, or what Excel says of the signs between."""
    for above, line in enumerate(source):
        told = line.lstrip("\ufeff").strip(" \r\n")
        if told.strip(";,\t") and not told.lower().startswith("sep="):
            return above, told
    return 0, ""


def _names(heading: str, between: str) -> list[str]:
    """The names of the columns; a spreadsheet may leave empty ones at the end."""
    names = [one.strip().lower() for one in next(csv.reader([heading], delimiter=between), [])]
    while names and not names[-1]:
        names.pop()
    return names


def _heading(names: list[str], place: int, template: Template) -> Iterator[Fault]:
    missing = [one.name for one in template.columns if one.needed and one.name not in names]
    strange = [one for one in names if one not in template.names]
    if missing:
        yield Fault(place, f"{_columns(missing)} {'ontbreken' if len(missing) > 1 else 'ontbreekt'}.")
    if strange:
        known = ", ".join(template.names)
        yield Fault(
            place,
            f"{_columns(strange)} {'zijn' if len(strange) > 1 else 'is'} onbekend."
            f" De kolommen zijn: {known}.",
        )
    if len(set(names)) < len(names):
        yield Fault(place, "een kolom staat er twee keer.")


def _columns(names: list[str]) -> str:
    shown = ", ".join(f"‘{one[:40]}’" if one.isprintable() and one else "(onleesbaar)" for one in names[:15])
    return f"de kolommen {shown}" if len(names) > 1 else f"de kolom {shown}"


def _line(place: int, names: list[str], cells: list[str], template: Template) -> Line | Fault:
    if any(cell.strip() for cell in cells[len(names) :]):
        return Fault(place, _TOO_MANY)
    row = dict(zip(names, cells, strict=False))
    if any("\0" in cell for cell in cells):
        return Fault(place, "er staat een onleesbaar teken in.")
    values: dict[str, object] = {}
    for column in template.columns:
        told = row.get(column.name, "").strip()
        if not told and column.needed:
            return Fault(place, f"{column.name} is leeg. Hier hoort: {column.meaning}.")
        try:
            values[column.name] = column.read(told) if told else None
        except Wrong as wrong:
            return Fault(place, f"{column.name}: {wrong}")
    return Line(place, values)


def written(template: Template) -> str:
    """The empty template: its heading and one line of examples."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(template.names)
    rows.writerow(column.example for column in template.columns)
    return out.getvalue()
