"""Reading a filled-in template line by line; every fault says which line, which column and what to do."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from openloket.monitor.sources.cells import Wrong
from openloket.monitor.sources.templates import Template


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
    """The lines of a table with `;` or `,` between its cells; unknown columns are faults as well."""
    source = iter(lines)
    heading = next(source, "").lstrip("\ufeff")
    between = ";" if heading.count(";") > heading.count(",") else ","
    names = [one.strip().lower() for one in next(csv.reader([heading], delimiter=between), [])]
    wrong = list(_heading(names, template))
    yield from wrong
    if wrong:
        return
    rows = csv.reader(source, delimiter=between)
    for row in rows:
        if any(cell.strip() for cell in row):
            # Cells may hold line breaks: the reader knows where a line ended.
            yield _line(rows.line_num + 1, dict(zip(names, row, strict=False)), len(row), template)


def _heading(names: list[str], template: Template) -> Iterator[Fault]:
    missing = [one.name for one in template.columns if one.needed and one.name not in names]
    strange = [one for one in names if one not in template.names]
    if missing:
        yield Fault(1, f"de kolom {', '.join(missing)} ontbreekt.")
    if strange:
        known = ", ".join(template.names)
        yield Fault(
            1, f"de kolom {', '.join(strange) or '(zonder naam)'} is onbekend. De kolommen zijn: {known}."
        )
    if len(set(names)) < len(names):
        yield Fault(1, "een kolom staat er twee keer.")


def _line(place: int, row: Mapping[str, str], width: int, template: Template) -> Line | Fault:
    if width > len(template.columns):
        return Fault(
            place, "er zijn meer cellen dan kolommen. Staat er een komma in een tekst zonder quotes?"
        )
    if any("\0" in cell for cell in row.values()):
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
