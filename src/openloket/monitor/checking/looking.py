"""Looking at one page: read it, look one step further where that tells more, and give the verdict."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openloket.monitor.checking.findings import THRESHOLD, Follow, Reason, State, Verdict
from openloket.monitor.checking.judge import judge
from openloket.monitor.checking.links import Seen
from openloket.monitor.checking.page import Page
from openloket.monitor.checking.paper import Paper, read_paper
from openloket.monitor.checking.reading import read_page
from openloket.monitor.checking.subject import Subject
from openloket.monitor.ports import Answer, Known, NoSuchHost, NotFetched, Temporary
from openloket.monitor.scoring.channels import Channel

MOST_STEPS = 3
_GONE = frozenset({404, 410})

Fetch = Callable[[str, Known | None], Answer]
Names = tuple[str, Sequence[str]]
"""The name of a product, and what it is also called."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The verdict on an address, and the proof: what was answered, and the SHA-256 of it.

    `again`: it did not work now and may work another time. `unchanged`: as at the last visit, not read anew.
    """

    address: str
    verdict: Verdict
    status: int = 0
    page_hash: str = ""
    etag: str = ""
    modified: str = ""
    title: str = ""
    again: bool = False
    unchanged: bool = False


def look(
    address: str,
    product: str,
    fetch: Fetch,
    known: Known | None = None,
    also: Sequence[str] = (),
) -> Looked:
    """Look at a page for a product; `known` is what an earlier visit kept. No site makes it raise."""
    try:
        answer = fetch(address, known)
    except NotFetched as problem:
        return _unfetched(address, problem)
    if answer.unchanged:
        verdict = _unknown(State.READABLE, "De pagina is sinds het vorige bezoek niet veranderd", "")
        return Looked(answer.address, verdict, answer.status, unchanged=True)
    seen = seen_in(answer)
    verdict = _verdict(answer, seen, (product, also), fetch)
    return Looked(
        address=answer.address,
        verdict=verdict,
        status=answer.status,
        page_hash=hashlib.sha256(answer.content).hexdigest(),
        etag=answer.etag[:200],
        modified=answer.modified[:100],
        title=seen.page.title[:200] if seen.page else "",
        again=answer.status >= 500 or answer.status == 429,
    )


def seen_in(answer: Answer) -> Seen:
    """What an answer is: a page, a paper, or a failure."""
    if answer.status in _GONE:
        return Seen(failure=f"antwoord {answer.status}", gone=True)
    if answer.status >= 400:
        return Seen(failure=f"antwoord {answer.status}")
    if answer.content[:1024].lstrip().startswith(b"%PDF-") or answer.kind == "application/pdf":
        return Seen(paper=read_paper(answer.content))
    if answer.kind in ("text/html", "application/xhtml+xml", "text/plain", ""):
        return Seen(page=read_page(answer.content, answer.address, answer.charset))
    if "word" in answer.kind or "opendocument" in answer.kind or answer.kind == "application/rtf":
        # A document of a word processor is there to be filled in, and to be printed.
        return Seen(paper=Paper(is_form=True, asks_signature=True))
    return Seen(failure=f"geen webpagina maar {answer.kind}")


def _verdict(answer: Answer, seen: Seen, names: Names, fetch: Fetch) -> Verdict:
    if seen.paper is not None:
        return _of_paper(seen.paper, answer.address, names)
    if seen.page is None:
        state = State.GONE if seen.gone else State.UNREACHABLE if answer.status >= 400 else State.NO_PAGE
        return _unknown(state, str(state), seen.failure)
    return _with_steps(seen.page, names, fetch)


def _with_steps(page: Page, names: Names, fetch: Fetch) -> Verdict:
    """The verdict after looking one step further, at most a few addresses."""
    found: dict[str, Seen] = {}
    product, also = names
    verdict = judge(page, product, also=also)
    while verdict.follow and len(found) < MOST_STEPS + 1:
        for one in verdict.follow:
            found[one.address] = _step(one, fetch)
        verdict = judge(page, product, found, also)
    return replace(verdict, follow=())


def _step(step: Follow, fetch: Fetch) -> Seen:
    try:
        return seen_in(fetch(step.address, None))
    except NotFetched as problem:
        return Seen(failure=str(problem), gone=isinstance(problem, NoSuchHost))


def _of_paper(paper: Paper, address: str, names: Names) -> Verdict:
    """The address of a product that is a paper itself."""
    if not paper.is_form:
        return _unknown(State.READABLE, "Een bestand om te lezen, geen formulier", address)
    reason = Reason(Channel.PRINT, 0.9, "Het adres is een formulier om te printen", address)
    product, also = names
    # Of a paper only the name is known: when that does not tell the product, a person looks.
    is_named = not product or Subject.of(product, also=also).is_in(re.sub(r"[^a-zA-Z0-9]+", " ", address))
    sure = (0.75 if paper.on_screen else 0.9) if is_named else THRESHOLD - 0.05
    return Verdict(State.READABLE, Channel.PRINT, sure, (reason,))


def _unknown(state: State, rule: str, quote: str) -> Verdict:
    return Verdict(state, Channel.UNKNOWN, 0.9, (Reason(Channel.UNKNOWN, 0.9, rule, quote),))


def _unfetched(address: str, problem: NotFetched) -> Looked:
    verdict = _unknown(State.UNREACHABLE, str(problem), "")
    return Looked(address, verdict, again=isinstance(problem, Temporary))
