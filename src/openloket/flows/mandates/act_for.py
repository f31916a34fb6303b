"""Somebody who is logged in chooses for whom they act: another, somebody beside them, or themselves."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from openloket.flows.mandates.mandating import Contact, UnableToMandate, checked_contact, note
from openloket.law.kalender import dag_in_amsterdam
from openloket.people import sessions
from openloket.people.mandates import Basis, State, to_act_on
from openloket.people.models import Mandate, PersonSession
from openloket.people.sessions import Who

_NOT_YOURS = "U kunt niet (meer) voor deze persoon handelen. Kies opnieuw."
_CHAIN = (
    "U bent ingelogd om voor {name} te handelen. Wilt u iets voor uzelf of iemand anders doen? "
    "Log dan uit en opnieuw in."
)


def act_for(who: Who, mandate_id: int, now: datetime) -> str:
    """Act on a mandate from now on; gives the new key of the session. Raises UnableToMandate.

    The key changes at each choice: a page of before can't go on for somebody else.
    """
    with transaction.atomic():
        _leave(who, now)
        if to_act_on(who.person_id, mandate_id, dag_in_amsterdam(now)) is None:
            raise UnableToMandate(_NOT_YOURS)
        return _switched(who, mandate_id)


def act_beside(who: Who, name: str, present: bool, now: datetime) -> str:
    """Help somebody who sits beside: assisting, not standing in for (Awb 2:1(2)); gives the new key.

    That person says so, on this screen, each time. It holds in this session only and nobody keeps a list.
    Raises UnableToMandate.
    """
    today = dag_in_amsterdam(now)
    person = checked_contact(Contact(name), today, with_email=False)
    if not present:
        raise UnableToMandate("De persoon die u helpt, moet zelf ja zeggen.", "erbij")
    with transaction.atomic():
        _leave(who, now)
        mandate = Mandate.create(
            grantor_name=person.name, holder_id=who.person_id, holder_name=who.name, basis=Basis.BESIDE,
            from_day=today, until=today, state=State.ACTIVE, proposed_by="holder", proposed_at=now,
            answered_at=now,
        )  # fmt: skip
        note("mandate.accepted", mandate, "citizen", now, by="grantor", state=State.ACTIVE)
        return _switched(who, mandate.pk)


def act_for_oneself(who: Who, now: datetime) -> str:
    """Stop acting for another; gives the new key. Raises UnableToMandate."""
    with transaction.atomic():
        _leave(who, now)
        return _switched(who, None)


def _leave(who: Who, now: datetime) -> None:
    """What held only as long as this choice, ends; a chain holds the whole session and lets nobody go."""
    if who.acting is None:
        return
    if who.acting.basis == Basis.CHAIN:
        raise UnableToMandate(_CHAIN.format(name=who.acting.name))
    if who.acting.basis != Basis.BESIDE:
        return
    _end(Mandate.objects.get(pk=who.acting.mandate_id), now)


def end_beside(person_id: int, now: datetime) -> None:
    """This person logged out: what held with somebody beside them holds no longer, unless in another browser.

    Call it within the transaction in which the session ended.
    """
    going_on = PersonSession.objects.filter(
        acting_for=OuterRef("pk"), ended_at=None, used_at__gt=now - sessions.IDLE
    )
    beside = Mandate.objects.filter(holder_id=person_id, basis=Basis.BESIDE, state=State.ACTIVE)
    for mandate in beside.exclude(Exists(going_on)):
        _end(mandate, now)


def _end(mandate: Mandate, now: datetime) -> None:
    active = Mandate.objects.filter(pk=mandate.pk, state=State.ACTIVE)
    if active.update(state=State.WITHDRAWN, ended_at=now, ended_by="holder"):
        note("mandate.withdrawn", mandate, "citizen", now, by="holder")


def _switched(who: Who, mandate_id: int | None) -> str:
    key = sessions.act_for(who.session_id, mandate_id)
    if key is None:
        raise UnableToMandate("U bent uitgelogd. Log opnieuw in.")
    return key
