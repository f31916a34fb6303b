"""Pages fetched over HTTP, politely: by robots.txt, slowly per host, without cookies, and never inside."""

import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from email.message import Message
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin

from django.conf import settings

from openloket.adapters.pages.internet import Internet, sound
from openloket.conf.env import ConfigurationError
from openloket.monitor.checking.robots import Robots, read_robots
from openloket.monitor.ports import Answer, Known, Permanent, Temporary

AGENT = "OpenLoketMonitor"
PAUSE_SECONDS = 2.0
_SECONDS_IN_ALL = 30.0
_MOST_BYTES = 10_000_000
_PIECE = 64 * 1024
_MOST_REDIRECTS = 5
_MOST_WAIT = 90.0
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def configured() -> "PolitePages":
    """As the settings say. Raises ConfigurationError without a way to reach who sends the visitor."""
    if not settings.MONITOR_CONTACT:
        raise ConfigurationError(
            "set OPENLOKET_MONITOR_CONTACT to a mailbox or page of yours: sites must see who visits"
        )
    return PolitePages(settings.MONITOR_CONTACT, Internet(local=settings.MONITOR_LOCAL))


class PolitePages:
    """Fetches public pages (see the port). Remembers per host what robots.txt asks and when we were there."""

    def __init__(
        self,
        contact: str,
        internet: Internet | None = None,
        wait: Callable[[float], None] = time.sleep,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.named = f"{AGENT}/1.0 (+{contact})"
        self._internet = internet or Internet()
        self._wait, self._ticks = wait, ticks
        self._robots: dict[str, Robots] = {}
        self._free_at: dict[str, float] = {}

    def fetch(self, address: str, known: Known | None = None) -> Answer:
        """The page at an address, after redirects. Raises Temporary or Permanent."""
        for _ in range(_MOST_REDIRECTS + 1):
            parts = sound(address)
            robots = self._asked(parts)
            if not robots.allows(parts.geturl()):
                raise Permanent("de website vraagt programma's om deze pagina niet te bezoeken (robots.txt)")
            answer, leads_to = self._get(parts, robots.delay, known)
            if not leads_to:
                return answer
            address, known = urljoin(parts.geturl(), leads_to), None
        raise Permanent("de website stuurt steeds door")

    def _asked(self, parts: SplitResult) -> Robots:
        """What robots.txt of this host asks; without one everything may. Source: RFC 9309, 2.3.1."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        return self._robots[site]

    def _read_robots(self, site: str) -> Robots:
        address = f"{site}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            answer, leads_to = self._get(sound(address), 0.0, None)
            if not leads_to:
                break
            address = urljoin(address, leads_to)
        else:
            return Robots()
        if answer.status >= 500:
            # Source: RFC 9309, 2.3.1.4: a file that can't be had now forbids everything for now.
            raise Temporary("de website is nu niet goed te bereiken")
        return read_robots(answer.content, AGENT) if answer.status < 300 else Robots()

    def _get(self, parts: SplitResult, delay: float, known: Known | None) -> tuple[Answer, str]:
        """One answer of one host, and where it leads to when it is a redirect."""
        host = parts.netloc.lower()
        self._be_polite(host)
        connection = self._internet.connect(parts)
        until = self._ticks() + _SECONDS_IN_ALL
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers=self._headers(known))
            answer = connection.getresponse()
            content = b"" if answer.status in _REDIRECTS else self._content(answer, until)
        except ssl.SSLCertVerificationError as problem:
            raise Permanent("het certificaat van de website klopt niet") from problem
        except (OSError, HTTPException, zlib.error) as problem:
            raise Temporary(f"de website antwoordt niet ({type(problem).__name__})") from problem
        finally:
            connection.close()
            self._free_at[host] = self._ticks() + max(self._pause(parts), delay)
        self._heed(host, answer)
        leads_to = answer.headers.get("Location", "") if answer.status in _REDIRECTS else ""
        return _answer(parts.geturl(), answer, content), leads_to

    def _pause(self, parts: SplitResult) -> float:
        """This machine itself need not be spared; every other host is."""
        own = self._internet.local and parts.hostname in _THIS_MACHINE
        return 0.0 if own else PAUSE_SECONDS

    def _be_polite(self, host: str) -> None:
        pause = self._free_at.get(host, 0.0) - self._ticks()
        if pause > _MOST_WAIT:
            raise Temporary("de website vraagt om later terug te komen")
        if pause > 0:
            self._wait(pause)

    def _heed(self, host: str, answer: HTTPResponse) -> None:
        """A site that is too busy says for how long."""
        told = answer.headers.get("Retry-After", "")
        if answer.status in (429, 503):
            seconds = float(told) if told.isdecimal() and len(told) < 6 else 10 * _MOST_WAIT
            self._free_at[host] = self._ticks() + seconds
        if answer.status == 429:
            raise Temporary("de website vraagt om later terug te komen")

    def _headers(self, known: Known | None) -> dict[str, str]:
        found = {
            "User-Agent": self.named,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.1",
            "Accept-Language": "nl",
            "Accept-Encoding": "gzip",
        }
        if known is not None and known.etag:
            found["If-None-Match"] = known.etag
        if known is not None and known.modified:
            found["If-Modified-Since"] = known.modified
        return found

    def _content(self, answer: HTTPResponse, until: float) -> bytes:
        """At most so many bytes, within so much time; unpacked on the way, so that nothing can blow up."""
        unpack = zlib.decompressobj(31) if answer.headers.get("Content-Encoding", "") == "gzip" else None
        pieces, size = [], 0
        while piece := answer.read1(_PIECE):
            if unpack is not None:
                piece = unpack.decompress(piece, _MOST_BYTES + 1 - size)
            pieces.append(piece)
            size += len(piece)
            if size > _MOST_BYTES:
                raise Permanent("de pagina is te groot")
            if self._ticks() > until:
                raise Temporary("de website is te traag")
        return b"".join(pieces)


def _answer(address: str, answer: HTTPResponse, content: bytes) -> Answer:
    headers: Message = answer.headers
    return replace(
        Answer(address, answer.status, content),
        kind=headers.get_content_type() if headers.get("Content-Type") else "",
        charset=headers.get_content_charset() or "",
        etag=headers.get("ETag", ""),
        modified=headers.get("Last-Modified", ""),
        unchanged=answer.status == 304,
    )
