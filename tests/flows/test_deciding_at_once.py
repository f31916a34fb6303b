"""Two employees at the same moment, each on his own connection: one decision, made known once."""

from datetime import UTC, date, datetime
from functools import partial

from django.db import transaction
from tests import cast
from tests.at_once import at_once, said
from tests.flows.deciding import REFUSAL, decide, filled, seen
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.decisions.deciding import UnableToDecide
from openloket.flows.decisions.make_known import UnableToMakeKnown, besluit_sent, make_known_by_hand
from openloket.flows.decisions.record_besluit import record_besluit
from openloket.flows.decisions.withdraw_besluit import UnableToWithdraw, withdraw_besluit
from openloket.flows.letters.post_letter import UnableToPost, post_letter
from openloket.post.models import Message
from openloket.zaken.models import Besluit, Term

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
TODAY = date(2026, 3, 2)
REFUSED = (UnableToDecide, UnableToMakeKnown, UnableToPost, UnableToWithdraw)


def test_one_decision_and_one_message(town: cast.Municipality) -> None:
    zaak = send(town, NOW)
    what = filled("afwijzing", **REFUSAL)
    digest = seen(town, zaak, what, NOW)

    def decide() -> object:
        return record_besluit(town.organisation, town.worker, zaak, what, digest, NOW)

    outcomes = said(at_once([decide] * 4, *REFUSED))
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

    by_hand = partial(make_known_by_hand, town.worker, besluit, "uitreiking", TODAY, NOW)
    outcomes = said(at_once([posted, by_hand, posted], *REFUSED))
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
        withdraw = partial(withdraw_besluit, town.worker, besluit, NOW)
        at_once([withdraw, partial(post_letter, town.lead, letter_id, TODAY, NOW)], *REFUSED)
        besluit.refresh_from_db()
        assert (besluit.withdrawn_at is None) is (besluit.made_known_on is not None)
        state = Message.objects.values_list("state", flat=True).get(pk=letter_id)
        assert state == ("withdrawn" if besluit.withdrawn_at else "posted")
