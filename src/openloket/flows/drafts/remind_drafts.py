"""The worker reminds people of what they did not send, and warns them twice before it is forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from openloket.evidence.log import Fact, describe, record
from openloket.flows.correspondence.telling_person import News, tell_person
from openloket.flows.drafts.forget_drafts import KEPT_FOR
from openloket.flows.one_by_one import one_by_one
from openloket.intake.models import Draft
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people.preferences import DRAFTS, address_for
from openloket.tenancy.duties import Duty
from openloket.tenancy.everywhere import organisations_with
from openloket.tenancy.models import Organisation

KIND = "draft_waits"
AFTER = timedelta(hours=48)
FIRST, SECOND = timedelta(days=7), timedelta(days=1)
"""So long before a draft is forgotten."""

_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Why somebody is told now: which drafts, and what is kept of it, so that nobody is told twice."""

    kind: str
    due: Q
    kept: dict[str, object]


def remind_drafts(now: datetime) -> int:
    """By e-mail to who chose that; on screen everybody sees it anyhow. Gives how many drafts were told of.

    The most pressing first: who was away for a month gets one message, not three.
    """
    occasions = _occasions(now)

    def work(organisation_id: int) -> int:
        organisation = Organisation.objects.get(pk=organisation_id)
        return sum(_tell_all(organisation, one, now) for one in occasions)

    where = organisations_with(Draft, reduce(or_, (one.due for one in occasions)))
    return one_by_one(Duty.REMIND_DRAFTS, where, work, now)


def _occasions(now: datetime) -> list[_Occasion]:
    touched, theirs = now - KEPT_FOR, Q(person__isnull=False) & ~Q(answers={})
    return [
        _Occasion(
            "draft.warned",
            theirs & Q(updated_at__lt=touched + SECOND, warnings__lt=2),
            {"warnings": 2, "reminded_at": now},
        ),
        _Occasion(
            "draft.warned",
            theirs & Q(updated_at__lt=touched + FIRST, warnings=0),
            {"warnings": 1, "reminded_at": now},
        ),
        _Occasion(
            "draft.reminded",
            theirs & Q(updated_at__lt=now - AFTER, reminded_at=None),
            {"reminded_at": now},
        ),
    ]


def _tell_all(organisation: Organisation, occasion: _Occasion, now: datetime) -> int:
    told = 0
    waiting = Draft.objects.filter(occasion.due)
    while ids := list(waiting.order_by("updated_at").values_list("pk", flat=True)[:_BATCH]):
        told += sum(_tell(organisation, pk, occasion, now) for pk in ids)
    return told


def _tell(organisation: Organisation, pk: int, occasion: _Occasion, now: datetime) -> bool:
    """Of several workers at the same moment one does it."""
    with transaction.atomic():
        if not Draft.objects.filter(occasion.due, pk=pk).update(**occasion.kept):
            return False
        draft = Draft.objects.select_related("person").get(pk=pk)
        to = address_for(draft.person_id, DRAFTS)
        if to:
            tell_person(organisation, draft.person, to, _news(draft, occasion), now)
        body = describe(occasion.kind, now, "system", by_mail=bool(to))
        record(organisation.pk, now, "system", [Fact(occasion.kind, "draft", pk, body)])
    return True


def _news(draft: Draft, occasion: _Occasion) -> News:
    """Nothing of what the form is about: that stays behind the login."""
    last = datum_in_woorden(dag_in_amsterdam(draft.updated_at + KEPT_FOR))
    begun = "U bent aan een formulier begonnen en hebt het nog niet verstuurd. Wij hebben het dus nog niet."
    if occasion.kind == "draft.reminded":
        words = [begun, "Log in om verder te gaan of om het weg te gooien."]
        return News(KIND, "U hebt nog iets niet verstuurd", words, "Inloggen en verdergaan", "mijn/concepten")
    words = [begun, f"Wij bewaren het tot en met {last}. Daarna is alles weg wat u invulde."]
    return News(KIND, "Wij gooien binnenkort iets weg", words, "Inloggen en verdergaan", "mijn/concepten")
