"""The Merkle tree of RFC 9162, section 2.1: roots, proofs, their verification. Pure functions on bytes.

The tree hashes leaves and inner nodes with SHA-256 under different prefixes, so that neither passes for the other.
A `frontier` is the roots of the complete subtrees of a log, left to right: all that appending needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest
from typing import Final

EMPTY_ROOT: Final = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one log entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children."""
    return sha256(b"\x01" + left + right).digest()


def append(size: int, frontier: Sequence[bytes], leaf: bytes) -> tuple[bytes, ...]:
    """The frontier of a log of `size` entries after one more leaf hash, in O(log size)."""
    roots, node = list(frontier), leaf
    while size & 1:
        node = node_hash(roots.pop(), node)
        size >>= 1
    return (*roots, node)


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """The root of the log that has this frontier."""
    if not frontier:
        return EMPTY_ROOT
    *rest, node = frontier
    for left in reversed(rest):
        node = node_hash(left, node)
    return node


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over all leaf hashes, computed anew (RFC 9162, 2.1.1)."""
    frontier: tuple[bytes, ...] = ()
    for size, leaf in enumerate(leaves):
        frontier = append(size, frontier, leaf)
    return frontier_root(frontier)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` to the root of `leaves` (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_proof(leaves[:split], index), root(leaves[split:]))
    return (*inclusion_proof(leaves[split:], index - split), root(leaves[:split]))


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """The hashes that show the log of `earlier` entries to be the beginning of `leaves` (RFC 9162, 2.1.4.1)."""
    if not 0 < earlier <= len(leaves):
        raise IndexError(earlier)
    return _subproof(leaves, earlier, known=True)


def _subproof(leaves: Sequence[bytes], earlier: int, *, known: bool) -> tuple[bytes, ...]:
    if earlier == len(leaves):
        return () if known else (root(leaves),)
    split = _split(len(leaves))
    if earlier <= split:
        return (*_subproof(leaves[:split], earlier, known=known), root(leaves[split:]))
    return (*_subproof(leaves[split:], earlier - split, known=False), root(leaves[:split]))


def _split(size: int) -> int:
    """The largest power of two below `size` (size > 1)."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Whether the proof leads from the leaf hash at `index` to the root of `size` entries (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != 32:
        return False
    node, last = leaf, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = node_hash(sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and compare_digest(node, expected_root)


def verify_consistency(
    earlier: int, later: int, proof: Sequence[bytes], earlier_root: bytes, later_root: bytes
) -> bool:
    """Whether the proof shows the earlier log to be the beginning of the later one (RFC 9162, 2.1.4.2).

    An empty log is the beginning of every log, but no proof can show it: a size of 0 is refused, as its root is no
    evidence of anything.
    """
    if not 0 < earlier <= later:
        return False
    if earlier == later:
        return not proof and compare_digest(earlier_root, later_root)
    if not proof:
        return False
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    index, last = earlier - 1, later - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    return _climb(index, last, path, earlier_root, later_root)


def _climb(index: int, last: int, path: Sequence[bytes], earlier_root: bytes, later_root: bytes) -> bool:
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and compare_digest(old, earlier_root) and compare_digest(new, later_root)
