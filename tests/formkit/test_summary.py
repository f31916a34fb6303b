"""The copy a person gets: every question put, every answer in words."""

from dataclasses import dataclass

import pytest
from tests.formkit.sample import ANSWERS, form

from openloket.formkit.summary import SummaryRow, contact, summary
from openloket.formkit.wording import euro, listed, size


@dataclass(frozen=True)
class Upload:
    name: str
    size: int


FILES = {"bijlage-1": Upload("plan van aanpak.pdf", 1_234_567)}


def rows(answers: dict[str, object]) -> dict[str, SummaryRow]:
    return {row.key: row for step in summary(form(), answers, FILES) for row in step.rows}


def test_each_answer_in_words() -> None:
    found = {key: row.lines for key, row in rows(ANSWERS).items()}
    assert found == {
        "naam": ("Fatma de Vries",),
        "geboortedatum": ("12 mei 1980",),
        "bsn": ("123456782",),
        "adres": ("1234 AB 12A-3, Dorpsstraat, Duinstede",),
        "email": ("fatma@voorbeeld.nl",),
        "telefoon": ("06 12345678",),
        "soort": ("Een wijziging",),
        "nummer": ("V-1234",),
        "wensen": ("Een bord", "Een hek"),
        "hekhoogte": ("1,20 meter",),
        "aantal": ("1.200",),
        "kosten": ("€ 1.234,50",),
        "toelichting": ("Regel een", "Regel twee"),
        "plan": ("plan van aanpak.pdf (1,2 MB)",),
        "heeft_kinderen": ("Ja",),
        "kinderen.0.naam": ("Sem",),
        "kinderen.0.op_school": ("Ja",),
        "kinderen.0.school": ("De Regenboog",),
        "kinderen.1.naam": ("Noor",),
        "kinderen.1.op_school": ("Nee",),
        "iban": ("NL91 ABNA 0417 1643 00",),
    }
    assert rows(ANSWERS)["kinderen.1.naam"].item == "Kind 2"


def test_pages_and_questions_that_were_not_put_are_absent() -> None:
    pages = summary(form(), {**ANSWERS, "aantal": 1, "soort": "nieuw"}, FILES)
    assert [page.key for page in pages] == ["over-u", "aanvraag", "geld"]
    assert pages[0].title == "Over u"
    assert "nummer" not in {row.key for page in pages for row in page.rows}


def test_a_question_left_open_is_shown_as_such() -> None:
    row = rows({key: value for key, value in ANSWERS.items() if key != "kosten"})["kosten"]
    assert (row.lines, row.is_answered, row.is_optional) == (("Niet ingevuld",), False, True)
    assert rows({"heeft_kinderen": True, "aantal": 3})["kinderen"].lines == ("Niet ingevuld",)
    assert rows(ANSWERS)["naam"].is_answered


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("geboortedatum", {"dag": "31", "maand": "2", "jaar": "1980"}, "31 2 1980"),
        ("geboortedatum", "eergisteren", "eergisteren"),
        ("kosten", "veel", "veel"),
        ("aantal", "drie", "drie"),
        ("soort", "anders", "anders"),
        ("adres", "ergens", "ergens"),
        ("plan", ["weg"], "weg"),
    ],
)
def test_text_that_is_not_right_yet_is_shown_as_typed(key: str, typed: object, expected: str) -> None:
    assert rows({**ANSWERS, key: typed})[key].lines == (expected,)


def test_contact_is_the_email_address_or_nothing() -> None:
    assert contact(form(), ANSWERS) == "fatma@voorbeeld.nl"
    assert contact(form(), {**ANSWERS, "email": None}) is None


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (999_400, "999 kB"),
        (999_500, "1,0 MB"),
        (12_340_000, "12,3 MB"),
    ],
)
def test_sizes(count: int, expected: str) -> None:
    assert size(count) == expected


def test_amounts_and_lists() -> None:
    assert euro("-1234567.8") == "€ -1.234.567,80"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b of c"
