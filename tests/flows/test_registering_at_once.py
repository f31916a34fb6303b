"""Two employees at one half-done message at the same moment: it is received once, nothing is half kept."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.flows.registering import TYPED, begin, type_in, wish

from openloket.flows.keep_registration import Typed, UnableToKeep, drop_registration, keep_registration
from openloket.flows.register_message import UnableToRegister, register_message
from openloket.intake.models import Draft, Receipt, Registration, Submission
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("registering_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def at_once(town: cast.Municipality, acts: list[Callable[[], object]]) -> list[object]:
    """Let each happen at the same moment; gives what it answered, or what was said, in order of `acts`."""
    start = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act()
        except (UnableToRegister, UnableToKeep) as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def test_it_is_received_once_and_both_get_the_same_answer(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last = wish(draft_id)
    answers = at_once(
        town,
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, NOW),
            lambda: register_message(town.lead, town.organisation, draft_id, last, NOW),
            lambda: register_message(town.lead, town.organisation, draft_id, last, NOW),
        ],
    )
    assert answers[0] == answers[1] == answers[2] != ""
    for table in (Submission, Registration, Receipt, Zaak, Message):
        assert table.objects.count() == 1  # type: ignore[attr-defined]  # not in the stubs


def test_what_is_typed_at_that_moment_is_in_it_or_is_refused(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last, later = wish(draft_id), NOW + timedelta(seconds=5)
    change = Typed(TYPED | {"kenteken": ["XX-999-X"]})
    registered, _ = at_once(
        town,
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, later),
            lambda: keep_registration(town.lead, draft_id, change, later),
        ],
    )
    kept = Draft.objects.get(pk=draft_id)
    if isinstance(registered, str):
        assert "intussen iets veranderd" in registered
        assert (kept.answers["kenteken"], Submission.objects.count()) == ("XX-999-X", 0)
    else:
        assert Submission.objects.get().answers["kenteken"] == "AB-123-C"
        assert kept.answers == {}


def test_what_is_thrown_away_at_that_moment_is_registered_or_gone(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last = wish(draft_id)
    registered, _ = at_once(
        town,
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, NOW),
            lambda: drop_registration(town.lead, draft_id, NOW),
        ],
    )
    assert Submission.objects.count() == Draft.objects.count() == (0 if isinstance(registered, str) else 1)
