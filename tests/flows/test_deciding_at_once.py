"""Two employees at the same moment, each on his own connection: one decision, made known once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connections, transaction
from tests import cast
from tests.committing import committing
from tests.flows.deciding import REFUSAL, decide, filled, seen
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.deciding import UnableToDecide
from openloket.flows.make_known import UnableToMakeKnown, besluit_sent, make_known_by_hand
from openloket.flows.post_letter import UnableToPost, post_letter
from openloket.flows.record_besluit import record_besluit
from openloket.flows.withdraw_besluit import UnableToWithdraw, withdraw_besluit
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Besluit, Term

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, where everything is really committed."""
    with django_db_blocker.unblock(), committing("deciding_at_once"):  # type: ignore[attr-defined]  # not in the stubs
        town = cast.municipality("duinstede", "Duinstede", "DUI")
        with scope(town.organisation.pk):
            yield town


def at_once(town: cast.Municipality, acts: list[Callable[[], object]]) -> list[str]:
    """Let each happen at the same moment; gives "" for what went well, else what was said."""
    start = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> str:
        try:
            with scope(town.organisation.pk):
                start.wait(10)
                act()
            return ""
        except (UnableToDecide, UnableToMakeKnown, UnableToPost, UnableToWithdraw) as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(attempt, acts))


def test_one_decision_and_one_message(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    what = filled("afwijzing", **REFUSAL)
    digest = seen(town, zaak, what, NOW)
    one = lambda: record_besluit(town.organisation, town.worker, zaak, what, digest, NOW)  # noqa: E731
    outcomes = at_once(town, [one] * 4)
    assert outcomes.count("") == 1
    assert all("al besloten" in told for told in outcomes if told)
    assert Besluit.objects.filter(zaak=zaak).count() == 1
    assert Message.objects.filter(kind="besluit").count() == 1


def test_posted_and_handed_over_at_once_is_made_known_once(town: cast.Municipality) -> None:
    decide(town, send(town, NOW), filled("afwijzing", **REFUSAL), NOW)
    besluit = Besluit.objects.select_related("zaak").get()

    def posted() -> None:
        with transaction.atomic():
            besluit_sent(besluit.message_id or 0, TODAY, NOW)

    outcomes = at_once(
        town, [posted, lambda: make_known_by_hand(town.worker, besluit, "uitreiking", TODAY, NOW), posted]
    )
    assert [told for told in outcomes if told] in ([], ["Dit besluit is al bekendgemaakt of ingetrokken."])
    assert Term.objects.filter(zaak=besluit.zaak, kind=Term.Kind.OBJECTION).count() == 1
    known = Event.objects.filter(subject_id=besluit.zaak_id, kind="besluit.made_known")
    assert known.count() == 1


def test_withdrawn_and_posted_at_once_is_one_of_both(town: cast.Municipality) -> None:
    for _ in range(3):
        made = decide(town, send(town, NOW), filled("afwijzing", **REFUSAL), NOW)
        besluit = Besluit.objects.select_related("zaak").get(pk=made.pk)
        letter_id = besluit.message_id
        assert letter_id is not None
        Message.objects.filter(pk=letter_id).update(to_lines=["Jan Jansen", "1234 AB Duinstede"])
        at_once(
            town,
            [
                lambda one=besluit: withdraw_besluit(town.worker, one, NOW),  # type: ignore[misc]  # bound per turn
                lambda letter=letter_id: post_letter(town.lead, letter, TODAY, NOW),  # type: ignore[misc]  # bound per turn
            ],
        )
        besluit.refresh_from_db()
        assert (besluit.withdrawn_at is None) is (besluit.made_known_on is not None)
        state = Message.objects.values_list("state", flat=True).get(pk=letter_id)
        assert state == ("withdrawn" if besluit.withdrawn_at else "posted")
