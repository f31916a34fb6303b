"""The demo's mailbox keeps what comes in, and shows hostile mail without harm."""

import os
import signal
import subprocess
import sys
import urllib.request
from email.message import EmailMessage
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from tests.adapters.mailserver import free_port
from tests.waiting import AGES, wait_until

from openloket.adapters.mail_out.smtp import MailServer, SmtpCarrier
from openloket.cli.demo.mailpages import MailPages
from openloket.cli.demo.mailstore import MailStore
from openloket.post.ports import Envelope, Temporary


def letter(subject: str = "Dag", text: str = "Hallo", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@duinstede.example", "b@post.example", subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def get(store: MailStore, path: str) -> tuple[str, dict[str, str], str]:
    environ: dict[str, object] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    seen: list[object] = []
    body = b"".join(MailPages(store)(environ, lambda *given: seen.extend(given)))
    status, headers = seen
    return str(status), dict(headers), body.decode()


@pytest.fixture
def store(tmp_path: Path) -> MailStore:
    return MailStore(tmp_path / "mail")


def test_lists_newest_first(store: MailStore) -> None:
    for number in range(3):
        store.keep(letter(f"Bericht {number}"))
    _, _, page = get(store, "/")
    assert page.index("Bericht 2") < page.index("Bericht 1") < page.index("Bericht 0")


def test_shows_text_with_links_that_can_be_followed(store: MailStore) -> None:
    name = store.keep(letter(text="Zie http://localhost:8000/a?b=1&c=2."))
    _, _, page = get(store, f"/bericht/{name}")
    assert '<a href="http://localhost:8000/a?b=1&amp;c=2">' in page


def test_hostile_mail_stays_words(store: MailStore) -> None:
    name = store.keep(letter("<script>alert(1)</script>", "</pre><script>alert(2)</script>"))
    for path in ("/", f"/bericht/{name}"):
        _, headers, page = get(store, path)
        assert "<script" not in page
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_message_with_markup_is_shown_in_a_cage(store: MailStore) -> None:
    name = store.keep(letter(html="<html><head></head><body><a href='http://x/'>x</a></body></html>"))
    _, headers, page = get(store, f"/opmaak/{name}")
    assert headers["Content-Security-Policy"].startswith("sandbox allow-top-navigation-by-user-activation")
    assert "allow-scripts" not in headers["Content-Security-Policy"]
    assert '<base target="_top">' in page


@pytest.mark.parametrize("path", ["/bericht/../../etc/passwd", "/bericht/1", "/opmaak/", "/other"])
def test_what_is_not_there_is_404(store: MailStore, path: str) -> None:
    assert get(store, path)[0] == "404 Not Found"


def test_receives_and_stops(tmp_path: Path) -> None:
    port, smtp_port = free_port(), free_port()
    command = [sys.executable, "-m", "openloket.cli", "mailbox", "--folder", str(tmp_path)]
    command += ["--port", str(port), "--smtp-port", str(smtp_port)]
    with subprocess.Popen(command, env={"PATH": os.defpath}) as process:
        carrier = SmtpCarrier(MailServer("127.0.0.1", smtp_port))
        wait_until(lambda: _reached(carrier), "the mailbox starts")
        carrier.carry(Envelope("a@duinstede.example", "b@post.example", letter("Over de post")))
        carrier.close()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/berichten.json") as answer:
            assert b"Over de post" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=AGES) == 0


def _reached(carrier: SmtpCarrier) -> bool:
    try:
        return bool(carrier.check())
    except Temporary:
        return False
