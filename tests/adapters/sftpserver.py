"""A printer's SFTP server to test against: real SSH on a real socket, over a folder of the test."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko
from cryptography.hazmat.primitives.asymmetric import ec

from openloket.adapters.letters.sftp import fingerprint

USER, PASSWORD = "drukker", "geheim"
HOST_KEY = paramiko.ECDSAKey(vals=(_key := ec.generate_private_key(ec.SECP256R1()), _key.public_key()))


@dataclass
class Printer:
    """The server: where it listens, its folder, and after which write it hangs up (each once)."""

    root: Path
    port: int = 0
    fingerprint: str = fingerprint(HOST_KEY)
    hang_up_at: list[str] = field(default_factory=list)
    lines: list[paramiko.Transport] = field(default_factory=list)

    def may_go_on(self, what: str) -> None:
        """Hang up if this is where the test wants that."""
        if self.hang_up_at and self.hang_up_at[0] == what:
            self.hang_up_at.pop(0)
            self.lines[-1].close()


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        good = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if good else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Files(paramiko.SFTPServerInterface):
    """The folder of `printer`."""

    printer: Printer

    def _real(self, path: str) -> Path:
        return self.printer.root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        folder = self._real(path)
        return [paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in folder.iterdir()]

    def stat(self, path: str) -> Any:
        return paramiko.SFTPAttributes.from_stat(os.stat(self._real(path)))

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        handle = paramiko.SFTPHandle(flags)
        if writes:
            self.printer.may_go_on("write")
        file = self._real(path).open("wb" if writes else "rb")
        handle.readfile = handle.writefile = file
        return handle

    def remove(self, path: str) -> int:
        self._real(path).unlink()
        return paramiko.SFTP_OK

    def mkdir(self, path: str, attr: Any) -> int:
        self._real(path).mkdir()
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        if self._real(newpath).exists():
            return paramiko.SFTP_FAILURE
        self.printer.may_go_on("before rename")
        self._real(oldpath).rename(self._real(newpath))
        self.printer.may_go_on("after rename")
        return paramiko.SFTP_OK


@contextmanager
def printing(root: Path) -> Iterator[Printer]:
    """Such a server on a port of its own."""
    printer = Printer(root)
    listening = socket.create_server(("127.0.0.1", 0))
    printer.port = listening.getsockname()[1]

    files = type("Files", (_Files,), {"printer": printer})

    def serve() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            line = paramiko.Transport(client)
            line.add_server_key(HOST_KEY)
            line.set_subsystem_handler("sftp", paramiko.SFTPServer, files)
            printer.lines.append(line)
            try:
                line.start_server(server=_Door())
            except (EOFError, OSError, paramiko.SSHException):
                continue  # who dialled hung up: he found another key than he expected

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for line in printer.lines:
            line.close()
        thread.join()
