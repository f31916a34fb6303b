"""The folder of the demo's mailbox: one .eml file for each message, newest first."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from openloket.post.ports import Accepted, Item, as_mail

_NAME = re.compile(r"\d{20}-\d+-\d+")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message that arrived."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject, or that it has none."""
        return str(self.message["Subject"] or "(geen onderwerp)")

    @property
    def at(self) -> str:
        """When it was sent, in words of the sender's own clock."""
        try:
            return f"{parsedate_to_datetime(str(self.message['Date'])).astimezone():%d-%m-%Y %H:%M}"
        except (TypeError, ValueError):
            return "onbekend"

    def part(self, kind: str) -> str:
        """The body of a kind: plain or html; empty when there is none."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


class MailStore:
    """Keeps and finds messages; written to the side first, so nobody reads half a message."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes) -> str:
        """Keep a message and return its name."""
        self._count += 1
        name = f"{time.time_ns():020d}-{os.getpid()}-{self._count}"
        fresh = self._folder / f"{name}.new"
        fresh.write_bytes(content)
        fresh.rename(self._folder / f"{name}.eml")
        return name

    def newest(self, most: int) -> Iterator[Mail]:
        """At most so many messages, newest first."""
        names = sorted((path.stem for path in self._folder.glob("*.eml")), reverse=True)
        for name in names[:most]:
            if mail := self.find(name):
                yield mail

    def find(self, name: str) -> Mail | None:
        """The message of that name; None when there is none."""
        path = self._folder / f"{name}.eml"
        if not _NAME.fullmatch(name) or not path.exists():
            return None
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        return Mail(name, message)


class StoreCarrier:
    """Carries mail straight into the demo's mailbox, for letters from before the demo ran (post.ports)."""

    def __init__(self, store: MailStore) -> None:
        self._store = store

    def carry(self, item: Item, /) -> Accepted:
        """Keep the message."""
        return Accepted(f"250 kept as {self._store.keep(as_mail(item).content)}")

    def check(self) -> str:
        """It is a folder, which is always there."""
        return "the mailbox of the demo"
