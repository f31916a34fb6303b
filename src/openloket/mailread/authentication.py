"""What our own mail server found out about the sender (RFC 8601): recorded and shown, never decided upon."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from openloket.mailread.addresses import one_line
from openloket.mailread.mail import Mail

METHODS = ("spf", "dkim", "dmarc")
RESULTS = frozenset(
    {
        "pass",
        "fail",
        "softfail",
        "neutral",
        "none",
        "policy",
        "temperror",
        "permerror",
        "hardfail",
        "bestguesspass",
    }
)
_HEADER = "authentication-results"
_OF_THE_SENDER = frozenset({"received", "dkim-signature", "from", "to", "subject", "date", "message-id"})
_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"")
_RESULT = re.compile(
    r"\s*([a-z][a-z0-9-]{0,30})(?:/\d+)?\s*=\s*([a-z]{1,20})\b(.*)\Z", re.IGNORECASE | re.DOTALL
)
_PROPERTY = re.compile(r"([a-z]{1,20}\.[a-z0-9-]{1,40})\s*=\s*(\"[^\"]*\"|[^\s;]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """What one method found: its result in the words of the RFC, and about which domain or address."""

    method: str
    result: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Authentication:
    """The results of the receiving server, `none` where it says nothing; empty `server` if it is silent."""

    server: str
    spf: str
    dkim: str
    dmarc: str
    results: tuple[Result, ...]


def authentication(mail: Mail, trusted_authserv_ids: Collection[str]) -> Authentication:
    """The findings of our receiving server about this message; what others wrote there does not count.

    A sender can write such a header too, and our server ought to take out those under its name. To be sure:
    ours stand on top of what the sender wrote, and the topmost that speaks of a method is believed.
    """
    trusted = {one.lower().rstrip(".") for one in trusted_authserv_ids}
    server = ""
    found: list[Result] = []
    for value in _on_top(mail):
        name, results = _parsed(value)
        if name in trusted:
            server = server or name
            told = {one.method for one in found}
            found += [one for one in results if one.method not in told]
    by_method = {method: _best([one for one in found if one.method == method]) for method in METHODS}
    return Authentication(server, by_method["spf"], by_method["dkim"], by_method["dmarc"], tuple(found))


def _on_top(mail: Mail) -> list[str]:
    """The headers with results, until one follows that was there before our server had the message."""
    found: list[str] = []
    for name, value in mail.headers:
        if name == _HEADER:
            found.append(value)
        elif found and name in _OF_THE_SENDER:
            break
    return found


def _parsed(value: str) -> tuple[str, list[Result]]:
    """The name of the server, and its results."""
    text = _bare(value)
    head, _, rest = text.partition(";")
    # Some servers (Exchange Online) leave their name out and begin with a result.
    words = head.split()
    if not words or "=" in words[0]:
        return "", []
    found = []
    for piece in rest.split(";"):
        match = _RESULT.match(piece)
        if match and match[2].lower() in RESULTS:
            about = [one[1].strip('"') for one in _PROPERTY.findall(match[3])]
            found.append(Result(match[1].lower(), match[2].lower(), one_line(next(iter(about), ""), 200)))
    return words[0].lower().rstrip("."), found


def _bare(value: str) -> str:
    """Without comments, also those in each other, and without semicolons in quotes."""
    text = _QUOTED.sub(
        lambda found: found[0].replace(";", " ").replace("(", " ").replace(")", " "), value[:20_000]
    )
    for _ in range(5):
        shorter = _COMMENT.sub(" ", text)
        if shorter == text:
            break
        text = shorter
    return text


def _best(found: list[Result]) -> str:
    """Of several signatures one that is right is enough; else the first result counts."""
    if any(one.result == "pass" for one in found if one.method == "dkim"):
        return "pass"
    return found[0].result if found else "none"
