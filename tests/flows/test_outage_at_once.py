"""After an outage people and workers act at the same moment: one decision, each term and person once."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from tests import cast
from tests.at_once import at_once, said
from tests.outages.making import objection_term, outage
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.outages.extend_for_outage import UnableToExtend, extend_for_outage
from openloket.flows.outages.extend_terms import extend_terms
from openloket.flows.outages.forgive_lateness import forgive_lateness
from openloket.flows.outages.tell_of_outage import tell_of_outage
from openloket.intake import drafts
from openloket.intake.references import new_key
from openloket.outages.models import Outage, OutageExtension
from openloket.post.models import Message
from openloket.zaken.models import Term, TermEvent

DOWN, UP = datetime(2026, 6, 1, 20, 40, tzinfo=UTC), datetime(2026, 6, 2, 5, tzinfo=UTC)
LATER = UP + timedelta(hours=1)
TERMS, WORKERS = 12, 3


@pytest.fixture
def down(town: cast.Municipality) -> Outage:
    """An outage that touched a dozen terms to object, while somebody was filling in a form twice."""
    for _ in range(TERMS):
        objection_term(send(town, DOWN - timedelta(days=60)), date(2026, 4, 20))
    for _ in range(2):
        answers = {"email": "noor@voorbeeld.example"}
        drafts.keep(new_key(), town.service.pk, town.service.form_version_id, answers, DOWN)
    return outage(DOWN, UP)


def test_one_decides_and_the_others_hear_so(town: cast.Municipality, down: Outage) -> None:
    extend = partial(extend_for_outage, town.lead, down.pk, 1, "Storing.", LATER)
    refused = [one for one in said(at_once([extend] * WORKERS, UnableToExtend)) if one]
    assert refused == ["Iemand was u voor: voor deze storing is al verlengd."] * (WORKERS - 1)
    assert OutageExtension.objects.get().terms == TERMS
    assert Event.objects.filter(kind="outage.extended").count() == 1


def test_each_term_moves_once_and_each_person_is_told_once(town: cast.Municipality, down: Outage) -> None:
    extend_for_outage(town.lead, down.pk, 1, "Storing.", LATER)
    assert sum(at_once([lambda: extend_terms(down.pk, LATER)] * WORKERS)) == TERMS
    assert TermEvent.objects.count() == TERMS
    assert set(Term.objects.filter(kind="objection").values_list("last_day", flat=True)) == {date(2026, 6, 2)}
    told = at_once([lambda: tell_of_outage(town.organisation, down.pk, LATER)] * WORKERS)
    assert sum(told) == TERMS + 1
    assert Message.objects.filter(kind="objection_term_moved").count() == TERMS
    assert Message.objects.filter(kind="outage_notice").count() == 1


def test_what_is_forgiven_is_counted_once(town: cast.Municipality, down: Outage) -> None:
    assert sorted(at_once([lambda: forgive_lateness(down.pk, LATER)] * WORKERS)) == [0, 0, TERMS]
    assert Event.objects.filter(kind="outage.forgiven").count() == 1
