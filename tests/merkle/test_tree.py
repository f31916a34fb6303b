"""The tree against the published vectors of Certificate Transparency and against a naive recursive twin."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openloket.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash
from openloket.merkle.tree import (
    MissingNodeError,
    Node,
    append,
    consistency_path,
    grow,
    inclusion_path,
    inclusion_paths,
    nodes_needed_for_append,
    nodes_needed_for_consistency,
    nodes_needed_for_inclusion,
    nodes_needed_for_root,
    root,
)
from openloket.merkle.verify import root_from_inclusion, verify_consistency, verify_inclusion

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSION = {(0, 8): [A, B, C], (5, 8): [D, E, ROOTS[4]], (2, 3): [ROOTS[2]]}
CONSISTENCY = {(1, 8): [A, B, C], (6, 8): [F, E, ROOTS[4]], (2, 5): [B, D]}


class Store:
    """A node store in memory that counts how often it is read."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.nodes: dict[Node, bytes] = append(0, self.read, leaves)
        self.reads = 0

    def read(self, nodes: list[Node]) -> dict[Node, bytes]:
        self.reads += 1
        return {node: self.nodes[node] for node in nodes if node in self.nodes}


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def naive_root(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_consistency(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if old <= k:
        return [*naive_consistency(old, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_consistency(old - k, leaves[k:], False), naive_root(leaves[:k])]


def test_hashes_are_those_of_rfc_6962() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"") == sha256(b"\x00").digest()
    assert node_hash(b"a" * 32, b"b" * 32) == sha256(b"\x01" + b"a" * 32 + b"b" * 32).digest()


@pytest.mark.parametrize(("size", "expected"), ROOTS.items())
def test_published_roots(size: int, expected: str) -> None:
    store = Store([leaf_hash(entry) for entry in ENTRIES])
    assert root(size, store.read).hex() == expected


@pytest.mark.parametrize(("place", "expected"), INCLUSION.items())
def test_published_inclusion_paths(place: tuple[int, int], expected: list[str]) -> None:
    store = Store([leaf_hash(entry) for entry in ENTRIES])
    assert [step.hex() for step in inclusion_path(*place, store.read)] == expected


@pytest.mark.parametrize(("sizes", "expected"), CONSISTENCY.items())
def test_published_consistency_paths(sizes: tuple[int, int], expected: list[str]) -> None:
    store = Store([leaf_hash(entry) for entry in ENTRIES])
    assert [step.hex() for step in consistency_path(*sizes, store.read)] == expected


@given(st.integers(0, 70), st.lists(st.integers(0, 9), max_size=6))
def test_growing_in_batches_gives_the_naive_root_and_the_same_nodes(first: int, batches: list[int]) -> None:
    leaves = leaves_of(first + sum(batches))
    store, size = Store(leaves[:first]), first
    for batch in batches:
        before = store.reads
        growth = grow(size, store.read, leaves[size : size + batch])
        assert store.reads - before <= 1
        assert len(growth.nodes) <= 2 * batch + size.bit_length()
        assert not growth.nodes.keys() & store.nodes.keys(), "a stored node never changes"
        store.nodes |= growth.nodes
        size = growth.size
        assert growth.root == naive_root(leaves[:size]) == root(size, store.read)
    assert store.nodes == append(0, store.read, leaves)


@given(st.data(), st.integers(1, 80))
def test_inclusion_of_any_leaf_in_any_earlier_size(data: st.DataObject, total: int) -> None:
    leaves = leaves_of(total)
    size = data.draw(st.integers(1, total))
    index = data.draw(st.integers(0, size - 1))
    store = Store(leaves)
    path = inclusion_path(index, size, store.read)
    assert store.reads == (1 if size > 1 else 0)
    assert path == naive_path(index, leaves[:size])
    whole = naive_root(leaves[:size])
    assert verify_inclusion(leaves[index], index, size, path, whole)
    wrong_index = data.draw(st.integers(0, size + 2).filter(lambda n: n != index))
    assert not verify_inclusion(leaves[index], wrong_index, size, path, whole)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, path, whole)
    assert not verify_inclusion(leaves[index], index, size, [*path, whole], whole)
    if path:
        assert not verify_inclusion(leaves[index], index, size, path[:-1], whole)
        broken = [bytes([path[0][0] ^ 1]) + path[0][1:], *path[1:]]
        assert not verify_inclusion(leaves[index], index, size, broken, whole)


@given(st.data(), st.integers(0, 80))
def test_consistency_between_any_two_sizes(data: st.DataObject, new: int) -> None:
    leaves = leaves_of(new)
    old = data.draw(st.integers(0, new))
    store = Store(leaves)
    path = consistency_path(old, new, store.read)
    assert store.reads <= 1
    assert path == ([] if old == 0 else naive_consistency(old, leaves))
    old_root, new_root = naive_root(leaves[:old]), naive_root(leaves)
    assert verify_consistency(old, new, old_root, new_root, path)
    other = leaf_hash(b"other")
    assert not verify_consistency(old, new, other, new_root, path)
    assert not verify_consistency(old, new, old_root, new_root, [*path, other])
    if 0 < old < new:
        assert not verify_consistency(old, new, old_root, other, path)
        assert not verify_consistency(old, new, old_root, new_root, path[:-1])


def test_a_rewritten_history_is_not_consistent() -> None:
    honest, forged = leaves_of(20), leaves_of(20)
    forged[3] = leaf_hash(b"forged")
    path = consistency_path(11, 20, Store(forged).read)
    assert not verify_consistency(11, 20, naive_root(honest[:11]), naive_root(forged), path)


@given(
    st.binary(max_size=40),
    st.integers(-3, 9),
    st.integers(-3, 9),
    st.lists(st.binary(max_size=33), max_size=5),
)
def test_verification_of_nonsense_is_false_and_never_raises(
    leaf: bytes, index: int, size: int, path: list[bytes]
) -> None:
    assert not verify_inclusion(leaf, index, size, path, b"\x00" * 32)
    assert not verify_consistency(index, size, b"\x01" * 32, b"\x00" * 32, path)


def test_many_paths_with_one_read() -> None:
    leaves = leaves_of(100)
    store = Store(leaves)
    paths = inclusion_paths(range(90, 100), 100, store.read)
    assert store.reads == 1
    assert all(root_from_inclusion(leaves[i], i, 100, p) == naive_root(leaves) for i, p in paths.items())


@given(st.data(), st.integers(1, 200))
def test_needed_nodes_are_enough_few_and_stored(data: st.DataObject, size: int) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    stored = Store(leaves_of(size)).nodes
    log = size.bit_length()
    for needed in (
        nodes_needed_for_append(size),
        nodes_needed_for_root(size),
        nodes_needed_for_inclusion(index, size),
        nodes_needed_for_consistency(old, size),
    ):
        assert set(needed) <= stored.keys()
        assert len(needed) <= 2 * log


def test_a_store_with_a_hole_is_noticed() -> None:
    store = Store(leaves_of(13))
    del store.nodes[Node(2, 2)]
    with pytest.raises(MissingNodeError):
        root(13, store.read)
    with pytest.raises(MissingNodeError):
        grow(13, store.read, leaves_of(1))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 5), (0, -1)])
def test_there_is_no_path_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=r"leaf|leaves"):
        inclusion_path(index, size, Store([]).read)


def test_a_tree_does_not_contain_a_bigger_one() -> None:
    with pytest.raises(ValueError, match="does not contain"):
        consistency_path(6, 5, Store(leaves_of(6)).read)
