"""The pages of the duties: none missing, none stale, and all they name exists."""

import re

import pytest
from tests import law_pages
from tests.law_pages import FOLDER, USES, page, pages
from tests.rules import source
from tests.rules.source import ROOT

from openloket.law.verplichtingen import VERPLICHTINGEN, Verplichting

CODE = "\n".join(one.text for one in source.product())
EACH = pytest.mark.parametrize("duty", VERPLICHTINGEN, ids=lambda duty: duty.nummer)


def test_every_duty_has_its_page_and_no_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} - {"README.md"} == set(pages())


@pytest.mark.parametrize("name", sorted(pages()))
def test_no_page_is_stale(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == pages()[name], "write the pages anew: python -m tests.law_pages"


@EACH
def test_every_duty_is_tested(duty: Verplichting) -> None:
    assert law_pages.law_tests(duty)


@EACH
def test_every_step_of_the_chain_is_there(duty: Verplichting) -> None:
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", page(duty), re.MULTILINE)
    assert [step for step, _ in rows] == [
        "step",
        "article",
        "function",
        "term",
        "flow",
        "evidence",
        "screen",
        "test",
    ]
    assert all(where.strip() for _, where in rows)


@pytest.mark.parametrize("number", sorted(USES))
def test_what_a_page_says_of_the_product_is_there(number: str) -> None:
    use = USES[number]
    assert number in {duty.nummer for duty in VERPLICHTINGEN}
    for path in (*use.flows, *use.screens):
        assert (ROOT / "src" / "openloket" / path).is_file()
    assert all((ROOT / path).is_file() for path in use.tests)
    assert [kind for kind in use.evidence if f'"{kind}"' not in CODE] == []


def test_what_the_product_does_not_do_yet_is_said() -> None:
    waiting = next(duty for duty in VERPLICHTINGEN if duty.nummer not in USES)
    assert f"| flow | {law_pages.NOT_YET} |" in page(waiting)
