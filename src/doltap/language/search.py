"""Search terms for SQLite FTS5: pairs of syllables where words take particles or no spaces, folded words elsewhere.

`unicode61` misses Korean words with particles and `trigram` finds no two-syllable word, so the index holds pairs.
A match is a superset of the exact answer: the store then checks the `needles` of the query against `fold` of the text.
"""

from __future__ import annotations

import re
from operator import add
from typing import Final

from doltap.language.hangul import initial_sound_variants, is_hangul, strip_particle
from doltap.language.scripts import clean_name, unaccented

_UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_RUN: Final = re.compile(rf"(?:(?=[{_UNSPACED}])[^\W_])+|(?:(?![{_UNSPACED}])[^\W_])+")
_PAIRED: Final = re.compile(rf"[{_UNSPACED}]")
_LONGEST_TERM: Final = 64
_NAME_ENDS: Final = frozenset("은이가도로만나요라")
"""Particles in which names of three syllables end as often: 김정은 is not looked for as 김정."""


def fold(text: str) -> str:
    """The text as search sees it: nothing hidden, one width, no accents, lower case, single spaces."""
    return unaccented(clean_name(text).casefold())


def _runs(folded: str) -> list[str]:
    return _RUN.findall(folded)


def _pairs(run: str) -> list[str]:
    """The terms of one run: overlapping pairs of an unspaced script (a lone syllable is itself), or the word."""
    if not _PAIRED.match(run):
        return [run[:_LONGEST_TERM]]
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def index_terms(text: str) -> str:
    """What one FTS5 column holds for a text, space separated: pairs and words in order, then each single syllable once.

    Pairs and single syllables differ in length and cannot be mistaken for each other, so one column serves both.
    """
    ordered: list[str] = []
    singles: dict[str, None] = {}
    for run in _runs(fold(text)):
        if run.isascii() or not _PAIRED.match(run):
            ordered.append(run[:_LONGEST_TERM])
        elif len(run) == 1:
            ordered.append(run)
        else:
            ordered += map(add, run, run[1:])
            singles |= dict.fromkeys(run)
    return " ".join([*ordered, *singles])


def needles(query: str) -> tuple[tuple[str, ...], ...]:
    """For each word of the query, every spelling, of which one must stand in `fold(text)`; empty without a word."""
    words = (w for w in fold(query).split() if _RUN.search(w))
    return tuple(_spellings(word) for word in words)


def _spellings(word: str) -> tuple[str, ...]:
    """The word, and a Hangul one also as the other side spells it and, where enough is left, without its particle."""
    if not is_hangul(word):
        return (word,)
    stem, particle = strip_particle(word)
    bare = (stem,) if particle and (len(stem) > 2 or (len(stem) == 2 and particle not in _NAME_ENDS)) else ()
    return tuple(dict.fromkeys(v for w in (word, *bare) for v in initial_sound_variants(w)))


def _phrase(spelling: str) -> str:
    """One spelling as FTS5 phrases that must all occur."""
    quoted = ['"' + " ".join(_pairs(run)) + '"' + _open_end(run) for run in _runs(spelling)]
    return quoted[0] if len(quoted) == 1 else "(" + " AND ".join(quoted) + ")"


def _open_end(run: str) -> str:
    """A star after a word of three letters or more in a spaced script: 'arrest' also finds 'arrested'."""
    return "*" if len(run) > 2 and not _PAIRED.match(run) else ""


def query_terms(query: str) -> str:
    """The query as an FTS5 MATCH expression, every term quoted; '' where it has no letter or digit to look for.

    Never raises: any string is a query. Words must all occur; each word may occur in any of its spellings.
    """
    clauses = (" OR ".join(dict.fromkeys(_phrase(s) for s in spellings)) for spellings in needles(query))
    return " AND ".join(f"({clause})" for clause in clauses)


def contains(text: str, query: str) -> bool:
    """Whether the text holds every word of the query in one of its spellings: the exact check behind `query_terms`."""
    folded = fold(text)
    return all(any(spelling in folded for spelling in spellings) for spellings in needles(query))
