"""E-mail that comes in: how many a second are kept, and received with their receipt handed over."""

import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.instance import Instance, free_port
from bench.processes import cpu_seconds, wait_for
from openloket.cli.demo.towns import DUINSTEDE

_TO = f"loket@{DUINSTEDE.domain}"
_LINES = 8
_TEXT = "Ik wil graag een parkeervergunning. Mijn kenteken is LV-302-T.\r\n" * 20
_FILE = "JVBERi0xLjQgZWVuIGJpamxhZ2UK" * 400  # some 8 KB of base64
_WAITING = """
SELECT (SELECT count(*) FROM intake_rawmail WHERE state = 'stored'),
       (SELECT count(*) FROM post_message WHERE state IN ('queued', 'sending', 'retry'))
"""
_RECEIVED = "SELECT count(*) FROM intake_rawmail WHERE submission_id IS NOT NULL AND sender LIKE 'bench%'"


def coming_in(instance: Instance, count: int) -> dict[str, Any]:
    """Send so many over LMTP, each with a file, and wait until each is received and its receipt is gone."""
    port = free_port()
    instance.environment["OPENLOKET_LMTP_PORT"] = str(port)
    instance.start("mail in", "openloket.cli", "receive-mail")
    wait_for(lambda: _answers(port), 60, "the door for e-mail is open")
    worker = instance.processes["worker"].pid
    spent, began = cpu_seconds(worker), time.monotonic()
    with ThreadPoolExecutor(_LINES) as lines:
        list(lines.map(lambda line: _send(port, range(line, count, _LINES)), range(_LINES)))
    kept = time.monotonic() - began
    wait_for(lambda: instance.query(_WAITING) == [(0, 0)], 600, "every e-mail is received and confirmed")
    done = time.monotonic() - began
    spent = cpu_seconds(worker) - spent
    instance.stop("mail in")
    ((received,),) = instance.query(_RECEIVED)
    if received != count:
        raise RuntimeError(f"{count} e-mails came in and {received} were received")
    return {
        "mails": count,
        "kept_per_second": count / kept,
        "per_second": count / done,
        "worker_cpu_ms": spent / count * 1000,
    }


def _answers(port: int) -> bool:
    try:
        with smtplib.LMTP("127.0.0.1", port, timeout=5) as line:
            return line.noop()[0] == 250
    except OSError:
        return False


def _send(port: int, numbers: range) -> None:
    with smtplib.LMTP("127.0.0.1", port, timeout=60) as line:
        for number in numbers:
            sender = f"bench{number}@post.example"
            line.sendmail(sender, [_TO], _mail(number, sender))


def _mail(number: int, sender: str) -> bytes:
    return (
        f"From: Inwoner <{sender}>\r\nTo: {_TO}\r\nSubject: Parkeervergunning\r\n"
        f"Message-ID: <{number}@bench.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{_TEXT}\r\n"
        '--b\r\nContent-Type: application/pdf; name="bewijs.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{_FILE}\r\n--b--\r\n"
    ).encode()
