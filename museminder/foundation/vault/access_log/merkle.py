"""The Merkle tree of RFC 6962 (kept by RFC 9162, section 2.1): one hash that stands for a list and its order.

Nothing here knows a database. ``Frontier`` grows a tree leaf by leaf; proofs name the stored nodes that they need, so
that a proof in a log of a million entries reads about twenty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256(b"").digest()
Node = tuple[int, int]  # level and index: covers the leaves from index * 2**level on, 2**level of them
Find = Callable[[Node], bytes]


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf; the byte before it keeps a leaf from ever passing for an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Frontier:
    """The right edge of a growing tree: its complete subtrees, largest first; all that appending needs."""

    size: int = 0
    subtrees: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> Iterator[tuple[Node, bytes]]:
        """Add the hash of one leaf; yields every node that is complete with it, the leaf itself first."""
        index, level, hashed = self.size, 0, leaf
        yield (0, index), hashed
        while index % 2:
            hashed = node_hash(self.subtrees.pop(), hashed)
            index, level = index // 2, level + 1
            yield (level, index), hashed
        self.subtrees.append(hashed)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The hash of the whole tree."""
        return _fold(self.subtrees)


def frontier_nodes(size: int) -> list[Node]:
    """The complete subtrees of which a tree of this size is made, largest first."""
    return list(_cover(0, size))


def inclusion_nodes(index: int, size: int) -> list[list[Node]]:
    """For each step of an inclusion proof, from the leaf upward, the stored nodes that fold into it.

    Raises ValueError unless ``0 <= index < size``.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    return [list(_cover(start, end)) for start, end in _beside(index, 0, size)]


def consistency_nodes(earlier: int, size: int) -> list[list[Node]]:
    """The same for a proof that the tree of ``earlier`` leaves is the beginning of the tree of ``size``."""
    if not 0 < earlier <= size:
        raise ValueError(f"a tree of {size} has no beginning of {earlier}")
    return [list(_cover(start, end)) for start, end in _beginning(earlier, 0, size, is_known=True)]


def proof(steps: Sequence[Sequence[Node]], find: Find) -> list[bytes]:
    """The hashes of a proof, each folded from stored nodes."""
    return [_fold([find(node) for node in step]) for step in steps]


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf's hash stands at an index of the tree with this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, hashed = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            hashed = node_hash(step, hashed)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            hashed = node_hash(hashed, step)
        place, last = place // 2, last // 2
    return last == 0 and hashed == root


def check_consistency(
    earlier: int, size: int, path: Sequence[bytes], earlier_root: bytes, root: bytes
) -> bool:
    """Whether the tree of ``earlier`` leaves is the beginning of the tree of ``size`` (RFC 9162, 2.1.4.2)."""
    if earlier == size:
        return not path and earlier_root == root
    if not 0 < earlier < size or not path:
        return False
    steps = list(path) if earlier & (earlier - 1) else [earlier_root, *path]
    place, last = earlier - 1, size - 1
    while place % 2:
        place, last = place // 2, last // 2
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            new = node_hash(new, step)
        place, last = place // 2, last // 2
    return last == 0 and old == earlier_root and new == root


def _fold(subtrees: Sequence[bytes]) -> bytes:
    if not subtrees:
        return EMPTY_ROOT
    root = subtrees[-1]
    for left in reversed(subtrees[:-1]):
        root = node_hash(left, root)
    return root


def _cover(start: int, end: int) -> Iterator[Node]:
    """The complete subtrees of a run of leaves that begins where a larger subtree could."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def _split(start: int, end: int) -> int:
    """Where a tree has its two halves: after the largest power of two below its size."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def _beside(index: int, start: int, end: int) -> list[tuple[int, int]]:
    if end - start == 1:
        return []
    middle = _split(start, end)
    if index < middle:
        return [*_beside(index, start, middle), (middle, end)]
    return [*_beside(index, middle, end), (start, middle)]


def _beginning(earlier: int, start: int, end: int, *, is_known: bool) -> list[tuple[int, int]]:
    if earlier == end:
        return [] if is_known else [(start, end)]
    middle = _split(start, end)
    if earlier <= middle:
        return [*_beginning(earlier, start, middle, is_known=is_known), (middle, end)]
    return [*_beginning(earlier, middle, end, is_known=False), (start, middle)]
