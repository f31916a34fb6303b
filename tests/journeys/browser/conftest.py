"""The installation, the browser and the people of these journeys."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from openloket.web.look.assets import BUILT
from tests import database
from tests.journeys.browser import chromium
from tests.journeys.browser.examiner import Examiner, Looks
from tests.journeys.browser.installation import Installation, running
from tests.journeys.browser.person import Person
from tests.waiting import AGES

PATIENCE = 1000 * AGES  # milliseconds; other tests use this machine too

NewPerson = Callable[..., Person]


def _missing() -> str:
    if chromium.found() is None:
        return "there is no browser (chromium)"
    if not chromium.AXE.exists() or not (BUILT / "manifest.json").exists():
        return "the style sheets or axe are missing: run `make setup`"
    return ""


@pytest.fixture(scope="session")
def installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object
) -> Iterator[Installation]:
    """The real thing, with a database of its own; one for each test process."""
    if reason := _missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_openloket_browser_{worker}_{os.getpid()}"
    with django_db_blocker.unblock():
        database.create_migrated(name)
    try:
        with running(tmp_path_factory.mktemp("installation"), database.address(name)) as started:
            yield started
    finally:
        database.drop(name)


@pytest.fixture(scope="module")
def browser(installation: Installation) -> Iterator[Browser]:
    """One browser per module: while it runs, Django can't be used in this process."""
    with chromium.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def examined() -> tuple[set[Looks], dict[str, str]]:
    """The pages that were looked at, and the titles they had: each page once in a run."""
    return set(), {}


@pytest.fixture(scope="module")
def examiner(browser: Browser, examined: tuple[set[Looks], dict[str, str]]) -> Iterator[Examiner]:
    """Looks at every page that somebody comes past."""
    one = Examiner(browser, *examined)
    yield one
    one.close()


@pytest.fixture
def someone(browser: Browser, examiner: Examiner, installation: Installation) -> Iterator[NewPerson]:
    """Makes people, each with a browser window without history."""
    people: list[Person] = []

    def make(viewport: dict[str, int] = chromium.DESKTOP, *, scripts: bool = False) -> Person:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=scripts, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        context.set_default_timeout(PATIENCE)
        people.append(Person(context, installation.url, examiner.examine))
        return people[-1]

    yield make
    for person in people:
        person.context.close()


@pytest.fixture
def photo(browser: Browser, tmp_path: Path) -> Path:
    """A real JPEG."""
    page = browser.new_page()
    page.set_content("<h1>Een foto van het plein</h1>")
    path = tmp_path / "plein bij avond.jpg"
    page.screenshot(path=path, type="jpeg")
    page.close()
    return path
