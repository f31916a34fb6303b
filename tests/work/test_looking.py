"""What the prober makes of the answers of a web part: each way to fail has its own words, without a crash."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.adapters.mailserver import Inbox, free_port, running
from tests.cast import Municipality
from tests.login import AtProvider
from tests.waiting import AGES

from openloket.offer.models import Channel as ChannelLine
from openloket.outages.models import Channel
from openloket.people.ports import Provider
from openloket.work.probing.looking import look
from openloket.work.probing.targets import Target, read_targets

FORM = b'<input type="hidden" name="draft_key" value="x">'
WELL: dict[str, tuple[int, bytes]] = {
    "/duinstede/": (200, b"home"),
    "/duinstede/parkeervergunning/": (200, b"product"),
    "/duinstede/parkeervergunning/formulier": (200, FORM),
    "/duinstede/proef": (200, json.dumps({"copy_sha256": "0" * 64, "receipt": True}).encode()),
    "/duinstede/balie/inloggen": (200, b"log in"),
}


class Server(ThreadingHTTPServer):
    """Gives the answers that a test wants."""

    daemon_threads = True
    answers: dict[str, tuple[int, bytes]]
    posted: list[bytes]
    may_answer: threading.Event

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asked has left already."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.may_answer.wait(AGES)
        status, body = self.server.answers.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), _Handler)
    found.answers, found.posted, found.may_answer = dict(WELL), [], threading.Event()
    found.may_answer.set()
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield found
    found.may_answer.set()
    found.shutdown()
    thread.join()
    found.server_close()


def faults(server: Server, patience: float = AGES) -> tuple[str, str]:
    """What is wrong with the form and with the portal."""
    url = f"http://127.0.0.1:{server.server_port}/duinstede/"
    channels = frozenset({Channel.WEB_FORM, Channel.PORTAL})
    target = Target(1, "duinstede", url, "parkeervergunning", channels, (), "", 25, patience)
    found = look(target)
    assert all(one.began_at <= one.ended_at for one in found.values())
    return found[Channel.WEB_FORM].fault, found[Channel.PORTAL].fault


def test_all_is_well(server: Server) -> None:
    assert faults(server) == ("", "")
    assert len(server.posted) == 1
    assert b"signature=" in server.posted[0]


@pytest.mark.parametrize(
    ("path", "answer", "fault"),
    [
        ("/duinstede/", (500, b""), "de beginpagina: antwoord 500"),
        ("/duinstede/parkeervergunning/", (404, b""), "de pagina van een onderwerp: antwoord 404"),
        ("/duinstede/parkeervergunning/formulier", (503, b""), "het formulier: antwoord 503"),
        ("/duinstede/parkeervergunning/formulier", (200, b"leeg"), "het formulier heeft geen vragen"),
        ("/duinstede/proef", (500, b"{}"), "de proef-inzending: antwoord 500"),
        ("/duinstede/proef", (200, b"{}"), "de proef-inzending is niet ontvangen"),
        ("/duinstede/proef", (200, b"[1]"), "de proef-inzending is niet ontvangen"),
        ("/duinstede/proef", (200, b"<html>"), "de proef-inzending is niet ontvangen"),
    ],
)
def test_each_way_to_fail(server: Server, path: str, answer: tuple[int, bytes], fault: str) -> None:
    server.answers[path] = answer
    assert faults(server) == (fault, "")


def test_the_portal_is_a_channel_of_its_own(server: Server) -> None:
    server.answers["/duinstede/balie/inloggen"] = (500, b"")
    assert faults(server) == ("", "de pagina om in te loggen: antwoord 500")


def test_a_receipt_that_can_not_be_shown_is_not_the_fault_of_the_form(server: Server) -> None:
    server.answers["/duinstede/proef"] = (200, json.dumps({"copy_sha256": "0", "receipt": False}).encode())
    assert faults(server) == ("", "de pagina met het ontvangstbewijs kan niet worden getoond")


def test_a_quick_look_can_only_find_fault(server: Server) -> None:
    url = f"http://127.0.0.1:{server.server_port}/duinstede/"
    channels = frozenset({Channel.WEB_FORM, Channel.PORTAL})
    target = Target(1, "duinstede", url, "x", channels, (), "", 25, whole=False)
    assert look(target) == {}
    assert server.posted == []
    server.answers["/duinstede/"] = (500, b"")
    found = look(target)
    assert {channel: one.fault for channel, one in found.items()} == {
        Channel.WEB_FORM: "de beginpagina: antwoord 500"
    }


def test_a_web_part_that_hangs(server: Server) -> None:
    server.may_answer.clear()
    form, portal = faults(server, patience=0.2)
    assert form == "de beginpagina: geen antwoord binnen 0 seconden"
    assert portal == "de pagina om in te loggen: geen antwoord binnen 0 seconden"


def test_a_mailbox_that_refuses_its_own_address() -> None:
    inbox, port = Inbox(), free_port()
    inbox.to_recipients = "550 no such mailbox"
    channels = frozenset({Channel.EMAIL})
    target = Target(1, "duinstede", "", "", channels, ("loket@duinstede.example",), "127.0.0.1", port)
    with running(inbox, port):
        assert look(target)[Channel.EMAIL].fault == "de ontvangende mailserver antwoordt 550"


def test_whatever_else_goes_wrong_is_a_fault_and_no_crash() -> None:
    target = Target(1, "duinstede", "nonsense://x/", "x", frozenset({Channel.WEB_FORM}), (), "", 25)
    assert look(target)[Channel.WEB_FORM].fault


def test_a_provider_that_is_away_is_an_outage_of_logging_in(server: Server, provider_app: AtProvider) -> None:
    server.answers["/duinstede/inloggen?reden=verlopen"] = (200, b"log in")
    url, channels = f"http://127.0.0.1:{server.server_port}/duinstede/", frozenset({Channel.PORTAL})
    there = Provider("digid", f"{provider_app.address}/digid", "us", "", "openid", {}, {"": "laag"})
    target = Target(1, "duinstede", url, "x", channels, (), "", 25, providers=(there,))
    assert look(target)[Channel.PORTAL].fault == ""
    away = replace(there, issuer=f"http://localhost:{free_port()}/digid")
    found = look(replace(target, providers=(there, away)))
    assert found[Channel.PORTAL].fault == "de inlogdienst digid is niet bereikbaar"


def test_a_form_that_asks_a_login_is_not_opened_by_a_stranger(server: Server) -> None:
    server.answers["/duinstede/parkeervergunning/formulier"] = (200, b"log in first")
    url, channels = f"http://127.0.0.1:{server.server_port}/duinstede/", frozenset({Channel.WEB_FORM})
    target = Target(1, "duinstede", url, "parkeervergunning", channels, (), "", 25)
    assert look(target)[Channel.WEB_FORM].fault == "het formulier heeft geen vragen"
    assert look(replace(target, asks_login=True))[Channel.WEB_FORM].fault == ""


def test_a_form_that_everybody_can_open_is_looked_at_first(duinstede: Municipality, now: datetime) -> None:
    ChannelLine.objects.update(login_level="hoog")
    [target] = read_targets(now)
    assert (target.form, target.asks_login) == ("parkeervergunning", True)
    ChannelLine.objects.update(login_level="")
    [target] = read_targets(now)
    assert (target.form, target.asks_login) == ("parkeervergunning", False)
