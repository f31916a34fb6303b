"""Which organisations have something due: one statement, with the rights of who asks, and ids only."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Q
from tests import cast
from tests.cast import Municipality
from tests.tenancy.test_wire import ON_THE_WIRE

from openloket.tenancy import scope
from openloket.tenancy.everywhere import organisations_with, rows_of
from openloket.tenancy.models import Employee, Organisation, Team

ASK = "SELECT * FROM openloket_organisations_with(%s)"


def ask(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(ASK, [question])
        return cursor.fetchall()


def on_the_wire() -> str:
    with connection.cursor() as cursor:
        cursor.execute(ON_THE_WIRE)
        return str(cursor.fetchone()[0] or "")


@pytest.fixture
def towns(duinstede: Municipality, eikenrade: Municipality) -> list[int]:
    """Three municipalities, of which the last has one employee more."""
    third = cast.municipality("heuveldam", "Heuveldam", "HEU")
    with scope.scope(third.organisation.pk):
        Employee.create(username="o'neil", name="50% O'Neil", role="lead")
    return [duinstede.organisation.pk, eikenrade.organisation.pk, third.organisation.pk]


def test_gives_those_that_have_such_a_row(towns: list[int]) -> None:
    assert organisations_with(Employee, Q(username="anja")) == towns
    assert organisations_with(Employee, Q(name="50% O'Neil")) == towns[2:]
    assert organisations_with(Employee, Q(username="nobody")) == []


def test_asks_in_one_statement(towns: list[int], django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        assert organisations_with(Employee, Q(username="anja")) == towns


def test_each_is_asked_by_itself(towns: list[int]) -> None:
    assert Organisation.objects.count() == 3
    several = rows_of(Team).order_by().values("name").annotate(of=Count("organisation", distinct=True))
    assert organisations_with(Employee, Q(team__name__in=several.filter(of=1).values("name"))) == towns
    assert organisations_with(Employee, Q(team__name__in=several.filter(of__gt=1).values("name"))) == []


def test_the_scope_is_afterwards_what_it_was(towns: list[int]) -> None:
    organisations_with(Employee, Q(username="anja"))
    assert on_the_wire() == str(towns[0])
    assert [one.organisation_id for one in rows_of(Team)] == towns[:1]
    with scope.scope(towns[1]), transaction.atomic():
        organisations_with(Employee, Q(username="anja"))
        assert on_the_wire() == str(towns[1])


def test_without_scope_it_can_be_asked_and_shows_nothing_more(towns: list[int]) -> None:
    token = scope._organisation_id.set(None)
    try:
        assert organisations_with(Employee, Q(username="anja")) == towns
        assert on_the_wire() == ""
        assert list(rows_of(Employee)) == []
    finally:
        scope._organisation_id.reset(token)


def test_a_question_that_fails_leaves_the_scope_and_the_next_question_well(towns: list[int]) -> None:
    fails = "SELECT 1 FROM tenancy_employee WHERE name LIKE '50%' AND 1 / (length(username) - 6) = 1"
    with pytest.raises(DatabaseError, match="division"), transaction.atomic():
        ask(fails)
    assert on_the_wire() == str(towns[0])
    assert organisations_with(Employee, Q(username="anja")) == towns


def test_what_was_left_by_a_call_that_was_cut_short_is_not_answered(towns: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PREPARE openloket_question AS SELECT true")
    assert organisations_with(Employee, Q(username="nobody")) == []


def test_whatever_is_asked_only_ids_are_answered(towns: list[int]) -> None:
    assert ask("SELECT name, password FROM tenancy_employee") == [(pk,) for pk in towns]


def test_it_runs_with_the_rights_of_who_asks(towns: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, pg_get_function_result(oid) FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace"
        )
        found = {name: (as_owner, gives) for name, as_owner, gives in cursor.fetchall()}
    assert found["openloket_organisations_with"] == (False, "SETOF bigint")
    assert [name for name, (as_owner, _) in found.items() if as_owner] == []


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (
            "SELECT 1) ; SET LOCAL row_security = off; SELECT (SELECT 1 FROM tenancy_team",
            "row-level security",
        ),
        ("SELECT 1) ; TRUNCATE tenancy_team; SELECT (SELECT true", "permission denied"),
    ],
)
def test_it_does_nothing_that_who_asks_may_not(towns: list[int], question: str, refusal: str) -> None:
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
        ask(question)
