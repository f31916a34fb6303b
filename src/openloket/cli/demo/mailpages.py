"""The pages of the demo's mailbox: a list of messages, and each message as text and as HTML."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from typing import Any

from openloket.cli.demo.mailstore import Mail, MailStore

_MOST = 200
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_STYLE = """
body{font:1.0625rem/1.55 system-ui,sans-serif;color:#1c2733;background:#f4f5f7;margin:0}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.2}
a{color:#0b4f8a}
a:focus-visible{outline:3px solid #0b4f8a;outline-offset:2px}
table{border-collapse:collapse;width:100%;background:#fff}
th,td{text-align:left;padding:.65rem .75rem;border-bottom:1px solid #d5dae0;vertical-align:top}
td{overflow-wrap:anywhere}
td a{display:inline-block;min-height:1.6rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}
dt{font-weight:600}
dd{margin:0;overflow-wrap:anywhere}
pre,iframe{background:#fff;border:1px solid #d5dae0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:1rem;font:inherit}
iframe{width:100%;height:36rem}
"""
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'"
# The message itself may show itself and follow a link that somebody clicks; nothing else.
_MAIL_POLICY = (
    "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox;"
    " default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the browser."""

    status: HTTPStatus
    media_type: str
    body: str
    policy: str = _PAGE_POLICY


class MailPages:
    """A WSGI application over a mail store."""

    def __init__(self, store: MailStore) -> None:
        self._store = store

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = self._answer(environ.get("PATH_INFO", "/"))
        body = answer.body.encode("utf-8", "replace")
        headers = [
            ("Content-Type", f"{answer.media_type}; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", answer.policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
        ]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [body] if environ.get("REQUEST_METHOD") != "HEAD" else []

    def _answer(self, path: str) -> Answer:
        if path == "/":
            return _page("Postvak van de demo", _list(self._store))
        if path == "/berichten.json":
            return Answer(HTTPStatus.OK, "application/json", _as_json(self._store))
        kind, _, name = path.strip("/").partition("/")
        mail = self._store.find(name)
        if mail and kind == "bericht":
            return _page(mail.subject, _message(mail))
        if mail and kind == "opmaak" and mail.part("html"):
            return Answer(HTTPStatus.OK, "text/html", _own_html(mail), _MAIL_POLICY)
        lost = '<h1>Dit bericht is er niet</h1><p><a href="/">Naar alle berichten</a></p>'
        return _page("Niet gevonden", lost, HTTPStatus.NOT_FOUND)


def _page(title: str, content: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    html = (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>{content}</main></body></html>"
    )
    return Answer(status, "text/html", html)


def _list(store: MailStore) -> str:
    mails = list(store.newest(_MOST))
    if not mails:
        return (
            "<h1>Postvak van de demo</h1><p>Er is nog geen e-mail."
            ' Verstuur een formulier en <a href="/">kijk opnieuw</a>.</p>'
        )
    rows = "".join(
        f'<tr><td><a href="/bericht/{mail.name}">{escape(mail.subject)}</a></td>'
        f"<td>{escape(str(mail.message['To']))}</td><td>{escape(str(mail.message['From']))}</td>"
        f"<td>{escape(mail.at)}</td></tr>"
        for mail in mails
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Onderwerp", "Aan", "Van", "Verstuurd"))
    return (
        "<h1>Postvak van de demo</h1><p>Alle e-mail van de demo komt hier aan. Er gaat niets naar buiten."
        ' <a href="/">Kijk of er nieuwe berichten zijn</a>.</p><table><thead><tr>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _message(mail: Mail) -> str:
    heads = "".join(
        f"<dt>{name}</dt><dd>{escape(str(mail.message[header] or ''))}</dd>"
        for name, header in (("Van", "From"), ("Aan", "To"), ("Datum", "Date"), ("Kenmerk", "Message-ID"))
    )
    shown = ""
    if mail.part("html"):
        address = f"/opmaak/{mail.name}"
        shown = (
            f'<h2>Met opmaak</h2><iframe src="{address}" title="Het bericht met opmaak"></iframe>'
            f'<p><a href="{address}">Open het bericht met opmaak apart</a></p>'
        )
    return (
        f'<p><a href="/">Naar alle berichten</a></p><h1>{escape(mail.subject)}</h1><dl>{heads}</dl>'
        f"<h2>Als tekst</h2><pre>{_with_links(mail.part('plain'))}</pre>{shown}"
    )


def _with_links(text: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        address = escape(found.group())
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _own_html(mail: Mail) -> str:
    """The message, whose links open outside the frame in which it is shown."""
    return re.sub(r"(<head[^>]*>)", r'\1<base target="_top">', mail.part("html"), count=1)


def _as_json(store: MailStore) -> str:
    return json.dumps(
        [
            {
                "name": mail.name,
                "to": str(mail.message["To"]),
                "subject": mail.subject,
                "message_id": str(mail.message["Message-ID"]),
            }
            for mail in store.newest(100_000)
        ]
    )
