"""How people of these journeys log in: at the provider of the demo, in their own browser."""

from tests.journeys.browser.person import Person

DIGID, EHERKENNING = "DigiD (demonstratie)", "eHerkenning (demonstratie)"


def log_in(person: Person, name: str, *, at: str = DIGID, level: str = "substantieel") -> None:
    """From the page where one chooses where to log in, to wherever one wanted to be.

    The pages of the provider are not ours, so they are not examined.
    """
    page = person.page
    page.get_by_role("link", name=f"Inloggen met {at}").click()
    page.get_by_text(name).first.click()
    page.get_by_text(level, exact=True).click()
    person.press("Inloggen")


def log_out(person: Person) -> None:
    """Press the button, and be led past the provider to the page that says that one is out."""
    person.page.get_by_role("button", name="Uitloggen", exact=True).click()
    person.page.get_by_text("Niemand kan op dit apparaat").wait_for()
    person.go("/duinstede/uitloggen")
