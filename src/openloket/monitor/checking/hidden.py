"""What a page hides: tabs and folds open with one press and are content; the rest nobody reads."""

import re
from collections.abc import Iterable

from lxml import etree

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OPENS = ("aria-controls", "data-target", "data-bs-target", "data-tab", "aria-owns")
"""Where a button or tab names what it opens."""


def opened_by_press(root: etree._Element) -> frozenset[str]:
    """The ids of everything that a press on a button, tab or link of the page shows."""
    return frozenset(
        one for element in root.iter("button", "a", "li", "div", "span") for one in _named(element)
    )


def _named(element: etree._Element) -> Iterable[str]:
    for name in _OPENS:
        for one in str(element.get(name) or "").split():
            yield one.lstrip("#")
    leads = str(element.get("href") or "")
    if element.tag == "a" and len(leads) > 1 and leads.startswith("#"):
        yield leads[1:]


def is_hidden(element: etree._Element, opened: frozenset[str]) -> bool:
    """Whether an element is hidden for good, as far as its own attributes tell."""
    hides = element.get("hidden") is not None or bool(_STYLE.search(str(element.get("style") or "")))
    return hides and not (element.get("role") == "tabpanel" or element.get("id") in opened)
