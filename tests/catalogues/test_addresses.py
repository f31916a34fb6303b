"""Addresses to apply at, as municipalities really wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.catalogues.addresses import Means, understand

PAGE = "https://www.duinstede.example/producten/paspoort"


@pytest.mark.parametrize(
    ("told", "means", "url"),
    [
        ("https://loket.example/form?id=1", Means.WEB, "https://loket.example/form?id=1"),
        ("HTTP://loket.example/Form", Means.WEB, "http://loket.example/Form"),
        ("www.loket.example/formulier", Means.WEB, "https://www.loket.example/formulier"),
        ("//loket.example/form", Means.WEB, "https://loket.example/form"),
        ("/web/aanvragen.html", Means.WEB, "https://www.duinstede.example/web/aanvragen.html"),
        ("https://loket.example/een formulier", Means.WEB, "https://loket.example/een%20formulier"),
        ("https://loket.example/form.pdf", Means.PAPER, "https://loket.example/form.pdf"),
        (
            "https://loket.example/FORM.DOCX?download=1",
            Means.PAPER,
            "https://loket.example/FORM.DOCX?download=1",
        ),
        ("mailto: info@duinstede.example", Means.EMAIL, "mailto:info@duinstede.example"),
        ("info@duinstede.example", Means.EMAIL, "mailto:info@duinstede.example"),
        ("tel:+31 544 39 35 60", Means.PHONE, "tel:+31544393560"),
        ("76319", Means.BROKEN, ""),
        ("Iets melden (341)", Means.BROKEN, ""),
        ("https://", Means.BROKEN, ""),
        ("https://[::1", Means.BROKEN, ""),
        ("mailto:", Means.BROKEN, ""),
        ("javascript:alert(1)", Means.BROKEN, ""),
        ("  ", Means.NONE, ""),
    ],
)
def test_what_an_address_is(told: str, means: Means, url: str) -> None:
    found = understand(told, PAGE)
    assert (found.means, found.url) == (means, url)


@given(st.text(max_size=200))
def test_nothing_breaks_and_nothing_else_than_a_known_scheme_comes_out(told: str) -> None:
    found = understand(told, PAGE)
    assert found.url == "" or found.url.split(":")[0] in {"http", "https", "mailto", "tel"}
    assert (found.url == "") == (found.means in (Means.BROKEN, Means.NONE))


def test_paper_is_not_digital() -> None:
    found = understand("https://loket.example/form.pdf", PAGE)
    assert not found.means.digital
    assert "niet digitaal" in found.note
