"""A folder of a printer that is reached by SFTP; only a machine with the expected key is trusted."""

import base64
import hmac
import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import paramiko
from django.conf import settings

from openloket.adapters.asking import is_outside
from openloket.adapters.letters.placing import place
from openloket.post.ports import Accepted, Account, Parcel, Permanent, Temporary

_SECONDS = 20.0
_KEYS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


class SftpBox:
    """Settings: host, port, user, folder, and fingerprint: SHA256:… of the key of that machine.

    The secret is a password, or a private key in PEM (OpenSSH).
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    def put(self, parcel: Parcel, /) -> Accepted:
        """Place a parcel; the same one a second time changes nothing. Raises Temporary or Permanent."""
        with self._reached() as tree:
            return place(tree, parcel)

    def check(self) -> str:
        """Log in and look into the folder. Raises Temporary or Permanent."""
        with self._reached() as tree:
            return f"ingelogd, {len(tree.names())} in de map"

    @contextmanager
    def _reached(self) -> Iterator["_RemoteTree"]:
        """The folder over there, while somebody works in it; whatever goes wrong becomes the port's."""
        tree: _RemoteTree | None = None
        try:
            with self._line() as line:
                self._trust(line)
                self._log_in(line)
                files = paramiko.SFTPClient.from_transport(line)
                assert files is not None
                channel = files.get_channel()
                assert channel is not None
                channel.settimeout(_SECONDS)
                tree = _RemoteTree(files, self._account.get("folder", "."))
                yield tree
        except paramiko.AuthenticationException as problem:
            raise Temporary("inloggen is niet gelukt", whole=True) from problem
        except (OSError, EOFError, paramiko.SSHException) as problem:
            shown = tree is not None and tree.shown
            words = f"de server is niet bereikbaar: {type(problem).__name__}"
            raise Temporary(words, uncertain=shown, whole=True) from problem

    @contextmanager
    def _line(self) -> Iterator[paramiko.Transport]:
        port = int(self._account.get("port", "22"))
        with socket.create_connection((self._account.get("host"), port), timeout=_SECONDS) as plain:
            if not settings.MAIL_SERVERS_INSIDE and not is_outside(plain):
                raise Permanent("deze server staat in ons eigen netwerk, en dat mag hier niet")
            line = paramiko.Transport(plain)
            try:
                line.start_client(timeout=_SECONDS)
                yield line
            finally:
                line.close()

    def _trust(self, line: paramiko.Transport) -> None:
        """Nothing is said to a machine that is another than the one that was agreed on."""
        found = fingerprint(line.get_remote_server_key())
        wanted = self._account.get("fingerprint")
        if not hmac.compare_digest(found, wanted):
            raise Permanent(f"de server toont een andere sleutel dan afgesproken: {found}")

    def _log_in(self, line: paramiko.Transport) -> None:
        user, secret = self._account.get("user"), self._account.secret
        if "PRIVATE KEY" in secret:
            line.auth_publickey(user, _private_key(secret))
        else:
            line.auth_password(user, secret)


class _RemoteTree:
    """Folders over there. `shown`: a rename began, so what was placed may be seen."""

    def __init__(self, files: paramiko.SFTPClient, root: str) -> None:
        self._files, self._root, self.shown = files, root.rstrip("/") or "/", False

    def names(self, folder: str = "") -> list[str]:
        return self._files.listdir(self._at(folder))

    def read(self, path: str) -> bytes:
        with self._files.open(self._at(path), "rb") as file:
            return file.read()

    def write(self, path: str, content: bytes) -> None:
        # It compares the size afterwards: a full disk over there is told at once.
        self._files.putfo(io.BytesIO(content), self._at(path), file_size=len(content), confirm=True)

    def remove(self, path: str) -> None:
        self._files.remove(self._at(path))

    def make(self, folder: str) -> None:
        self._files.mkdir(self._at(folder))

    def rename(self, folder: str, name: str) -> None:
        self.shown = True
        self._files.rename(self._at(folder), self._at(name))

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root


def fingerprint(key: paramiko.PKey) -> str:
    """The fingerprint of a key as OpenSSH writes it: SHA256:…"""
    return "SHA256:" + base64.b64encode(sha256(key.asbytes()).digest()).decode().rstrip("=")


def _private_key(text: str) -> paramiko.PKey:
    for kind in _KEYS:
        try:
            return kind.from_private_key(io.StringIO(text))
        except (paramiko.SSHException, ValueError):
            continue
    raise Permanent("de eigen sleutel kan niet worden gelezen")
