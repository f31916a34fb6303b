"""The reader of pages sees what is injected: without this the other tests would prove nothing."""

import html

import pytest
from tests.hostile.markup import MARK, PAYLOADS, SUMMED, injected, words

ACTIVE = [one for one in PAYLOADS if "<" in one or f" {MARK}" in one]


@pytest.mark.parametrize("payload", ACTIVE)
def test_what_is_not_escaped_is_seen(payload: str) -> None:
    places = (f"<p>{payload}</p>", f'<input value="{payload}">', f"<input value='{payload}'>")
    pages = [*places, f"<textarea>{payload}</textarea>"]
    assert any(injected(page) for page in pages), payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_escaped_is_only_text(payload: str) -> None:
    safe = html.escape(payload)
    page = f'<p title="{safe}">{safe}</p>'
    assert injected(page) == []
    assert payload.replace("\r\n", "\n") in words(page).replace("\r\n", "\n") or "\0" in payload


def test_a_sum_that_was_made_is_seen() -> None:
    assert injected(f"<p>{SUMMED}</p>") == [SUMMED]
