"""The connection that carries the organisation scope to PostgreSQL (Django prescribes this file's name)."""

import select
from typing import Any

from django.db.backends.postgresql import base as postgresql
from psycopg.pq import TransactionStatus

from openloket.tenancy import scope

_UNKNOWN = -1
_SET_SCOPE = "SELECT set_config('openloket.organisation', %s, false)"


class DatabaseWrapper(postgresql.DatabaseWrapper):
    """Sets `openloket.organisation` on the wire whenever the scope has changed since the last cursor.

    A rollback restores the setting of before the transaction, and a pooled connection comes from
    somebody else's request: after both, what the server holds is unknown and is sent again.
    """

    _scope_on_wire: int | None = _UNKNOWN

    def create_cursor(self, name: str | None = None) -> Any:
        wanted = scope.peek()
        # In a failed transaction only a rollback is heard; after it the scope is sent again.
        failed = self.connection.info.transaction_status == TransactionStatus.INERROR
        if wanted != self._scope_on_wire and not failed:
            with self.connection.cursor() as cursor:
                cursor.execute(_SET_SCOPE, ("" if wanted is None else str(wanted),))
            self._scope_on_wire = wanted
        return super().create_cursor(name)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self._scope_on_wire = _UNKNOWN
        connection = super().get_new_connection(conn_params)
        for _ in range(self.pool.max_size if self.pool else 0):
            if not _hung_up(connection):
                break
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection

    def _close(self) -> Any:
        self._scope_on_wire = _UNKNOWN
        return super()._close()  # type: ignore[misc] # not in the stubs

    def _rollback(self) -> Any:
        self._scope_on_wire = _UNKNOWN
        return super()._rollback()  # type: ignore[misc] # not in the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc] # not in the stubs
        self._scope_on_wire = _UNKNOWN


def _hung_up(connection: Any) -> bool:
    """Whether the server ended a connection that waited in the pool: then there is something to read.

    Costs no round trip, and spares the first visitors after a restart of the server an error page.
    """
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    return bool(waiting.poll(0))
