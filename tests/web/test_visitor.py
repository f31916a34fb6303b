"""Behind our own proxy a visitor has one address, and can't make up another."""

from typing import Any

import pytest
from django.test import RequestFactory

from openloket.web.visitor import address_of


@pytest.mark.parametrize(
    ("behind", "forwarded", "expected"),
    [
        (False, "10.0.0.9", "127.0.0.1"),
        (True, "10.0.0.9", "10.0.0.9"),
        (True, "1.1.1.1, 10.0.0.9", "10.0.0.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_the_address(settings: Any, behind: bool, forwarded: str, expected: str) -> None:
    settings.BEHIND_PROXY = behind
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", headers=headers)) == expected
