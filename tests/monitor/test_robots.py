"""What a site asks in robots.txt is read as RFC 9309 says, whatever is written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.monitor.checking.robots import LONGEST_DELAY, read_robots

AGENT = "OpenLoketMonitor"


def allows(text: str, path: str) -> bool:
    return read_robots(text.encode(), AGENT).allows(f"https://www.stad.example{path}")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /prive/\nAllow: /prive/open", "/prive/open/1", True),
        ("User-agent: *\nDisallow: /prive/\nAllow: /prive/open", "/prive/dicht", False),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/bestanden/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/bestanden/x.pdf?y", True),
        ("User-agent: *\nDisallow: /zoek*q=", "/zoeken?a=1&q=2", False),
        ("User-agent: openloketmonitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: OpenLoketMonitor/2.0\nDisallow: /a", "/a", False),
        ("User-agent: a\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: b\nDisallow: /c", "/c", True),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /c", "/c", False),
        ("USER-AGENT:*\ndisallow:/a # niet", "/a", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("Disallow: /", "/x", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(text: str, path: str, expected: bool) -> None:
    assert allows(text, path) is expected


def test_the_delay_is_heeded_up_to_a_minute() -> None:
    assert read_robots(b"User-agent: *\nCrawl-delay: 7.5", AGENT).delay == 7.5
    assert read_robots(b"User-agent: *\nCrawl-delay: 9999", AGENT).delay == LONGEST_DELAY
    assert read_robots(b"User-agent: *\nCrawl-delay: veel", AGENT).delay == 0


@given(st.binary(max_size=500), st.text(max_size=40))
def test_any_file_is_read(content: bytes, path: str) -> None:
    read_robots(content, AGENT).allows("https://www.stad.example/" + path.replace("[", "").replace("]", ""))


def test_a_thousand_stars_are_read_at_once() -> None:
    text = "User-agent: *\nDisallow: /" + "*a" * 5_000 + "$"
    assert allows(text, "/" + "a" * 4_000)
