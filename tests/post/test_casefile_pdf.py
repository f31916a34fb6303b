"""The pages of a case file: accessible PDFs in volumes, of which the first tells what is in the others."""

import io
from datetime import UTC, datetime

from pypdf import PdfReader

from openloket.post.casefile_pdf.render import LARGEST_VOLUME, Front, Part, render_volumes
from openloket.post.letter_pdf.render import blocks_of

FRONT = Front(
    "Duinstede", "#004488", "DUI-1", "Parkeervergunning", "vandaag", datetime(2026, 3, 4, tzinfo=UTC)
)


def parts(messages: int) -> list[Part]:
    """A case file with so many messages of some thousand characters."""
    words = tuple(blocks_of("ONS BESLUIT\n\nU krijgt het. " + "Lees dit goed. " * 600))
    shown = [Part("chapter", "1. Wat dit is"), Part("text", lines=("Dit is een dossier.",))]
    shown.append(Part("chapter", "4. Verstuurde berichten"))
    for number in range(messages):
        shown.append(Part("heading", f"Bericht {number}. Besluit"))
        shown.append(Part("rows", head=("Wat", "Gegeven"), rows=(("Aan", "a@b.example"), ("Hoe", "e-mail"))))
        shown.append(Part("words", blocks=words))
    shown.append(Part("list", lines=("een", "twee")))
    shown.append(Part("table", head=("Nummer", "Wanneer", "Feit"), rows=(("1", "nu", "message.read"),)))
    return shown


def test_a_small_one_is_one_document_and_made_twice_the_same() -> None:
    once, twice = list(render_volumes(FRONT, parts(1))), list(render_volumes(FRONT, parts(1)))
    assert [one.number for one in once] == [1]
    assert once[0].content.startswith(b"%PDF-")
    assert once == twice


def test_a_large_one_is_cut_in_volumes_with_the_first_made_last() -> None:
    assert sum(one.weight for one in parts(20)) > LARGEST_VOLUME
    assert [one.number for one in render_volumes(FRONT, parts(20))] == [2, 1]


def test_one_endless_table_does_not_make_one_endless_document() -> None:
    rows = tuple((str(number), "message.handed_over " * 5) for number in range(1500))
    endless = [Part("chapter", "9. Bewijs"), Part("table", head=("Nummer", "Feit"), rows=rows)]
    assert len(list(render_volumes(FRONT, endless))) > 1


def test_what_is_copied_out_of_the_page_is_what_stood_there() -> None:
    """A web address, a hash or the command to check with: no signs without width are among it."""
    address = "https://duinstede.example/ontvangst/" + "a1B2c3" * 12
    shown = [Part("chapter", "1. Wat dit is"), Part("text", lines=(address,))]
    shown.append(Part("rows", head=("Wat", "Gegeven"), rows=(("Vingerafdruk", "0f" * 32),)))
    shown.append(Part("text", lines=("x" * 4000,)))
    [volume] = render_volumes(FRONT, shown)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(volume.content)).pages)
    assert "\u200b" not in text
    assert address in text.replace("\n", "")
    assert "0f" * 32 in text.replace("\n", "")
    assert max(line.count("x") for line in text.splitlines()) < 150, "and it stays within the page"


def test_thousands_of_long_words_are_set_as_well() -> None:
    hostile = " ".join(["a" * 40] * 5000)
    assert list(render_volumes(FRONT, [Part("chapter", "1. Wat dit is"), Part("text", lines=(hostile,))]))
