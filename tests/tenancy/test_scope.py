"""The scope: no query without one, and it ends where it was opened."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cast import Municipality

from openloket.tenancy import scope
from openloket.tenancy.models import Employee, Team


def test_without_scope_there_is_none() -> None:
    assert scope.peek() is None
    with pytest.raises(scope.ScopeMissing, match="open one with"):
        scope.current()


def test_the_scope_ends_with_its_block_also_after_an_error() -> None:
    with scope.scope(1):
        with pytest.raises(ZeroDivisionError), scope.scope(2):
            _ = scope.current() / 0
        assert scope.current() == 1
    assert scope.peek() is None


def test_a_thread_starts_without_scope() -> None:
    with scope.scope(1), ThreadPoolExecutor(1) as pool:
        assert pool.submit(scope.peek).result() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ask",
    [Team.objects.all, Team.objects.count, lambda: Team.create(name="x"), lambda: Team.new(name="x")],
    ids=["all", "count", "create", "new"],
)
def test_no_query_is_made_without_scope(ask: object) -> None:
    with pytest.raises(scope.ScopeMissing):
        ask()


def test_a_query_made_in_one_scope_and_run_in_another_shows_nothing(
    duinstede: Municipality, eikenrade: Municipality
) -> None:
    lazy = Team.objects.all()
    with scope.scope(eikenrade.organisation.pk):
        assert list(lazy) == []  # the filter says Duinstede, row-level security says Eikenrade
    assert [team.pk for team in Team.objects.all()] == [duinstede.team.pk]


def test_even_the_unfiltered_manager_sees_the_scope_only(
    duinstede: Municipality, eikenrade: Municipality
) -> None:
    assert {one.organisation_id for one in Employee._base_manager.all()} == {duinstede.organisation.pk}
    with scope.scope(eikenrade.organisation.pk):
        assert {one.organisation_id for one in Employee._base_manager.all()} == {eikenrade.organisation.pk}
