"""A mail server that misbehaves by script, over real sockets, and knows for sure what it took over."""

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.waiting import AGES

STAGES = ("greeting", "EHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "content", "verdict")


class Misdeed(Enum):
    """What the server may do in a stage instead of answering as it should."""

    DROP = "hangs up"
    RESET = "breaks the line"
    SILENCE = "says nothing more"
    DRIP = "says its answer so slowly that it never ends"
    FLOOD = "says an answer without end"
    NONSENSE = "says something that is no SMTP"


@dataclass
class Script:
    """What to do in one conversation: by stage a misdeed, or the answer to give; else all goes well.

    `keeps`: whether it takes the message over although what it does at "verdict" doesn't tell.
    `context`: it offers TLS, on asking or, with `tls_first`, before anything is said.
    """

    at: dict[str, Misdeed | str] = field(default_factory=dict)
    keeps: bool = False
    offers: tuple[str, ...] = ("DSN", "SMTPUTF8", "8BITMIME")
    context: ssl.SSLContext | None = None
    tls_first: bool = False


class _Over(Exception):
    """This conversation is over."""


class HostileServer:
    """One conversation after another as its scripts tell; after the last script all goes well."""

    def __init__(self, scripts: list[Script], host: str) -> None:
        self.scripts = scripts
        self.taken: list[bytes] = []
        self.heard: list[str] = []
        self.conversations = 0
        self._door = socket.create_server((host, 0))
        self.port: int = self._door.getsockname()[1]
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._receive, daemon=True)]
        self._threads[0].start()

    def stop(self) -> None:
        """No new conversations; those that last end by themselves."""
        self._ended.set()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join(AGES)

    def _receive(self) -> None:
        while not self._ended.is_set():
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            script = self.scripts.pop(0) if self.scripts else Script()
            self.conversations += 1
            thread = threading.Thread(target=self._converse, args=(line, script), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _converse(self, line: socket.socket, script: Script) -> None:
        with suppress(_Over, OSError, ssl.SSLError), _Conversation(self, line, script) as conversation:
            conversation.run(self._ended)


class _Conversation:
    def __init__(self, server: HostileServer, line: socket.socket, script: Script) -> None:
        self._server, self._line, self._script = server, line, script
        self._read = b""

    def __enter__(self) -> "_Conversation":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def run(self, ended: threading.Event) -> None:
        self._ended = ended
        if self._script.tls_first:
            self._secure("")
        self._stage("greeting", "220 hostile ESMTP")
        while True:
            command = self._until(b"\r\n").decode(errors="replace")
            self._server.heard.append(command)
            self._answer(command.partition(" ")[0].upper())

    def _answer(self, verb: str) -> None:
        if verb in ("EHLO", "HELO"):
            offers = [*self._script.offers, *(["STARTTLS"] if self._script.context else [])]
            lines = ["hostile", *offers]
            self._stage("EHLO", "\r\n".join([*(f"250-{one}" for one in lines[:-1]), f"250 {lines[-1]}"]))
        elif verb == "STARTTLS":
            self._secure("220 go on")
        elif verb == "DATA":
            self._stage("DATA", "354 go on")
            self._content()
        else:
            self._stage(verb, "250 2.0.0 OK")

    def _secure(self, good: str) -> None:
        self._stage("STARTTLS", good)
        if self._script.context is not None:
            self._line = self._script.context.wrap_socket(self._line, server_side=True)

    def _content(self) -> None:
        if "content" in self._script.at:
            self._line.recv(10)  # part of it
            self._stage("content", "")
        content = self._until(b"\r\n.\r\n")
        told = self._script.at.get("verdict", "250 2.0.0 taken over")
        if self._script.keeps or (isinstance(told, str) and told.startswith("2")):
            self._server.taken.append(content)
        self._stage("verdict", "250 2.0.0 taken over")

    def _stage(self, name: str, good: str) -> None:
        act = self._script.at.get(name, good)
        if isinstance(act, Misdeed):
            self._misbehave(act)
        elif act:
            self._line.sendall(f"{act}\r\n".encode())

    def _misbehave(self, misdeed: Misdeed) -> None:
        if misdeed is Misdeed.RESET:
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif misdeed is Misdeed.SILENCE:
            self._ended.wait(10)
        elif misdeed is Misdeed.NONSENSE:
            self._line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            self._ended.wait(10)
        else:
            self._go_on(misdeed)
        raise _Over

    def _go_on(self, misdeed: Misdeed) -> None:
        """Until the other side has had enough."""
        pause, piece = {Misdeed.DRIP: (0.02, b"2"), Misdeed.FLOOD: (0, b"250-more\r\n" * 1000)}.get(
            misdeed, (0, b"")
        )
        while piece and not self._ended.wait(pause):
            self._line.sendall(piece)

    def _until(self, end: bytes) -> bytes:
        while end not in self._read:
            piece = self._line.recv(65536)
            if not piece:
                raise _Over
            self._read += piece
        found, _, self._read = self._read.partition(end)
        return found


@contextmanager
def hostile(*scripts: Script, host: str = "127.0.0.1") -> Iterator[HostileServer]:
    """The server, while the block runs."""
    server = HostileServer(list(scripts), host)
    try:
        yield server
    finally:
        server.stop()


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """A context for a server that shows a certificate for `name` (a host or an address), and its root."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    named = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    root, whole = folder / "root.pem", folder / "server.pem"
    root.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    whole.write_bytes(secret + root.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(whole)
    return context, root
