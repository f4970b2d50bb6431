"""Which accounts are copies of a text, and the words that were copied."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doltap import store
from doltap.model import Passage
from doltap.operations.archive import Archive
from doltap.safety import may_leave
from doltap.weigh import CopyIndex, copied_words

FINGERPRINTS: Final = "sampled shingles 16/8"
"""How the marks that texts are compared by were made."""


@dataclass(frozen=True, slots=True)
class Copied:
    """An account that shares text with another: how much of the shorter one (0-1), and the longest copied words."""

    account: str
    name: str
    similarity: float
    words: str


def packed(marks: frozenset[int]) -> bytes:
    """Marks as the store keeps them: unsigned 32-bit numbers, little end first, in order."""
    return struct.pack(f"<{len(marks)}I", *sorted(marks))


def unpacked(data: bytes) -> frozenset[int]:
    """The marks that `packed` wrote."""
    return frozenset(struct.unpack(f"<{len(data) // 4}I", data))


def marks_of(archive: Archive) -> dict[str, frozenset[int]]:
    """The marks of every account that was taken in as a file."""
    return {account: unpacked(data) for account, data in store.signatures(archive.testimony, FINGERPRINTS)}


def copies_of(archive: Archive, marks: frozenset[int], text: str, allowed: Iterable[str]) -> tuple[Copied, ...]:
    """The accounts among those allowed that are copies or near copies of `text`, which has these marks; likest first.

    `text` holds nothing operational and no identifier: the words shown are its own.
    """
    mine = set(allowed)
    index = CopyIndex({i: m for i, m in marks_of(archive).items() if i in mine})
    names = {a.id: a.name for a in store.accounts(archive.testimony) if a.id in mine}
    found = index.copies_of("", marks)
    return tuple(Copied(c.right, names[c.right], c.similarity, _shared(archive, text, c.right)) for c in found)


def _shared(archive: Archive, text: str, account: str) -> str:
    return copied_words(text, open_text(store.passages_of(archive.testimony, account)))


def open_text(passages: Iterable[Passage]) -> str:
    """The words that may be compared and shown: those of passages with no safety class."""
    return "\n".join(p.words for p in passages if may_leave(p.safety))
