"""Keys that seal and hash are rotated: what an older one made is made anew, in batches; may be broken off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Substr

from openloket.evidence.log import Fact, describe, record
from openloket.intake.models import StatusCode
from openloket.people.models import Identifier, PendingLogin
from openloket.people.persons import lock_identifiers, purpose_of
from openloket.post.models import CarrierAccount, Suppression
from openloket.post.suppression import hashed_anew
from openloket.tenancy import scope
from openloket.tenancy.keyring import drop_keys, ring
from openloket.tenancy.models import IdentityProvider, Organisation, SecondFactor
from openloket.tenancy.scoped import Scoped
from openloket.tenancy.sealing import (
    CARRIER_SECRET,
    KEY_ID_AT,
    LOGIN_VERIFIER,
    PROVIDER_SECRET,
    SECOND_FACTOR,
    keyed_hash,
    newest_key_id,
    seal,
    unseal,
)

BATCH = 200


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A column with sealed values, and for what they were sealed; empty: by the kind of identifier."""

    table: type[Scoped]
    column: str
    purpose: str = ""


_COLUMNS = (
    _Sealed(Identifier, "sealed"),
    _Sealed(IdentityProvider, "client_secret", PROVIDER_SECRET),
    _Sealed(SecondFactor, "secret", SECOND_FACTOR),
    _Sealed(PendingLogin, "verifier", LOGIN_VERIFIER),
    _Sealed(CarrierAccount, "secret", CARRIER_SECRET),
)


def rotate_keys(now: datetime) -> int:
    """Bring all that is sealed under the newest key, of every organisation; returns how many rows.

    May be broken off and run again, also twice at once: what is done stays done, and older keys open what
    is not. Raises sealing.Unsealable when a row was sealed by a key that is not in the ring.
    """
    done = 0
    for organisation_id in _organisations():
        with scope.scope(organisation_id):
            rows = sum(_column(one) for one in _COLUMNS) + _suppressions()
            if rows:
                _tell(rows, now)
        done += rows
    return done


def drop_unused_keys() -> int:
    """Take older keys out of the ring that made nothing that is still kept; returns how many."""
    needed = {newest_key_id()}
    for organisation_id in _organisations():
        with scope.scope(organisation_id):
            needed |= set(_needed())
    unused = frozenset(key.key_id for key in ring()) - needed
    drop_keys(unused)
    return len(unused)


def _organisations() -> list[int]:
    return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def _column(one: _Sealed) -> int:
    done = 0
    while batch := _batch(one):
        done += batch
    return done


def _suppressions() -> int:
    """Addresses that don't work are known by a keyed hash only; the address itself stands on the message."""
    done = 0
    while True:
        with transaction.atomic():
            old = Suppression.objects.exclude(hashed_by=newest_key_id()).select_related("message")
            rows = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:BATCH])
            for row in rows:
                row.address_hash, row.hashed_by = hashed_anew(row)
            Suppression.objects.bulk_update(rows, ["address_hash", "hashed_by"])
        if not rows:
            return done
        done += len(rows)


def _batch(one: _Sealed) -> int:
    """One bounded transaction; rows that another process holds are left to it."""
    with transaction.atomic():
        if one.table is Identifier:
            lock_identifiers()
        rows = list(_old(one).select_for_update(skip_locked=True).order_by("pk")[:BATCH])
        for row in rows:
            _renew(one, row)
    return len(rows)


def _old(one: _Sealed) -> models.QuerySet[Any]:
    """Rows of which the sealed value, or the hash, is not of the newest key."""
    key_id = newest_key_id()
    start, length = KEY_ID_AT
    made_by = Substr(one.column, start, length, output_field=models.BinaryField())
    old = ~models.Q(made_by=bytes.fromhex(key_id)) & ~models.Q(made_by=b"")
    if one.table is Identifier:
        old |= ~models.Q(hashed_by=key_id)
    found: models.QuerySet[Any] = one.table.objects.annotate(made_by=made_by).filter(old)
    return found


def _renew(one: _Sealed, row: Any) -> None:
    purpose = one.purpose or purpose_of(row.kind)
    plain = unseal(getattr(row, one.column), purpose)
    values: dict[str, Any] = {one.column: seal(plain, purpose)}
    if one.table is Identifier:
        values["key_hash"], values["hashed_by"] = keyed_hash(purpose, plain.decode())
    one.table.objects.filter(pk=row.pk).update(**values)


def _needed() -> Iterator[str]:
    """Ids of the keys that something in this organisation still needs."""
    start, length = KEY_ID_AT
    for one in _COLUMNS:
        made_by = Substr(one.column, start, length, output_field=models.BinaryField())
        for found in one.table.objects.values_list(made_by, flat=True).distinct():
            yield bytes(found).hex()
    yield from Identifier.objects.values_list("hashed_by", flat=True).distinct()
    yield from Suppression.objects.values_list("hashed_by", flat=True).distinct()
    code_by = Substr("code_hash", 1, length, output_field=models.BinaryField())
    for found in StatusCode.objects.values_list(code_by, flat=True).distinct():
        yield bytes(found).hex()
    # Codes on paper are known by their hash only, so they can't be made anew: "<key id>:<hash>".
    for hashes in SecondFactor.objects.values_list("spare_hashes", flat=True):
        yield from (one.split(":")[0] for one in hashes)


def _tell(rows: int, now: datetime) -> None:
    with transaction.atomic():
        body = describe("keys.rotated", now, "system", key=newest_key_id(), rows=rows)
        fact = Fact("keys.rotated", "organisation", scope.current(), body)
        record(scope.current(), now, "system", [fact])
