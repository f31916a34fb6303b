"""The letter as PDF: accessible, literal, with the address where a window envelope shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from openloket.post.letter_pdf.render import Block, LetterView, blocks_of, render_letter_pdf

VIEW = LetterView(
    organisation="Gemeente Duinstede",
    colour="#1b5e8c",
    sender="Raadhuisplein 1, 1234 AB Duinstede",
    to_lines=("Jan Jansen", "Dorpsweg 12A", "1234 AB  Duinstede"),
    reference="DUI-2026-123-456-789",
    written_on="maandag 2 maart 2026",
    subject_line="Vul uw bericht aan (DUI-2026-123-456-789)",
    text="Wij missen nog iets\nParkeren\n\nWAT ONTBREEKT ER?\n- een foto\n- uw handtekening\n\nBel ons.\n",
    made_at=datetime(2026, 3, 2, 9, 15, tzinfo=UTC),
)
_MM = 72 / 25.4


def read(view: LetterView) -> PdfReader:
    return PdfReader(BytesIO(render_letter_pdf(view)), strict=True)


def text_of(view: LetterView) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(view).pages).split())


def tags(node: Any) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def test_it_is_tagged_titled_and_in_dutch() -> None:
    reader = read(VIEW)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == VIEW.subject_line
    assert {"/H1", "/H2", "/L", "/P"} <= set(tags(root["/StructTreeRoot"]))


def test_all_of_the_message_stands_in_it() -> None:
    text = text_of(VIEW)
    for expected in (
        VIEW.organisation, *(line.replace("  ", " ") for line in VIEW.to_lines), VIEW.reference,
        VIEW.written_on, VIEW.subject_line, "Wij missen nog iets", "WAT ONTBREEKT ER?", "een foto",
        "Bel ons.", "bladzijde 1 van 1",
    ):  # fmt: skip
        assert expected in text, expected


def test_the_address_stands_in_the_window() -> None:
    """Between 40 and 80 mm below the top, and at the left: where the window of a Dutch envelope is."""
    found: dict[str, tuple[float, float]] = {}

    def look(text: str, place: list[float], *_: Any) -> None:
        if text.strip() in VIEW.to_lines:
            found[text.strip()] = (place[4] / _MM, 297 - place[5] / _MM)

    page = read(VIEW).pages[0]
    page.extract_text(visitor_text=look)
    assert list(found) == list(VIEW.to_lines)
    for left, top in found.values():
        assert 20 <= left <= 30
        assert 40 <= top <= 80


@pytest.mark.parametrize("hostile", ['#panic("x")', "*vet* $x$ `code`", '"] } #let view = none // \\u{41}'])
def test_what_was_typed_appears_literally(hostile: str) -> None:
    view = replace(VIEW, text=f"- {hostile}\n{hostile}", to_lines=(hostile,), subject_line=hostile)
    assert "".join(text_of(view).split()).count("".join(hostile.split())) >= 4


def test_signs_outside_the_font_are_shown_by_their_number() -> None:
    text = text_of(replace(VIEW, text="blij 😀"))
    assert "[U+1F600]" in text
    assert "Sommige tekens kan deze brief niet tonen" in text


def test_a_long_letter_runs_on_to_next_pages() -> None:
    long = replace(VIEW, text="\n\n".join(["x" * 300 + " woord " * 60] * 30))
    assert len(read(long).pages) > 2


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render_letter_pdf(VIEW) == render_letter_pdf(VIEW)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("a\nb\n\nc", [Block("paragraph", ("a", "b")), Block("paragraph", ("c",))]),
        ("KOP\n", [Block("paragraph", ("KOP",))]),
        ("EEN KOP\nNOG EEN\ntekst", [
            Block("heading", ("EEN KOP",)), Block("heading", ("NOG EEN",)), Block("paragraph", ("tekst",)),
        ]),
        ("DUI-2026-ABCD", [Block("paragraph", ("DUI-2026-ABCD",))]),
        ("tekst\n- een\n- twee\nslot", [
            Block("paragraph", ("tekst",)), Block("list", ("een", "twee")), Block("paragraph", ("slot",)),
        ]),
        ("- vraag\n  antwoord\n- twee", [Block("list", ("vraag\nantwoord", "twee"))]),
    ],
)  # fmt: skip
def test_the_parts_of_a_message(text: str, blocks: list[Block]) -> None:
    assert list(blocks_of(text)) == blocks
