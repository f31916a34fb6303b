"""The shared library: every product and form is sound, lawful, complete, and can be filled in to the end."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.library.walk import all_keys, every_branch, walk

from openloket.formkit.definition import Field, FileField, Form, GroupField
from openloket.formkit.load import parse
from openloket.formkit.summary import contact
from openloket.formkit.validate import validate_all
from openloket.law.formulier import vraag_toegestaan
from openloket.law.kalender import Kalender
from openloket.offer.terms import term_of
from openloket.web.portal.item_buttons import BUTTONS

LIBRARY = Path(__file__).resolve().parents[2] / "src" / "openloket" / "library"
UPL = Path(__file__).resolve().parents[3] / "shared" / "data" / "02-upl" / "upl-producten.csv"
TODAY = date(2026, 3, 2)
RECEIVED = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)

FORMS = sorted(path.stem for path in (LIBRARY / "forms").glob("*.yaml"))
PRODUCTS = sorted(path.stem for path in (LIBRARY / "products").glob("*.yaml"))

PROMISED = {
    "evenementenvergunning", "geboorteaangifte", "leerlingenvervoer", "bezwaar", "klacht",
    "parkeervergunning", "gehandicaptenparkeerkaart", "bijzondere-bijstand", "wmo-melding",
    "horeca-alcoholvergunning", "woo-verzoek", "verhuizing",
}  # fmt: skip
THEMES = {
    "Parkeren en verkeer", "Burgerzaken", "Zorg en welzijn", "Werk en inkomen", "Ondernemen en evenementen",
    "Wonen en omgeving", "Contact met de gemeente", "Jeugd en onderwijs",
}  # fmt: skip
WORDS = {
    "message_type": {
        "aanvraag",
        "melding",
        "aangifte",
        "bezwaar",
        "klacht",
        "verzoek",
        "aanvulling",
        "ingebrekestelling",
        "intrekking",
        "vraag",
    },
    "authority": {"college", "burgemeester", "raad"},
    "official": {"ja", "nee", "onbeslist"},
    "theme": THEMES,
}
TEXTS = ("title", "intro", "what", "costs", "duration", "offline")
LISTS = ("needs", "after", "search", "audience")
CHANNEL_RULES = {"every_product", "any_message"}  # of products whose form is for messages about any product
OTHERS = {"product", "upl_name", "upl_uri", "legal_basis", "term", "sensitive", "form"}
# Words that B1 readers stumble over, each with a plain one (taalniveaus: derhalve → daarom …).
JARGON = re.compile(
    r"\b(derhalve|middels|conform|teneinde|omtrent|jegens|desbetreffende|alsmede|dient te|dienen te|"
    r"inzake|zulks|ingevolge|mits|tenzij|indien|reeds|gaarne|geschieden|verstrekken|bescheiden)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 25


@cache
def read(folder: str, key: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((LIBRARY / folder / f"{key}.yaml").read_text(encoding="utf-8"))
    return content


@cache
def form(key: str) -> Form:
    return parse(read("forms", key))


def questions(made: Form) -> Iterator[Field]:
    for one in (one for step in made.steps for one in step.fields):
        yield one
        if isinstance(one, GroupField):
            yield from one.fields


def test_the_promised_products_are_there() -> None:
    assert set(PRODUCTS) >= PROMISED
    assert len(PRODUCTS) >= 20


def test_each_product_has_a_form_and_each_form_a_product() -> None:
    assert {read("products", key)["form"] for key in PRODUCTS} == set(FORMS)


@pytest.mark.parametrize("key", FORMS)
def test_form_carries_the_name_of_its_file(key: str) -> None:
    assert form(key).key == key


@pytest.mark.parametrize("key", FORMS)
def test_every_question_has_a_legal_basis_or_is_not_compulsory(key: str) -> None:
    for one in questions(form(key)):
        if one.asks:
            assert bool(one.basis) != one.optional, one.key
            assert vraag_toegestaan(one.required, one.basis, one.optional).toegestaan, one.key


@pytest.mark.parametrize("key", FORMS)
def test_no_question_is_called_as_a_button(key: str) -> None:
    assert not {one.key for one in questions(form(key))} & set(BUTTONS)


@pytest.mark.parametrize("key", FORMS)
def test_bsn_is_asked_on_an_act_only(key: str) -> None:
    for one in questions(form(key)):
        if one.kind == "bsn" and one.required:
            assert re.search(r"Wabb|Participatiewet|Wmo|Wet BRP|Invorderingswet|AWR", one.basis), one.key


@pytest.mark.parametrize("key", FORMS)
def test_every_branch_is_reachable_and_can_be_completed_with_required_answers_alone(key: str) -> None:
    made = form(key)
    seen: set[str] = set()
    for trip in every_branch(made, TODAY):
        seen |= trip.seen
        judged = validate_all(made, trip.answers, TODAY)
        assert judged.ok, judged.problems
    assert all_keys(made) - seen == set(), "no answer brings these into view"


@pytest.mark.parametrize("key", FORMS)
def test_nobody_needs_an_email_address_or_a_telephone_to_have_a_receipt(key: str) -> None:
    made = form(key)
    assert made.by_key["email"].optional
    assert contact(made, walk(made, {"email": "burger@example.nl"}, TODAY).answers) == "burger@example.nl"
    assert contact(made, walk(made, {}, TODAY).answers) is None


@pytest.mark.parametrize("key", FORMS)
def test_uploads_accept_a_photo_unless_they_are_plans(key: str) -> None:
    for one in questions(form(key)):
        if isinstance(one, FileField):
            assert "image" in one.accept or "word" in one.accept, one.key


@pytest.mark.parametrize("key", FORMS)
def test_a_form_has_a_handful_of_pages_with_one_subject_each(key: str) -> None:
    made = form(key)
    assert 1 <= len(made.steps) <= 8
    assert all(len(step.fields) <= 12 for step in made.steps)
    assert len({step.title for step in made.steps}) == len(made.steps)


@pytest.mark.parametrize("key", PRODUCTS)
def test_product_text_is_complete(key: str) -> None:
    product = read("products", key)
    assert product["product"] == key
    assert set(product) - CHANNEL_RULES == {*WORDS, *TEXTS, *LISTS, *OTHERS}
    assert all(product[name] is True for name in CHANNEL_RULES & set(product))
    for name, allowed in WORDS.items():
        assert product[name] in allowed, name
    for name in TEXTS:
        assert isinstance(product[name], str), name
        assert product[name].strip(), name
    for name in LISTS:
        assert product[name], name
        assert all(isinstance(line, str) and line for line in product[name]), name
    assert set(product["audience"]) <= {"inwoner", "ondernemer"}
    assert 2 <= len(product["after"]) <= 4
    assert len(product["what"].split("\n\n")) >= 2


@pytest.mark.parametrize("key", PRODUCTS)
def test_product_and_form_agree_on_what_is_sensitive(key: str) -> None:
    product = read("products", key)
    assert product["sensitive"] is form(product["form"]).sensitive


@pytest.mark.parametrize("key", PRODUCTS)
def test_the_term_of_a_product_can_be_counted(key: str) -> None:
    rule = read("products", key)["term"]
    made = form(read("products", key)["form"])
    term = term_of(rule, RECEIVED, walk(made, {}, TODAY).answers, Kalender(frozenset()))
    assert term.laatste_dag > TODAY
    assert rule["kind"] == "service_norm" or term.wettelijk


def test_an_objection_counts_from_the_date_of_the_decision_when_the_person_knows_it() -> None:
    product = read("products", "bezwaar")
    known = walk(form("bezwaar"), {"datum_bekend": True, "datum_besluit": "2026-02-20"}, TODAY).answers
    unknown = walk(form("bezwaar"), {"datum_bekend": False}, TODAY).answers
    counted, safe = (
        term_of(product["term"], RECEIVED, one, Kalender(frozenset())) for one in (known, unknown)
    )
    assert counted.laatste_dag == date(2026, 5, 19)
    assert safe.twijfel is not None


@pytest.mark.parametrize("key", PRODUCTS)
def test_upl_name_address_and_legal_basis_are_those_of_the_national_list(key: str) -> None:
    if not UPL.exists():
        pytest.skip("the national product list (UPL) is not at hand on this machine")
    product, row = read("products", key), upl().get(read("products", key)["upl_name"])
    assert row is not None, product["upl_name"]
    assert product["upl_uri"] == row["uri"]
    assert row["gemeente"] == "1"
    grounds = {ground for ground in row["grondslagen"].split(" | ") if ground}
    assert not grounds or grounds & set(product["legal_basis"])


@pytest.mark.parametrize(
    ("folder", "key"), [("forms", key) for key in FORMS] + [("products", key) for key in PRODUCTS]
)
def test_texts_are_plain_dutch(folder: str, key: str) -> None:
    for text in spoken(read(folder, key)):
        assert not JARGON.search(text), text
        assert not re.search(r"\b(je|jij|jouw)\b", text, re.IGNORECASE), text
        for sentence in re.split(r"(?<=[.?!:])\s+", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_a_question_that_no_answer_brings_into_view_is_noticed() -> None:
    ask = {"type": "text", "label": "Wat?", "optional": True}
    made = parse({
        "form": "proef", "title": "Proef", "sensitive": False, "minutes": 1,
        "steps": [{"key": "een", "title": "Een", "fields": [
            {"key": "aantal", "type": "number", "label": "Hoeveel?", "max": 50, "basis": "Awb 4:2 lid 2"},
            {"key": "veel", **ask, "when": {"field": "aantal", "above": 20}},
            {"key": "nog_meer", **ask, "when": {"field": "veel", "answered": True}},
            {"key": "nooit", **ask, "when": {"field": "aantal", "above": 100}},
            {"key": "email", "type": "email", "label": "Wat is uw e-mailadres?", "optional": True},
        ]}],
    })  # fmt: skip
    seen = set().union(*(trip.seen for trip in every_branch(made, TODAY)))
    assert all_keys(made) - seen == {"nooit"}


@cache
def upl() -> dict[str, dict[str, str]]:
    with UPL.open(encoding="utf-8") as lines:
        return {row["naam"]: row for row in csv.DictReader(lines)}


_NOT_SPOKEN = {
    "basis",
    "legal_basis",
    "pattern",
    "search",
    "upl_name",
    "upl_uri",
    "value",
    "key",
    "term",
    "check",
}


def spoken(source: object) -> Iterator[str]:
    """Every text a person reads."""
    if isinstance(source, str):
        yield source
    elif isinstance(source, Mapping):
        for name, value in source.items():
            if name not in _NOT_SPOKEN:
                yield from spoken(value)
    elif isinstance(source, list):
        for value in source:
            yield from spoken(value)
