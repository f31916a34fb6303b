"""Sealing: every fact gets a place, once, and its proof holds."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import Municipality

from openloket.evidence.canonical import read_canonical
from openloket.evidence.log import Fact, describe, record
from openloket.evidence.models import Event, Leaf, TreeHead
from openloket.evidence.seal import read_nodes
from openloket.evidence.signing import signing_key
from openloket.evidence.treehead import read_tree_head
from openloket.flows.proving.seal_log import seal_log
from openloket.merkle import tree
from openloket.merkle.verify import verify_inclusion


def _facts(count: int, now: datetime) -> list[Fact]:
    return [Fact("test.happened", "test", n, describe("test.happened", now, "system")) for n in range(count)]


def test_every_fact_is_placed_and_provable(duinstede: Municipality, now: datetime) -> None:
    recorded = []
    for count in (1, 4, 7):
        recorded += record(duinstede.organisation.pk, now, "system", _facts(count, now))
        sealed = seal_log(now)
        assert sealed is not None
        assert sealed.leaves == count
    head = read_tree_head(read_canonical(TreeHead.objects.latest("tree_size").document.encode()))
    assert head.tree_size == 12
    assert head.signed_by(signing_key().public)
    for fact in recorded:
        index = Leaf.objects.get(pk=fact.event_id).leaf_index
        path = tree.inclusion_path(index, head.tree_size, read_nodes)
        assert verify_inclusion(fact.leaf_hash, index, head.tree_size, path, bytes.fromhex(head.root_hash))


def test_nothing_waits_means_no_new_head(duinstede: Municipality, now: datetime) -> None:
    record(duinstede.organisation.pk, now, "system", _facts(2, now))
    seal_log(now)
    again = seal_log(now)
    assert again is not None
    assert (again.leaves, again.tree_size) == (0, 2)
    assert TreeHead.objects.count() == 1


@pytest.mark.parametrize("table", ["evidence_event", "evidence_node", "evidence_treehead", "evidence_leaf"])
def test_the_app_cannot_change_what_is_written(duinstede: Municipality, now: datetime, table: str) -> None:
    record(duinstede.organisation.pk, now, "system", _facts(2, now))
    seal_log(now)
    column = {"evidence_event": "kind", "evidence_leaf": "leaf_index"}.get(table, "tree_size")
    column = "level" if table == "evidence_node" else column
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with (
            pytest.raises(DatabaseError, match=r"permission denied|append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_an_event_of_another_organisation_is_invisible(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    record(duinstede.organisation.pk, now, "system", _facts(1, now))
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record(eikenrade.organisation.pk, now, "system", _facts(1, now))
    assert Event.objects.count() == 1
