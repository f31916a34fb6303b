"""Looks at a page as WCAG 2.2 and our budget do; each page that a person came past, once."""

import re
import urllib.request
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

from tests.journeys.browser.chromium import AXE, DESKTOP, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGEST = 60_000  # bytes: the page as it is, and its style sheets and pictures as they are sent
_NOT_THERE = "Deze pagina is er niet"
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.5.8

# What differs from person to person says nothing about the look of a page: keys, references, times, answers.
_PERSONAL = re.compile(r"[A-Za-z0-9_-]{40,}|[A-Z]{3}-\d{4}(?:-[0-9A-Z]{3}){3}|[0-9a-f]{8,}|\d{1,2}[.:]\d{2}")
_ANSWERS = re.compile(r' value="[^"]*"|(?<=</dt>)<dd.*?</dd>|[^<>]*(?=</textarea>)| checked\b', re.DOTALL)

_PART = re.compile(r"<[a-z][^>]*>")
_WORDS = re.compile(r'(href|action|id|for|name|value|content|datetime|title|alt|aria-[a-z]+)="[^"]*"')

_OF_THE_LAYOUT = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""What may differ on a larger screen; the rest of what axe looks at was seen on the small one."""

_AXE = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"

_SMALL_TARGETS = """least => {
  const words = (one) => one.textContent.trim();
  const inText = (one) => one.parentElement.matches('p, li, dd, td, div') && one.tagName === 'A'
    && words(one.parentElement) !== words(one);
  const high = (one) => one.getBoundingClientRect().height;
  const labelled = (one) => Math.max(0, ...[...(one.labels || [])].map(high));
  return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !inText(one))
    .filter((one) => !one.matches('.utrecht-skip-link, .ol-tile a'))
    .filter((one) => Math.max(high(one), labelled(one)) < least)
    .map((one) => one.outerHTML.slice(0, 140));
}"""

_WITHOUT_FOCUS = """() => {
  const parts = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const drawn = (one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return outlined(style) || style.boxShadow !== 'none';
  };
  const lost = (one) => {
    one.focus();
    return document.activeElement === one && !drawn(one) && !drawn(one.closest('.ol-option'));
  };
  return [...document.querySelectorAll(parts)]
    .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && lost(one))
    .map((one) => one.outerHTML.slice(0, 140));
}"""

_STICKING_OUT = """width => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > width + 1)
  .map((one) => one.outerHTML.slice(0, 140))"""

_CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest('.ol-sr, svg, select'))
  .filter((one) => one.clientWidth > 1)
  .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX))
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.outerHTML.slice(0, 140))"""


Looks = tuple[str, frozenset[str]]


class Examiner:
    """Keeps a tab of its own, in which scripts may run: axe is one. The page gets none of its own."""

    def __init__(self, browser: Browser, seen: set[Looks], titles: dict[str, str]) -> None:
        self._context = browser.new_context(viewport=PHONE, bypass_csp=True)
        self._page: Page = self._context.new_page()
        self._page.route("**/*", self._answer)
        self._settings = self._context.new_cdp_session(self._page)
        self._asked: list[tuple[str, str]] = []
        self._html = ""
        self._seen = seen
        self._titles = titles

    def close(self) -> None:
        """Close the tab."""
        self._context.close()

    def examine(self, url: str, html: str) -> None:
        """Fails with everything that is wrong with this page."""
        looks = _looks(url, html)
        if looks in self._seen:
            return
        self._seen.add(looks)
        faults = self.faults(url, html)
        assert not faults, "\n".join([f"{urlsplit(url).path}:", *faults])

    def faults(self, url: str, html: str) -> list[str]:
        """What is wrong with a page."""
        self._show(url, html)
        return [
            *self._outline(url),
            *self._weight(),
            *self._focus(),
            *self._axe(PHONE, RULES),
            *self._axe(DESKTOP, _OF_THE_LAYOUT),
            *self._small_screen(),
            *self._large_text(),
        ]

    def _show(self, url: str, html: str) -> None:
        self._html, self._asked = html, []
        self._page.set_viewport_size(PHONE)
        self._page.goto(url.partition("#")[0])

    def _answer(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request():
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
            return
        self._asked.append((request.resource_type, request.url))
        route.continue_()

    def _outline(self, url: str) -> list[str]:
        page = self._page
        faults = []
        if page.locator("html").get_attribute("lang") != "nl":
            faults.append("the language is not said")
        if page.locator("h1").count() != 1:
            faults.append(f"{page.locator('h1').count()} first headings")
        first = page.evaluate("document.querySelector('a, button, input:not([type=hidden])')?.textContent")
        if first != "Direct naar de inhoud":
            faults.append(f"the first thing to reach is {first!r}, not the way past the header")
        place = "nowhere" if page.title().startswith(_NOT_THERE) else _place(url)
        if self._titles.setdefault(page.title(), place) != place:
            faults.append(f"the title {page.title()!r} is also that of {self._titles[page.title()]}")
        return faults

    def _weight(self) -> list[str]:
        faults = [
            f"asks for a {kind}: {url}"
            for kind, url in self._asked
            if kind not in ("stylesheet", "image", "other")
        ]
        if self._page.locator("script, style, [style], [onclick]").count():
            faults.append("holds a script or a style of its own")
        if self._page.locator('link[rel=stylesheet], link[rel="icon"]').count() == 0:
            faults.append("has no style sheet")
        sent = {url for _, url in self._asked if not url.startswith("data:")}
        weight = len(self._html.encode()) + sum(_sent(url) for url in sent)
        if weight >= LARGEST:
            faults.append(f"weighs {weight} bytes")
        return faults

    def _focus(self) -> list[str]:
        # After a key of the keyboard the browser draws the focus of what gets it, also from a script.
        self._page.keyboard.press("Tab")
        return [f"shows no focus: {one}" for one in self._page.evaluate(_WITHOUT_FOCUS)]

    def _axe(self, size: dict[str, int], rules: list[str]) -> list[str]:
        page = self._page
        page.set_viewport_size(size)
        if not page.evaluate("window.axe !== undefined"):
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(_AXE, rules)["violations"]
        return [
            f"axe at {size['width']}: {one['id']}: {node['html'][:160]} {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]

    def _small_screen(self) -> list[str]:
        self._page.set_viewport_size({"width": 320, "height": 640})
        width = self._page.evaluate("document.documentElement.scrollWidth")
        out = self._page.evaluate(_STICKING_OUT, 320) if width > 320 else []
        faults = [f"is {width} pixels wide at 320: {' '.join(out)}"] if width > 320 else []
        small = self._page.evaluate(_SMALL_TARGETS, SMALLEST_TARGET)
        return [*faults, *(f"target under {SMALLEST_TARGET} pixels: {one}" for one in small)]

    def _large_text(self) -> list[str]:
        page = self._page
        page.set_viewport_size(DESKTOP)
        height = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
        before = page.evaluate(height)
        self._set_text_size(32)
        faults = [f"cut off at 200 % text: {one}" for one in page.evaluate(_CUT_OFF)]
        if page.evaluate(height) < before * 1.8:
            faults.append(f"the text stays at {before} pixels")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > DESKTOP["width"]:
            out = page.evaluate(_STICKING_OUT, DESKTOP["width"])
            faults.append(f"is {width} pixels wide with 200 % text: {' '.join(out)}")
        self._set_text_size(16)
        return faults

    def _set_text_size(self, pixels: int) -> None:
        """What somebody chooses in the settings of the browser."""
        self._settings.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})


def _looks(url: str, html: str) -> Looks:
    """What is there to examine: which page, and each sort of part on it, once."""
    parts = _PART.findall(_ANSWERS.sub("", _PERSONAL.sub("", html)))
    return re.sub(r"\d+", "*", _place(url)), frozenset(_WORDS.sub(r"\1", part) for part in parts)


def _place(url: str) -> str:
    """Which page this is, whoever looks at it."""
    parts = urlsplit(url)
    return _PERSONAL.sub("*", parts.path) + (
        "?zoek" if parts.query.startswith("zoek=") and "/balie/" not in url else ""
    )


@cache
def _sent(url: str) -> int:
    """Bytes that travel for a file, to a browser that takes compression."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate, br"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(answer.read())
