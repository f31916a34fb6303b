"""The receipt PDF: accessible, complete, literal, with its proof inside and sealed as a whole."""

import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.evidence.receipts import KEY, OTHER_KEY, authority, parts

from openloket.evidence.pdfseal import SealState, attached_proof, open_seal, seal_pdf
from openloket.evidence.verify import State, Verdict, verify_file
from openloket.post import typesetting
from openloket.post.glyphs import LATIN, SHOWN, showable
from openloket.post.receipt_pdf import render
from openloket.post.receipt_pdf.render import (
    AttachmentView,
    ContactView,
    ReceiptView,
    RowView,
    StepView,
    WhyView,
    render_receipt_pdf,
)
from openloket.post.typesetting import UnableToTypesetError, contrast_on_white, readable_colour

VIEW = ReceiptView(
    copy_title="Wat u hebt ingevuld",
    organisation="Gemeente Duinstede",
    colour="#1b5e8c",
    reference="DUI-2026-7KF3-Q9",
    received_at="woensdag 4 maart 2026 om 13:05:07 uur",
    product="Parkeervergunning aanvragen",
    steps=(
        StepView(
            "Uw gegevens",
            (RowView("Wat is uw naam?", ("Noor van der Velden",)), RowView("Wat is uw telefoonnummer?", ())),
        ),
    ),
    attachments=(AttachmentView("kaart.jpg", "1,2 MB", "3f5a" * 16),),
    after=("Wij kijken of uw aanvraag compleet is.",),
    last_day="donderdag 30 april 2026",
    why=(WhyView("Voor dit besluit hebben wij acht weken.", "Awb 4:13 lid 2"),),
    contact=(ContactView("Telefoon", "14 0123"),),
    help_text="Lukt het niet alleen? Bel ons of kom langs.",
    proof_state="De ontvangst is ondertekend en staat in ons logboek.",
    verify_url="https://loket.example/controleren",
    verify_command="openloket verify DUI-2026-7KF3-Q9.pdf --key sleutel.pem",
    made_at=datetime(2026, 3, 4, 12, 5, 7, tzinfo=UTC),
)
PROOF = parts().file()


def with_answer(*lines: str) -> ReceiptView:
    return replace(VIEW, steps=(StepView("Vragen", (RowView("Vraag", lines),)),))


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """All words of the document, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return seal_pdf(render_receipt_pdf(VIEW, PROOF), KEY)


def test_it_is_tagged_titled_and_in_dutch(pdf: bytes) -> None:
    root: Any = read(pdf).trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    info: Any = read(pdf).metadata
    assert info.title == "Ontvangstbewijs DUI-2026-7KF3-Q9"
    assert info.author == "Gemeente Duinstede"
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Link"} <= set(tags(root["/StructTreeRoot"]))


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


def test_all_fonts_are_embedded(pdf: bytes) -> None:
    fonts = [
        descendant.get_object()["/FontDescriptor"]
        for page in read(pdf).pages
        for font in page["/Resources"]["/Font"].values()
        for descendant in font.get_object()["/DescendantFonts"]
    ]
    assert fonts
    assert all(font.keys() & {"/FontFile2", "/FontFile3"} for font in fonts)


def test_everything_a_person_needs_stands_in_it(pdf: bytes) -> None:
    text = text_of(pdf)
    for expected in (
        "Ontvangstbewijs",
        VIEW.organisation,
        VIEW.reference,
        VIEW.received_at,
        VIEW.product,
        "Noor van der Velden",
        "niet ingevuld",
        "kaart.jpg",
        "1,2 MB",
        "3f5a3f5a3f5a3f5a…",
        "Wat gebeurt er nu en wanneer?",
        VIEW.after[0],
        VIEW.last_day,
        "Awb 4:13 lid 2",
        "14 0123",
        VIEW.help_text,
        "Dit bewijst alleen de ontvangst.",
        VIEW.proof_state,
        VIEW.verify_url,
        VIEW.verify_command,
    ):
        assert expected in text, expected


def test_without_term_attachments_or_contact_it_leaves_those_out() -> None:
    bare = replace(VIEW, last_day="", why=(), attachments=(), contact=(), after=(), help_text="")
    text = text_of(render_receipt_pdf(bare, PROOF))
    assert "uiterlijk" not in text
    assert "bijlagen" not in text
    assert VIEW.reference in text


def test_the_proof_is_attached_for_any_pdf_program_and_for_our_own_check(pdf: bytes) -> None:
    assert dict(read(pdf).attachments) == {"bewijs.json": [PROOF]}
    assert attached_proof(pdf) == PROOF


def test_the_sealed_pdf_is_proved(pdf: bytes) -> None:
    report = verify_file(pdf, [OTHER_KEY.public, KEY.public], [authority().root])
    assert report.verdict is Verdict.TIMESTAMPED
    assert next(check for check in report.checks if check.name == "pdf-seal").state is State.OK


def test_any_flipped_byte_in_the_pdf_is_noticed(pdf: bytes) -> None:
    rng = random.Random(2026)
    places = [*range(12), *range(len(pdf) - 140, len(pdf)), *rng.sample(range(len(pdf)), 600)]
    for place in places:
        flipped = bytearray(pdf)
        flipped[place] ^= 1 << rng.randrange(8)
        report = verify_file(bytes(flipped), [KEY.public], [authority().root])
        assert report.failed, f"byte {place} of {len(pdf)}"
        assert {"pdf-seal", "file"} & set(report.failed)


@pytest.mark.parametrize(
    "change", [lambda p: p[:-1], lambda p: p + b"\n", lambda p: p + b"%%EOF", lambda p: p + p]
)
def test_a_pdf_that_was_saved_again_is_noticed(pdf: bytes, change: Any) -> None:
    report = verify_file(change(pdf), [KEY.public], [authority().root])
    assert "pdf-seal" in report.failed


def test_a_strange_key_does_not_open_the_seal(pdf: bytes) -> None:
    assert open_seal(pdf, [OTHER_KEY.public]).state is SealState.UNKNOWN_KEY
    forged = seal_pdf(pdf[:-120], OTHER_KEY)
    assert open_seal(forged, [OTHER_KEY.public]).state is SealState.INTACT
    assert "pdf-seal" in verify_file(forged, [KEY.public]).failed


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        "*geen vet* _geen schuin_ $x^2$ @verwijzing `code` = kop",
        '#read("/etc/passwd") #eval("1+1")',
        "<script>alert(1)</script> <label>",
        '"] } #let view = none /* // \\u{41} \\n',
        "https://loket.example/#anker --- -- ...",
    ],
)
def test_what_a_person_types_appears_literally(hostile: str) -> None:
    everywhere = replace(
        with_answer(hostile),
        organisation=hostile,
        product=hostile,
        after=(hostile,),
        why=(WhyView(hostile, hostile),),
        attachments=(AttachmentView(hostile, hostile, "0" * 64),),
        contact=(ContactView(hostile, hostile),),
        help_text=hostile,
        proof_state=hostile,
    )
    # The extraction loses spaces where lines wrap, so compare without any.
    text = "".join(text_of(render_receipt_pdf(everywhere, PROOF)).split())
    assert text.count("".join(hostile.split())) >= 10


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Şükrü Łukasz Ŵyn Ĳsbrand Ünal", "Şükrü Łukasz Ŵyn Ĳsbrand Ünal"),
        ("cafe\u0301", "café"),
        ("een\u00a0twee\tdrie\u202fvier", "een twee drie vier"),
        ("blij 😀 汉", "blij [U+1F600] [U+6C49]"),
        ("om\u202edraai\u200b\ufeff", "omdraai"),
        ("nul\x00\x1b[31m", "nul[U+0000][U+001B][31m"),
        ("half \ud83d", "half [U+D83D]"),
        ("één\r\ntwee\u2028drie", "één twee drie"),
    ],
)
def test_signs_outside_the_font_are_shown_by_their_number(typed: str, shown: str) -> None:
    text = text_of(render_receipt_pdf(with_answer(typed), PROOF))
    assert shown in text
    assert ("Sommige tekens kan deze PDF niet tonen" in text) == ("[U+" in shown)


def test_every_sign_that_counts_as_shown_can_be_shown() -> None:
    """Guards the measured ranges when the compiler or its font changes."""
    signs = [chr(point) for point in range(0x20, 0x3000) if not SHOWN.match(chr(point))]
    assert len(signs) > 1400
    for style in ("product", "reference", "help_text", "organisation"):
        view = replace(with_answer(" ".join(signs)), **{style: " ".join(signs)})
        given = typesetting.inputs(asdict(view), VIEW.made_at, SHOWN) | {"proof": PROOF.decode()}
        assert typesetting._compile(render._TEMPLATE, given, VIEW.made_at)


def test_random_mixes_of_scripts_always_give_a_receipt() -> None:
    rng = random.Random(17)
    pools = [(0x20, 0x250), (0x300, 0x370), (0x590, 0x700), (0x900, 0xE80), (0x2000, 0x2800)]
    for _ in range(40):
        mixed = "".join(chr(rng.randrange(*rng.choice(pools))) for _ in range(60))
        assert render_receipt_pdf(with_answer(mixed), PROOF).startswith(b"%PDF-")


def test_when_the_compiler_crashes_fewer_signs_are_shown_rather_than_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crash = type("PanicException", (BaseException,), {})
    real = typesetting._compiler(render._TEMPLATE)
    calls: list[str] = []

    class Fragile:
        @staticmethod
        def compile(**options: Any) -> Any:
            calls.append(options["sys_inputs"]["view"])
            if "Ж" in calls[-1]:
                raise crash("boom")
            return real.compile(**options)

    fragile: Any = lambda template: Fragile  # noqa: E731 -- needs a cache_clear like the function it stands for
    fragile.cache_clear = lambda: None
    monkeypatch.setattr(typesetting, "_compiler", fragile)
    assert "[U+0416]ito" in text_of(render_receipt_pdf(with_answer("Жito"), PROOF))
    assert len(calls) == 2


def test_long_words_and_many_rows_run_on_to_next_pages() -> None:
    steps = tuple(
        StepView(f"Stap {number}", tuple(RowView("v" * 300, ("x" * 4000, "kort")) for _ in range(4)))
        for number in range(5)
    )
    pdf = render_receipt_pdf(replace(VIEW, steps=steps), PROOF)
    pages = read(pdf).pages
    assert len(pages) > 5
    assert f"bladzijde 2 van {len(pages)}" in " ".join(pages[1].extract_text().split())


def test_the_same_receipt_gives_the_same_bytes() -> None:
    assert render_receipt_pdf(VIEW, PROOF) == render_receipt_pdf(VIEW, PROOF)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#1b5e8c", "#1b5e8c"), ("#000000", "#000000"), ("#FFFF00", None), ("#ffffff", None)],
)
def test_a_light_colour_is_darkened_until_it_can_be_read(colour: str, expected: str | None) -> None:
    found = readable_colour(colour)
    parts_of = [int(found[start : start + 2], 16) for start in (1, 3, 5)]
    assert contrast_on_white(parts_of) >= 4.5
    assert expected in (None, found)


def test_known_contrasts() -> None:
    assert contrast_on_white([0, 0, 0]) == pytest.approx(21)
    assert contrast_on_white([0x76, 0x76, 0x76]) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "rgb(0,0,0)", '#111111")'])
def test_something_that_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        render_receipt_pdf(replace(VIEW, colour=colour), PROOF)


def test_a_receipt_without_title_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the compiler refuses for good is told, not hidden."""
    monkeypatch.setattr(typesetting, "inputs", lambda *_: {"view": "{}", "proof": "{}"})
    with pytest.raises(UnableToTypesetError, match="colour"):
        render_receipt_pdf(VIEW, PROOF)


def test_latin_is_the_smaller_set() -> None:
    assert showable("Ж", LATIN) == ("[U+0416]", True)
    assert showable("é\n", LATIN) == ("é\n", False)
