"""A citizen behind a browser without scripts, over real connections, who tries again when something fails."""

import html
import http.client
import random
import re
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Self

Files = Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True)
class Answer:
    """A response as the browser has it."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


@dataclass
class Citizen:
    """Keeps cookies and one connection; with several ports each request goes to the next.

    `patience` is for how many seconds a request is tried again. `statuses` are those of all answers,
    `broken` counts requests that got none.
    """

    ports: tuple[int, ...]
    chance: random.Random = field(default_factory=random.Random)
    cookies: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    broken: int = 0
    patience: float = 120.0

    def __post_init__(self) -> None:
        self._turns = cycle(self.ports)
        self._lines: dict[int, http.client.HTTPConnection] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        for line in self._lines.values():
            line.close()

    def get(self, path: str) -> Answer:
        """A page, in the end."""
        return self._until_answered("GET", path, b"", {})

    def post(self, path: str, values: Mapping[str, str], files: Files | None = None) -> Answer:
        """Send a form as browsers do; the same bytes again until there is an answer."""
        body, media_type = multipart(values, files or {})
        return self._until_answered("POST", path, body, {"Content-Type": media_type})

    def once(self, method: str, path: str) -> Answer:
        """What is answered, whatever it is; not tried again."""
        return self._once(next(self._turns), method, path, b"", {})

    def follow(self, answer: Answer) -> Answer:
        """Where a redirect leads, in the end."""
        while answer.status in (302, 303):
            answer = self.get(answer.location)
        return answer

    def _until_answered(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            try:
                answer = self._once(next(self._turns), method, path, body, headers)
            except (OSError, http.client.HTTPException):
                self.broken += 1
            else:
                self.statuses.append(answer.status)
                if answer.status != 503:
                    return answer
            time.sleep(self.chance.uniform(0.1, 0.6))
        raise TimeoutError(f"no answer to {method} {path.partition('?')[0]}")

    def _once(self, port: int, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        line = self._lines.pop(port, None) or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, path, body or None, {**headers, "Cookie": cookie})
            response = line.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except BaseException:
            line.close()
            raise
        self._lines[port] = line
        for kept in response.headers.get_all("Set-Cookie", []):
            name, _, value = kept.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer


def draft_key(page: str) -> str:
    """The key that the page carries."""
    found = re.search(r'name="draft_key" value="([\w-]+)"', page)
    assert found, page[:2000]
    return found[1]


def shown(page: str, name: str) -> str:
    """What stands in a one-line input of the page."""
    found = re.search(rf'<input[^>]*\bname="{re.escape(name)}"[^>]*>', page)
    value = re.search(r'\bvalue="([^"]*)"', found[0]) if found else None
    return html.unescape(value[1]) if value else ""


def multipart(values: Mapping[str, str], files: Files) -> tuple[bytes, str]:
    """The body of a form and its content type."""
    border = "border-of-the-form"
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values.items()
    ]
    for name, (file_name, content) in files.items():
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"


def apply(
    citizen: Citizen,
    base: str,
    name: str,
    plate: str,
    proof: bytes = b"",
    pause: Callable[[], None] = lambda: None,
) -> str:
    """Fill in the small form of the cast and send it; the address of the receipt, once that is shown."""
    page = citizen.follow(citizen.get(f"{base}/formulier")).text
    key = draft_key(page)
    pause()
    who = {"draft_key": key, "naam": name, "email": f"{plate.lower()}@example.nl", "verder": "1"}
    page = citizen.follow(citizen.post(f"{base}/formulier/wie", who)).text
    pause()
    files = {"bewijs": ("bewijs.pdf", proof)} if proof else {}
    car = {"draft_key": draft_key(page), "kenteken": plate, "verder": "1"}
    page = citizen.follow(citizen.post(f"{base}/formulier/auto", car, files)).text
    pause()
    sent = citizen.post(f"{base}/versturen", {"draft_key": draft_key(page)})
    assert sent.status == 302, (sent.status, urllib.parse.urlsplit(sent.location).path)
    assert "/ontvangst/" in sent.location, sent.location
    receipt = citizen.follow(sent)
    assert receipt.status == 200
    assert plate in receipt.text
    return sent.location
