"""Korean: foreign names in Hangul (도널드 트럼프), by names that many people share and by syllables that words lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doltap.extract.lexicon import figures, words
from doltap.extract.people import How, Named

FOREIGN: Final = words("ko_foreign_names")
PARTICLES: Final = words("ko_particles") - frozenset("나다야아여자네라") | {"에서"}
TITLES: Final = frozenset(words("ko_titles")) - {"왕", "형", "팀장", "시장", "감독", "코치", "사장", "회장", "대표"}
_SYLLABLES: Final = figures("ko_syllables")
_ORDINARY: Final = words("ko_words") | words("ko_look_alikes") | words("ko_not_names") | words("ko_titles")
_THINGS: Final = words("ko_not_foreign")

LOOKS: Final = 60
"""Mean evidence of a syllable, in hundredths of a nat, from which a word looks foreign enough beside a known name."""

_TOKEN: Final = re.compile("[가-힣]+")
_GAP: Final = frozenset((" ", "·", "\n"))
_LONGEST: Final = 4


def foreign_people(text: str) -> Iterator[Named]:
    """The people with foreign names in two or more words, or in one word with an office behind it, in order."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        found = _several(text, tokens, at) if tokens[at][0] in FOREIGN else None
        found = found or _with_office(text, tokens, at)
        if found:
            yield found
        at += 1 if not found else 1 + sum(found.start < t.start() < found.end for t in tokens[at + 1 : at + _LONGEST])


def _several(text: str, tokens: list[re.Match[str]], at: int) -> Named | None:
    """A known name and the foreign words right behind it; only the last may carry a particle or a title."""
    end, last = at, ""
    for i in range(at + 1, min(at + _LONGEST, len(tokens))):
        base = _base(tokens[i][0]) if text[tokens[i - 1].end() : tokens[i].start()] in _GAP else ""
        if not base:
            break
        end, last = i, base
        if base != tokens[i][0]:
            break
    if end == at or last in _THINGS:
        return None
    stop = tokens[end].start() + len(last)
    name = " ".join(text[tokens[at].start() : stop].split())
    return Named(tokens[at].start(), stop, name, How.FULL, _office(text, tokens, end), tokens[end].end(), 4.0)


def _with_office(text: str, tokens: list[re.Match[str]], at: int) -> Named | None:
    """One foreign word and an office behind it: 푸틴 대통령."""
    word = tokens[at][0]
    title = _office(text, tokens, at) if len(word) >= 2 and _looks(word) >= 2 * LOOKS else ""
    if not title or word in _ORDINARY:
        return None
    return Named(tokens[at].start(), tokens[at].end(), word, How.FULL, title, tokens[at].end(), 3.0)


def _office(text: str, tokens: list[re.Match[str]], at: int) -> str:
    """The title that is the next word, its particle left off."""
    if at + 1 >= len(tokens) or text[tokens[at].end() : tokens[at + 1].start()] != " ":
        return ""
    word = tokens[at + 1][0]
    return next((word[:n] for n in range(len(word), 0, -1) if word[:n] in TITLES and _tail(word[n:])), "")


def _base(word: str) -> str:
    """The word without its particle when it is, or looks like, a foreign name; else empty."""
    stems = [word[:n] for n in range(len(word), 1, -1) if _tail(word[n:])]
    stems = [s for s in stems if not any(len(s) - len(t) > 1 for t in stems)] or stems
    known = next((s for s in stems if s in FOREIGN), "")
    return known or next((s for s in reversed(stems) if _looks(s) >= LOOKS and s not in _ORDINARY), "")


def _tail(rest: str) -> bool:
    return not rest or rest in PARTICLES


def _looks(word: str) -> float:
    """The mean evidence of its syllables that they stand in a foreign name."""
    return sum(_SYLLABLES.get(s, (0, 0, 0, -400))[3] for s in word) / len(word)
