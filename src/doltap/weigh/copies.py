"""Copied text found by shared character n-grams, so that Korean works; the copied words are shown.

Each text is reduced to the hashes of its 16-letter shingles (letters and digits only, case folded) that are 0 modulo a
sampling step (Manber 1994, 'Finding similar files in a large file system'), which keeps containment measurable: a
short text copied into a long one shares all of its samples. Pairs come from an inverted index, never from all pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from zlib import crc32

SHINGLE = 16
STEP = 16
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
    letters = "".join(c for c in text.casefold() if c.isalnum())
    hashes = {crc32(letters[i : i + SHINGLE].encode()) for i in range(len(letters) - SHINGLE + 1)}
    sampled = frozenset(h for h in hashes if h % STEP == 0)
    return sampled if len(sampled) >= 2 * LEAST else frozenset(sorted(hashes)[: 2 * LEAST])


def near_copies(
    new: Mapping[str, frozenset[int]], known: Mapping[str, frozenset[int]], *, least: float = NEAR
) -> list[NearCopy]:
    """Pairs of a new account with any other (new or known) whose similarity is at least `least`, without words.

    A shingle that more than COMMON accounts share (a letterhead, a slogan) proves no copying and is left out.
    """
    everything = {**known, **new}
    index: dict[int, list[str]] = defaultdict(list)
    for account, marks in everything.items():
        for mark in marks:
            index[mark].append(account)
    found = (_pairs_of(account, everything, index, new, least) for account in new)
    return sorted((pair for pairs in found for pair in pairs), key=lambda c: (-c.similarity, c.left, c.right))


def _pairs_of(
    account: str,
    everything: Mapping[str, frozenset[int]],
    index: Mapping[int, list[str]],
    new: Mapping[str, frozenset[int]],
    least: float,
) -> Iterable[NearCopy]:
    telling = [mark for mark in everything[account] if len(index[mark]) <= COMMON]
    shared = Counter(other for mark in telling for other in index[mark] if other != account)
    for other, count in shared.items():
        if other in new and other < account:
            continue
        smaller = min(len(everything[account]), len(everything[other]))
        if count >= LEAST and count / smaller >= least:
            yield NearCopy(account, other, min(1.0, count / smaller))


def copied_words(left: str, right: str, limit: int = 4000) -> str:
    """The longest run of text that both share, as it stands in `left`; looks at the first `limit` characters."""
    a, b = left[:limit], right[:limit]
    run = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[run.a : run.a + run.size].strip()
