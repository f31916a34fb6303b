"""Knowing a person again by what a provider proved, without keeping a number that anybody can read."""

import secrets
from datetime import datetime

from django.db import connection

from openloket.people.models import Identifier, Person
from openloket.people.ports import Proven
from openloket.tenancy import scope
from openloket.tenancy.sealing import keyed_hash, keyed_hashes, seal, unseal

# First key of the advisory lock; the second is the organisation. Held by who makes or re-hashes identifiers.
_LOCK = 5_403_117
# Which numbers are of the same person as the first. A branch keeps only its own: by the number of the company
# it would see all that the company sees. Who works there is never known by the company's number.
_BESIDE = {
    Identifier.Kind.BSN: (Identifier.Kind.EIDAS,),
    Identifier.Kind.KVK: (Identifier.Kind.RSIN,),
}
_LONGEST_NAME = Person._meta.get_field("name").max_length or 0


def known(proven: Proven, now: datetime, present: bool = True) -> Person:
    """The person whom a provider proved, made where it is new. Call it within the transaction of a flow.

    Only the first identifier decides who it is. `present` False: this is who is represented, so nobody
    logged in as this person. Raises ValueError for a proof without a number.
    """
    if not proven.identifiers or not proven.identifiers[0][1].strip():
        raise ValueError("a proof without a number proves nobody")
    person = _found(*proven.identifiers[0])
    if person is None:
        # Between looking and making another login, or a rotation of keys, may have come in between.
        lock_identifiers()
        person = _found(*proven.identifiers[0]) or _made(proven, now, present)
    name = proven.name.strip()[:_LONGEST_NAME] or person.name
    values = {"name": name, "last_at": now if present else person.last_at}
    Person.objects.filter(pk=person.pk).update(**values)
    person.name, person.last_at = name, values["last_at"]
    return person


def identifier_of(person_id: int, kind: Identifier.Kind) -> str:
    """The number itself, for a form or a register that needs it; empty: not known. Who reads it, logs it."""
    rows = {row.kind: row for row in Identifier.objects.filter(person_id=person_id)}
    if row := rows.get(kind):
        return unseal(row.sealed, purpose_of(row.kind)).decode()
    if kind == Identifier.Kind.KVK and (branch := rows.get(Identifier.Kind.BRANCH)):
        return unseal(branch.sealed, purpose_of(branch.kind)).decode().split(" ")[0]
    return ""


def purpose_of(kind: str) -> str:
    """What a number of this kind is sealed and hashed for; the same where keys are rotated."""
    return f"identifier: {kind}"


def lock_identifiers() -> None:
    """Until the end of this transaction nobody else makes or re-hashes identifiers of the organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, scope.current()])


def _found(kind: Identifier.Kind, number: str) -> Person | None:
    hashes = keyed_hashes(purpose_of(kind), _plain(number))
    rows = Identifier.objects.filter(kind=kind, key_hash__in=hashes).select_related("person")
    row: Identifier | None = rows.first()
    return row.person if row else None


def _made(proven: Proven, now: datetime, present: bool) -> Person:
    """A new person, with the numbers that are this person's and nobody else's."""
    person = Person.create(
        pseudonym=secrets.token_hex(16), kind=proven.kind, first_at=now, last_at=now if present else None
    )
    first, *others = proven.identifiers
    own = [one for one in others if one[0] in _BESIDE.get(first[0], ()) and one[1].strip()]
    for kind, number in [first, *(one for one in dict(own).items() if _found(*one) is None)]:
        key_hash, key_id = keyed_hash(purpose_of(kind), _plain(number))
        sealed = seal(_plain(number).encode(), purpose_of(kind))
        Identifier.create(person=person, kind=kind, key_hash=key_hash, hashed_by=key_id, sealed=sealed)
    return person


def _plain(number: str) -> str:
    return " ".join(number.split())
