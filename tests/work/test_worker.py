"""The worker as a process of its own: it delivers, seals and stamps, survives death, and stops when told."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.adapters.mailserver import Inbox, free_port, running
from tests.waiting import AGES, wait_until

from openloket.evidence.models import Leaf, Timestamp
from openloket.flows.queue import enqueue
from openloket.post.models import Message, MessageState
from openloket.tenancy.scope import scope


@contextmanager
def worker(address: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on a database, which mails to a port."""
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "OPENLOKET_SMTP_PORT": str(port),
        "OPENLOKET_SEAL_SECONDS": "1",
        "OPENLOKET_TIMESTAMP_SECONDS": "1",
    }
    command = [sys.executable, "-m", "openloket.cli", "worker"]
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def put(town: cast.Municipality, number: int, **values: object) -> Message:
    """A message with its job, as flows make them."""
    message = Message.create(
        kind="notice",
        subject_kind="test",
        subject_id=number,
        to_address="j.jansen@example.nl",
        subject_line=f"Bericht {number}",
        text="Dag.",
        sha256="0" * 64,
        message_id=f"{number}@duinstede.example",
        created_at=datetime.now(UTC),
        **values,
    )
    enqueue("deliver_message", organisation_id=town.organisation.pk, message_id=message.pk)
    return message


def all_handed_over() -> bool:
    return not Message.objects.exclude(state=MessageState.HANDED_OVER).exists()


def test_delivers_seals_stamps_and_stops(own_database: str) -> None:
    inbox, port = Inbox(), free_port()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with running(inbox, port), worker(own_database, port) as process, scope(town.organisation.pk):
        for number in range(20):
            put(town, number)
        wait_until(all_handed_over, "all is handed over")
        wait_until(lambda: not Leaf.objects.filter(leaf_index=None).exists(), "the log is sealed")
        wait_until(Timestamp.objects.exists, "the log is stamped")
        wait_until(lambda: not ProcrastinateJob.objects.exists(), "no job is left")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=AGES) == 0
    assert sorted(message["Subject"] for message in inbox.messages) == sorted(
        f"Bericht {number}" for number in range(20)
    )
    assert inbox.lines < 10  # a line for each job at a time, and anew only where one was idle for long


def test_what_a_killed_worker_held_is_delivered_by_the_next(own_database: str) -> None:
    inbox, port = Inbox(), free_port()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope(town.organisation.pk):
        long_ago = datetime.now(UTC) - timedelta(minutes=3)
        put(town, 1, state=MessageState.SENDING, claimed_at=long_ago, attempts=1)
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
                " VALUES (now() - interval '1 minute') RETURNING id)"
                " UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead"
            )
        with running(inbox, port), worker(own_database, port):
            wait_until(all_handed_over, "all is handed over")
    assert [message["Message-ID"] for message in inbox.messages] == ["<1@duinstede.example>"]


def test_two_workers_deliver_each_message_once(own_database: str) -> None:
    inbox, port = Inbox(), free_port()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope(town.organisation.pk):
        for number in range(40):
            put(town, number)
        with running(inbox, port), worker(own_database, port), worker(own_database, port):
            wait_until(all_handed_over, "all is handed over")
    assert len({message["Message-ID"] for message in inbox.messages}) == len(inbox.messages) == 40


def test_a_mail_server_that_comes_back_gets_the_message(own_database: str) -> None:
    inbox, port = Inbox(), free_port()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with worker(own_database, port), scope(town.organisation.pk):
        message = put(town, 1)
        wait_until(lambda: Message.objects.get(pk=message.pk).state == MessageState.RETRY, "it failed")
        with running(inbox, port):
            wait_until(all_handed_over, "all is handed over")
    assert len(inbox.messages) == 1


def test_an_interrupted_worker_goes_on_when_the_database_drops_its_connections(own_database: str) -> None:
    inbox, port = Inbox(), free_port()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with running(inbox, port), worker(own_database, port) as process, scope(town.organisation.pk):
        put(town, 1)
        wait_until(all_handed_over, "all is handed over")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        put(town, 2)
        wait_until(all_handed_over, "all is handed over")
        assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_idle_one_stops_when_told(own_database: str, number: signal.Signals) -> None:
    with worker(own_database, free_port()) as process:
        at_work = "SELECT 1 FROM procrastinate_workers"
        wait_until(lambda: connection.cursor().execute(at_work).fetchone(), "the worker is at work")
        process.send_signal(number)
        assert process.wait(timeout=AGES) == 0
