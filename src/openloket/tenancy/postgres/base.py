"""The connection that carries the organisation scope to PostgreSQL (Django prescribes this file's name)."""

import select
from typing import Any

from django.db.backends.postgresql import base as postgresql
from psycopg.pq import TransactionStatus

from openloket.tenancy import scope

_UNKNOWN = -1
_HELD = "openloket_scope"  # attribute of a connection: the scope that its server process holds
_SET_SCOPE = "SELECT set_config('openloket.organisation', %s, false)"


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """Sets `openloket.organisation` on the wire whenever the scope differs from what the server holds.

    What the server holds is kept with each connection, so that one from the pool that served the same
    organisation before costs no round trip. A rollback restores the setting of before the transaction:
    after it, and after a connection goes back in the middle of one, it is unknown and sent again.
    """

    def create_cursor(self, name: str | None = None) -> Any:
        wanted = scope.peek()
        # In a failed transaction only a rollback is heard; after it the scope is sent again.
        if wanted != getattr(self.connection, _HELD, _UNKNOWN) and not self._failed():
            with self.connection.cursor() as cursor:
                cursor.execute(_SET_SCOPE, ("" if wanted is None else str(wanted),))
            setattr(self.connection, _HELD, wanted)
        return super().create_cursor(name)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for _ in range(self.pool.max_size if self.pool else 0):
            if not _hung_up(connection):
                break
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection

    def _close(self) -> Any:
        if self.connection and self.connection.info.transaction_status != TransactionStatus.IDLE:
            self._forget_scope()
        return super()._close()  # type: ignore[misc] # not in the stubs

    def _rollback(self) -> Any:
        self._forget_scope()
        return super()._rollback()  # type: ignore[misc] # not in the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc] # not in the stubs
        self._forget_scope()

    def _failed(self) -> bool:
        return bool(self.connection.info.transaction_status == TransactionStatus.INERROR)

    def _forget_scope(self) -> None:
        if self.connection:
            setattr(self.connection, _HELD, _UNKNOWN)


def _hung_up(connection: Any) -> bool:
    """Whether the server ended a connection that waited in the pool: then there is something to read.

    Costs no round trip, and spares the first visitors after a restart of the server an error page.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
