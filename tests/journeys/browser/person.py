"""Somebody with a browser: goes, follows, answers and presses; every page on the way is examined."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.waiting import wait_until

Answer = str | Sequence[str] | Path | Sequence[Path]
Examine = Callable[[str, str], None]


class Person:
    """One person in one browser; `status` is that of the page in view."""

    def __init__(self, context: BrowserContext, site: str, examine: Examine) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.status = 0
        self._site = site
        self._examine = examine

    @property
    def path(self) -> str:
        """Where this person is, without the host."""
        return self.page.url.removeprefix(self._site)

    @property
    def title(self) -> str:
        """The first heading."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def words(self) -> str:
        """All that can be read on the page."""
        return " ".join(self.page.locator("body").inner_text().split())

    def go(self, path: str) -> None:
        """Type an address."""
        address = path if path.startswith("http") else self._site + path
        self._arrive(lambda: self.page.goto(address))

    def sees(self, path: str, words: str) -> None:
        """Go there again and again, until other processes have done what these words tell."""

        def look() -> bool:
            self.go(path)
            return words in self.words

        wait_until(look, f"{words} on {path}")

    def follow(self, name: str) -> None:
        """Click a link, by the words that a screen reader says."""
        self._arrive(self.page.get_by_role("link", name=name).first.click)

    def press(self, name: str) -> None:
        """Click a button, by the words that a screen reader says."""
        self._arrive(self.page.get_by_role("button", name=name, exact=True).first.click)

    def key(self, name: str) -> None:
        """Press a key that leads to another page."""
        self._arrive(lambda: self.page.keyboard.press(name))

    def back(self) -> None:
        """The back button of the browser."""
        self._arrive(self.page.go_back)

    def answer(self, answers: Mapping[str, Answer]) -> None:
        """Answer questions, by the names of their inputs."""
        for name, value in answers.items():
            self._answer(name, value)

    def has(self, name: str) -> bool:
        """Whether a question is in view."""
        return self.page.locator(f'[name="{name}"]').count() > 0

    def value(self, name: str) -> str:
        """What stands in an input."""
        return self.page.locator(f'[name="{name}"]').input_value()

    def _answer(self, name: str, value: Any) -> None:
        inputs: Locator = self.page.locator(f'[name="{name}"]:not([type=hidden])')
        kind = inputs.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            for one in [value] if isinstance(value, str) else value:
                choice = self.page.locator(f'[name="{name}"][value="{one}"]')
                self.page.locator(f'label[for="{choice.get_attribute("id")}"]').click()
        elif kind == "file":
            inputs.set_input_files(value)
        elif inputs.first.evaluate("one => one.tagName") == "SELECT":
            inputs.select_option(label=value)
        else:
            inputs.fill(value)

    def _arrive(self, act: Callable[[], Any]) -> None:
        with self.page.expect_navigation() as arrival:
            act()
        response = arrival.value
        self.status = response.status if response else 0
        self._examine(self.page.url, self.page.content())
