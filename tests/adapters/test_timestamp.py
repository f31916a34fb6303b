"""Timestamps: our own authority makes tokens that others accept; the HTTP client trusts nobody blindly."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response
from tests.waiting import AGES

from openloket.adapters.timestamp.http import HttpTimestamper
from openloket.adapters.timestamp.local import LocalAuthority, LocalTimestamper
from openloket.evidence.ports import Permanent, Temporary, Timestamper
from openloket.evidence.timestamp import StampError, check_stamp, read_stamp

AT = datetime(2026, 3, 4, 12, 5, 7, tzinfo=UTC)
DIGEST = b"\x05" * 32
AUTHORITY = LocalAuthority.create("Proefklok", AT)
STRANGER = LocalAuthority.create("Proefklok", AT)


def local() -> Timestamper:
    return LocalTimestamper(AUTHORITY, lambda: AT + timedelta(microseconds=9))


def test_a_local_token_is_checked_against_its_root() -> None:
    given = local().stamp(DIGEST)
    assert (given.tsa, given.at) == ("Proefklok", AT)
    stamp = check_stamp(given.token, DIGEST, [STRANGER.root, AUTHORITY.root])
    assert (stamp.tsa, stamp.at) == (given.tsa, given.at)


@pytest.mark.parametrize(
    ("digest", "roots"), [(b"\x06" * 32, [AUTHORITY.root]), (DIGEST, [STRANGER.root]), (DIGEST, [])]
)
def test_a_token_over_something_else_or_by_a_stranger_is_refused(digest: bytes, roots: list[Any]) -> None:
    with pytest.raises(StampError):
        check_stamp(local().stamp(DIGEST).token, digest, roots)


@pytest.mark.parametrize("token", [b"", b"\x30\x00", b"\x00" * 100, b"x" * 70_000, b"\x30\x82\xff\xff"])
def test_nonsense_is_no_token(token: bytes) -> None:
    with pytest.raises(StampError):
        read_stamp(token, DIGEST)


def test_a_token_stays_good_after_its_certificate_expires() -> None:
    authority = LocalAuthority.create("Oude klok", AT - timedelta(days=365 * 40))
    then = AT - timedelta(days=365 * 39)
    token = LocalTimestamper(authority, lambda: then).stamp(DIGEST).token
    assert check_stamp(token, DIGEST, [authority.root]).at == then
    late = LocalTimestamper(authority, lambda: AT).stamp(DIGEST).token
    with pytest.raises(StampError):
        check_stamp(late, DIGEST, [authority.root])


def test_a_whole_answer_to_a_query_is_accepted_by_the_client_library() -> None:
    request = TimestampRequestBuilder().data(DIGEST).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = decode_timestamp_response(AUTHORITY.answer(request.as_bytes(), AT))
    verifier = VerifierBuilder.from_request(request).add_root_certificate(AUTHORITY.root).build()
    assert verifier.verify_message(answer, DIGEST)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed here")
def test_openssl_accepts_a_token_of_ours(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(AUTHORITY.root.public_bytes(Encoding.PEM))
    (tmp_path / "token").write_bytes(local().stamp(DIGEST).token)
    (tmp_path / "digest").write_bytes(DIGEST)
    command = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        "digest",
        "-in",
        "token",
        "-token_in",
        "-CAfile",
        "root.pem",
    ]
    command += ["-attime", str(int(AT.timestamp()))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout, done.stderr


def test_a_digest_has_32_bytes() -> None:
    with pytest.raises(Permanent):
        local().stamp(b"short")


def test_an_authority_is_made_once_and_kept_to_ourselves(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "authority.pem"
    first = LocalAuthority.load_or_create(path, "Klok", AT)
    again = LocalAuthority.load_or_create(path, "Andere naam", AT)
    assert again.certificate == first.certificate
    assert again.root == first.root
    assert path.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in path.parent.iterdir()] == ["authority.pem"]
    token = LocalTimestamper(again, lambda: AT).stamp(DIGEST).token
    assert check_stamp(token, DIGEST, [first.root]).tsa == "Klok"


Answer = Callable[[bytes], tuple[int, bytes]]


@contextmanager
def service(answer: Answer) -> Iterator[str]:
    """A timestamp service on this machine that answers as told; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            status, body = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def stamp_by(answer: Answer, digest: bytes = DIGEST) -> Any:
    with service(answer) as url:
        return HttpTimestamper(url, [AUTHORITY.root], timeout_seconds=AGES).stamp(digest)


def test_a_token_is_fetched_over_http() -> None:
    given = stamp_by(lambda query: (200, AUTHORITY.answer(query, AT)))
    assert (given.tsa, given.at) == ("Proefklok", AT)
    assert check_stamp(given.token, DIGEST, [AUTHORITY.root]).at == AT


def other_nonce(query: bytes) -> bytes:
    asked = tsp.TimeStampReq.load(query)
    asked["nonce"] = asked["nonce"].native ^ 1
    return bytes(asked.dump(force=True))


def other_digest(query: bytes) -> bytes:
    asked = tsp.TimeStampReq.load(query)
    asked["message_imprint"]["hashed_message"] = b"\x00" * 32
    return bytes(asked.dump(force=True))


REJECTION, WAITING = (bytes.fromhex(f"300530030201{status:02x}") for status in (2, 3))


@pytest.mark.parametrize(
    "answer",
    [
        lambda query: (200, b"<html>"),
        lambda query: (200, b""),
        lambda query: (200, STRANGER.answer(query, AT)),
        lambda query: (200, AUTHORITY.answer(other_nonce(query), AT)),
        lambda query: (200, AUTHORITY.answer(other_digest(query), AT)),
        lambda query: (200, REJECTION),
        lambda query: (400, b""),
        lambda query: (404, b""),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_final(answer: Answer) -> None:
    with pytest.raises(Permanent):
        stamp_by(answer)


@pytest.mark.parametrize(
    "answer", [lambda query: (503, b""), lambda query: (429, b""), lambda query: (200, WAITING)]
)
def test_a_service_that_cannot_now_is_asked_again(answer: Answer) -> None:
    with pytest.raises(Temporary):
        stamp_by(answer)


def test_a_service_that_is_away_is_asked_again() -> None:
    with service(lambda query: (200, b"")) as url:
        pass
    with pytest.raises(Temporary):
        HttpTimestamper(url, [AUTHORITY.root], timeout_seconds=AGES).stamp(DIGEST)


def test_a_service_that_keeps_us_waiting_is_left() -> None:
    left = Event()

    def wait(query: bytes) -> tuple[int, bytes]:
        left.wait(AGES)
        return 200, b""

    with service(wait) as url:
        try:
            with pytest.raises(Temporary):
                HttpTimestamper(url, [AUTHORITY.root], timeout_seconds=0.1).stamp(DIGEST)
        finally:
            left.set()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "nothing"])
def test_only_the_web_is_asked(url: str) -> None:
    with pytest.raises(Permanent):
        HttpTimestamper(url, [AUTHORITY.root]).stamp(DIGEST)
