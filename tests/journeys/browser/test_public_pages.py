"""Pages that anybody may see: they are found, they are light, and everybody can use them."""

import pytest

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson

pytestmark = pytest.mark.xdist_group("browser")


def test_from_the_start_page_to_a_form(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/")
    visitor.follow("Duinstede")
    visitor.answer({"zoek": "parkeren"})
    visitor.press("Zoeken")
    assert "Parkeervergunning" in visitor.words
    visitor.follow("Parkeervergunning")
    visitor.follow("Start")
    assert visitor.title == "Welke vergunning wilt u?"
