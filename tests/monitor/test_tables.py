"""Filled-in templates: every fault says which line, which column and what to do."""

import csv
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.monitor.sources.saved import NotATable, lines_of
from openloket.monitor.sources.table import Fault, Line, read, written
from openloket.monitor.sources.templates import TEMPLATES, Kind

OBSERVATIONS = TEMPLATES[Kind.OBSERVATIONS]
HEADING = "gemeente,product,doelgroep,kanaal,bron,gezien_op,door,reden"
GOOD = "GM0014,paspoort,inwoner,online formulier,gemeten,2026-03-02,Bureau,Er is een formulier."


def lines(*rows: str, heading: str = HEADING) -> list[Line | Fault]:
    return list(read([f"{one}\n" for one in (heading, *rows)], OBSERVATIONS))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_template_can_be_imported_as_it_is(kind: Kind) -> None:
    text = written(TEMPLATES[kind])
    [line] = read(text.splitlines(keepends=True), TEMPLATES[kind])
    assert isinstance(line, Line)


def test_a_good_line_is_read() -> None:
    [line] = lines(GOOD)
    assert isinstance(line, Line)
    assert (line.place, line.values["gemeente"]) == (2, "GM0014")
    assert str(line.values["gezien_op"]) == "2026-03-02 11:00:00+00:00"


def test_semicolons_a_byte_order_mark_and_line_breaks_in_cells_are_read() -> None:
    heading = "\ufeff" + HEADING.replace(",", ";")
    good = 'GM0014;paspoort;Inwoner;E-mail;gemeten;2026-03-02;Bureau;"Een\nreden"'
    text = f"{heading}\n{good}\n\n;;;\n{'x;' * 7}x\n"
    found = list(read(text.splitlines(keepends=True), OBSERVATIONS))
    assert isinstance(found[0], Line)
    assert found[0].values["reden"] == "Een\nreden"
    assert [one.place for one in found] == [3, 6]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("paspoort", ""), "product is leeg. Hier hoort: uniforme productnaam, of de term uit de UPL."),
        (
            ("2026-03-02", "2 maart"),
            "gezien_op: ‘2 maart’ is geen dag. Schrijf 2026-03-02 of 2026-03-02T10:15.",
        ),
        (("inwoner", "iedereen"), "doelgroep: ‘iedereen’ is geen keuze. Kies uit: inwoner, ondernemer."),
        (("Bureau", "x" * 121), "door: dit is te lang: 121 tekens. Er passen er 120."),
        (("Er is", "Er,is,een,komma,te,veel,en,nog,een,en,nog,een"), "er zijn meer cellen dan kolommen."),
        (("paspoort", "pas\0poort"), "er staat een onleesbaar teken in."),
    ],
)
def test_a_fault_says_what_to_do(change: tuple[str, str], message: str) -> None:
    [fault] = lines(GOOD.replace(*change))
    assert isinstance(fault, Fault)
    assert str(fault).startswith(f"regel 2: {message}")


def test_a_wrong_heading_is_one_fault_and_no_more() -> None:
    [missing, strange] = lines(GOOD, heading="gemeente,product,kleur")
    assert "de kolommen ‘doelgroep’, ‘kanaal’, ‘bron’" in str(missing)
    assert "de kolom ‘kleur’ is onbekend" in str(strange)


@pytest.mark.parametrize("rows", [[""], [], [HEADING], [HEADING, ",,,", ""]])
def test_an_empty_table_is_a_fault(rows: list[str]) -> None:
    [fault] = read([f"{one}\n" for one in rows], OBSERVATIONS)
    assert str(fault).startswith("Er staat niets in deze tabel.")


def test_a_cell_too_many_is_a_fault_though_a_column_was_left_out() -> None:
    """Else the half of a reason behind a comma would be gone, and nobody would know."""
    [fault, line] = lines(GOOD.replace("Er is", "Kijk, er is"), GOOD + ",,")
    assert "meer cellen dan kolommen" in str(fault)
    assert isinstance(line, Line)


def as_saved(text: str, code: str, mark: bytes = b"") -> list[Line | Fault]:
    return list(read(lines_of(mark + text.encode(code)), OBSERVATIONS))


@pytest.mark.parametrize(
    ("code", "mark", "between"),
    [
        ("utf-8", b"", ";"),
        ("utf-8", b"\xef\xbb\xbf", ";"),
        ("cp1252", b"", ";"),
        ("utf-16-le", b"\xff\xfe", "\t"),
        ("utf-16-be", b"\xfe\xff", "\t"),
    ],
)
def test_what_a_spreadsheet_saves_is_read(code: str, mark: bytes, between: str) -> None:
    row = GOOD.replace("Bureau", "Enquête Súdwest-Fryslân").replace("2026-03-02", "2-3-2026 9:05")
    text = "\r\n".join(["", f"sep={between}", *(one.replace(",", between) for one in (HEADING, row)), ""])
    [line] = as_saved(text, code, mark)
    assert isinstance(line, Line)
    assert line.place == 4
    assert line.values["door"] == "Enquête Súdwest-Fryslân"
    assert str(line.values["gezien_op"]) == "2026-03-02 08:05:00+00:00"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04" + bytes(40), "Excel of LibreOffice"),
        (b"\xd0\xcf\x11\xe0", "oud werkblad"),
        (b"%PDF-1.7", "een PDF"),
        (bytes(range(256)), "geen tabel met tekst"),
    ],
)
def test_what_is_no_table_is_told_so(content: bytes, what: str) -> None:
    with pytest.raises(NotATable, match=what):
        list(lines_of(content))


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_or_say_why_not(content: bytes) -> None:
    with suppress(NotATable, csv.Error):
        assert list(read(lines_of(content), OBSERVATIONS))
