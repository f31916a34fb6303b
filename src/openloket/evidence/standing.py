"""What the log holds about some subjects, and how firmly each fact stands in it: for people to read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact in the log. Without `leaf_index` it waits for its seal; without `stamped_at` for a timestamp.

    `sealed_at` and `tree_size` are of the first signed head that covers it, `tsa` and `stamped_at` of
    the first timestamp that does.
    """

    event_id: int
    kind: str
    at: datetime
    actor: str
    body: Mapping[str, Any]
    leaf_index: int | None
    tree_size: int | None
    sealed_at: datetime | None
    tsa: str | None
    stamped_at: datetime | None


_SELECT = """
SELECT event.id, event.kind, event.at, event.actor, event.body, leaf.leaf_index,
       head.tree_size, head.at, stamp.tsa, stamp.at
FROM unnest(%s::text[], %s::bigint[]) AS subject(kind, id)
JOIN evidence_event AS event ON event.organisation_id = %s
     AND event.subject_kind = subject.kind AND event.subject_id = subject.id
LEFT JOIN evidence_leaf AS leaf ON leaf.event_id = event.id
LEFT JOIN LATERAL (SELECT tree_size, at FROM evidence_treehead
                   WHERE tree_size > leaf.leaf_index ORDER BY tree_size LIMIT 1) AS head ON true
LEFT JOIN LATERAL (SELECT tsa, at FROM evidence_timestamp
                   WHERE tree_size > leaf.leaf_index ORDER BY tree_size LIMIT 1) AS stamp ON true
ORDER BY event.id
"""


def standing_of(organisation_id: int, subjects: Sequence[tuple[str, int]]) -> list[Standing]:
    """The facts about some subjects (kind, id), oldest first, in one statement."""
    kinds = [kind for kind, _ in subjects]
    ids = [subject_id for _, subject_id in subjects]
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [kinds, ids, organisation_id])
        return [_standing(*row) for row in cursor.fetchall()]


def _standing(event_id: int, kind: str, at: datetime, actor: str, body: str, *place: Any) -> Standing:
    return Standing(event_id, kind, at, actor, json.loads(body), *place)
