"""A form about care: its copy does not travel by mail, and its receipt opens after a control question."""

import re
from datetime import date

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import care, fill_in, new_address, typed_day
from tests.journeys.browser.installation import Installation

BORN = date(1948, 5, 3)


def _sent(someone: NewPerson, installation: Installation) -> str:
    """Somebody sends it; gives the protected link of the mail."""
    person, email = someone(PHONE), new_address()
    person.go("/duinstede/wmo-melding/formulier")
    fill_in(person, care(email))
    person.press("Versturen")
    assert person.title == "Wij hebben uw bericht ontvangen"
    assert "De trap op en af gaan." in person.words, "who just sent it sees it"
    assert "een link naar het ontvangstbewijs" in person.words
    mail = installation.mail_to(email)
    for part in ("plain", "html"):
        body = mail.get_body((part,))
        assert body is not None
        told = body.get_content()
        assert "Aaltje" not in told
        assert "trap" not in told
    assert not list(mail.iter_attachments())
    plain = mail.get_body(("plain",))
    assert plain is not None
    link = re.search(r"https?://\S+/ontvangst/\S+", plain.get_content())
    assert link
    return link[0]


def test_the_right_answer_opens_the_receipt(someone: NewPerson, installation: Installation) -> None:
    link = _sent(someone, installation)
    reader = someone()
    reader.go(link)
    assert reader.title == "Uw ontvangstbewijs"
    assert "Aaltje" not in reader.words
    for file in ("ontvangstbewijs.pdf", "bewijs.json"):
        answer = reader.context.request.get(f"{link}/{file}", max_redirects=0)
        assert answer.status == 302, "the files are behind the question too"
    reader.answer(typed_day("geboortedatum", BORN.replace(year=1949)))
    reader.press("Openen")
    assert reader.status == 422
    reader.answer(typed_day("geboortedatum", BORN))
    reader.press("Openen")
    assert reader.title == "Wij hebben uw bericht ontvangen"
    assert "Aaltje Smit" in reader.words


def test_wrong_answers_are_limited(someone: NewPerson, installation: Installation) -> None:
    link = _sent(someone, installation)
    guesser = someone()
    guesser.go(link)
    for year in range(1950, 1954):
        guesser.answer(typed_day("geboortedatum", BORN.replace(year=year)))
        guesser.press("Openen")
        assert guesser.status == 422
        assert f"nog {1954 - year} keer" in guesser.words
    guesser.answer(typed_day("geboortedatum", BORN.replace(year=1954)))
    guesser.press("Openen")
    assert guesser.status == 429
    later = someone()
    later.go(link)
    assert later.status == 429, "the limit is of the receipt, not of the browser"
    assert not later.has("geboortedatum.dag")
