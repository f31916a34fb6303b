"""Sealing: waiting leaves get their place in the tree, and the new head is signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from openloket.evidence.canonical import canonical
from openloket.evidence.keys import SigningKey
from openloket.evidence.models import Leaf, TreeHead
from openloket.evidence.treehead import sign_tree_head
from openloket.merkle import tree

MOST_LEAVES = 10_000
_LOCK = 0x10CE7  # any number that nothing else in this database locks


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one seal did: how many leaves it placed, and the size of the log after it."""

    leaves: int
    tree_size: int


def seal_batch(key: SigningKey, log_id: str, at: datetime) -> Sealed | None:
    """Place the leaves that wait, within the caller's transaction; None when another process is sealing.

    Costs O(waiting + log size), whatever the size of the log. A head is made only when leaves were placed.
    """
    if not _lock():
        return None
    waiting = list(
        Leaf.objects.filter(leaf_index=None)
        .order_by("event_id")
        .values_list("event_id", "leaf_hash")[:MOST_LEAVES]
    )
    newest = TreeHead.objects.order_by("-tree_size").values_list("tree_size", flat=True).first() or 0
    if not waiting:
        return Sealed(0, newest)
    growth = tree.grow(newest, read_nodes, [bytes(leaf) for _, leaf in waiting])
    _place([event_id for event_id, _ in waiting], newest)
    _store(growth.nodes)
    head = sign_tree_head(key, log_id, growth.size, growth.root, at)
    document = canonical(head.as_json()).decode()
    TreeHead.objects.create(tree_size=growth.size, root_hash=growth.root, at=at, document=document)
    return Sealed(len(waiting), growth.size)


def read_nodes(nodes: list[tree.Node]) -> dict[tree.Node, bytes]:
    """Stored nodes, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT node.level, node.position, node.hash FROM evidence_node AS node"
            " JOIN unnest(%s::smallint[], %s::bigint[]) AS wanted(level, position)"
            " USING (level, position)",
            [[node.level for node in nodes], [node.position for node in nodes]],
        )
        return {tree.Node(level, position): bytes(value) for level, position, value in cursor.fetchall()}


def _lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _place(event_ids: list[int], first_index: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE evidence_leaf AS leaf SET leaf_index = %s + placed.place - 1"
            " FROM unnest(%s::bigint[]) WITH ORDINALITY AS placed(event_id, place)"
            " WHERE leaf.event_id = placed.event_id",
            [first_index, event_ids],
        )


def _store(nodes: Mapping[tree.Node, bytes]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO evidence_node (level, position, hash)"
            " SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])",
            [[node.level for node in nodes], [node.position for node in nodes], list(nodes.values())],
        )
