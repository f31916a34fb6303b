"""Mandates: which one holds on a day, for what, and what somebody who acts on it may see (Awb 2:1, 2:2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from openloket.law.antwoord import Slotsom
from openloket.law.machtiging import Machtiging, machtiging_dekt
from openloket.people.models import Mandate, Person

Basis, State = Mandate.Basis, Mandate.State

WAITING = (State.PROPOSED, State.TO_JUDGE)
LIVE = (*WAITING, State.ACTIVE)

BY_LAW = (Basis.CURATOR, Basis.ADMINISTRATOR, Basis.MENTOR, Basis.PARENT)
"""These do not come from the will of who is represented, so that person can't withdraw them here."""

OF_ONE_SESSION = (Basis.CHAIN, Basis.BESIDE)
"""These hold in the session in which they were made and can't be chosen in another."""

NOT_GOOD_ENOUGH, REFUSED_PERSON = "2:1(3)", "2:2"
"""Grounds of a refusal: the paper does not do, or the person is refused."""

INVITED = timedelta(days=30)
"""How long the code of a proposal works."""


class RepresentativeRefused(Exception):
    """The organisation refused that this person acts for that one (Awb 2:2)."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose messages somebody sees: their own, or of the one for whom they act; never of both at once.

    `chain` are the ids of the mandate and of those that it replaced. `since` None: also what came earlier.
    """

    person_id: int
    mandate_id: int | None = None
    grantor_id: int | None = None
    products: tuple[str, ...] = ()
    since: date | None = None
    chain: tuple[int, ...] = ()


def in_force(today: date) -> Q:
    """What holds on a day. A state alone says nothing: a mandate ends by itself after its last day."""
    return Q(state=State.ACTIVE, from_day__lte=today) & (Q(until=None) | Q(until__gte=today))


def holds(mandate: Mandate, today: date) -> bool:
    """The same of one mandate."""
    return (
        mandate.state == State.ACTIVE
        and mandate.from_day <= today
        and (mandate.until is None or mandate.until >= today)
    )


def covers(mandate: Mandate, product: str, today: date) -> bool:
    """Whether somebody may act on it for this product today (slug of the service). Source: Awb 2:1(3)."""
    if mandate.state != State.ACTIVE:
        return False
    subjects = mandate.products or [""]
    papers = [Machtiging(True, mandate.from_day, mandate.until, subject) for subject in subjects]
    return any(machtiging_dekt(paper, product, today).slotsom is Slotsom.VOLDOET for paper in papers)


def held(person_id: int, today: date) -> "QuerySet[Mandate]":
    """The mandates on which somebody may choose to act today."""
    found: QuerySet[Mandate] = Mandate.objects.filter(in_force(today), holder_id=person_id)
    return found.exclude(basis__in=OF_ONE_SESSION).select_related("grantor").order_by("grantor_name", "pk")


def to_act_on(person_id: int, mandate_id: int, today: date) -> Mandate | None:
    """A mandate that this person holds and may choose today; None for any other."""
    return held(person_id, today).filter(pk=mandate_id).first()


def viewer(person_id: int, mandate_id: int | None, today: date) -> Viewer:
    """What somebody who acts on a mandate (None: for themselves) may see today.

    Raises RepresentativeRefused when the mandate is not theirs or holds no longer.
    """
    if mandate_id is None:
        return Viewer(person_id)
    mandate = Mandate.objects.filter(in_force(today), pk=mandate_id, holder_id=person_id).first()
    if mandate is None:
        raise RepresentativeRefused
    return Viewer(
        person_id,
        mandate.pk,
        mandate.grantor_id,
        tuple(mandate.products),
        None if mandate.earlier else mandate.from_day,
        _chain(mandate),
    )


def _chain(mandate: Mandate) -> tuple[int, ...]:
    ids = [mandate.pk]
    while (before := mandate.replaces) is not None:
        ids.append(before.pk)
        mandate = before
    return tuple(ids)


def is_refused(holder_id: int | None, grantor_id: int | None) -> bool:
    """Whether the organisation refused this person to act for that one (Awb 2:2(1))."""
    if holder_id is None or grantor_id is None:
        return False
    refused = Mandate.objects.filter(state=State.REFUSED, ground=REFUSED_PERSON)
    return refused.filter(holder_id=holder_id, grantor_id=grantor_id).exists()


def by_chain(holder: Person, grantor: Person, products: Sequence[str], now: datetime, today: date) -> Mandate:
    """The mandate of one login, by the chain of the provider. Call it within the transaction of the login.

    The chain is asked anew at each login, so this one holds for the day and its session only; what nobody
    used is forgotten with that session. Raises RepresentativeRefused (Awb 2:2).
    """
    if is_refused(holder.pk, grantor.pk):
        raise RepresentativeRefused
    return Mandate.create(
        grantor=grantor,
        grantor_name=grantor.name,
        holder=holder,
        holder_name=holder.name,
        basis=Basis.CHAIN,
        products=list(products),
        from_day=today,
        until=today + timedelta(days=1),  # a session may go on after midnight
        state=State.ACTIVE,
        proposed_by="chain",
        proposed_at=now,
        answered_at=now,
    )


def same_represented(one: Mandate | None, other: Mandate | None) -> bool:
    """Whether two mandates are for the same person: what was begun on one may go on upon the other."""
    if one is None or other is None:
        return one is other
    if one.pk == other.pk:
        return True
    return one.grantor_id is not None and one.grantor_id == other.grantor_id
