"""The log of every act: what an entry says, and the state that a new entry leads to.

An entry is canonical JSON of one operation: kind, moment (UTC), ids and salted commitments; never a name, a word of an
account, or a result of weighing. So an entry can stay when a person is erased: the salt goes, the commitment is noise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from doltap.vault.merkle import append, frontier_root, leaf_hash, root


def canonical(value: Any) -> bytes:  # noqa: ANN401  any JSON value
    """The one way to write a JSON value as bytes: keys sorted, no spaces, UTF-8, no NaN."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def entry(kind: str, moment: str, payload: Mapping[str, Any]) -> bytes:
    """The bytes of one log entry."""
    return canonical({"schema": 1, "kind": kind, "when": moment, **payload})


def commitment(salt: bytes, value: bytes) -> bytes:
    """A 32-byte promise of a value that says nothing of it without the random 16-byte salt."""
    if len(salt) != 16:
        raise ValueError("a salt has 16 bytes")
    return sha256(b"doltap commitment\x00" + salt + value).digest()


def promised(commitments: Sequence[bytes]) -> dict[str, Any]:
    """What an entry says of the rows it wrote: how many, and the root over their commitments."""
    return {"rows": len(commitments), "root": root([leaf_hash(c) for c in commitments]).hex()}


def promise_of(entry_bytes: bytes) -> dict[str, Any] | None:
    """What an entry says of its rows, in the form of `promised`; None when it is not an entry at all."""
    try:
        content = json.loads(entry_bytes)
        return {"rows": content["rows"], "root": content["root"]}
    except (ValueError, KeyError, TypeError):
        return None


def appended(size: int, frontier: bytes, entry_bytes: bytes) -> tuple[bytes, bytes, bytes]:
    """(leaf hash, frontier, root) of a log of `size` entries with `frontier` after one more entry."""
    leaf = leaf_hash(entry_bytes)
    roots = append(size, split_frontier(frontier), leaf)
    return leaf, b"".join(roots), frontier_root(roots)


def split_frontier(frontier: bytes) -> tuple[bytes, ...]:
    """The 32-byte roots that a stored frontier holds."""
    return tuple(frontier[i : i + 32] for i in range(0, len(frontier), 32))
