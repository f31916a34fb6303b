"""Growing an RFC 6962 tree and making its proofs from stored complete-subtree nodes.

Only complete subtrees are stored, as ``Node(level, position)``: the hash over the leaves
``position * 2**level`` up to ``(position + 1) * 2**level``. Such a node never changes once it exists, so a
store of nodes is append-only. Sealing k leaves writes about 2k nodes whatever the size of the tree.

Every function that needs stored nodes takes ``read`` and calls it at most once, with all nodes it needs.
The ``nodes_needed_for_…`` functions tell the same beforehand, for a caller that wants to combine queries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openloket.merkle.hashing import EMPTY_ROOT, node_hash


class Node(NamedTuple):
    """Place of a complete subtree: 2**level leaves, the position-th such subtree from the left (from 0)."""

    level: int
    position: int


Read = Callable[[list[Node]], Mapping[Node, bytes]]


class MissingNodeError(LookupError):
    """The store did not return a node that a tree of this size must have: the store is damaged."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What appending did: the new size, the nodes to store (leaves included) and the new root."""

    size: int
    nodes: dict[Node, bytes]
    root: bytes


def nodes_needed_for_append(size: int) -> list[Node]:
    """The stored nodes that appending to a tree of ``size`` leaves may need: at most log2(size) + 1."""
    return nodes_needed_for_root(size)


def nodes_needed_for_root(size: int) -> list[Node]:
    """The complete subtrees that together are the tree of ``size`` leaves, left to right."""
    _check_size(size)
    return _cover(0, size)


def nodes_needed_for_inclusion(index: int, size: int) -> list[Node]:
    """The stored nodes from which the inclusion path of leaf ``index`` is made."""
    return [node for start, end in _inclusion_ranges(index, size) for node in _cover(start, end)]


def nodes_needed_for_consistency(old: int, new: int) -> list[Node]:
    """The stored nodes from which the consistency path between two sizes is made."""
    return [node for start, end in _consistency_ranges(old, new) for node in _cover(start, end)]


def append(size: int, read: Read, leaf_hashes: Sequence[bytes]) -> dict[Node, bytes]:
    """New nodes (leaves and every subtree they complete) when ``leaf_hashes`` follow ``size`` leaves."""
    return grow(size, read, leaf_hashes).nodes if leaf_hashes else {}


def grow(size: int, read: Read, leaf_hashes: Sequence[bytes]) -> Growth:
    """Append and give the new root too, still with one read of at most log2(size) + 1 nodes."""
    peaks = _fetch(nodes_needed_for_append(size), read)
    known = dict(peaks)
    for index, leaf in enumerate(leaf_hashes, start=size):
        node, value = Node(0, index), leaf
        known[node] = value
        while node.position & 1:
            value = node_hash(known[Node(node.level, node.position - 1)], value)
            node = Node(node.level + 1, node.position >> 1)
            known[node] = value
    new_size = size + len(leaf_hashes)
    fresh = {node: value for node, value in known.items() if node not in peaks}
    return Growth(new_size, fresh, _fold(_cover(0, new_size), known))


def root(size: int, read: Read) -> bytes:
    """Root hash of the tree of the first ``size`` leaves. Source: RFC 6962, section 2.1."""
    nodes = nodes_needed_for_root(size)
    return _fold(nodes, _fetch(nodes, read))


def inclusion_path(index: int, size: int, read: Read) -> list[bytes]:
    """Audit path of leaf ``index`` (from 0) in the tree of ``size`` leaves, from leaf to root.

    Source: RFC 6962, section 2.1.1. Raises ValueError when there is no such leaf.
    """
    return inclusion_paths([index], size, read)[index]


def inclusion_paths(indexes: Iterable[int], size: int, read: Read) -> dict[int, list[bytes]]:
    """Audit paths of several leaves in the same tree, with one read for all of them."""
    ranges = {index: _inclusion_ranges(index, size) for index in indexes}
    needed = dict.fromkeys(node for spans in ranges.values() for span in spans for node in _cover(*span))
    known = _fetch(list(needed), read)
    return {index: [_fold(_cover(*span), known) for span in spans] for index, spans in ranges.items()}


def consistency_path(old: int, new: int, read: Read) -> list[bytes]:
    """Proof that the tree of ``new`` leaves begins with the tree of ``old`` leaves.

    Source: RFC 6962, section 2.1.2. Empty when old is 0 or equal to new.
    """
    spans = _consistency_ranges(old, new)
    known = _fetch([node for span in spans for node in _cover(*span)], read)
    return [_fold(_cover(*span), known) for span in spans]


def _check_size(size: int) -> None:
    if size < 0:
        raise ValueError(f"a tree cannot have {size} leaves")


def _fetch(nodes: list[Node], read: Read) -> dict[Node, bytes]:
    found = read(nodes) if nodes else {}
    missing = [node for node in nodes if node not in found]
    if missing:
        raise MissingNodeError(f"{len(missing)} stored nodes are missing, the first is {missing[0]}")
    return {node: bytes(found[node]) for node in nodes}


def _cover(start: int, end: int) -> list[Node]:
    """Complete subtrees covering [start, end), left to right; start is aligned as in every RFC 6962 split."""
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def _fold(nodes: Sequence[Node], known: Mapping[Node, bytes]) -> bytes:
    if not nodes:
        return EMPTY_ROOT
    value = known[nodes[-1]]
    for node in reversed(nodes[:-1]):
        value = node_hash(known[node], value)
    return value


def _split(start: int, end: int) -> int:
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    _check_size(size)
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def _consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    _check_size(old)
    if old > new:
        raise ValueError(f"a tree of {new} leaves does not contain one of {old}")
    if old in (0, new):
        return []
    start, end, ranges = 0, new, []
    while old != end:
        middle = _split(start, end)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]
