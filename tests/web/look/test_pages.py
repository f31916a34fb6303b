"""Every page in a real browser: axe finds nothing, it fits at 320 px, targets are large, pages are light."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.look.preview import CHROMIUM, SITE, chromium, page_of
from tests.web.look.rendering import render
from tests.web.look.samples import MAILS, PAGES

from openloket.web.look.assets import BUILT

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIMIT = 60_000  # bytes of a page with its style sheets, before they are compressed
AT_THE_DESK = 80_000  # there one opens many pages with the same few style sheets, which the browser keeps

pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium"),
    pytest.mark.skipif(not (BUILT / "looks.json").exists() or not AXE.exists(), reason="needs `make setup`"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    with page_of(browser, 1280, 900) as shared:
        yield shared


def visit(page: Any, name: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{SITE}/{name}")


def violations(page: Any) -> list[str]:
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", [*PAGES, *(name for name in MAILS if name.endswith(".html"))])
def test_axe_finds_nothing_on_a_phone_or_a_desk(page: Any, name: str) -> None:
    visit(page, name, 390, 844)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text("utf-8"))
    assert violations(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_at_320_pixels_and_targets_are_large_enough(page: Any, name: str) -> None:
    script = """() => {
      const wide = document.documentElement.scrollWidth;
      const elsewhere = '.ol-default-submit, .utrecht-skip-link, .ol-tile a';
      const seen = (one) => one.checkVisibility() && !one.matches(elsewhere);
      const words = (one) => one.textContent.trim();
      const alone = (one) => words(one.parentElement) === words(one);
      const inText = (one) => one.parentElement.matches('p, li, dd') && !alone(one);
      const small = [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter(seen).filter((one) => !inText(one))
        .filter((one) => one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 120));
      return [wide, small];
    }"""
    visit(page, name, 320, 640)
    wide, small = page.evaluate(script)
    assert wide <= 320
    assert "\n".join(small) == ""


def test_the_error_summary_has_the_focus_and_leads_to_each_field(page: Any) -> None:
    visit(page, "step-errors", 390, 844)
    assert page.evaluate("document.activeElement.className") == "ol-errors"
    links = page.query_selector_all(".ol-errors a")
    assert len(links) == 5
    for link in links:
        target = link.get_attribute("href")
        link.click()
        focus = page.evaluate("document.activeElement.id")
        assert f"#{focus}" == target


def test_enter_in_a_text_box_means_go_on_and_not_remove(page: Any) -> None:
    visit(page, "step-all", 390, 844)
    page.evaluate(
        "document.forms[0].addEventListener('submit', (event) => {"
        " event.preventDefault(); window.pressed = event.submitter.name; })"
    )
    page.press("#naam", "Enter")
    assert page.evaluate("window.pressed") == "verder"


def weight(name: str) -> int:
    """Bytes of a page and its style sheets, not compressed."""
    html = render(name)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/built/([^"]+)"', html)
    assert sheets
    return len(html.encode()) + sum((BUILT / sheet).stat().st_size for sheet in sheets)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "step-all"])
def test_a_page_is_light_and_has_no_script_or_inline_style(name: str) -> None:
    html = render(name)
    assert weight(name) < (AT_THE_DESK if PAGES[name][0].startswith("desk/") else LIMIT)
    assert "<script" not in html
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html)


def test_the_manifest_names_files_that_exist() -> None:
    manifest = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    assert {"page", "form", "receipt", "desk", "tokens-duinstede", "tokens-eikenrade"} <= set(manifest)
    assert all((BUILT / file).exists() for file in manifest.values())


@pytest.mark.parametrize("name", ["home", "step", "check", "desk-inbox"])
def test_whoever_uses_the_keyboard_sees_where_they_are(page: Any, name: str) -> None:
    script = """() => {
      const one = document.activeElement, row = one.closest('.ol-option');
      const width = (target) => parseFloat(getComputedStyle(target).outlineWidth) || 0;
      return [one.tagName, Math.max(width(one), row ? width(row) : 0)];
    }"""
    visit(page, name, 1280, 900)
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(script))
    assert {tag for tag, _ in seen} & {"A", "INPUT"}
    assert [one for one in seen if one[0] not in ("BODY", "MAIN") and one[1] < 2] == []
