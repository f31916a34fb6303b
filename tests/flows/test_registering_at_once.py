"""Two employees at one half-done message at the same moment: it is received once, nothing is half kept."""

from datetime import UTC, datetime, timedelta

from tests import cast
from tests.at_once import at_once
from tests.flows.registering import TYPED, begin, type_in, wish

from openloket.flows.registering.keep_registration import (
    Typed,
    UnableToKeep,
    drop_registration,
    keep_registration,
)
from openloket.flows.registering.register_message import UnableToRegister, register_message
from openloket.intake.models import Draft, Receipt, Registration, Submission
from openloket.post.models import Message
from openloket.zaken.models import Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def test_it_is_received_once_and_both_get_the_same_answer(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last = wish(draft_id)
    answers = at_once(
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, NOW),
            lambda: register_message(town.lead, town.organisation, draft_id, last, NOW),
            lambda: register_message(town.lead, town.organisation, draft_id, last, NOW),
        ],
        UnableToRegister,
        UnableToKeep,
    )
    assert answers[0] == answers[1] == answers[2] != ""
    for table in (Submission, Registration, Receipt, Zaak, Message):
        assert table.objects.count() == 1


def test_what_is_typed_at_that_moment_is_in_it_or_is_refused(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last, later = wish(draft_id), NOW + timedelta(seconds=5)
    change = Typed(TYPED | {"kenteken": ["XX-999-X"]})
    registered, _ = at_once(
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, later),
            lambda: keep_registration(town.lead, draft_id, change, later),
        ],
        UnableToRegister,
        UnableToKeep,
    )
    kept = Draft.objects.get(pk=draft_id)
    if isinstance(registered, Exception):
        assert "intussen iets veranderd" in str(registered)
        assert (kept.answers["kenteken"], Submission.objects.count()) == ("XX-999-X", 0)
    else:
        assert Submission.objects.get().answers["kenteken"] == "AB-123-C"
        assert kept.answers == {}


def test_what_is_thrown_away_at_that_moment_is_registered_or_gone(town: cast.Municipality) -> None:
    draft_id = begin(town, NOW)
    type_in(town, draft_id, NOW)
    last = wish(draft_id)
    registered, _ = at_once(
        [
            lambda: register_message(town.worker, town.organisation, draft_id, last, NOW),
            lambda: drop_registration(town.lead, draft_id, NOW),
        ],
        UnableToRegister,
        UnableToKeep,
    )
    kept = 0 if isinstance(registered, Exception) else 1
    assert Submission.objects.count() == Draft.objects.count() == kept
