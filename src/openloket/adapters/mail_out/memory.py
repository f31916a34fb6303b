"""A mail carrier that keeps what it is given, for tests; it can be told to refuse."""

from openloket.post.ports import Accepted, Envelope, Item, NotCarried, as_mail


class MemoryCarrier:
    """Keeps envelopes in `carried`, after raising what stands in `refusals`, one per message."""

    def __init__(self) -> None:
        self.carried: list[Envelope] = []
        self.refusals: list[NotCarried] = []

    def carry(self, item: Item, /) -> Accepted:
        """Keep the message, or refuse it as told."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.carried.append(as_mail(item))
        return Accepted("250 kept")

    def check(self) -> str:
        """Always there."""
        return "kept in memory"
