"""Nothing typed is lost: saved for later, cookie gone, back button, mistakes; and nothing is sent twice."""

import re

from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import fill_in, new_address, parking
from tests.journeys.browser.installation import Installation

FORM = "/duinstede/parkeervergunning/formulier"


def test_saved_for_later_and_resumed_on_another_computer(
    someone: NewPerson, installation: Installation
) -> None:
    resident, email = someone(PHONE), new_address()
    resident.go(FORM)
    fill_in(resident, parking(email)[:1])
    resident.answer({"kenteken": "KZ-418-R"})
    resident.press("Bewaren en later verder")
    assert resident.title == "Uw antwoorden zijn bewaard"
    resident.answer({"email": "geen adres"})
    resident.press("Stuur mij de link")
    assert resident.status == 422
    assert resident.value("email") == "geen adres"
    resident.answer({"email": email})
    resident.press("Stuur mij de link")
    assert resident.title == "De link is onderweg"

    body = installation.mail_to(email).get_body(("plain",))
    assert body is not None
    link = re.search(r"https?://\S+/verder/\S+", body.get_content())
    assert link
    elsewhere = someone()
    elsewhere.go(link[0])
    assert elsewhere.title == "Om welke auto gaat het?", "the first page that needs something"
    assert elsewhere.value("kenteken") == "KZ-418-R", "also what was not finished is kept"
    fill_in(elsewhere, parking(email)[1:])
    assert "Voor bewoners" in elsewhere.words
    assert elsewhere.title == "Kijk uw antwoorden na"


def test_a_lost_cookie_in_the_middle_of_a_form_loses_nothing(someone: NewPerson) -> None:
    resident = someone()
    resident.go(FORM)
    for answers in parking(new_address()):
        resident.answer(answers)
        resident.context.clear_cookies()
        resident.press("Verder")
    assert resident.title == "Kijk uw antwoorden na"
    assert "KZ-418-R" in resident.words
    resident.context.clear_cookies()
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"


def test_the_back_button_shows_what_was_answered(someone: NewPerson) -> None:
    resident = someone(scripts=True)
    resident.go(FORM)
    pages = parking(new_address())
    fill_in(resident, pages[:2])
    resident.back()
    assert resident.value("kenteken") == "KZ-418-R"
    resident.answer({"kenteken": "HF-000-B"})
    resident.press("Verder")
    fill_in(resident, pages[2:])
    assert "HF-000-B" in resident.words
    assert "KZ-418-R" not in resident.words
    resident.press("Versturen")
    assert resident.title == "Wij hebben uw bericht ontvangen"
    resident.back()
    assert resident.title != "Kijk uw antwoorden na", "what was sent can't be sent again from the history"


def test_a_double_click_on_send_is_one_message(someone: NewPerson, installation: Installation) -> None:
    resident, email = someone(), new_address()
    resident.go(FORM)
    fill_in(resident, parking(email))
    before = installation.count("intake_submission")
    with resident.page.expect_navigation(url="**/ontvangst/**"):
        resident.page.get_by_role("button", name="Versturen").dblclick()
    assert resident.title == "Wij hebben uw bericht ontvangen"
    assert installation.count("intake_submission") == before + 1
    installation.mail_to(email)


def test_mistakes_are_told_beside_the_field_and_nothing_typed_is_lost(someone: NewPerson) -> None:
    resident = someone(PHONE)
    resident.go(FORM)
    resident.press("Verder")
    assert resident.status == 422
    assert resident.page.title().startswith("Fout: ")
    fill_in(resident, parking("")[:1])
    resident.answer({"kenteken": "?!", "kenteken_naam": "eigen"})
    resident.press("Verder")
    assert resident.status == 422
    field = resident.page.locator('[name="kenteken"]')
    assert field.input_value() == "?!"
    assert field.get_attribute("aria-invalid") == "true"
    message = resident.page.locator('[id="kenteken.fout"]')
    assert "Vul een kenteken in" in message.inner_text()
    assert "kenteken.fout" in str(field.get_attribute("aria-describedby"))
    assert resident.page.locator('[name="kenteken_naam"][value="eigen"]').is_checked()
    assert resident.page.locator('.ol-errors a[href="#kenteken"]').count() == 1
    fill_in(resident, parking("")[1:3])
    typed = {
        "naam": "Noor",
        "adres.postcode": "1991",
        "adres.huisnummer": "27",
        "email": "noor@",
        "opmerking": "<b>",
    }
    resident.answer(typed)
    resident.press("Verder")
    assert resident.status == 422
    assert {name: resident.value(name) for name in typed} == typed
    assert resident.page.locator(".ol-errors li").count() == 2


def test_too_much_text_gets_a_page_that_says_so(someone: NewPerson) -> None:
    resident = someone(scripts=True)
    resident.go(FORM)
    fill_in(resident, parking("")[:3])
    resident.page.evaluate("document.querySelector('[name=opmerking]').value = 'lang '.repeat(500000)")
    resident.press("Verder")
    assert resident.status == 413
    assert resident.title == "Te veel in één keer"
