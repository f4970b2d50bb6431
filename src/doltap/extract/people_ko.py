"""Korean: which words are a person's name. Surname, given syllables, what follows and what stands before are weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from doltap.extract.lexicon import words
from doltap.extract.people import How, Named

SURNAMES: Final = words("ko_surnames")
RARE: Final = words("ko_rare_surnames")
LONG_SURNAMES: Final = words("ko_long_surnames")
TITLES: Final = words("ko_titles")
BEFORE: Final = words("ko_before")
PARTICLES: Final = words("ko_particles")
NOT_FULL: Final = words("ko_not_names")
HONORIFICS: Final = frozenset("씨군양님")

ENOUGH: Final = 2.0
"""Evidence from which a word is taken for a name."""

_TOKEN: Final = re.compile("[가-힣]+")
_MO: Final = re.compile(r"모(?= ?(?:\([^)]{1,12}\) ?)?(?:씨|군|양|\())")
_LETTER: Final = re.compile(r"(?<![A-Za-z])[A-Z](?= ?(?:씨|군|양)(?![가-힣]*[가-힣]{3}))")
_NEXT: Final = re.compile(r" ?(?:\([^)]{1,20}\) ?)?([가-힣]{1,7})")


def korean_people(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """The people that the Korean of `text` names, in order. `taken` are stretches that name places or bodies."""
    starts = {start: end for start, end in taken}
    before = ""
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word[0] in SURNAMES or word[:2] in LONG_SURNAMES:
            found = _named(text, token.start(), word, before, starts)
            if found:
                yield found
        before = word


def _named(text: str, start: int, word: str, before: str, taken: dict[int, int]) -> Named | None:
    following = _title_after(text, start + len(word))
    by_surname = _surname_alone(text, start, word, following)
    if by_surname:
        return by_surname
    best: Named | None = None
    for length in (3, 2, 4):
        if length > len(word) or (length == 4) != (word[:2] in LONG_SURNAMES and len(word) >= 4):
            continue
        found = _weighed(start, word, length, before, following, taken)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _title_after(text: str, at: int) -> str:
    """The title that is the next word, its particles left off; empty when there is none."""
    m = _NEXT.match(text, at)
    if not m:
        return ""
    return _title(m[1])


def _title(word: str) -> str:
    for n in range(len(word), 0, -1):
        if (word[:n] in TITLES or word[:n] in HONORIFICS) and (n == len(word) or word[n:] in PARTICLES or n > 1):
            return word[:n] if n == len(word) or word[n:] in PARTICLES else ""
    return ""


def _surname_alone(text: str, start: int, word: str, following: str) -> Named | None:
    """'박씨', '김 지도원', '김모(33)씨', '이 씨는': a person known by surname and office only."""
    rest = word[1:]
    title = _title(rest) if rest else following
    if rest and rest[0] == "모" and _MO.match(text, start + 1):
        return Named(start, start + 1, word[0], How.SURNAME, "", start + 2, 3.0)
    if not title or word[0] not in SURNAMES:
        return None
    if rest and (title not in ("씨",) and not (len(title) >= 2 and word[0] not in RARE and word not in NOT_FULL)):
        return None
    if not rest and word in ("이", "전", "한", "그", "양", "이번") and title not in HONORIFICS and len(title) < 2:
        return None
    if not rest and word[0] in RARE and title not in HONORIFICS:
        return None
    return Named(start, start + 1, word[0], How.SURNAME, title, start + len(word), 3.0)


def _weighed(start: int, word: str, length: int, before: str, following: str, taken: dict[int, int]) -> Named | None:
    name, tail = word[:length], word[length:]
    title = following if not tail else _title(tail)
    if tail and tail not in PARTICLES and not title:
        return None
    if name in NOT_FULL or (tail and word in NOT_FULL) or start in taken:
        return None
    score = 1.0 * (length == 3) - 0.5 * (length == 2)
    score += 1.5 * bool(title) + 1.0 * (before in BEFORE)
    score += 0.5 * bool(tail) - 1.0 * (name[0] in RARE)
    if score < ENOUGH:
        return None
    return Named(start, start + length, name, How.FULL, title, start + len(word), score)


def lettered_people(text: str) -> Iterator[Named]:
    """People called by a letter: 'A씨', 'B 군'."""
    for m in _LETTER.finditer(text):
        yield Named(m.start(), m.end(), m[0], How.SURNAME, "씨", m.end() + 1, 3.0)
