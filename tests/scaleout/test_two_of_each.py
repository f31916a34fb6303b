"""Two web and two worker processes over one database: any of them will do, and one may leave at work."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import connection
from tests import cast
from tests.adapters.mailserver import Inbox, free_port
from tests.adapters.mailserver import running as mailbox
from tests.citizen import Citizen, apply, draft_key, shown
from tests.journeys.filling_in import PDF
from tests.parts import Part, come_up, up, web, worker
from tests.waiting import wait_until

from openloket.evidence.keys import PublicKey
from openloket.evidence.models import Leaf
from openloket.evidence.verify import Verdict, verify_file
from openloket.intake.models import Attachment, Receipt, Submission
from openloket.post.models import Message, MessageState
from openloket.tenancy.models import Employee
from openloket.tenancy.scope import scope
from openloket.zaken.models import Zaak

BASE = "/duinstede/parkeervergunning"
SUBMISSIONS, CLIENTS = 48, 6
PASSWORD = "welkom-op-het-werk"


@dataclass
class Site:
    """Two of each, as on two machines that share the database and the folder with attachments."""

    webs: tuple[Part, Part]
    ports: tuple[int, int]
    workers: tuple[Part, Part]
    inboxes: tuple[Inbox, Inbox]


@pytest.fixture
def site(own_database: str, tmp_path: Path) -> Iterator[Site]:
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope(town.organisation.pk):
        # The tests' own hasher is quick and unknown to the product.
        known = ScryptPasswordHasher().encode(PASSWORD, "zout-van-de-proef")
        Employee.objects.filter(pk=town.worker.pk).update(password=known)
    shared = {"DATABASE_URL": own_database, "OPENLOKET_DATA_DIR": str(tmp_path)}
    inboxes, mail_ports = (Inbox(), Inbox()), (free_port(), free_port())
    (first, one), (second, two) = web(tmp_path, shared), web(tmp_path, shared)
    workers = [
        worker(tmp_path, {**shared, "OPENLOKET_SMTP_PORT": str(port)}, f"worker-{port}")
        for port in mail_ports
    ]
    found = Site((first, second), (one, two), (workers[0], workers[1]), inboxes)
    with (
        mailbox(inboxes[0], mail_ports[0]),
        mailbox(inboxes[1], mail_ports[1]),
        up(*found.webs, *found.workers),
        scope(town.organisation.pk),
    ):
        for part, port in zip(found.webs, found.ports, strict=True):
            come_up(part, port)
        at_work = "SELECT 1 FROM procrastinate_workers"
        wait_until(lambda: len(_asked(at_work)) == 2, "both workers are at work")
        yield found


def _asked(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def settle() -> None:
    """Wait until nothing is under way any more."""
    wait_until(lambda: not Message.objects.exclude(state=MessageState.HANDED_OVER).exists(), "mails are out")
    wait_until(lambda: not Leaf.objects.filter(leaf_index=None).exists(), "the log is sealed")


def send(site: Site, number: int) -> str:
    """One person whose every request goes to the other web part; gives the address of the receipt."""
    chance = random.Random(number)
    turned = site.ports if number % 2 else site.ports[::-1]
    with Citizen(turned, chance) as citizen:
        receipt = apply(
            citizen,
            BASE,
            f"Aanvrager {number}",
            f"SC-{number:03d}-L",
            PDF if number % 6 == 0 else b"",
            pause=lambda: time.sleep(chance.uniform(0, 0.2)),
        )
        assert set(citizen.statuses) <= {200, 302}, citizen.statuses
        return receipt


def test_one_of_each_leaves_while_it_is_busy_and_nothing_is_lost(site: Site) -> None:
    with ThreadPoolExecutor(CLIENTS) as people:
        under_way = [people.submit(send, site, number) for number in range(SUBMISSIONS)]
        wait_until(lambda: Submission.objects.count() >= SUBMISSIONS // 3, "a third is sent")
        wait_until(lambda: all(inbox.messages for inbox in site.inboxes), "both workers carry mail")
        assert site.webs[1].stop() == 0
        assert site.workers[1].stop() == 0
        receipts = [one.result() for one in under_way]
    settle()
    kept = Receipt.objects.values_list("submission__reference", "access_key")
    assert {f"/duinstede/ontvangst/{reference}/{key}" for reference, key in kept} == set(receipts)
    assert Submission.objects.count() == Zaak.objects.count() == len(set(receipts)) == SUBMISSIONS
    files = Attachment.objects.exclude(submission=None)
    assert files.count() == SUBMISSIONS // 6
    arrived = [mail["Message-ID"] for inbox in site.inboxes for mail in inbox.messages]
    assert len(arrived) == len(set(arrived)) == SUBMISSIONS
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}
    with Citizen(site.ports[:1]) as citizen:
        key = PublicKey.from_pem(citizen.get("/sleutel.pem").body)
        for receipt in receipts:
            report = verify_file(citizen.get(f"{receipt}/bewijs.json").body, [key])
            assert report.verdict is Verdict.SEALED


def test_what_one_keeps_the_other_shows(site: Site) -> None:
    with Citizen(site.ports[:1]) as here, Citizen(site.ports[1:]) as there:
        key = draft_key(here.follow(here.get(f"{BASE}/formulier")).text)
        page = {"draft_key": key, "naam": "Noor", "verder": "1"}
        here.post(f"{BASE}/formulier/wie", page)
        car = {"draft_key": key, "kenteken": "AB-1", "verder": "1"}
        there.post(f"{BASE}/formulier/auto", car, {"bewijs": ("foto van bewijs.pdf", PDF)})
        assert "foto van bewijs.pdf" in here.get(f"{BASE}/formulier/auto").text
        assert shown(there.get(f"{BASE}/formulier/wie").text, "naam") == "Noor"
        receipt = there.post(f"{BASE}/versturen", {"draft_key": key}).location
        assert here.post(f"{BASE}/versturen", {"draft_key": key}).location == receipt
        desk = {"username": "anja", "password": PASSWORD}
        login = here.get("/duinstede/balie/inloggen")
        token = shown(login.text, "csrfmiddlewaretoken")
        assert here.post("/duinstede/balie/inloggen", {**desk, "csrfmiddlewaretoken": token}).status == 303
        there.cookies = here.cookies
        reference, file = Submission.objects.get().reference, Attachment.objects.get()
        got = there.get(f"/duinstede/balie/zaak/{reference}/bijlage/{file.pk}")
        assert (got.status, got.body) == (200, PDF)
