"""The PDF of a decision: tagged, complete, literal, with its exact content inside."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from openloket.evidence.canonical import canonical, sha256_hex
from openloket.post.besluit_pdf.render import BesluitView, PartView, render_besluit_pdf

CONTENT = canonical({"title": "Geen vergunning 🚗", "salt": "ab"})
VIEW = BesluitView(
    organisation="Gemeente Duinstede",
    colour="#1b5e8c",
    reference="DUI-2026-7KF-3Q9-XM2",
    title="U krijgt niet wat u vroeg: Parkeervergunning",
    decided_on="maandag 2 maart 2026",
    authority="college van Duinstede",
    signed_by="Anja de Wit",
    parts=(PartView("Ons besluit", ("U krijgt geen vergunning.", "Uw straat ligt erbuiten.")),),
    remedy=("U kunt bezwaar maken.", "Doe dat binnen 6 weken."),
    made_known="per brief op dinsdag 3 maart 2026",
    last_day="dinsdag 14 april 2026",
    last_day_label="Bezwaar maken tot en met",
    contact="Bel 14 0123 of mail info@duinstede.example.",
    sha256=sha256_hex(CONTENT),
    made_at=datetime(2026, 3, 2, 9, 15, tzinfo=UTC),
)


def read(view: BesluitView) -> PdfReader:
    return PdfReader(BytesIO(render_besluit_pdf(view, CONTENT)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_it_says_that_it_is_pdf_ua_and_is_tagged_in_dutch() -> None:
    reader = read(VIEW)
    root = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == VIEW.title


def test_every_word_is_in_it() -> None:
    text = text_of(read(VIEW))
    for part in (
        VIEW.reference, VIEW.title, VIEW.decided_on, VIEW.authority, VIEW.signed_by, VIEW.made_known,
        VIEW.last_day, VIEW.last_day_label, *VIEW.remedy, *VIEW.parts[0].paragraphs,
        "Bent u het niet eens met dit besluit?", VIEW.sha256,
    ):  # fmt: skip
        assert part in text


def test_before_it_is_made_known_no_day_is_named() -> None:
    text = text_of(read(replace(VIEW, made_known="", last_day="")))
    assert "Bekendgemaakt" not in text
    assert VIEW.last_day_label not in text


def test_the_exact_content_is_attached() -> None:
    [attached] = read(VIEW).attachments["besluit.json"]
    assert attached == CONTENT


@pytest.mark.parametrize("typed", ["#panic()", "$x$ *vet* _schuin_", "<b>", "]#[", "x" * 300, "日本語 🚗"])
def test_what_somebody_typed_is_only_shown(typed: str) -> None:
    text = text_of(read(replace(VIEW, parts=(PartView("Ons besluit", (typed,)),))))
    shown = typed if typed.isascii() else "[U+1F697]"
    assert shown.replace(" ", "") in text.replace(" ", "").replace("\u200b", "")


def test_the_same_decision_gives_the_same_bytes() -> None:
    assert render_besluit_pdf(VIEW, CONTENT) == render_besluit_pdf(VIEW, CONTENT)
