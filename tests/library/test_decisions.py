"""Templates of decisions: sound, plain, complete in their words, and every blank can be filled."""

import re
from typing import Any

import pytest
from tests.library.test_library import JARGON, LONGEST_SENTENCE

from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel, toelichting
from openloket.offer.decisions import DecisionTemplate, decision_templates, fill, templates_for
from openloket.zaken.models import Besluit

TEMPLATES = decision_templates()
EACH = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
FACTS = {
    "onderwerp": "Parkeervergunning",
    "ontvangen": "maandag 2 maart 2026",
    "uitkomst": "Wij beslisten te laat. Daarom betalen wij u een dwangsom.",
    "bedrag": "€ 23,00",
    "aanvragers": "2",
    "totaal": "€ 46,00",
}
SAMPLES = {
    "text": "artikel 3.",
    "longtext": "Eerst dit.\n\nEn dan dat.",
    "date": "2026-03-02",
    "money": "5.00",
}


def answers(template: DecisionTemplate, option: int) -> dict[str, Any]:
    """Every question answered, choices with the option of this place (or the last)."""
    found: dict[str, Any] = {}
    for field in template.step.asking:
        options = getattr(field, "options", ())
        value = options[min(option, len(options) - 1)].value if options else SAMPLES[field.kind]
        if field.when is None or field.when.holds(found, {}):
            found[field.key] = value
    return found


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?:])\s+", text) if one]


def test_every_outcome_has_a_template_and_every_template_its_own() -> None:
    assert sorted(one.outcome for one in TEMPLATES) == sorted(Besluit.Outcome.values)
    assert len({one.key for one in TEMPLATES}) == len(TEMPLATES)


def test_a_complaint_ends_without_besluit() -> None:
    assert templates_for(Berichtsoort.KLACHT) == ()
    assert {one.outcome for one in templates_for(Berichtsoort.BEZWAAR)} == {
        "well_founded",
        "partly_founded",
        "unfounded",
        "inadmissible",
        "penalty_fixed",
    }


@EACH
def test_a_template_asks_for_its_reasons_and_its_label_fits(template: DecisionTemplate) -> None:
    assert template.form.by_key["reden"].required
    assert set(template.kinds) <= {kind.value for kind in Berichtsoort}
    assert len(template.label) <= Besluit._meta.get_field("template").max_length
    if template.outcome.endswith("founded") or template.outcome == "inadmissible":
        assert template.form.by_key["rechtbank"].required
        assert template.form.by_key["gehoord"].required


@EACH
@pytest.mark.parametrize("option", range(6))
def test_every_choice_becomes_words_without_a_blank_left(template: DecisionTemplate, option: int) -> None:
    given = answers(template, option)
    title, parts = fill(template, FACTS, given)
    text = " ".join([title, *(one for part in parts for one in (part.title, *part.paragraphs))])
    assert not re.search(r"[{}]", text)
    assert ".." not in text
    assert parts[0].title == "Ons besluit"
    assert "Eerst dit." in text
    assert "En dan dat." in [one for part in parts for one in part.paragraphs]


@EACH
def test_what_was_left_open_leaves_no_trace(template: DecisionTemplate) -> None:
    given = {key: value for key, value in answers(template, 0).items() if template.form.by_key[key].required}
    _, parts = fill(template, FACTS, given)
    paragraphs = [one for part in parts for one in part.paragraphs]
    assert not any("deze regels" in one for one in paragraphs)
    assert "Kosten" not in [part.title for part in parts]
    assert all(part.paragraphs for part in parts)


def test_what_somebody_typed_is_never_read_as_a_blank() -> None:
    template = next(one for one in TEMPLATES if one.key == "afwijzing")
    given = {"besluit": "Geen {reden}.", "gegevens": "nee", "reden": "Omdat {onderwerp}."}
    _, parts = fill(template, FACTS, given)
    assert "Geen {reden}." in parts[0].paragraphs
    assert parts[1].paragraphs[0] == "Omdat {onderwerp}."


@EACH
def test_the_words_are_plain(template: DecisionTemplate) -> None:
    for option in range(6):
        _, parts = fill(template, FACTS, answers(template, option))
        text = " ".join(one for part in parts for one in part.paragraphs)
        assert not JARGON.search(text)
        assert [one for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("remedy", Rechtsmiddel)
def test_the_help_about_the_remedy_is_plain(remedy: Rechtsmiddel) -> None:
    text = " ".join(toelichting(remedy))
    assert not JARGON.search(text)
    assert [one for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []
