"""Draws the sample pages to look at: `python -m tests.web.look.preview OUT [page …]`."""

import mimetypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright
from tests.web.look.rendering import render
from tests.web.look.samples import MAILS, PAGES

from openloket.web.look.assets import BUILT

SITE = "http://loket.test"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path
    if path.startswith("/static/built/"):
        file = BUILT / Path(path).name
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
    elif (name := path.strip("/")) in PAGES or name in MAILS:
        policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"
        headers = {} if name in MAILS else {"content-security-policy": policy}
        route.fulfill(body=render(name), content_type="text/html; charset=utf-8", headers=headers)
    else:
        route.fulfill(status=404, body="")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser without network of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Browser, width: int, height: int, *, scripts: bool = True) -> Iterator[Page]:
    """A page of this size that is served our samples and nothing else, under the product's content policy."""
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
    page = context.new_page()
    page.route("**/*", _answer)
    yield page
    context.close()


def draw(out: Path, names: list[str]) -> None:
    """Write <page>.html, <page>-phone.png and <page>-desktop.png."""
    out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for size, (width, height) in SIZES.items():
            with page_of(browser, width, height, scripts=False) as page:
                for name in names:
                    (out / f"{name}.html").write_text(render(name), "utf-8")
                    page.goto(f"{SITE}/{name}")
                    page.screenshot(path=out / f"{name}-{size}.png", full_page=True)


if __name__ == "__main__":
    shown = sys.argv[2:] or [*PAGES, *(name for name in MAILS if name.endswith(".html"))]
    draw(Path(sys.argv[1]), shown)
