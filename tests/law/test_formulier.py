"""What a form may ask: all eight combinations of compulsory, grounded and marked as not compulsory."""

import pytest

from openloket.law.formulier import vraag_toegestaan

GROND = "Awb 4:2 lid 1 onder a"


@pytest.mark.parametrize(
    ("verplicht", "grondslag", "vermeld", "toegestaan", "woord"),
    [
        (True, GROND, False, True, ""),
        (False, GROND, True, True, ""),
        (False, GROND, False, True, ""),
        (False, "", True, True, ""),
        (True, "", False, False, "welke wet"),
        (True, "  ", False, False, "welke wet"),
        (False, "", False, False, "niet verplicht is"),
        (True, GROND, True, False, "staat bij dat dit niet zo is"),
        (True, "", True, False, "staat bij dat dit niet zo is"),
    ],
)
def test_what_a_form_may_ask(
    verplicht: bool, grondslag: str, vermeld: bool, toegestaan: bool, woord: str
) -> None:
    oordeel = vraag_toegestaan(verplicht, grondslag, vermeld)
    assert oordeel.toegestaan is toegestaan
    assert woord in oordeel.probleem
    assert bool(oordeel.probleem) is not toegestaan
    assert oordeel.waarom.artikelen == ((GROND,) if toegestaan and grondslag else ("Awb 4:4 lid 2",))
