"""Two keep the register of channels at the same moment: one wins, and no day gets two answers."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing

from openloket.flows.designate import (
    UnableToDesignate,
    adopt_designation,
    draft_designation,
    publish_designation,
)
from openloket.flows.keep_register import NewLine, UnableToKeep, add_line, replace_line
from openloket.offer.designation import keeping
from openloket.offer.designation.register import ambiguities
from openloket.offer.models import Channel
from openloket.tenancy.scope import scope

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("register_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def line(address: str) -> NewLine:
    return NewLine(
        service="parkeervergunning", kind="e-mail", message_type="", address=address, text="",
        designated=True, every_product=False, login_level="", requirements=(), legal_exception="",
        joint_body="", because="", valid_from=DAY,
    )  # fmt: skip


def at_once(town: cast.Municipality, acts: list[Callable[[], object]]) -> list[object]:
    """Let them act at the same moment; gives what came of each."""
    start = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act()
        except (UnableToKeep, UnableToDesignate) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def test_of_those_who_replace_a_line_one_wins(town: cast.Municipality) -> None:
    old = Channel.objects.get()
    outcomes = at_once(
        town, [lambda n=n: replace_line(town.lead, old.pk, line(f"p{n}@x.example"), NOW) for n in range(4)]
    )
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert all(isinstance(one, int | UnableToKeep) for one in outcomes)
    assert Channel.objects.count() == 2
    assert ambiguities(keeping.register()) == []


def test_of_those_who_designate_the_same_one_wins(town: cast.Municipality) -> None:
    Channel.objects.update(valid_to=DAY)
    outcomes = at_once(
        town, [lambda n=n: add_line(town.lead, line(f"p{n}@x.example"), NOW) for n in range(4)]
    )
    assert sum(isinstance(one, int) for one in outcomes) == 1
    assert ambiguities(keeping.register()) == []


def test_of_two_publications_one_is_in_force(town: cast.Municipality) -> None:
    numbers = [draft_designation(town.lead, town.organisation, DAY, NOW).number for _ in range(2)]
    for number in numbers:
        adopt_designation(town.lead, number, DAY, "het college", NOW)
    outcomes = at_once(
        town,
        [lambda n=n: publish_designation(town.lead, n, DAY, f"gmb-2026-{n}", NOW) for n in numbers],
    )
    assert sum(isinstance(one, date) for one in outcomes) == 1
    assert len(keeping.all_in_force(date(2026, 3, 3))) == 1
