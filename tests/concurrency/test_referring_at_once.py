"""Several employees refer one message at once, and both its messages leave at once; all commits."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from django.db import transaction
from tests import cast
from tests.at_once import at_once
from tests.flows.referring import ELSEWHERE, FLOWS, PROVINCE, ask, mailed, refer, seen

from openloket.evidence.models import Event
from openloket.flows.delivery.sent import Effect
from openloket.flows.referral.referral_case import Answers
from openloket.flows.referral.referral_left import referral_carried, referral_told
from openloket.flows.referral.referring import UnableToRefer
from openloket.intake.models import Referral
from openloket.law.handelwijze import Handelwijze
from openloket.zaken.models import Status, Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def _left(follow: Effect, message_id: int) -> None:
    with transaction.atomic():
        follow(message_id, date(2026, 3, 2), NOW)


def test_one_refers_and_the_others_are_told(town: cast.Municipality) -> None:
    zaak = mailed(town, NOW)
    forward = seen(ask(town, zaak, Handelwijze.DOORZENDEN, ELSEWHERE, **PROVINCE), NOW)
    point = seen(ask(town, zaak, Handelwijze.WIJZEN, Answers(as_it_is=False)), NOW)
    acts = [lambda one=one: FLOWS[one.choice.way](one, NOW) for one in (forward, point, forward, point)]
    outcomes = at_once(acts, UnableToRefer)
    assert sum(isinstance(one, Referral) for one in outcomes) == 1
    assert sum("Iemand was u voor" in str(one) for one in outcomes) == 3
    assert Referral.objects.count() == 1
    assert Event.objects.filter(kind="referral.decided").count() == 1


def test_both_messages_leave_at_once_and_the_zaak_closes_once(town: cast.Municipality) -> None:
    for number in range(5):
        zaak = mailed(
            town, NOW, message_id=f"<m{number}@voorbeeld.nl>", text=f"Aanvraag {number} voor mijn auto"
        )
        referral = refer(town, zaak, Handelwijze.DOORZENDEN, ELSEWHERE, NOW, **PROVINCE)
        assert referral.message_id is not None
        assert referral.carried_id is not None
        acts: list[Callable[[], object]] = [
            partial(_left, referral_told, referral.message_id),
            partial(_left, referral_carried, referral.carried_id),
        ]
        assert at_once(acts * 2) == [None] * 4
        assert Zaak.objects.get(pk=zaak.pk).status == Status.CLOSED
        closed = Event.objects.filter(kind="zaak.status", subject_id=zaak.pk)
        assert closed.count() == 1
