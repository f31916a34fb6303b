"""Owners of one business sign by a code in an e-mail; who marries signs by logging in, on a phone."""

import io
import re
from typing import Any

from openloket.formkit.definition import Form, GroupField
from openloket.formkit.load import parse
from openloket.formkit.load_signers import SIGNERS
from openloket.formkit.pages import visible_steps
from openloket.offer import library
from tests.journeys.browser.chromium import PHONE
from tests.journeys.browser.conftest import NewPerson
from tests.journeys.browser.forms import new_address, today
from tests.journeys.browser.installation import Installation
from tests.journeys.browser.logging_in import log_in
from tests.journeys.browser.person import Person
from tests.journeys.filling_in import answers_for, posted_page

Signers = list[dict[str, str]]


def send(person: Person, key: str, form: Form, email: str, signers: Signers) -> str:
    """Fill in every page of a form of the library, and who signs too; the address of the receipt."""
    answers = answers_for(form, today(), email=email, **{SIGNERS: signers})
    person.go(f"/duinstede/{key}/formulier")
    for step in visible_steps(form, answers):
        for _ in range(6):  # a question that an answer brings into view is shown first
            if not person.path.endswith(f"/formulier/{step.key}"):
                break
            posted = {name: _typed(value) for name, value in posted_page(step, answers).items() if value}
            shown = {name: value for name, value in posted.items() if person.has(name)}
            person.answer(shown)
            more = [one.item_label for one in step.asking if isinstance(one, GroupField)]
            lacking = any("." in name and not person.has(name) for name in posted)
            person.press(f"+ {more[0]} toevoegen" if more and lacking else "Verder")
    assert person.path.endswith("/controle"), person.words
    person.press("Versturen")
    return person.path


def _typed(value: Any) -> Any:
    """A file as the browser wants it; the rest as it is."""
    if not isinstance(value, io.BytesIO):
        return value
    return {"name": "bewijs.pdf", "mimeType": "application/pdf", "buffer": value.getvalue()}


def link_to_sign(installation: Installation, address: str, subject: str = "Wilt u meetekenen?") -> str:
    """The path in the e-mail to somebody who is asked to sign."""
    mail = installation.mail_with(address, subject).get_body(("plain",))
    assert mail is not None
    found = re.search(r"https?://[^/]+(/duinstede/(?:tekenen|ontvangst)/\S+)", mail.get_content())
    assert found is not None
    return found[1]


def show_by_code(person: Person, installation: Installation, address: str, link: str) -> None:
    """Have a code mailed, mistype it once, and type it."""
    person.go(link)
    person.press("Stuur mij een code per e-mail")
    person.answer({"code": "12"})
    person.press("Verder")
    assert person.status == 422
    mail = installation.mail_with(address, "Uw code om te tekenen").get_body(("plain",))
    assert mail is not None
    found = re.search(r"Uw code is (\d{6})", mail.get_content())
    assert found is not None
    person.answer({"code": found[1]})
    person.press("Verder")
    assert person.title == "Lezen en tekenen"


def test_two_owners_and_one_who_does_not_want_to(someone: NewPerson, installation: Installation) -> None:
    form = parse(library.read_form("exploitatievergunning-horeca"))
    mine, henk, els, noor = (new_address() for _ in range(4))
    owner = someone(PHONE)
    signers = [{"naam": "Henk Jansen", "email": henk}, {"naam": "Els de Boer", "email": els}]
    receipt = send(owner, "exploitatievergunning-horeca", form, mine, signers)
    assert "0 van de 2 mensen die meetekenen, hebben getekend." in owner.words

    first = someone(PHONE)
    show_by_code(first, installation, henk, link_to_sign(installation, henk))
    first.press("Ondertekenen")
    assert first.status == 422
    first.answer({"gelezen": ["ja"]})
    first.press("Ondertekenen")
    assert first.title == "U hebt getekend"

    second = someone()
    show_by_code(second, installation, els, link_to_sign(installation, els))
    second.page.get_by_text("Ik wil niet tekenen").click()
    second.answer({"reden": "Ik ben geen eigenaar meer."})
    second.press("Niet ondertekenen")
    assert second.title == "U hebt gezegd dat u niet tekent"

    owner.go(link_to_sign(installation, mine, "Iemand tekent niet mee"))
    assert "Ik ben geen eigenaar meer." in owner.words
    owner.page.get_by_text("Opnieuw vragen, of iemand anders vragen").click()
    name, email = (
        owner.page.locator(f'[name^="{one}-"]').get_attribute("name") or "" for one in ("naam", "email")
    )
    owner.answer({name: "Noor Bakker", email: noor})
    owner.press("Vragen om te tekenen")
    assert "Wij hebben een nieuwe e-mail gestuurd." in owner.words
    third = someone(PHONE)
    show_by_code(third, installation, noor, link_to_sign(installation, noor))
    third.answer({"gelezen": ["ja"]})
    third.press("Ondertekenen")
    assert "Iedereen heeft nu getekend." in third.words
    owner.go(receipt)
    assert "Iedereen heeft getekend." in owner.words


def test_a_partner_logs_in_and_signs(someone: NewPerson, installation: Installation) -> None:
    form = parse(library.read_form("huwelijk-melden"))
    address = new_address()
    one = someone(PHONE)
    send(one, "huwelijk-melden", form, new_address(), [{"naam": "Willemijn de Jong", "email": address}])
    partner = someone(PHONE)
    link = link_to_sign(installation, address)
    partner.go(link)
    assert "Huwelijk" not in partner.words
    assert partner.page.get_by_role("button", name="Stuur mij een code per e-mail").count() == 0
    partner.follow("Inloggen en lezen")
    log_in(partner, "Willemijn de Jong")
    assert partner.path == link
    assert partner.title == "Lezen en tekenen"
    partner.answer({"gelezen": ["ja"]})
    partner.press("Ondertekenen")
    assert partner.title == "Dank u wel, u hebt getekend"
    assert link_to_sign(installation, address, "Iedereen heeft getekend") != link
