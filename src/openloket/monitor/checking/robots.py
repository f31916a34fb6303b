"""What a site asks of programs that visit it: robots.txt, as RFC 9309 says it is to be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MOST_BYTES = 512_000
LONGEST_DELAY = 60.0
_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line that allows or forbids paths; `*` stands for anything and `$` for the end."""

    path: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Whether the rule is about this path; both are written in one percent-encoding."""
        first, *rest = self.path.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        place = len(first)
        # From left to right, so that a line of a thousand stars costs no more than one.
        last = rest.pop() if rest and self.path.endswith("$") else None
        for part in rest:
            found = path.find(part, place)
            if found < 0:
                return False
            place = found + len(part)
        if last is not None:
            return path.endswith(last) and len(path) - len(last) >= place
        return place == len(path) or not self.path.endswith("$")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us, and how many seconds to wait between two visits."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether an address may be visited: the longest rule that fits decides, and a tie allows.

        Source: RFC 9309, 2.2.2.
        """
        parts = urlsplit(address)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        fitting = [one for one in self.rules if one.path and one.fits(path)]
        if not fitting:
            return True
        longest = max(len(one.path) for one in fitting)
        return any(one.allows for one in fitting if len(one.path) == longest)


def read_robots(content: bytes, agent: str) -> Robots:
    """The rules in a robots.txt for a program called `agent` (one word); any bytes are read.

    Groups for the same name are taken together; without a group of our own those for `*` hold.
    """
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    is_own_found = False
    for names, lines in _groups(content[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")):
        if agent.lower() in names:
            is_own_found = True
            own += lines
        elif "*" in names:
            others += lines
    return _robots(own if is_own_found else others)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        found = _LINE.match(line.partition("#")[0])
        if found is None:
            continue
        key, value = found[1].lower(), found[2]
        if key == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            names.add(value.lower().partition("/")[0])
        elif names and key in ("allow", "disallow", "crawl-delay"):
            lines.append((key, value))
    yield names, lines


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(
        Rule(_plain(value), allows=key == "allow") for key, value in lines if key != "crawl-delay" and value
    )
    delays = [
        float(value)
        for key, value in lines
        if key == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d+)?", value)
    ]
    return Robots(rules, min(max(delays, default=0.0), LONGEST_DELAY))


def _plain(path: str) -> str:
    """One way of writing for what may be written in several: RFC 9309, 2.2.2."""
    return quote(unquote(path), safe="/*$?=&%:@!'()+,;~-._")
