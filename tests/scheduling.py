"""Which tests go together on one process: what is dear to start is started once, and begins first."""

import pytest
from xdist.scheduler import LoadScopeScheduling

DEAR = {
    "the browser": ("tests/journeys/browser/",),
    "the look": ("tests/web/look/test_pages.py",),
    "the parts": (
        "tests/faults/",
        "tests/scaleout/",
        "tests/hostile/test_sockets.py",
        "tests/concurrency/test_same_form.py",
    ),
}


def group(nodeid: str) -> str:
    """What a test shares its process with: one of the dear things, or its own module."""
    path = nodeid.split("::", 1)[0]
    return next((name for name, places in DEAR.items() if path.startswith(places)), path)


def dear_first(items: list[pytest.Item]) -> None:
    """Order the tests so that the long groups begin at once; within a group they stay as they stand."""
    names = list(DEAR)
    items.sort(key=lambda item: names.index(of) if (of := group(item.nodeid)) in names else len(names))


class Grouped(LoadScopeScheduling):
    """Hands a whole group to one process (the plugin's own groups do not survive in this version)."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
