"""After an outage people and workers act at the same moment: one decision, each term and person once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from tests import cast
from tests.committing import committing
from tests.outages.making import objection_term, outage
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.extend_for_outage import UnableToExtend, extend_for_outage
from openloket.flows.extend_terms import extend_terms
from openloket.flows.forgive_lateness import forgive_lateness
from openloket.flows.tell_of_outage import tell_of_outage
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.outages.models import Outage, OutageExtension
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Term, TermEvent

DOWN, UP = datetime(2026, 6, 1, 20, 40, tzinfo=UTC), datetime(2026, 6, 2, 5, tzinfo=UTC)
LATER = UP + timedelta(hours=1)
TERMS, WORKERS = 12, 3


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("outage_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


@pytest.fixture
def down(town: cast.Municipality) -> Outage:
    """An outage that touched a dozen terms to object, while somebody was filling in a form twice."""
    for _ in range(TERMS):
        objection_term(send(town, DOWN - timedelta(days=60)), date(2026, 4, 20))
    for _ in range(2):
        answers = {"email": "noor@voorbeeld.example"}
        drafts.keep(new_key(), town.service.pk, town.service.form_version_id, answers, DOWN)
    return outage(DOWN, UP)


def at_once(town: cast.Municipality, act: Callable[[], object], number: int = WORKERS) -> list[object]:
    """Let each act begin at the same moment, on a connection of its own; gives what came of it."""
    start = Barrier(number)

    def attempt(_: int) -> object:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                return act()
        except UnableToExtend as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(attempt, range(number)))


def test_one_decides_and_the_others_hear_so(town: cast.Municipality, down: Outage) -> None:
    outcomes = at_once(town, lambda: extend_for_outage(town.lead, down.pk, 1, "Storing.", LATER).pk)
    refused = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert refused == ["Iemand was u voor: voor deze storing is al verlengd."] * (WORKERS - 1)
    assert OutageExtension.objects.get().terms == TERMS
    assert Event.objects.filter(kind="outage.extended").count() == 1


def test_each_term_moves_once_and_each_person_is_told_once(town: cast.Municipality, down: Outage) -> None:
    extend_for_outage(town.lead, down.pk, 1, "Storing.", LATER)
    assert sum(at_once(town, lambda: extend_terms(down.pk, LATER))) == TERMS  # type: ignore[arg-type]
    assert TermEvent.objects.count() == TERMS
    assert set(Term.objects.filter(kind="objection").values_list("last_day", flat=True)) == {date(2026, 6, 2)}
    told = at_once(town, lambda: tell_of_outage(town.organisation, down.pk, LATER))
    assert sum(told) == TERMS + 1  # type: ignore[arg-type]
    assert Message.objects.filter(kind="objection_term_moved").count() == TERMS
    assert Message.objects.filter(kind="outage_notice").count() == 1


def test_what_is_forgiven_is_counted_once(town: cast.Municipality, down: Outage) -> None:
    assert sorted(at_once(town, lambda: forgive_lateness(down.pk, LATER))) == [0, 0, TERMS]  # type: ignore[type-var]
    assert Event.objects.filter(kind="outage.forgiven").count() == 1
