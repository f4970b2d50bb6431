"""Patterns as the engine likes them: bounded, in lower case, and with the word boundary taken out of the alternatives.

`\\bcross|\\bwade` tries every alternative at every letter; `\\b(?:cross|wade)` only where a word begins, and there
the engine passes over an alternative by its first letter. Same meaning, several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_OPENED: Final = re.compile(r"\\b\(\?:(?P<more>[a-z]{2,12})\)\?(?=[a-z]{2})")
_SEPARATORS: Final = frozenset({_EDGE, " ", "-", "'", ",", r"\s", r"\.", "[- ]", "[ -]"})
_REPEAT: Final = re.compile(r"(?:\?|\{\d{0,2},?\d{0,2}\})[?+]?")
_LETTER: Final = re.compile(r"[a-z0-9가-힣]")
_HANGUL: Final = re.compile("[가-힣]{2}")
_WORD: Final = re.compile(r"\b\w{2,4}")
_COMMON: Final = (
    "the an and to of in on at by for from with that this was were is are be he she they we it you his her their my our"
    " your me him us them who not no or as up out one all some any had has have did do can could would will when there"
)
_LONE: Final = 10
"""How much oftener one syllable is met than two, roughly."""

_SYLLABLE: Final = re.compile("[가-힣]")
_EVERYWHERE: Final = frozenset(word[:4] for word in _COMMON.split())


@dataclass(slots=True, eq=False)
class Probe:
    """A pattern and the beginnings of which a text must hold one for it to match; None: any text may match.

    Beginnings are the first two to four letters of a word, or two syllables of Hangul anywhere, or only one. `rule` is
    the id of the rule that first has the pattern.
    """

    rule: str
    words: str
    beginnings: frozenset[str] | None
    _compiled: Pattern | None = field(default=None, init=False)

    def compiled(self) -> Pattern:
        """The pattern ready to search, made when it is first tried: most are tried on few texts.

        Raises WrongUsage: `safety_rule_pattern` (not a regular expression).
        """
        if self._compiled is None:
            try:
                self._compiled = re.compile(edges_out(self.words))
            except re.error as error:
                raise WrongUsage("safety_rule_pattern", rule=self.rule, reason=error.msg) from error
        return self._compiled


@lru_cache(maxsize=4096)
def probe(rule: str, pattern: str) -> Probe:
    """The pattern, ready for text in lower case (without IGNORECASE the engine skips ahead by first letters).

    Raises WrongUsage: `safety_rule_unbounded` (a repeat without a limit, or gaps that multiply beyond WIDEST squared),
    `safety_rule_pattern` (a bracket is left open; any other fault is met when the pattern is first tried).
    """
    bare = _ESCAPED.sub("x", _CLASS.sub("x", pattern))
    if bare.count("(") != bare.count(")"):
        raise WrongUsage("safety_rule_pattern", rule=rule, reason="unbalanced parenthesis")
    if _UNBOUNDED.search(bare) or _product(bare) > WIDEST * WIDEST:
        raise WrongUsage("safety_rule_unbounded", rule=rule)
    lowered = _CAPITAL.sub(lambda c: c[0].lower(), pattern)
    return Probe(rule, lowered, beginnings(lowered))


@lru_cache(maxsize=16_384)
def beginnings(pattern: str) -> frozenset[str] | None:
    """Beginnings of which every text that the pattern matches holds one, the rarest that it asks for; None: any text.

    Of `\\bthe (?:river|stream)\\b` they are 'rive' and 'stre': what stands in every other sentence tells nothing.
    """
    found: set[str] = set()
    for alternative in _spread(alternatives(pattern)):
        keys = min(_wanted(alternative), key=weight, default=None)
        if keys is None:
            return None
        found |= keys
    return frozenset(found)


def _spread(parts: Sequence[str]) -> Iterator[str]:
    """The alternatives; one whose first word may begin with more letters (`(?:watch)?towers`) in both forms."""
    for part in parts:
        opened = _OPENED.match(part)
        if opened:
            yield from (_EDGE + opened["more"] + part[opened.end() :], _EDGE + part[opened.end() :])
        else:
            yield part


def weight(keys: frozenset[str]) -> int:
    """How often one of these beginnings is met, roughly: the words of every sentence count a hundredfold."""
    return sum(100 if key in _EVERYWHERE else _LONE if len(key) == 1 else 1 for key in keys)


def _wanted(alternative: str) -> Iterator[frozenset[str]]:
    """What each piece of an alternative asks for: the beginning of a word, or those of a group."""
    edged = False
    run, run_edged = "", False
    for piece, optional in _pieces(alternative):
        if _LETTER.fullmatch(piece) and not optional:
            run, run_edged = (run + piece, run_edged) if run else (piece, edged)
            edged = False
            continue
        yield from _keys(run, run_edged)
        run = ""
        if piece.startswith("(?:") and not optional:
            keys = beginnings("|".join((_EDGE if edged else "") + part for part in alternatives(piece[3:-1])))
            if keys is not None:
                yield keys
        edged = _edge_after(piece, edged, optional)
    yield from _keys(run, run_edged)


def _edge_after(piece: str, edged: bool, optional: bool) -> bool:
    """Whether a letter after this piece begins a word."""
    if piece.startswith(("(?!", "(?=", "(?<")):
        return edged
    if piece.startswith("(?:"):
        ends = all(part.endswith(" ") and not part.endswith("\\ ") for part in alternatives(piece[3:-1]))
        return ends and (edged or not optional)
    return not optional and piece in _SEPARATORS


def _keys(run: str, edged: bool) -> Iterator[frozenset[str]]:
    if edged and len(run) > 1 and run.isascii():
        yield frozenset({run[:4]})
    yield from (frozenset({hit[0]}) for hit in _HANGUL.finditer(run))
    yield from (frozenset({syllable}) for syllable in _SYLLABLE.findall(run))


def _pieces(pattern: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a pattern without '|' outside of groups, each with whether it may be left out or repeated."""
    parts = _PIECE.findall(pattern)
    at = 0
    while at < len(parts):
        start, depth = at, 0
        while True:
            depth += (parts[at] == "(") - (parts[at] == ")")
            at += 1
            if depth == 0:
                break
        piece = "".join(parts[start:at])
        quantified = _REPEAT.match("".join(parts[at : at + 9]))
        at += quantified.end() if quantified else 0
        yield piece, quantified is not None


def held(text: str) -> frozenset[str]:
    """All beginnings that a text holds, to set against those of a probe."""
    words = set(_WORD.findall(text))
    words.update([w[:n] for w in words for n in (2, 3)])
    if not text.isascii():
        words.update(map("".join, pairwise(text)), text)
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


@lru_cache(maxsize=16_384)
def alternatives(pattern: str) -> tuple[str, ...]:
    """The pattern cut at its outermost '|'."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(parts)


@lru_cache(maxsize=4096)
def edges_out(pattern: str) -> str:
    """The same pattern with alternatives that begin at the edge of a word under one `\\b`."""
    parts = list(dict.fromkeys(alternatives(pattern)))
    edged = sorted((p.removeprefix(_EDGE) for p in parts if p.startswith(_EDGE)), key=lambda p: p[:1])
    free = [p for p in parts if not p.startswith(_EDGE)]
    if len(edged) < 2:
        return pattern
    return "|".join([rf"{_EDGE}(?:{'|'.join(edged)})", *free])
