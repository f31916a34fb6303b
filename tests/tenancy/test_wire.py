"""The scope on the wire to PostgreSQL: sent once per change, and right after a rollback and from a pool."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction

from openloket.tenancy import scope
from openloket.tenancy.postgres.base import DatabaseWrapper

ON_THE_WIRE = "SELECT current_setting('openloket.organisation', true)"
OWN = "own"


@pytest.fixture
def wire(db: None) -> Iterator[DatabaseWrapper]:
    """A connection as the app has it, outside the transaction of the test; Django knows it as OWN."""
    connection = connections.create_connection("default")
    connections[OWN] = connection
    yield connection
    connection.close()
    del connections[OWN]


@pytest.fixture
def sent(wire: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the value each time that the scope is sent."""
    values: list[str] = []
    held(wire)  # whatever the connection served before, it now holds no scope
    driver = type(wire.connection.cursor())
    plain = driver.execute

    def execute(cursor: object, query: object, params: object = None, **more: object) -> object:
        if isinstance(query, str) and "set_config('openloket.organisation'" in query:
            values.append(params[0])
        return plain(cursor, query, params, **more)

    monkeypatch.setattr(driver, "execute", execute)
    return values


def held(wire: DatabaseWrapper) -> str:
    """What the server holds, asked by way of Django, which sends the scope first where that is needed."""
    with wire.cursor() as cursor:
        cursor.execute(ON_THE_WIRE)
        return str(cursor.fetchone()[0] or "")


def test_the_scope_is_sent_once_per_change(wire: DatabaseWrapper, sent: list[str]) -> None:
    with scope.scope(7):
        assert [held(wire) for _ in range(3)] == ["7"] * 3
    with scope.scope(7):
        held(wire)
    assert sent == ["7"]  # nothing was asked without it in between
    assert held(wire) == ""
    with scope.scope(8):
        assert held(wire) == "8"
    assert sent == ["7", "", "8"]


def test_a_scope_that_asks_nothing_sends_nothing(wire: DatabaseWrapper, sent: list[str]) -> None:
    with scope.scope(7):
        held(wire)
        with scope.scope(8):
            pass
        held(wire)
    assert sent == ["7"]


def test_after_a_commit_it_need_not_be_sent_again(wire: DatabaseWrapper, sent: list[str]) -> None:
    with scope.scope(7):
        with transaction.atomic(using=OWN):
            held(wire)
        assert held(wire) == "7"
    assert sent == ["7"]


def test_a_rollback_does_not_bring_another_scope_back(wire: DatabaseWrapper) -> None:
    with scope.scope(7):
        held(wire)
    with scope.scope(8):
        _roll_back(wire)
        assert held(wire) == "8"
    assert held(wire) == ""


def test_a_failed_statement_does_not_bring_another_scope_back(wire: DatabaseWrapper) -> None:
    with scope.scope(7):
        held(wire)
    with scope.scope(8):
        with pytest.raises(DatabaseError, match="division"):
            _fail(wire)
        assert held(wire) == "8"


def test_a_rolled_back_savepoint_does_not_bring_another_scope_back(wire: DatabaseWrapper) -> None:
    with scope.scope(7), transaction.atomic(using=OWN):
        assert held(wire) == "7"
        with scope.scope(8):
            _roll_back(wire)
            assert held(wire) == "8"
            with pytest.raises(DatabaseError, match="division"):
                _fail(wire)
            assert held(wire) == "8"
        assert held(wire) == "7"


def test_a_savepoint_from_before_the_scope_does_not_bring_another_back(wire: DatabaseWrapper) -> None:
    with scope.scope(7), transaction.atomic(using=OWN):
        held(wire)
        before = transaction.savepoint(using=OWN)
        with scope.scope(8):
            held(wire)
            transaction.savepoint_rollback(before, using=OWN)
            assert held(wire) == "8"


def test_in_a_failed_transaction_only_the_rollback_is_heard(wire: DatabaseWrapper) -> None:
    with scope.scope(7), transaction.atomic(using=OWN):
        with pytest.raises(DatabaseError, match="division"):
            _divide(wire)
        with scope.scope(8), pytest.raises(DatabaseError, match="current transaction is aborted"):
            _divide(wire)
        transaction.set_rollback(True, using=OWN)
    with scope.scope(8):
        assert held(wire) == "8"


def test_a_pooled_connection_comes_without_the_scope_of_who_had_it(wire: DatabaseWrapper) -> None:
    with scope.scope(7):
        held(wire)
        mine = _process(wire)
    wire.close()  # gives it back to the pool
    found = []
    for _ in range(20):
        assert held(wire) == ""
        found.append(_process(wire))
        wire.close()
    assert mine in found


def test_a_connection_given_back_within_a_transaction_holds_no_scope_of_it(wire: DatabaseWrapper) -> None:
    with scope.scope(7):
        held(wire)
        mine = _process(wire)
    with scope.scope(8):
        wire.set_autocommit(False)
        held(wire)  # sent within the transaction, which the pool rolls back: the server holds 7 again
        wire.close()
        for _ in range(20):
            assert held(wire) == "8"
            if _process(wire) == mine:
                return
            wire.close()
    pytest.fail("the pool did not give the connection back")


def test_a_connection_that_served_us_before_is_told_nothing(wire: DatabaseWrapper, sent: list[str]) -> None:
    known: set[int] = set()
    with scope.scope(7):
        for _ in range(20):
            before = len(sent)
            process = _process(wire)
            assert process not in known or len(sent) == before
            known.add(process)
            wire.close()
    assert len(known) < 20


def test_many_threads_share_the_pool_and_never_a_scope(
    django_db_setup: None, django_db_blocker: object
) -> None:
    def serve(organisation_id: int) -> list[str]:
        connection = connections.create_connection("default")
        seen = []
        for _ in range(15):
            with scope.scope(organisation_id):
                seen.append(held(connection))
            seen.append(held(connection) or "none")
            connection.close()
        return seen

    with django_db_blocker.unblock(), ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(serve, range(100, 112)))
    assert answers == [[str(number), "none"] * 15 for number in range(100, 112)]


def _process(wire: DatabaseWrapper) -> int:
    """Which server process is behind the connection."""
    with wire.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _roll_back(wire: DatabaseWrapper) -> None:
    with transaction.atomic(using=OWN):
        held(wire)
        transaction.set_rollback(True, using=OWN)


def _fail(wire: DatabaseWrapper) -> None:
    with transaction.atomic(using=OWN):
        held(wire)
        _divide(wire)


def _divide(wire: DatabaseWrapper) -> None:
    with wire.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
