"""One prober at a time: who holds the lock in the database looks, the others wait for their turn."""

from enum import Enum, auto

import psycopg
from procrastinate.contrib.django import connector_params

_LOCK = 221_220_211  # any number that nobody else uses
_PATIENCE = 3  # seconds to find the database


class Turn(Enum):
    """Whose turn it is."""

    OURS = auto()
    ANOTHERS = auto()
    UNKNOWN = auto()  # the database is away


class OnlyOne:
    """The lock, on a connection of its own: it is free again as soon as its holder is gone."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection[tuple[bool]] | None = None

    def ask(self) -> Turn:
        """Whether it is our turn, at this moment."""
        try:
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return Turn.OURS
            return self._try()
        except psycopg.Error:
            self.leave()
            return Turn.UNKNOWN

    def leave(self) -> None:
        """Give the turn away."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _try(self) -> Turn:
        parameters = {**connector_params("default"), "connect_timeout": _PATIENCE}
        connection = psycopg.Connection[tuple[bool]].connect(**parameters, autocommit=True)
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()
        if row and row[0]:
            self._connection = connection
            return Turn.OURS
        connection.close()
        return Turn.ANOTHERS
