"""The ports of the monitor: a web page is fetched from the outside world, or it is told why not."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Known:
    """What was kept of a page that was fetched before, so that its server need not send it again."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, after redirects. `unchanged`: the page is as it was; no content."""

    address: str
    status: int
    content: bytes = b""
    kind: str = "text/html"
    charset: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class NotFetched(Exception):
    """No page was got; the message says why in words for people."""


class Temporary(NotFetched):
    """It may work another time: no connection, too slow, too busy."""


class Permanent(NotFetched):
    """It will not work another time: the site asks not to, or the address is no public one."""


class NoSuchHost(Permanent):
    """Nothing answers to this name on the internet: whoever follows the link finds nothing."""


class Pages(Protocol):
    """Fetches public pages politely: one at a time per host, by the rules of its robots.txt."""

    def fetch(self, address: str, known: Known | None = None) -> Answer:
        """The page at an address. Raises Temporary or Permanent."""
        ...
