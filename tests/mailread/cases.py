"""What an e-mail must end as: each kind of ugliness with its expected end, from people and from machines."""

from collections.abc import Callable
from dataclasses import dataclass

from openloket.mailread.kinds import Kind

REFUSED = "refused"


@dataclass(frozen=True)
class Case:
    """An e-mail, what it must end as (a kind of mail, or REFUSED), and whether its sender gets a receipt.

    `envelope` is the sender on the envelope: None is not known, empty is nobody.
    """

    make: Callable[[], bytes]
    end: str = Kind.MESSAGE
    receipt: bool = True
    envelope: str | None = None


def machine(make: Callable[[], bytes], end: str, envelope: str | None = None) -> Case:
    """What must be kept apart, without an answer."""
    return Case(make, end, receipt=False, envelope=envelope)
