"""Patterns as the engine likes them: bounded, in lower case, and with the word boundary taken out of the alternatives.

`\\bcross|\\bwade` tries every alternative at every letter; `\\b(?:cross|wade)` only where a word begins, and there
the engine passes over an alternative by its first letter. Same meaning, several times faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from doltap.errors import WrongUsage

Pattern = re.Pattern[str]

WIDEST: Final = 80
"""The most characters that one gap of a pattern may span: matching stays linear in the length of a text."""

_CLASS: Final = re.compile(r"\[(?:\\.|[^\]\\])++\]")
_ESCAPED: Final = re.compile(r"\\.")
_UNBOUNDED: Final = re.compile(r"[*+]|\{\d*,\}")
_BOUND: Final = re.compile(r"\{(?:\d*,)?(\d+)\}")
_CAPITAL: Final = re.compile(r"(?<!\\)[A-Z]")
_PIECE: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])++\]|.", re.S)
_EDGE: Final = r"\b"
_GROUP: Final = re.compile(r"\(\?:")
_LITERAL: Final = re.compile(r"[a-z0-9가-힣]{1,9}")
_HANGUL: Final = re.compile("[가-힣]{2}")
_WORD: Final = re.compile(r"\b\w{2,3}")


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """A compiled pattern and the beginnings of which a text must hold one for it to match; None: any text may match.

    Beginnings are the first two or three letters of a word, or two syllables of Hangul anywhere.
    """

    pattern: Pattern
    beginnings: frozenset[str] | None


@lru_cache(maxsize=4096)
def probe(rule: str, pattern: str) -> Probe:
    """The pattern, ready for text in lower case (without IGNORECASE the engine skips ahead by first letters).

    Raises WrongUsage: `safety_rule_unbounded` (a repeat without a limit, or gaps that multiply beyond WIDEST squared),
    `safety_rule_pattern` (not a regular expression).
    """
    bare = _ESCAPED.sub("x", _CLASS.sub("x", pattern))
    if _UNBOUNDED.search(bare) or _product(bare) > WIDEST * WIDEST:
        raise WrongUsage("safety_rule_unbounded", rule=rule)
    lowered = _CAPITAL.sub(lambda c: c[0].lower(), pattern)
    try:
        return Probe(re.compile(edges_out(lowered)), beginnings(lowered))
    except re.error as error:
        raise WrongUsage("safety_rule_pattern", rule=rule, reason=error.msg) from error


def beginnings(pattern: str, *, edged: bool = False) -> frozenset[str] | None:
    """The first letters with which every match of the pattern begins; None when an alternative does not say."""
    found: set[str] = set()
    for alternative in alternatives(pattern):
        inner = alternative.removeprefix(_EDGE)
        group = _GROUP.match(inner)
        if group and (within := _inside(inner)) is not None:
            keys = beginnings(within, edged=edged or inner != alternative)
        else:
            keys = _literal(inner, edged or inner != alternative)
        if keys is None:
            return None
        found |= keys
    return frozenset(found)


def _inside(pattern: str) -> str | None:
    """The alternatives of the group that opens the pattern; None when the group can be left out."""
    depth, at = 0, 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        at += len(piece)
        if depth == 0:
            return None if pattern[at : at + 1] in {"?", "{"} else pattern[3 : at - 1]
    return None


def _literal(pattern: str, edged: bool) -> frozenset[str] | None:
    opening = _LITERAL.match(pattern)
    letters = opening[0] if opening else ""
    if letters and pattern[len(letters) : len(letters) + 1] in {"?", "{"}:
        letters = letters[:-1]
    if len(letters) < 2 or not (edged or _HANGUL.match(letters[:2])):
        return None
    return frozenset({letters[:3] if edged else letters[:2]})


def held(text: str) -> frozenset[str]:
    """All beginnings that a text holds, to set against those of a probe."""
    words = set(_WORD.findall(text))
    words.update([w[:2] for w in words])
    if not text.isascii():
        words.update(map("".join, pairwise(text)))
    return frozenset(words)


def _product(bare: str) -> int:
    """The most ways in which the gaps of one alternative can be cut: what a long text costs a letter, at worst."""
    worst = 1
    for alternative in alternatives(bare):
        widths = [int(n) for n in _BOUND.findall(alternative)]
        ways = 1
        for width in widths:
            ways *= width if width <= WIDEST else WIDEST**3
        worst = max(worst, ways)
    return worst


def alternatives(pattern: str) -> list[str]:
    """The pattern cut at its outermost '|'."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def edges_out(pattern: str) -> str:
    """The same pattern with alternatives that begin at the edge of a word under one `\\b`."""
    parts = list(dict.fromkeys(alternatives(pattern)))
    edged = sorted((p.removeprefix(_EDGE) for p in parts if p.startswith(_EDGE)), key=lambda p: p[:1])
    free = [p for p in parts if not p.startswith(_EDGE)]
    if len(edged) < 2:
        return pattern
    return "|".join([rf"{_EDGE}(?:{'|'.join(edged)})", *free])
