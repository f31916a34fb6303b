"""Each type of question: what people type, what is kept, and what they are told when it cannot be right."""

import pytest
from tests.formkit.sample import TODAY, one_field

from openloket.formkit.value_text import Wrong
from openloket.formkit.values import is_blank, read


def answer(kind: str, raw: object, **keys: object) -> object:
    question = one_field(type=kind, **keys).field("vraag")
    assert question is not None
    return read(question, raw, TODAY)


def message(kind: str, raw: object, **keys: object) -> str:
    outcome = answer(kind, raw, **keys)
    assert isinstance(outcome, Wrong), outcome
    return " ".join(f"{part}: {text}" if part else text for part, text in outcome.mistakes)


def parts(day: str, month: str, year: str) -> dict[str, str]:
    return {"dag": day, "maand": month, "jaar": year}


OPTIONS = {"options": [{"value": value, "label": value.upper()} for value in ("a", "b", "c")]}
ADDRESS = {"postcode": "1234ab", "huisnummer": "12"}
FULL = {
    "postcode": "1234 AB",
    "huisnummer": "12",
    "huisletter": "",
    "toevoeging": "",
    "straat": "",
    "plaats": "",
}


@pytest.mark.parametrize(
    ("kind", "raw", "expected", "keys"),
    [
        ("text", "  Jan   de \n Vries ", "Jan de Vries", {}),
        ("text", "Rene\u0301", "Ren\u00e9", {}),
        ("text", "a\x00b\ud800c\u202ed\x1be\ufeff", "abcde", {}),
        ("text", 12, "12", {}),
        ("text", "ab1", "ab1", {"pattern": "[a-z]+[0-9]", "pattern_error": "Nee."}),
        ("text", "x" * 200, "x" * 200, {}),
        ("longtext", " een \r\ntwee\rdrie\x00\n\n", "een\ntwee\ndrie", {}),
        ("longtext", "\u0627\u0644\u0639", "\u0627\u0644\u0639", {}),
        ("email", " Jan@Voorbeeld.NL ", "Jan@voorbeeld.nl", {}),
        ("phone", "06-12 34 56 78", "+31612345678", {}),
        ("phone", "(030) 286 00 00", "+31302860000", {}),
        ("phone", "0032 2 555 12 12", "+3225551212", {}),
        ("phone", "+31612345678", "+31612345678", {}),
        ("date", parts("12", "05", "1980"), "1980-05-12", {}),
        ("date", parts(" 12 ", "Mei", "1980"), "1980-05-12", {}),
        ("date", parts("1", "mrt.", "2024"), "2024-03-01", {}),
        ("date", parts("29", "februari", "2024"), "2024-02-29", {}),
        ("date", "1980-05-12", "1980-05-12", {}),
        ("date", parts("1", "7", "2026"), "2026-07-01", {"earliest": "today", "latest": "today"}),
        ("number", "1.234", 1234, {}),
        ("number", " 7 ", 7, {}),
        ("number", 7, 7, {}),
        ("number", "-0", 0, {}),
        ("number", "-5", -5, {}),
        ("number", "12 meter", 12, {"unit": "meter"}),
        ("number", "2,5", "2.50", {"decimals": 2}),
        ("number", "2.5", "2.50", {"decimals": 2}),
        ("number", "1.234", "1.234", {"decimals": 3}),
        ("number", "12,0", 12, {}),
        ("money", "1.234,50", "1234.50", {}),
        ("money", "1234.50", "1234.50", {}),
        ("money", "1,234.50", "1234.50", {}),
        ("money", "€ 1.234", "1234.00", {}),
        ("money", "1.234.567,8 euro", "1234567.80", {}),
        ("money", "EUR 12,-", "12.00", {}),
        ("money", "0,5", "0.50", {}),
        ("money", "-0", "0.00", {}),
        ("choice", "b", "b", OPTIONS),
        ("choices", ["c", "a", "c"], ["a", "c"], OPTIONS),
        ("choices", "b", ["b"], OPTIONS),
        ("yesno", "ja", True, {}),
        ("yesno", "nee", False, {}),
        ("yesno", False, False, {}),
        ("file", ["x1", "x2", "x1"], ["x1", "x2"], {}),
        ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300", {}),
        ("iban", "BE68 5390 0754 7034", "BE68539007547034", {}),
        ("bsn", "1234.56.782", "123456782", {}),
        ("bsn", "12345672", "012345672", {}),
        ("kvk", "12 34 56 78", "12345678", {}),
        ("address", ADDRESS, FULL, {}),
        ("address", {**ADDRESS, "huisnummer": "12a"}, {**FULL, "huisletter": "A"}, {}),
        ("address", {**ADDRESS, "huisnummer": "12-3"}, {**FULL, "toevoeging": "3"}, {}),
        ("address", {**ADDRESS, "huisnummer": "12 bis"}, {**FULL, "toevoeging": "bis"}, {}),
        ("address", {**ADDRESS, "huisnummer": "12 a 3"}, {**FULL, "huisletter": "A", "toevoeging": "3"}, {}),
        ("address", {**ADDRESS, "straat": " Dorps  straat "}, {**FULL, "straat": "Dorps straat"}, {}),
    ],
)
def test_what_is_typed_and_what_is_kept(
    kind: str, raw: object, expected: object, keys: dict[str, object]
) -> None:
    value = answer(kind, raw, **keys)
    assert value == expected
    assert type(value) is type(expected)
    assert answer(kind, value, **keys) == expected


@pytest.mark.parametrize(
    ("kind", "raw", "expected", "keys"),
    [
        ("text", "x" * 201, "Uw tekst is te lang: 201 tekens. Gebruik niet meer dan 200 tekens.", {}),
        ("text", "abc", "Vul V-1234 in.", {"pattern": "V-[0-9]+", "pattern_error": "Vul V-1234 in."}),
        ("text", ["a"], "kunnen wij niet lezen", {}),
        ("longtext", "x" * 11, "te lang: 11 tekens", {"max_length": 10}),
        ("longtext", 3, "kunnen wij niet lezen", {}),
        ("email", "jan@", "naam@voorbeeld.nl", {}),
        ("email", "jan@localhost", "naam@voorbeeld.nl", {}),
        ("email", "a@b.nl, c@d.nl", "naam@voorbeeld.nl", {}),
        ("email", "x" * 300 + "@voorbeeld.nl", "naam@voorbeeld.nl", {}),
        ("phone", "12", "06 12345678", {}),
        ("phone", "bel mij", "06 12345678", {}),
        ("phone", "+999 12345678", "+32", {}),
        ("date", parts("31", "2", "2024"), "Deze datum bestaat niet. Vul een datum in zoals 1 7 2026.", {}),
        ("date", parts("1", "7", "26"), "Vul het jaar in met 4 cijfers", {}),
        ("date", parts("", "7", "2026"), "Vul ook de dag van de datum in", {}),
        ("date", parts("1", "", "2026"), "Vul ook de maand van de datum in", {}),
        ("date", parts("1", "7", ""), "Vul ook het jaar van de datum in", {}),
        ("date", parts("\u0661", "7", "2026"), "Deze datum bestaat niet", {}),
        ("date", parts("1", "7", "0000"), "Deze datum bestaat niet", {}),
        ("date", parts("2", "7", "2026"), "te laat. Vul 1 juli 2026 of eerder in.", {"latest": "today"}),
        ("date", parts("30", "6", "2026"), "te vroeg. Vul 1 juli 2026 of later in.", {"earliest": "today"}),
        ("date", "gisteren", "Deze datum bestaat niet", {}),
        ("date", 12, "kunnen wij niet lezen", {}),
        ("number", "twee", "bijvoorbeeld 3.", {}),
        ("number", "2,5", "Vul een heel getal in, zonder komma.", {}),
        ("number", "1,234", "niet meer dan 2 cijfers achter de komma", {"decimals": 2}),
        ("number", "1.23.4", "bijvoorbeeld 3.", {}),
        ("number", "1e5", "bijvoorbeeld 3.", {}),
        ("number", "9" * 40, "bijvoorbeeld 3.", {}),
        ("number", "\u0663", "bijvoorbeeld 3.", {}),
        ("number", "0", "Dit is te laag. Vul 1 of meer in.", {"min": 1}),
        ("number", "1001", "Dit is te hoog. Vul 1.000 meter of minder in.", {"max": 1000, "unit": "meter"}),
        ("money", "veel", "bijvoorbeeld 1.234,50", {}),
        ("money", "1,2,3.4", "bijvoorbeeld 1.234,50", {}),
        ("money", "12,505", "niet meer dan 2 cijfers", {}),
        ("money", "10,01", "Dit is te hoog. Vul € 10,00 of minder in.", {"max": 10}),
        ("choice", "d", "Kies een van de antwoorden bij “Wat is het?”.", OPTIONS),
        ("choice", ["a"], "Kies een van de antwoorden", OPTIONS),
        ("choices", ["a", "z"], "Kies uit de antwoorden", OPTIONS),
        ("choices", [{"a": 1}], "Kies uit de antwoorden", OPTIONS),
        ("choices", ["a"], "Kies minstens 2 antwoorden", {**OPTIONS, "min_choices": 2}),
        ("choices", ["a", "b"], "Kies niet meer dan 1", {**OPTIONS, "max_choices": 1}),
        ("yesno", "misschien", "Kies ja of nee", {}),
        ("yesno", 1, "Kies ja of nee", {}),
        ("file", ["../x"], "kunnen wij niet vinden", {}),
        ("file", [3], "kunnen wij niet vinden", {}),
        ("file", [f"x{n}" for n in range(6)], "Voeg er niet meer dan 5 toe", {}),
        ("iban", "NL91ABNA0417164301", "klopt niet. Kijk op uw bankpas", {}),
        ("iban", "XX", "klopt niet", {}),
        ("bsn", "123456789", "Dit burgerservicenummer klopt niet", {}),
        ("bsn", "000000000", "Dit burgerservicenummer klopt niet", {}),
        ("bsn", "1234567", "heeft 9 cijfers", {}),
        ("bsn", "\u0661" * 9, "heeft 9 cijfers", {}),
        ("kvk", "1234567", "heeft 8 cijfers", {}),
        ("address", {"postcode": "0123 AB", "huisnummer": "1"}, "postcode: Deze postcode klopt niet", {}),
        ("address", {"postcode": "1234 SS", "huisnummer": "1"}, "postcode: Deze postcode klopt niet", {}),
        ("address", {"postcode": "1234 AB"}, "huisnummer: Vul het huisnummer in", {}),
        ("address", {**ADDRESS, "huisnummer": "naast de kerk"}, "huisnummer: Vul als huisnummer", {}),
        (
            "address",
            {**ADDRESS, "huisnummer": "12a", "huisletter": "B"},
            "huisnummer: Vul als huisnummer",
            {},
        ),
        ("address", {**ADDRESS, "huisletter": "AB"}, "huisletter: Vul als huisletter één letter", {}),
        ("address", {**ADDRESS, "toevoeging": "x" * 11}, "toevoeging: Vul als toevoeging", {}),
        ("address", {**ADDRESS, "plaats": "x" * 81}, "plaats: Dit is te lang", {}),
        ("address", "Dorpsstraat 1", "kunnen wij niet lezen", {}),
    ],
)
def test_what_cannot_be_right_is_said_in_plain_words(
    kind: str, raw: object, expected: str, keys: dict[str, object]
) -> None:
    assert expected in message(kind, raw, **keys)


EMPTY = [
    ("text", ""),
    ("longtext", " \n"),
    ("email", " "),
    ("phone", ""),
    ("date", parts("", "", "")),
    ("number", ""),
]
EMPTY += [
    ("money", ""),
    ("choice", ""),
    ("choices", []),
    ("yesno", ""),
    ("file", []),
    ("iban", ""),
    ("bsn", ""),
]
EMPTY += [("kvk", ""), ("address", dict.fromkeys(FULL, ""))]


@pytest.mark.parametrize(("kind", "raw"), EMPTY)
def test_nothing_is_an_answer_only_where_the_question_is_optional(kind: str, raw: object) -> None:
    keys = OPTIONS if kind in ("choice", "choices") else {}
    assert is_blank(raw)
    for empty in (raw, None):
        assert answer(kind, empty, **keys) is None
        assert message(kind, empty, basis="Awb 4:2", **keys)


def test_what_is_missing_is_asked_for_in_the_words_of_the_question() -> None:
    required = {"basis": "Awb 4:2"}
    assert message("text", "", **required) == "Vul een antwoord in bij “Wat is het?”."
    birth = {**required, "key": "geboortedatum", "label": "Wat is uw geboortedatum?"}
    question = one_field(type="date", **birth).field("geboortedatum")
    assert question is not None
    outcome = read(question, None, TODAY)
    assert outcome == Wrong((("", "Vul uw geboortedatum in, bijvoorbeeld 12 5 1980."),))
    assert message("address", None, **required) == (
        "postcode: Vul de postcode in, bijvoorbeeld 1234 AB. "
        "huisnummer: Vul het huisnummer in, bijvoorbeeld 12."
    )


def test_false_and_zero_are_not_blank() -> None:
    assert not is_blank(False)
    assert not is_blank(0)
    assert is_blank({"a": [None, "  "]})
