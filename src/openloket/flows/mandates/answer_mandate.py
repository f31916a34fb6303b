"""Somebody says yes or no to a mandate: with the code of the invitation, or to who used that code."""

import unicodedata
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from openloket.flows.mandates.mandating import UnableToMandate, changed_meanwhile, note
from openloket.flows.mandates.telling_grantor import tell_grantor
from openloket.intake.references import key_hash
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import BY_LAW, INVITED, LIVE, State, is_refused
from openloket.people.models import Mandate, Person
from openloket.tenancy.models import Organisation
from openloket.zaken.models import Zaak

_NO_SUCH_CODE = "Deze link werkt niet meer. Vraag om een nieuwe."
_ANOTHER_NAME = (
    "Uw naam is anders dan de naam waar deze machtiging voor is. Bel ons, dan kijken wij het samen na."
)
_ONESELF = "Dit is een vraag van uzelf. U kunt niet uzelf machtigen."


def invited_by(key: str, now: datetime) -> Mandate | None:
    """The mandate that this code opens; None: not there, answered, or too long ago. Changes nothing."""
    asked = Mandate.objects.filter(invite_hash=key_hash(key), state__in=LIVE)
    # Of a mandate that holds already, the code went to who is represented, when it began to hold.
    recent = Q(state=State.ACTIVE, answered_at__gt=now - INVITED) | Q(proposed_at__gt=now - INVITED)
    found: Mandate | None = asked.filter(recent).first()
    return found


def accept_mandate(organisation: Organisation, key: str, person_id: int, now: datetime) -> Mandate:
    """Say yes with the code (Awb 2:1(2)). Raises UnableToMandate.

    Whoever has the code may not be who was meant, as an e-mail can go astray: where the name that was proven
    is not the name that the grantor wrote, nothing holds until the grantor says that this is the one.
    """
    with transaction.atomic():
        mandate = _invited(key, now)
        person: Person = Person.objects.get(pk=person_id)
        if person_id in (mandate.grantor_id, mandate.holder_id):
            raise UnableToMandate(_ONESELF)
        if mandate.state == State.ACTIVE:
            return _claimed(mandate, person, now)
        if mandate.holder_id is None:
            return _taken_up(organisation, mandate, person, now)
        values = {"grantor": person, "grantor_name": person.name or mandate.grantor_name}
        return _settled(mandate, _next_state(mandate.holder_id, person_id), now, "grantor", **values)


def refuse_mandate(key: str, person_id: int, now: datetime) -> Mandate:
    """Say no with the code. Raises UnableToMandate."""
    with transaction.atomic():
        mandate = _invited(key, now)
        if person_id in (mandate.grantor_id, mandate.holder_id):
            raise UnableToMandate(_ONESELF)
        if mandate.state == State.ACTIVE and mandate.basis in BY_LAW:
            raise UnableToMandate("Dit kunt u hier niet stoppen. Bel ons als het niet klopt.")
        by = "holder" if mandate.holder_id is None else "grantor"
        return _refused(mandate, by, now)


def confirm_holder(mandate_id: int, person_id: int, yes: bool, now: datetime) -> Mandate:
    """The grantor says whether who used the code is who was meant. Raises UnableToMandate."""
    with transaction.atomic():
        waiting = Mandate.objects.select_for_update().filter(
            pk=mandate_id, grantor_id=person_id, state=State.PROPOSED
        )
        mandate: Mandate | None = waiting.exclude(holder=None).first()
        if mandate is None:
            raise changed_meanwhile()
        if not yes:
            return _refused(mandate, "grantor", now)
        state = _next_state(mandate.holder_id, mandate.grantor_id)
        return _settled(mandate, state, now, "grantor")


def looks_alike(proven: str, written: str) -> bool:
    """Whether a proven name may be the one that somebody wrote: the last word of one is in the other."""
    one, other = _name_parts(proven), _name_parts(written)
    return bool(one and other) and (one[-1] in other or other[-1] in one)


def _name_parts(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()


def _invited(key: str, now: datetime) -> Mandate:
    found = invited_by(key, now)
    rows = Mandate.objects.select_for_update(of=("self",)).filter(pk=found.pk if found else None)
    mandate: Mandate | None = rows.first()
    if mandate is None or mandate.invite_hash is None or bytes(mandate.invite_hash) != key_hash(key):
        raise UnableToMandate(_NO_SUCH_CODE)
    if mandate.until is not None and mandate.until < dag_in_amsterdam(now):
        raise UnableToMandate("Deze machtiging zou al voorbij zijn. Vraag om een nieuwe.")
    return mandate


def _taken_up(organisation: Organisation, mandate: Mandate, holder: Person, now: datetime) -> Mandate:
    """The holder says yes. Where somebody else's name was written, who wrote it looks once more."""
    state = _next_state(holder.pk, mandate.grantor_id)
    if state == State.ACTIVE and not looks_alike(holder.name, mandate.holder_name):
        state = State.PROPOSED if mandate.grantor_id else State.TO_JUDGE
    settled = _settled(mandate, state, now, "holder", holder=holder)
    if state == State.ACTIVE:
        tell_grantor(organisation, settled, now)
    return settled


def _next_state(holder_id: int | None, grantor_id: int | None) -> str:
    """It holds at once; but where this person was refused (Awb 2:2), an employee looks first."""
    return State.TO_JUDGE if is_refused(holder_id, grantor_id) else State.ACTIVE


def _settled(mandate: Mandate, state: str, now: datetime, by: str, **values: object) -> Mandate:
    values |= {"state": state, "answered_at": now, "invite_hash": None}
    _change(mandate, values)
    note("mandate.accepted", mandate, "citizen", now, by=by, state=state)
    return mandate


def _claimed(mandate: Mandate, grantor: Person, now: datetime) -> Mandate:
    """Who is represented was known by name only and logs in: what was sent for them is theirs to see.

    A letter can go astray too, so somebody with another name gets nothing.
    """
    if not looks_alike(grantor.name, mandate.grantor_name):
        raise UnableToMandate(_ANOTHER_NAME)
    _change(mandate, {"grantor": grantor, "invite_hash": None})
    sent = Zaak.objects.filter(person=None, submission__mandate=mandate)
    Zaak.objects.filter(pk__in=sent.values("pk")).update(person=grantor)
    note("mandate.accepted", mandate, "citizen", now, by="grantor", state=mandate.state)
    return mandate


def _refused(mandate: Mandate, by: str, now: datetime) -> Mandate:
    _change(
        mandate,
        {"state": State.REFUSED, "answered_at": now, "ended_at": now, "ended_by": by, "invite_hash": None},
    )
    note("mandate.refused", mandate, "citizen", now, by=by)
    return mandate


def _change(mandate: Mandate, values: dict[str, object]) -> None:
    """Compare-and-set: only from the state that was seen."""
    seen = Mandate.objects.filter(pk=mandate.pk, state=mandate.state)
    if not seen.update(**values):
        raise changed_meanwhile()
    mandate.refresh_from_db()
