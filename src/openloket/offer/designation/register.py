"""The register of channels as plain lines: what is designated for which message, from when until when."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from openloket.law.kanalen import (
    ALTIJD_OFFICIEEL,
    Aanwijzing,
    Berichtsoort,
    Kanaal,
    Kanaalkeuze,
    Officieel,
    Weg,
)

REGISTER = "register van kanalen"


@dataclass(frozen=True, slots=True)
class Line:
    """One channel of one product of an organisation, for one kind of message (Awb 2:13(2)).

    - `message_type` None: every kind that has no line of its own;
    - `every_product`: for all products, not only its own: objections, complaints, and the rest channel;
    - `because`: why it is not offered here; such a line has no `channel`;
    - `login_level`: "", "laag", "substantieel" or "hoog"; `requirements`: further demands (2:13(3));
    - in force from `valid_from` up to but not including `valid_to`;
    - `id`: where it is kept; 0 for a line that is kept nowhere.
    """

    product: str
    title: str
    domain: str
    authority: str
    channel: Kanaal | None
    address: str
    message_type: Berichtsoort | None
    official: str
    every_product: bool
    designated: bool
    valid_from: date
    valid_to: date | None = None
    login_level: str = ""
    requirements: tuple[str, ...] = ()
    supplier: str = ""
    legal_exception: str = ""
    joint_body: str = ""
    because: str = ""
    id: int = field(default=0, compare=False)

    @property
    def electronic(self) -> bool:
        """Whether afdeling 2.3 Awb speaks of this channel."""
        return self.channel is not None and self.channel.elektronisch

    @property
    def designates(self) -> bool:
        """Whether this line is a designation in the meaning of Awb 2:13(2)."""
        return self.designated and self.electronic

    @property
    def undecided(self) -> bool:
        """Whether somebody must still say if such a message is official; of most kinds the act says so."""
        return self.official == Officieel.ONBESLIST and self.message_type not in ALTIJD_OFFICIEEL

    def in_force_on(self, day: date) -> bool:
        """Whether the line holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def as_law(self) -> Aanwijzing:
        """The designation as the law knows it."""
        assert self.channel is not None, "a line without channel designates nothing"
        return Aanwijzing(
            soort=self.message_type,
            weg=Weg(self.channel, self.address),
            van=self.valid_from,
            tot=self.valid_to,
            grond=REGISTER,
            onderwerp="" if self.every_product else self.product,
        )


def choice(lines: Iterable[Line]) -> Kanaalkeuze:
    """All designations of the register, in force or not, for the law to choose from."""
    return Kanaalkeuze(tuple(line.as_law() for line in lines if line.designates))


@dataclass(frozen=True, slots=True)
class Answer:
    """How to send one kind of message about one product on one day.

    `line` is the designated electronic way; None when there is none, and `because` says so when the
    organisation does not offer the product itself.
    """

    line: Line | None
    because: str = ""


def how_to_send(lines: Sequence[Line], product: str, message_type: Berichtsoort, day: date) -> Answer:
    """The one electronic answer on a day, past days included. Source: Awb 2:13(2).

    The most precise line wins: product and kind, product, kind, any. Among equals the one that came last,
    and then the first by address, so that there is always one answer (`ambiguities` names such lines).
    """
    refused = [
        line
        for line in lines
        if line.because and line.product == product and line.in_force_on(day)
        and line.message_type in (None, message_type)
    ]  # fmt: skip
    if refused:
        return Answer(None, refused[0].because)
    held = choice(lines).voor(message_type, product, day)
    found = [line for line in lines if line.designates and line.as_law() in held]
    if not found:
        return Answer(None)
    return Answer(max(sorted(found, key=lambda line: line.address, reverse=True), key=_newest))


def _newest(line: Line) -> date:
    return line.valid_from


def gaps(lines: Sequence[Line], day: date, products: Collection[str] = ()) -> list[tuple[str, Berichtsoort]]:
    """Products and kinds of official messages without an electronic way on a day (Awb 2:13(2)).

    Each product is asked for every kind that can exist in its procedure; a product that is not offered
    here has no gaps. `products` are those that must have a way though no line names them.
    """
    held = [line for line in lines if line.in_force_on(day)]
    if any(line.designates and line.every_product and line.message_type is None for line in held):
        return []  # the rest channel takes whatever has no line of its own
    general = [line for line in held if line.every_product]
    own: dict[str, list[Line]] = {product: [] for product in products}
    for line in held:
        about = own.setdefault(line.product, [])
        if not line.every_product:
            about.append(line)
    return [
        (product, kind)
        for product, about in own.items()
        for kind in Berichtsoort
        if not (answer := how_to_send([*about, *general], product, kind, day)).line and not answer.because
    ]


def ambiguities(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pairs of designations that say two things of one message on one day."""
    return [
        (one, other)
        for one, other in combinations([line for line in lines if line.designates], 2)
        if _scope(one) == _scope(other) and _overlap(one, other)
    ]


def _scope(line: Line) -> tuple[str, Berichtsoort | None]:
    return "" if line.every_product else line.product, line.message_type


def _overlap(one: Line, other: Line) -> bool:
    first_ends, second_ends = one.valid_to or date.max, other.valid_to or date.max
    return one.valid_from < second_ends and other.valid_from < first_ends
