"""Every page in a real browser: axe finds nothing, nothing sticks out at 320 px, targets are large enough, pages are light."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openloket.web.look.assets import BUILT
from tests.web.look.preview import CHROMIUM, SITE, chromium, page_of
from tests.web.look.rendering import render
from tests.web.look.samples import MAILS, PAGES

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIMIT = 60_000

pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium"),
    pytest.mark.skipif(not (BUILT / "looks.json").exists() or not AXE.exists(), reason="needs `make setup`"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


def violations(page: Any) -> list[str]:
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", [*PAGES, *(name for name in MAILS if name.endswith(".html"))])
def test_axe_finds_nothing_on_a_phone_or_a_desk(browser: Any, name: str) -> None:
    for width, height in ((390, 844), (1280, 900)):
        with page_of(browser, width, height) as page:
            page.goto(f"{SITE}/{name}")
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.evaluate(AXE.read_text("utf-8"))
            assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_at_320_pixels_and_targets_are_large_enough(browser: Any, name: str) -> None:
    script = """() => {
      const wide = document.documentElement.scrollWidth;
      const seen = (one) => one.checkVisibility() && !one.matches('.ol-default-submit, .utrecht-skip-link, .ol-tile a');
      const inText = (one) => one.parentElement.matches('p, li, dd') && one.parentElement.textContent.trim() !== one.textContent.trim();
      const small = [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter(seen).filter((one) => !inText(one))
        .filter((one) => one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 120));
      return [wide, small];
    }"""
    with page_of(browser, 320, 640) as page:
        page.goto(f"{SITE}/{name}")
        wide, small = page.evaluate(script)
    assert wide <= 320
    assert small == []


def test_the_error_summary_has_the_focus_and_leads_to_each_field(browser: Any) -> None:
    with page_of(browser, 390, 844) as page:
        page.goto(f"{SITE}/step-errors")
        assert page.evaluate("document.activeElement.className") == "ol-errors"
        for link in page.query_selector_all(".ol-errors a"):
            target = link.get_attribute("href")
            link.click()
            focus = page.evaluate("document.activeElement.id")
            assert f"#{focus}" == target


def test_enter_in_a_text_box_means_go_on_and_not_remove(browser: Any) -> None:
    with page_of(browser, 390, 844) as page:
        page.goto(f"{SITE}/step-all")
        pressed = page.evaluate(
            "() => { const box = document.querySelector('#naam'); let name = '';"
            " box.form.addEventListener('submit', (e) => { e.preventDefault(); name = e.submitter.name; });"
            " box.form.requestSubmit(box.form.querySelector('button')); return name; }"
        )
    assert pressed == "verder"


def weight(name: str) -> int:
    """Bytes of a page and its style sheets, not compressed."""
    html = render(name)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/built/([^"]+)"', html)
    assert sheets
    return len(html.encode()) + sum((BUILT / sheet).stat().st_size for sheet in sheets)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "step-all"])
def test_a_page_is_light_and_has_no_script_or_inline_style(name: str) -> None:
    html = render(name)
    assert weight(name) < LIMIT
    assert "<script" not in html
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html)


def test_the_manifest_names_files_that_exist() -> None:
    manifest = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    assert {"page", "form", "receipt", "desk", "tokens-duinstede", "tokens-eikenrade"} <= set(manifest)
    assert all((BUILT / file).exists() for file in manifest.values())
