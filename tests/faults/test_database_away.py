"""While there is no database people see a calm page in Dutch, and afterwards everything goes on by itself."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.citizen import Citizen
from tests.faults.installation import Installation, furnish, installation
from tests.parts import answers, come_up, up, web
from tests.waiting import wait_until


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as found:
        furnish(found)
        yield found


def once(port: int, method: str, path: str) -> tuple[int, str, str | None]:
    """The status, the page and when to try again; asked once."""
    with Citizen((port,), patience=20) as citizen:
        answer = citizen.once(method, path)
        return answer.status, answer.text, answer.headers.get("Retry-After")


def test_a_calm_page_and_a_return_without_help(found: Installation) -> None:
    part, port = web(found.folder, found.web.environment, workers=1)
    with up(part):
        come_up(part, port, "/duinstede/")
        assert once(port, "GET", "/duinstede/parkeervergunning/")[0] == 200
        os.kill(found.postmaster(), signal.SIGKILL)
        time.sleep(1)
        once(port, "GET", "/duinstede/balie/inloggen")  # here the process finds out
        for method, path in (
            ("POST", "/duinstede/parkeervergunning/formulier/wie"),
            ("GET", "/duinstede/balie/inloggen"),
            ("POST", "/duinstede/balie/inloggen"),
            ("GET", "/duinstede/ontvangst/DUI-2026-AAA-AAA-AAA/sleutel"),
        ):
            status, page, again = once(port, method, path)
            if status in (200, 403):
                continue  # a page that needs nothing of the database
            assert (status, again) == (503, "10"), path
            assert "Even geduld" in page
            assert "Dit ligt niet aan u." in page
            assert "Duinstede" in page, "the page keeps the look of the municipality"
        assert once(port, "GET", "/levend")[0] == 200
        assert once(port, "GET", "/gezondheid")[0] == 503
        found.restart_postgres()
        wait_until(lambda: answers(port), "it is well again")
        form = "/duinstede/parkeervergunning/formulier/wie"
        wait_until(lambda: answers(port, form), "the form is there again")


def test_a_web_part_that_starts_without_database(found: Installation) -> None:
    os.kill(found.postmaster(), signal.SIGKILL)
    part, port = web(found.folder, found.web.environment)
    with up(part):
        come_up(part, port, "/levend")
        status, page, _ = once(port, "GET", "/duinstede/")
        assert status == 503
        assert "Even geduld" in page
        found.restart_postgres()
        wait_until(lambda: answers(port, "/duinstede/"), "people are helped")
