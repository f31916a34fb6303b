"""What post asks of the outside world: somebody who carries e-mail, text messages, letters and more."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """An e-mail ready to travel: the addresses of the envelope and the MIME message in bytes.

    `reference` is ours: reports about this message may repeat it (ENVID, RFC 3461), it names nobody.
    """

    sender: str
    recipient: str
    content: bytes
    reference: str = ""


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A text message (SMS) to a telephone number such as +31612345678."""

    number: str
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """A letter that only needs printing and posting; `lines` are name and address as in the window."""

    lines: tuple[str, ...]
    pdf: bytes
    pages: int
    reference: str


@dataclass(frozen=True, slots=True)
class BoxMessage:
    """A message for a box elsewhere, such as MijnOverheid; `recipient` is a number as that box wants it.

    The number is a burgerservicenummer: it is shown nowhere, also not by what prints this.
    """

    recipient: str = field(repr=False)
    title: str
    text: str
    reference: str


Item = Envelope | TextMessage | PrintedLetter | BoxMessage


@dataclass(frozen=True, slots=True)
class Accepted:
    """The other side took it over; `answer` is its reply code and text, without addresses.

    `reference` is by what the other side knows it, where it tells later what became of it.
    """

    answer: str
    reference: str = ""


class NotCarried(Exception):
    """It was not taken over; `answer` says why, without addresses, at most 200 characters."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


class Temporary(NotCarried):
    """Not now: the same item may be offered again.

    `uncertain`: it may have been taken over all the same, so another time may be a second time.
    `whole`: nothing can leave this way now (no line, no login), whatever the item. `wait` is how long the
    other side asks us to wait.
    """

    def __init__(
        self, answer: str, *, uncertain: bool = False, whole: bool = False, wait: timedelta | None = None
    ) -> None:
        super().__init__(answer)
        self.uncertain = uncertain
        self.whole = whole
        self.wait = wait


class Permanent(NotCarried):
    """Refused for good: this item does not go this way to this address."""


@dataclass(frozen=True, slots=True)
class Account:
    """How one organisation uses one carrier: which one (a key of settings.CARRIERS), and its settings.

    `settings` are names and values in the order of their names, so that equal accounts are equal.
    """

    carrier: str
    settings: tuple[tuple[str, str], ...] = ()
    secret: str = field(default="", repr=False)

    def get(self, name: str, otherwise: str = "") -> str:
        """The value of a setting."""
        return dict(self.settings).get(name, otherwise)


class Carrier(Protocol):
    """A way for messages to leave. May be called from several threads at once.

    The paths in settings.CARRIERS each make one out of an Account; see conf.doors.carrier.
    """

    def carry(self, item: Item, /) -> Accepted:
        """Hand one item over. Raises Temporary or Permanent, the latter for a sort that does not go this way.

        Offering the same `reference` twice must not cost a second one where the other side can know it.
        """

    def check(self) -> str:
        """Reach the other side without sending anything and return how it presents itself.

        Raises Temporary or Permanent.
        """


def as_mail(item: Item) -> Envelope:
    """The item, for a carrier that takes e-mail only. Raises Permanent."""
    if not isinstance(item, Envelope):
        raise Permanent("this carrier takes e-mail only")
    return item


class Became(StrEnum):
    """What became of something that a carrier took over, as the carrier tells it."""

    UNDER_WAY = "under_way"
    DELIVERED = "delivered"
    POSTED = "posted"
    FAILED_NOW = "failed_now"
    FAILED_FOR_GOOD = "failed_for_good"
    NOT_PRINTED = "not_printed"
    RETURNED = "returned"


class Watched(Protocol):
    """A carrier that can be asked what became of an item, by the reference that it gave."""

    def became(self, reference: str, /) -> tuple[Became, str]:
        """What became of it, and the carrier's own word for that. Raises Temporary or Permanent."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a carrier tells of an item, asked or not.

    `id` is the carrier's own name for it, `mark` ours (post/verp.py), `word` the status as the carrier wrote
    it; `at` None: not said.
    """

    id: str
    mark: str
    became: Became
    complaint: bool
    word: str
    at: datetime | None


class Traced(Protocol):
    """A carrier that can be asked what became of an item, by our own mark for it."""

    def traced(self, mark: str, /) -> Heard | None:
        """What it knows; None: it has no such item. Raises Temporary or Permanent."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Files that belong together under one name: whoever looks sees all of them, or none."""

    name: str
    files: tuple[tuple[str, bytes], ...]


class LetterBox(Protocol):
    """Where a printer collects letters, a batch at a time. Made out of an Account, as a Carrier is."""

    def put(self, parcel: Parcel, /) -> Accepted:
        """Place a parcel; the same one a second time changes nothing. Raises Temporary or Permanent."""

    def check(self) -> str:
        """Reach the place without putting anything there. Raises Temporary or Permanent."""
