"""Copied text found by shared character n-grams, so that Korean works; the copied words are shown.

Each text is reduced to the hashes of its 16-letter shingles (letters and digits only, case folded) that are 0 modulo a
sampling step (Manber 1994, 'Finding similar files in a large file system'), which keeps containment measurable: a
short text copied into a long one shares all of its samples. Pairs come from an inverted index, never from all pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from zlib import crc32

SHINGLE = 16
STEP = 8
COMMON = 60
NEAR = 0.5
LEAST = 3


@dataclass(frozen=True, slots=True)
class NearCopy:
    """Two accounts that share text: `similarity` is the share of the shorter one's samples found in the other (0-1).

    `words` is the longest run of copied words, as it stands in `left`.
    """

    left: str
    right: str
    similarity: float
    words: str = ""


def fingerprints(text: str) -> frozenset[int]:
    """The sampled shingle hashes of a text: stable 32-bit numbers, empty for a text shorter than one shingle."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    data = letters.encode()
    ends = range(len(data) + 1) if len(data) == len(letters) else list(accumulate(map(_width, letters), initial=0))
    hashes = [crc32(data[a:b]) for a, b in zip(ends, ends[SHINGLE:], strict=False)]
    sampled = frozenset([h for h in hashes if h % STEP == 0])
    return sampled if len(sampled) >= 2 * LEAST else frozenset(sorted(set(hashes))[: 2 * LEAST])


def _width(letter: str) -> int:
    """How many bytes a letter has in UTF-8."""
    return 1 + (letter > "\x7f") + (letter > "\u07ff") + (letter > "\uffff")


class CopyIndex:
    """Fingerprints of all accounts so far, found by each mark; grows by one account at a time."""

    def __init__(self, known: Mapping[str, frozenset[int]] | None = None) -> None:
        self._marks: dict[str, frozenset[int]] = {}
        self._accounts: dict[int, list[str]] = defaultdict(list)
        for account, marks in (known or {}).items():
            self.add(account, marks)

    def add(self, account: str, marks: frozenset[int]) -> None:
        """Take an account in."""
        self._marks[account] = marks
        for mark in marks:
            self._accounts[mark].append(account)

    def copies_of(self, account: str, marks: frozenset[int], *, least: float = NEAR) -> list[NearCopy]:
        """The accounts in the index that are copies of this one at least to `least`, most alike first, without words.

        A shingle that more than COMMON accounts share (a letterhead, a slogan) proves no copying and is left out.
        """
        telling = [m for m in marks if 0 < len(self._accounts.get(m, ())) <= COMMON]
        shared = Counter(other for m in telling for other in self._accounts[m] if other != account)
        found = ((o, n, n / min(len(marks), len(self._marks[o]))) for o, n in shared.items() if n >= LEAST)
        pairs = [NearCopy(account, other, min(1.0, share)) for other, _, share in found if share >= least]
        return sorted(pairs, key=lambda c: (-c.similarity, c.right))


def copied_words(left: str, right: str, limit: int = 4000) -> str:
    """The longest run of text that both share, as it stands in `left`; looks at the first `limit` characters."""
    a, b = left[:limit], right[:limit]
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[run.a : run.a + run.size].strip()
