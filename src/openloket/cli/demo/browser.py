"""A browser without JavaScript: follows links, fills in forms as they stand, keeps cookies."""

import secrets
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

from openloket.cli.demo.page_reader import Contents, Control, Form, read_page

_SECONDS = 20


class Unexpected(Exception):
    """The page is not what a person would expect there; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody adds to a form."""

    name: str
    media_type: str
    content: bytes


Answers = Mapping[str, str | File]


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: where we are, how it went, and what it holds."""

    url: str
    status: int
    content: bytes
    contents: Contents

    def says(self, *words: str) -> "Page":
        """The same page, if it says all this; Unexpected names the first that it does not."""
        for one in words:
            if " ".join(one.split()) not in self.contents.words:
                raise Unexpected(f"{self.url} does not say {one!r}")
        return self

    def has_status(self, status: int) -> "Page":
        """The same page, if it came with this status."""
        if self.status != status:
            words = self.contents.words[:300]
            raise Unexpected(f"{self.url} came with status {self.status}, not {status}: {words}")
        return self


class _AnyStatus(urllib.request.HTTPErrorProcessor):
    """Hands pages of errors to us like any other page; redirects are still followed."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        if 300 <= response.status < 400:
            followed: HTTPResponse = super().http_response(request, response)
            return followed
        return response

    https_response = http_response


class Browser:
    """One person's browser."""

    def __init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies, _AnyStatus())

    def open(self, url: str) -> Page:
        """Go to an address."""
        return self._ask(urllib.request.Request(url))  # noqa: S310 (addresses of the demo itself)

    def follow(self, page: Page, words: str) -> Page:
        """Click the first link that begins with these words."""
        for link in page.contents.links:
            if link.words.startswith(words):
                return self.open(urljoin(page.url, link.href))
        raise Unexpected(f"{page.url} has no link {words!r}")

    def submit(self, page: Page, button: str, answers: Answers) -> Page:
        """Fill in the form that has this button, and press it; what is not answered stays as it stands.

        Unexpected when an answer is to no question of the form, or is a choice that it does not offer.
        """
        for form in page.contents.forms:
            if pressed := form.button(button):
                return self._send(page, form, pressed, _filled_in(page, form, answers))
        raise Unexpected(f"{page.url} has no button {button!r}")

    def _send(self, page: Page, form: Form, pressed: Control, values: list[tuple[str, str | File]]) -> Page:
        if pressed.name:
            values.append((pressed.name, pressed.value))
        address = urljoin(page.url, form.action or page.url)
        if form.method != "post":
            return self.open(f"{address.partition('?')[0]}?{urlencode(values)}")
        content, media_type = _multipart(values) if form.multipart else _plain(values)
        parts = urlsplit(page.url)
        headers = {
            "Content-Type": media_type,
            "Origin": f"{parts.scheme}://{parts.netloc}",
            "Referer": page.url,
        }
        return self._ask(urllib.request.Request(address, content, headers))  # noqa: S310 (idem)

    def _ask(self, request: urllib.request.Request) -> Page:
        with self._opener.open(request, timeout=_SECONDS) as response:
            content = response.read()
            is_html = response.headers.get_content_type() == "text/html"
            contents = read_page(content.decode()) if is_html else Contents()
            return Page(response.url, response.status, content, contents)


def _filled_in(page: Page, form: Form, answers: Answers) -> list[tuple[str, str | File]]:
    for name, answer in answers.items():
        asked = form.named(name)
        if not asked:
            raise Unexpected(f"{page.url} does not ask {name!r}")
        offered = [value for one in asked for value in (one.options or [one.value])]
        if asked[0].kind in {"radio", "checkbox", "select"} and answer not in offered:
            raise Unexpected(f"{page.url} offers {offered} for {name!r}, not {answer!r}")
    return [value for control in form.controls for value in _value(control, answers)]


def _value(control: Control, answers: Answers) -> list[tuple[str, str | File]]:
    answer = answers.get(control.name)
    if not control.name or control.kind in {"submit", "button"}:
        return []
    if control.kind in {"radio", "checkbox"}:
        chosen = control.checked if answer is None else answer == control.value
        return [(control.name, control.value)] if chosen else []
    if control.kind == "file":
        return [(control.name, answer if answer is not None else File("", "application/octet-stream", b""))]
    if control.kind == "hidden" or answer is None:
        return [(control.name, control.value)]
    return [(control.name, answer)]


def _plain(values: list[tuple[str, str | File]]) -> tuple[bytes, str]:
    return urlencode(values).encode(), "application/x-www-form-urlencoded"


def _multipart(values: list[tuple[str, str | File]]) -> tuple[bytes, str]:
    boundary = secrets.token_hex(16)
    parts = []
    for name, value in values:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
        if isinstance(value, File):
            head += f'; filename="{value.name}"\r\nContent-Type: {value.media_type}'
            parts.append(f"{head}\r\n\r\n".encode() + value.content)
        else:
            parts.append(f"{head}\r\n\r\n{value}".encode())
    return b"\r\n".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"
