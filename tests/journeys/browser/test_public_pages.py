"""Pages that anybody may see, and what they look like when something is not there, or breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.examiner import Examiner
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation


def test_from_the_start_page_to_a_form(someone: NewPerson) -> None:
    visitor = someone(PHONE)
    visitor.go("/")
    for town in ("Duinstede", "Eikenrade"):
        visitor.go("/")
        visitor.follow(town)
        visitor.answer({"zoek": "parkeren"})
        visitor.press("Zoeken")
        assert "Parkeervergunning" in visitor.words
        visitor.follow("Parkeervergunning")
        visitor.follow("Start")
        assert visitor.title == "Welke vergunning wilt u?"
    visitor.go("/duinstede/?zoek=xyzzy")
    assert "Niets gevonden" in visitor.words


def test_anybody_can_verify_a_receipt(someone: NewPerson, installation: Installation, tmp_path: Path) -> None:
    resident = someone()
    resident.go("/duinstede/parkeervergunning/formulier")
    fill_in(resident, parking(new_address()))
    resident.press("Versturen")
    installation.sealed()
    good = resident.context.request.get(f"{resident.page.url}/ontvangstbewijs.pdf").body()
    place = len(good) // 2
    files = {"echt.pdf": good, "vervalst.pdf": good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "iets anders.txt").write_text("geen ontvangstbewijs")

    neighbour = someone(PHONE)
    neighbour.go("/controleren")
    neighbour.answer({"bestand": tmp_path / "echt.pdf"})
    neighbour.press("Controleren")
    assert "Dit ontvangstbewijs klopt" in neighbour.words
    assert "klopt niet" not in neighbour.words
    for name in ("vervalst.pdf", "iets anders.txt"):
        neighbour.answer({"bestand": tmp_path / name})
        neighbour.press("Controleren")
        assert "Dit ontvangstbewijs klopt niet" in neighbour.words
        assert name in neighbour.words
    neighbour.press("Controleren")
    assert neighbour.status == 422
    assert "Kies eerst een bestand" in neighbour.words


def test_oversight_tells_that_nobody_waits_for_a_receipt(someone: NewPerson) -> None:
    journalist = someone()
    journalist.go("/toezicht")
    assert journalist.title == "Ontvangen zonder ontvangstbevestiging: 0"
    journalist.go("/gezondheid")
    assert journalist.status == 200


@pytest.mark.parametrize("path", ["/nergens", "/duinstede/nergens/", "/duinstede/ontvangst/DUI-2026/x"])
def test_what_is_not_there(someone: NewPerson, path: str) -> None:
    visitor = someone(PHONE)
    visitor.go(path)
    assert visitor.status == 404
    assert visitor.title == "Deze pagina is er niet"


@pytest.fixture
def broken(installation: Installation) -> Iterator[None]:
    """A fault that nobody thought of: the app may not read a table."""
    installation.execute("REVOKE SELECT ON intake_draft FROM openloket_app")
    yield
    installation.execute("GRANT SELECT ON intake_draft TO openloket_app")


def test_a_fault_of_ours_is_told_calmly(someone: NewPerson, broken: None) -> None:
    visitor = someone()
    visitor.go("/duinstede/verder/parkeervergunning/" + "a" * 43)
    assert visitor.status == 500
    assert "Dit ligt niet aan u" in visitor.words


def test_the_examiner_sees_what_is_wrong(examiner: Examiner, installation: Installation) -> None:
    """A page with every fault that it looks for: it would be no use if it found nothing."""
    page = (
        """<!doctype html><html lang="en"><title>Fout</title>
      <style>button:focus {outline: none} main {font-size: 12px}</style>
      <h1>Een</h1><h1>Twee</h1><p style="width: 2000px; color: #eee">Te breed</p>
      <button style="height: 10px; padding: 0">Klein</button><input>
      <div style="overflow: hidden; height: 10px"><main>Afgeknipt</main></div>
      <script src="/sleutel.pem"></script>"""
        + "<!-- zwaar -->" * 6000
    )
    faults = "\n".join(examiner.faults(f"{installation.url}/fout", page))
    for words in (
        "the language is not said", "2 first headings", "not the way past the header", "asks for a script",
        "holds a script or a style", "has no style sheet", "weighs", "shows no focus", "axe at 390: label",
        "axe at 1280: color-contrast", "pixels wide at 320", "target under 24", "the text stays at 12",
        "pixels wide with 200 % text",
    ):  # fmt: skip
        assert words in faults, words
