"""Addresses to which nothing goes: those that do not work, or whose reader did not want our mail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from openloket.post.models import DeliveryEvent, Suppression, SuppressionReason
from openloket.tenancy import scope
from openloket.tenancy.sealing import keyed_hash, keyed_hashes, newest_key_id

ALWAYS = frozenset({"confirm_address"})
"""Kinds of messages that are sent all the same: by them somebody shows that an address works again."""

_PURPOSE = "post: suppressed address"

# Two reports at the same moment: the second finds the row there, and adds nothing.
_SUPPRESS = """
INSERT INTO post_suppression
    (organisation_id, way, address_hash, hashed_by, message_id, reason, code, since, lifted_why)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')
ON CONFLICT (organisation_id, way, address_hash) WHERE lifted_at IS NULL DO NOTHING RETURNING id
"""


def suppressed(way: str, address: str) -> Suppression | None:
    """Why nothing goes to this address of the organisation in scope now, or None. One statement."""
    return suppressed_among(way, [address]).get(plain(address))


def suppressed_among(way: str, addresses: Collection[str]) -> dict[str, Suppression]:
    """Those of some addresses (as `plain` writes them) to which nothing goes. At most one statement."""
    wanted = {
        made: plain(address)
        for address in addresses
        if address
        for made in keyed_hashes(_PURPOSE, _hashed(way, address))
    }
    if not wanted:
        return {}
    found = Suppression.objects.filter(way=way, address_hash__in=list(wanted), lifted_at=None)
    return {wanted[bytes(row.address_hash)]: row for row in found.order_by("-id")}


@dataclass(frozen=True, slots=True)
class Failing:
    """An address to which a message went in vain, and why nothing more goes there."""

    way: str
    address: str
    reason: SuppressionReason
    code: str


def suppress(message_id: int, failing: Failing, now: datetime) -> bool:
    """Put an address on the list; whether that was news. In a transaction."""
    way, address = failing.way, failing.address
    if not address or suppressed(way, address):
        return False
    made, key_id = keyed_hash(_PURPOSE, _hashed(way, address))
    values = [scope.current(), way, made, key_id, message_id, failing.reason.value, failing.code[:12], now]
    with connection.cursor() as cursor:
        cursor.execute(_SUPPRESS, values)
        return cursor.fetchone() is not None


def lift(row_ids: Collection[int], employee_id: int | None, why: str, now: datetime) -> int:
    """Take addresses off the list; how many were on it. `employee_id` is None for the person itself."""
    on_it = Suppression.objects.filter(pk__in=row_ids, lifted_at=None)
    return on_it.update(lifted_at=now, lifted_by_id=employee_id, lifted_why=why[:200])


def addresses_of(rows: Collection[Suppression]) -> dict[int, str]:
    """The addresses themselves, by row: each is one to which its message went. At most one statement.

    What can't be found any more, because a key of the ring is gone, is not among them.
    """
    known: dict[int, set[str]] = {row.message_id: {row.message.to_address} - {""} for row in rows}
    went = DeliveryEvent.objects.filter(message_id__in=list(known)).exclude(address="")
    for message_id, address in went.values_list("message_id", "address"):
        known[message_id].add(address)
    return {
        row.pk: address
        for row in rows
        for address in known[row.message_id]
        if bytes(row.address_hash) in keyed_hashes(_PURPOSE, _hashed(row.way, address))
    }


def address_of(row: Suppression) -> str:
    """The address of one row; empty when it can't be found any more."""
    return addresses_of([row]).get(row.pk, "")


def hashed_anew(row: Suppression) -> tuple[bytes, str]:
    """The hash by the newest key, and its id: for who rotates keys. What nobody knows any more stays."""
    address = address_of(row)
    if not address:
        return bytes(row.address_hash), newest_key_id()
    return keyed_hash(_PURPOSE, _hashed(row.way, address))


def plain(address: str) -> str:
    """An address as it is compared: capitals make no difference."""
    return address.strip().lower()


def _hashed(way: str, address: str) -> str:
    return f"{way} {plain(address)}"
