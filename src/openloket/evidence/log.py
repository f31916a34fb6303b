"""Writing facts to the log, within the transaction of what they prove, and reading them back."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q

from openloket.evidence.canonical import JsonValue, canonical, write_moment
from openloket.evidence.models import Event
from openloket.merkle.hashing import leaf_hash


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to a subject; `body` is what the log will prove and holds no personal data."""

    kind: str
    subject_kind: str
    subject_id: int
    body: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact in the log: its row and the hash that becomes a leaf of the tree (32 bytes)."""

    event_id: int
    leaf_hash: bytes


def describe(kind: str, at: datetime, actor: str, **details: JsonValue) -> dict[str, JsonValue]:
    """The body of an ordinary fact; its salt keeps alike facts apart and a guesser from confirming one."""
    return {
        "type": f"openloket/{kind}/1",
        "at": write_moment(at),
        "actor": actor,
        "salt": secrets.token_hex(16),
        **details,
    }


# One round trip: the events, and a leaf for each that holds its hash and nothing else.
_INSERT = """
WITH event AS (
    INSERT INTO evidence_event
        (organisation_id, kind, subject_kind, subject_id, at, actor, body, leaf_hash)
    SELECT %s, fact.kind, fact.subject_kind, fact.subject_id, %s, %s, fact.body, fact.leaf_hash
    FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::bytea[])
         AS fact(kind, subject_kind, subject_id, body, leaf_hash)
    RETURNING id, leaf_hash
), leaf AS (
    INSERT INTO evidence_leaf (event_id, leaf_hash) SELECT id, leaf_hash FROM event
)
SELECT id, leaf_hash FROM event
"""


def record(organisation_id: int, at: datetime, actor: str, facts: Sequence[Fact]) -> list[Recorded]:
    """Append facts in one statement; call it inside the transaction that makes them true."""
    bodies = [canonical(fact.body) for fact in facts]
    leaves = [leaf_hash(body) for body in bodies]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                organisation_id,
                at,
                actor,
                [fact.kind for fact in facts],
                [fact.subject_kind for fact in facts],
                [fact.subject_id for fact in facts],
                [body.decode() for body in bodies],
                leaves,
            ],
        )
        ids = {bytes(leaf): event_id for event_id, leaf in cursor.fetchall()}
    return [Recorded(ids[leaf], leaf) for leaf in leaves]


def events_of(organisation_id: int, subjects: Sequence[tuple[str, int]]) -> list[Event]:
    """The facts about some subjects (kind, id), oldest first."""
    ids: dict[str, list[int]] = {}
    for kind, subject_id in subjects:
        ids.setdefault(kind, []).append(subject_id)
    about = Q(pk__in=[])
    for kind, of_kind in ids.items():
        about |= Q(subject_kind=kind, subject_id__in=of_kind)
    return list(Event.objects.filter(about, organisation_id=organisation_id).order_by("id"))
