"""Awb 4:2, 4:5, 6:5 and 6:6: a signature of another that is missing can be mended, and undoes nothing."""

import pytest

from openloket.law.antwoord import Slotsom
from openloket.law.kanalen import Berichtsoort
from openloket.law.ondertekening import medeondertekening


@pytest.mark.parametrize("soort", list(Berichtsoort))
def test_whoever_signs_it_was_received(soort: Berichtsoort) -> None:
    says = medeondertekening(soort, 1)
    assert says.slotsom is Slotsom.SCHIET_TEKORT
    assert "ontvangen toen de afzender het verstuurde" in says.waarom.stappen[0].tekst
    assert says.ontbreekt == ("handtekening",)


@pytest.mark.parametrize(
    ("soort", "artikel"),
    [
        (Berichtsoort.AANVRAAG, "Awb 4:5 lid 1 onder a"),
        (Berichtsoort.BEZWAAR, "Awb 6:6 onder a"),
        (Berichtsoort.BEROEP, "Awb 6:6 onder a"),
    ],
)
def test_nobody_is_refused_without_a_chance_to_sign(soort: Berichtsoort, artikel: str) -> None:
    says = medeondertekening(soort, 2)
    assert artikel in says.waarom.artikelen
    assert "eerst de kans" in says.waarom.stappen[1].tekst
    assert "2 handtekeningen" in says.waarom.stappen[1].tekst
    assert not says.twijfels


def test_where_the_law_is_silent_a_person_decides() -> None:
    says = medeondertekening(Berichtsoort.MELDING, 1)
    assert says.twijfels[0].voorlopig.startswith("Ja: het bericht is ontvangen.")


def test_all_have_signed() -> None:
    assert medeondertekening(Berichtsoort.AANVRAAG, 0).slotsom is Slotsom.VOLDOET
