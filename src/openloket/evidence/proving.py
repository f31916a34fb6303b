"""Reading out of the log what proves facts: their place, the head over it, and the stamp over that."""

import json
from collections.abc import Sequence

from openloket.evidence.canonical import read_canonical
from openloket.evidence.dossier import ProvenFact
from openloket.evidence.models import Event, Leaf, Timestamp, TreeHead
from openloket.evidence.proof import Inclusion
from openloket.evidence.proof import Timestamp as ProofTimestamp
from openloket.evidence.seal import read_nodes
from openloket.evidence.treehead import TreeHead as SignedHead
from openloket.evidence.treehead import read_tree_head
from openloket.merkle.tree import inclusion_paths


def head_over(place: int) -> TreeHead | None:
    """The first head that holds the leaf and is stamped; until there is one, the first that holds it."""
    heads = TreeHead.objects.filter(tree_size__gt=place).order_by("tree_size")
    stamped = Timestamp.objects.filter(tree_size__gt=place).order_by("tree_size").first()
    return heads.filter(pk=stamped.tree_size).first() if stamped else heads.first()


def signed_head(head: TreeHead) -> SignedHead:
    """The head as it goes into files."""
    return read_tree_head(read_canonical(head.document.encode()))


def stamp_over(head: TreeHead) -> ProofTimestamp | None:
    """The timestamp over a head, if it was stamped."""
    stamp = Timestamp.objects.filter(pk=head.tree_size).first()
    return ProofTimestamp(bytes(stamp.token), stamp.tsa) if stamp else None


def proven(
    events: Sequence[Event],
) -> tuple[tuple[ProvenFact, ...], SignedHead | None, ProofTimestamp | None]:
    """Facts with their places under one head that holds all of them that are sealed, and its stamp.

    Costs O(facts x log of the size of the log) nodes, read in one statement.
    """
    leaves = Leaf.objects.filter(pk__in=[event.pk for event in events]).exclude(leaf_index=None)
    places: dict[int, int] = dict(leaves.values_list("pk", "leaf_index"))  # type: ignore[arg-type] # sealed: none lacks a place
    head = head_over(max(places.values())) if places else None
    paths = inclusion_paths(places.values(), head.tree_size, read_nodes) if head else {}
    facts = tuple(_fact(event, places.get(event.pk), head, paths) for event in events)
    return facts, signed_head(head) if head else None, stamp_over(head) if head else None


def _fact(
    event: Event, place: int | None, head: TreeHead | None, paths: dict[int, list[bytes]]
) -> ProvenFact:
    body = json.loads(event.body)
    if place is None or head is None:
        return ProvenFact(body, None)
    return ProvenFact(body, Inclusion(place, head.tree_size, tuple(paths[place])))
