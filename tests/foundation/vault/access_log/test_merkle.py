"""The tree of RFC 6962: its published example values, and a naive implementation that says the same."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from museminder.foundation.vault.access_log.merkle import (
    EMPTY_ROOT,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_nodes,
    frontier_nodes,
    inclusion_nodes,
    leaf_hash,
    node_hash,
    proof,
)

# The eight leaves and the roots that Certificate Transparency's own test suites use.
LEAVES = [
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
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def grown(leaves: list[bytes]) -> tuple[Frontier, dict]:
    tree, nodes = Frontier(), {}
    for leaf in leaves:
        nodes.update(tree.append(leaf_hash(leaf)))
    return tree, nodes


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = half(len(leaves))
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = half(len(leaves))
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_beginning(earlier: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """RFC 6962, section 2.1.2."""
    if earlier == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = half(len(leaves))
    if earlier <= k:
        return [*naive_beginning(earlier, leaves[:k], whole=whole), naive_root(leaves[k:])]
    return [*naive_beginning(earlier - k, leaves[k:], whole=False), naive_root(leaves[:k])]


def half(size: int) -> int:
    k = 1
    while k * 2 < size:
        k *= 2
    return k


def test_roots_of_the_published_example() -> None:
    assert [grown(LEAVES[:size])[0].root.hex() for size in range(1, 9)] == ROOTS
    assert Frontier().root == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_paths_of_the_published_example() -> None:
    _, nodes = grown(LEAVES)
    path = [each.hex() for each in proof(inclusion_nodes(0, 8), nodes.__getitem__)]
    beginning = [each.hex() for each in proof(consistency_nodes(6, 8), nodes.__getitem__)]

    assert path == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert beginning == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 70), st.data())
def test_every_proof_is_the_naive_one_and_checks(size: int, data: st.DataObject) -> None:
    index, earlier = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    leaves = [str(number).encode() for number in range(size)]
    tree, nodes = grown(leaves)
    path = proof(inclusion_nodes(index, size), nodes.__getitem__)
    beginning = proof(consistency_nodes(earlier, size), nodes.__getitem__)
    old = grown(leaves[:earlier])[0].root

    assert tree.root == naive_root(leaves)
    assert [nodes[node] for node in frontier_nodes(size)] == tree.subtrees
    assert path == naive_path(index, leaves)
    assert beginning == naive_beginning(earlier, leaves)
    assert check_inclusion(leaf_hash(leaves[index]), index, size, path, tree.root) is True
    assert check_consistency(earlier, size, beginning, old, tree.root) is True


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 40), st.data())
def test_a_proof_with_anything_altered_does_not_check(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = [str(number).encode() for number in range(size)]
    tree, nodes = grown(leaves)
    path = proof(inclusion_nodes(index, size), nodes.__getitem__)
    broken = list(path)
    place = data.draw(st.integers(0, len(path) - 1))
    broken[place] = node_hash(broken[place], b"")
    leaf = leaf_hash(leaves[index])
    checked = [
        check_inclusion(leaf, index, size, broken, tree.root),
        check_inclusion(leaf_hash(b"another"), index, size, path, tree.root),
        check_inclusion(leaf, (index + 1) % size, size, path, tree.root),
        check_inclusion(leaf, index, size, path[:-1], tree.root),
        check_inclusion(leaf, index, size, [*path, tree.root], tree.root),
        check_inclusion(leaf, index, size, path, leaf),
        check_consistency(1, size, broken, leaf_hash(leaves[0]), tree.root) and index == 0,
    ]

    assert checked == [False] * 7


@pytest.mark.parametrize(("earlier", "size"), [(0, 3), (4, 3)])
def test_a_beginning_that_cannot_be_is_refused(earlier: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"a tree of {size} has no beginning of {earlier}"):
        consistency_nodes(earlier, size)
    assert check_consistency(earlier, size, [], EMPTY_ROOT, EMPTY_ROOT) is False


def test_a_leaf_that_is_not_there_has_no_proof() -> None:
    with pytest.raises(ValueError, match="there is no leaf 3 in a tree of 3"):
        inclusion_nodes(3, 3)
