"""A browser without scripts: it keeps cookies, follows redirects, and knows the way to a receipt."""

import re
from dataclasses import dataclass, field
from typing import Any

from bench.http_line import Answer, Line, request

URLENCODED = "application/x-www-form-urlencoded"
_KEY = re.compile(rb'name="draft_key" value="([\w-]+)"')
_MULTIPART = b'enctype="multipart/form-data"'


class WentWrong(RuntimeError):
    """The server did not do what a citizen may expect."""

    def __init__(self, what: str, answer: Answer) -> None:
        super().__init__(f"{what}: {answer.head.decode()} {answer.body[:2000].decode('utf-8', 'replace')}")


@dataclass(slots=True)
class Browser:
    """One visitor; `pages` are the pages that were shown, by address, each as it came first."""

    line: Line
    host: str
    at: str = ""
    requests: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    _cookies: dict[tuple[str, str], str] = field(default_factory=dict)

    async def get(self, path: str) -> Answer:
        """A page, after its redirects."""
        answer = await self._ask("GET", path)
        while answer.status in (301, 302, 303):
            answer = await self._ask("GET", answer.header("location"))
        self.pages.setdefault(self.at, answer)
        return answer

    async def post(self, path: str, body: bytes, kind: str) -> Answer:
        """Send a form; a redirect is not followed yet."""
        return await self._ask("POST", path, body, kind)

    async def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        mine = "; ".join(f"{name}={v}" for (name, at), v in self._cookies.items() if path.startswith(at))
        self.at = path
        self.requests += 1
        answer = await self.line.ask(request(method, path, self.host, mine, body, kind))
        for name, value, at in answer.cookies():
            if value:
                self._cookies[name, at] = value
            else:
                self._cookies.pop((name, at), None)
        return answer


async def fill_in(browser: Browser, plan: dict[str, Any]) -> bytes:
    """From the product page to the check page; gives what the button there would send."""
    expect(await browser.get(plan["product"]), 200, "the product page")
    shown = expect(await browser.get(plan["begin"]), 200, "the first page")
    for page in plan["pages"]:
        shown = await _page(browser, page, shown)
    if browser.at != plan["check"]:
        raise WentWrong(f"expected the check page, not {browser.at}", shown)
    return b"draft_key=" + _draft_key(shown)


async def send(browser: Browser, plan: dict[str, Any], body: bytes) -> str:
    """Send; gives the address of the receipt."""
    return expect(await browser.post(plan["send"], body, URLENCODED), 302, "sending").header("location")


async def look_at_receipt(browser: Browser, path: str) -> None:
    """Open the receipt, which must show its reference."""
    receipt = expect(await browser.get(path), 200, "the receipt")
    if path.split("/")[3].encode() not in receipt.body:
        raise WentWrong("the receipt does not show its reference", receipt)


def expect(answer: Answer, status: int, what: str) -> Answer:
    """The answer, if it has this status."""
    if answer.status != status:
        raise WentWrong(f"{what}: {answer.status} instead of {status}", answer)
    return answer


async def _page(browser: Browser, page: dict[str, str], shown: Answer) -> Answer:
    """Send one page; an answer that brings a new question into view shows the same page once more."""
    for _ in range(2):
        key = _draft_key(shown).decode()
        multipart = _MULTIPART in shown.body
        text = page["multipart" if multipart else "urlencoded"].replace("DRAFTKEY", key)
        kind = f"multipart/form-data; boundary={page['boundary']}" if multipart else URLENCODED
        shown = await browser.post(page["path"], text.encode(), kind)
        if shown.status == 302:
            return expect(await browser.get(shown.header("location")), 200, "the next page")
    raise WentWrong(f"{page['path']} was not accepted", shown)


def _draft_key(answer: Answer) -> bytes:
    found = _KEY.search(answer.body)
    if not found:
        raise WentWrong("no draft key on the page", answer)
    return found[1]
