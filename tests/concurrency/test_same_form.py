"""One draft in several hands at one moment: sent together, filled in together, and a lost answer."""

import re
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from tests import cast
from tests.at_once import at_once
from tests.citizen import Citizen
from tests.parts import come_up, up, web

from openloket.intake import drafts
from openloket.intake.models import Draft, Receipt, Submission
from openloket.intake.receipts import MOST_TRIES
from openloket.intake.references import new_key
from openloket.post.models import Message
from openloket.zaken.models import Zaak

BASE = "/duinstede/parkeervergunning"
ANSWERS = {"naam": "Jan Jansen", "email": "jan@example.nl", "kenteken": "AB-123-C"}


def browsing(acts: list[Callable[[Client], str]]) -> list[str]:
    """Let each act begin at the same moment, each in a browser and a thread of its own."""
    return at_once([partial(act, Client()) for act in acts])


def kept(town: cast.Municipality, **more: str) -> str:
    """The key of a draft with these answers."""
    key = new_key()
    service = town.service
    drafts.keep(key, service.pk, service.form_version_id, {**ANSWERS, **more}, datetime.now(UTC))
    return key


def test_sent_by_eight_at_once_it_is_received_once(town: cast.Municipality) -> None:
    for turn in range(1, 6):
        key = kept(town)
        sending = [lambda browser, key=key: _send(browser, key)] * 8
        receipts = browsing(sending)
        assert len(set(receipts)) == 1, receipts
        for model in (Submission, Receipt, Zaak, Message):
            assert model.objects.count() == turn, model
        assert Client().get(receipts[0]).status_code == 200
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (5,)


def _send(browser: Client, key: str) -> str:
    response = browser.post(f"{BASE}/versturen", {"draft_key": key})
    assert response.status_code == 302
    return str(response["Location"])


def test_two_people_in_one_draft_lose_nothing_of_each_other(town: cast.Municipality) -> None:
    for turn in range(12):
        key = kept(town)

        def who(browser: Client, key: str = key, turn: int = turn) -> str:
            page = {"draft_key": key, "naam": f"Noor {turn}", "verder": "1"}
            return str(browser.post(f"{BASE}/formulier/wie", page)["Location"])

        def car(browser: Client, key: str = key, turn: int = turn) -> str:
            page = {"draft_key": key, "kenteken": f"XY-{turn}", "verder": "1"}
            return str(browser.post(f"{BASE}/formulier/auto", page)["Location"])

        browsing([who, car] * 2)
        found = drafts.find(key)
        assert found is not None
        assert (found.answers["naam"], found.answers["kenteken"]) == (f"Noor {turn}", f"XY-{turn}")
    assert Draft.objects.count() == 12


def test_a_first_page_sent_by_several_at_once_makes_one_draft(town: cast.Municipality) -> None:
    key = new_key()
    page = {"draft_key": key, "naam": "Jan", "verder": "1"}
    browsing([lambda browser: str(browser.post(f"{BASE}/formulier/wie", page)["Location"])] * 6)
    assert Draft.objects.count() == 1


def test_sending_while_somebody_still_changes_gives_one_whole_message(town: cast.Municipality) -> None:
    for turn in range(8):
        key = kept(town)
        change = {"draft_key": key, "naam": "Iemand Anders", "email": "ander@example.nl", "verder": "1"}
        browsing(
            [
                lambda browser, key=key: _send(browser, key),
                lambda browser, change=change: str(browser.post(f"{BASE}/formulier/wie", change)["Location"]),
            ]
        )
        submission = Submission.objects.order_by("-pk")[0]
        pair = (submission.answers["naam"], submission.email)
        assert pair in {("Jan Jansen", "jan@example.nl"), ("Iemand Anders", "ander@example.nl")}
        assert pair[0] in submission.copy
        assert Submission.objects.count() == turn + 1


def test_tries_at_the_same_moment_do_not_slip_past_the_limit(town: cast.Municipality) -> None:
    address = _send(Client(), kept(town))
    found = Receipt.objects.get()
    told = {**found.consequences, "protected": True, "check": "naam"}
    Receipt.objects.filter(pk=found.pk).update(consequences=told)

    def guess(browser: Client) -> str:
        return str(browser.post(f"{address}/openen", {"naam": "Piet"}).status_code)

    statuses = sorted(browsing([guess] * 8))
    assert statuses == ["422"] * (MOST_TRIES - 1) + ["429"] * (9 - MOST_TRIES)
    right = Client().post(f"{address}/openen", {"naam": "Jan Jansen"})
    assert right.status_code == 429


class Thief:
    """Stands between browser and server; it kills the server when the answer comes, and keeps the answer."""

    def __init__(self, server_port: int, kill: Callable[[], None]) -> None:
        self._server_port, self._kill = server_port, kill
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port, self.stolen = int(self._door.getsockname()[1]), b""
        threading.Thread(target=self._steal, daemon=True).start()

    def _steal(self) -> None:
        browser, _ = self._door.accept()
        self._door.close()
        with browser, socket.create_connection(("127.0.0.1", self._server_port)) as server:
            threading.Thread(target=_pass_on, args=(browser, server), daemon=True).start()
            self.stolen = server.recv(65536)
            self._kill()
            browser.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    while piece := source.recv(65536):
        target.sendall(piece)


def test_after_a_lost_answer_sending_again_gives_the_same_receipt(
    town: cast.Municipality, own_database: str, tmp_path: Path
) -> None:
    part, port = web(tmp_path, {"DATABASE_URL": own_database}, workers=1)
    with up(part):
        come_up(part, port)
        key = kept(town)
        thief = Thief(port, part.kill)
        values = {"draft_key": key}
        with pytest.raises(TimeoutError), Citizen((thief.port,), patience=0.5) as unlucky:
            unlucky.post(f"{BASE}/versturen", values)
        assert re.match(rb"HTTP/1.1 302 .*?ontvangst/", thief.stolen, re.S | re.I), thief.stolen[:200]
        part.start()
        come_up(part, port)
        with Citizen((port,)) as citizen:
            again = citizen.post(f"{BASE}/versturen", values)
    assert again.location.encode() in thief.stolen
    assert (Submission.objects.count(), Zaak.objects.count(), Message.objects.count()) == (1, 1, 1)
