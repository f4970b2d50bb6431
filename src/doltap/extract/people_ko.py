"""Korean: which words are a person's name. Surname, given syllables and what stands around them are weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from doltap.extract.lexicon import figures, words
from doltap.extract.people import How, Named
from doltap.extract.people_far import foreign_people

SURNAMES: Final = words("ko_surnames")
RARE: Final = words("ko_rare_surnames")
LONG_SURNAMES: Final = words("ko_long_surnames")
TITLES: Final = words("ko_titles")
BEFORE: Final = words("ko_before")
PARTICLES: Final = words("ko_particles")
NOT_FULL: Final = words("ko_not_names")
FREQUENT: Final = words("ko_words")
LOOK_ALIKES: Final = words("ko_look_alikes")
SYLLABLES: Final = figures("ko_syllables")
ENDINGS: Final = frozenset("하한해할함된될됐적용률율형구군시도권급제회원관실부서장품물")
NEVER_LAST: Final = frozenset("들은는을를께씩")
NO_TAIL: Final = frozenset(("", "는", "가", "를", "의", "와"))
COMMON: Final = frozenset("김이박최정강조윤장임한오서신권황안송류홍리림")
HONORIFICS: Final = frozenset("씨군양님")

SURE: Final = 4.0
"""Evidence at which a name also speaks for itself elsewhere in the account."""

LIKELY: Final = 0.0
"""Evidence below which a word is no name whatever stands around it."""

ENOUGH: Final = 1.0
"""Evidence from which a word is taken for a name."""

_TOKEN: Final = re.compile("[가-힣]+")
_MO: Final = re.compile(r"모(?= ?(?:\([^)]{1,12}\) ?)?(?:씨|군|양|\())")
_LETTER: Final = re.compile(r"(?<![A-Za-z])[A-Z](?= ?(?:씨|군|양)(?![가-힣]*[가-힣]{3}))")
_GLUED: Final = re.compile(r"(?:[0-9A-Za-z%)\]”’」』〉》]|(?<=\S)[\"'])\Z")
_ROW: Final = re.compile(r"[·ㆍ∙,/]\s?|(?:와|과|랑) |\([^)]{1,12}\)[·, ]{1,2}")
_AGED: Final = re.compile(r" ?\(\d{1,2}")
_OFFICE_LATER: Final = re.compile(
    r"[은는이가의]?,? [가-힣A-Z]{2,12} (?:전 |신임 )?(?:[가-힣]{0,4})?(?:대표|의원|장관|총리|대통령"
    r"|감독|위원장|회장|사장|대사|총장|교수|주석|선수|대변인)"
)
_FORMER: Final = re.compile(r" (?:전|현) ([가-힣]{2,7})")
_CALLED: Final = re.compile(r"(?<=..)이?라는$")
_SOMEBODY: Final = re.compile(
    r" (?:[가-힣]{1,6} )?(?:사람|여자|여성|남자|남성|아이|애|청년|노인|할머니|할아버지"
    r"|아주머니|아저씨|친구|동무|군인|병사|소년|소녀|분|처녀)"
)
_NEXT: Final = re.compile(r" ?(?:\([^)]{1,20}\) ?)?([가-힣]{1,7})")


def korean_people(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """The people that the Korean of `text` names, in order. `taken` are stretches that name places or bodies.

    A likely name that is not enough alone is taken when it is said again in the account, or stands in a row of names.
    """
    starts = dict(taken)
    far = [n for n in foreign_people(text) if n.start not in starts]
    yield from far
    covered = {at for n in far for at in range(n.start, n.end)}
    likely: list[Named] = []
    before = ""
    for token in _TOKEN.finditer(text):
        word = token[0]
        surnamed = (word[0] in SURNAMES or word[:2] in LONG_SURNAMES) and token.start() not in covered
        if surnamed and not _GLUED.search(text, max(0, token.start() - 2), token.start()):
            found = _named(text, token.start(), word, before, starts)
            if found:
                likely.append(found)
        before = word
    sure = {n.name for n in likely if n.score >= SURE and n.how is How.FULL}
    for i, one in enumerate(likely):
        in_row = any(_ROW.fullmatch(text[a.end : b.start]) for a, b in pairwise(likely[max(0, i - 1) : i + 2]))
        if one.score + 2.0 * (one.name in sure) + 1.5 * in_row >= ENOUGH:
            yield one


def _named(text: str, start: int, word: str, before: str, taken: dict[int, int]) -> Named | None:
    end = start + len(word)
    following = _title_after(text, end)
    by_surname = _surname_alone(text, start, word, following)
    if by_surname:
        return by_surname
    support = _support(text, start, end, before) + 1.0 * bool(_OFFICE_LATER.match(text, end))
    if called := _CALLED.search(word) if _SOMEBODY.match(text, end) else None:
        word, support = word[: called.start()], support + 4.0
    best: Named | None = None
    for length in (3, 2, 4):
        if length > len(word) or (length == 4 and word[:2] not in LONG_SURNAMES):
            continue
        found = _weighed(start, word, length, following, support)
        if found and start not in taken and (best is None or found.score > best.score):
            best = found
    return best


def _support(text: str, start: int, end: int, before: str) -> float:
    """What stands around the word: an office or calling before it, an age or letters in brackets after it."""
    score = 2.0 * (before in BEFORE and text[start - 1 : start] == " ")
    score += 1.5 * bool(_AGED.match(text, end)) + 0.5 * (text[end : end + 1] == "(")
    return score + 0.5 * (text[start - 1 : start] in ("'", "‘", "·", "(", ",") or text[end : end + 1] in "·,)")


def _former(text: str, start: int) -> str:
    """The title in 'surname 전 title'."""
    m = _FORMER.match(text, start + 1)
    return _title(m[1]) if m else ""


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
    title = _title(rest) if rest else following or _former(text, start)
    if word == "전" and title not in HONORIFICS:
        return None
    if (
        rest
        and rest[0] == "모"
        and (_MO.match(text, start + 1) or (word[0] in COMMON and rest[1:] in NO_TAIL and word[:2] not in NOT_FULL))
    ):
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


def _weighed(start: int, word: str, length: int, following: str, support: float) -> Named | None:
    name, tail = word[:length], word[length:]
    if tail in ("군", "양"):
        return None
    title = _title(tail) if tail else following
    if tail and tail not in PARTICLES and not title:
        return None
    by_title = 4.5 if title in HONORIFICS else 2.5 if title else 0.0
    likeness = max(_likeness(name), -1.5) if title else _likeness(name)
    score = support + by_title + 0.5 * bool(tail) + likeness - _ordinary(name, word)
    if score < LIKELY:
        return None
    return Named(start, start + length, name, How.FULL, title, start + len(word), score)


def _likeness(name: str) -> float:
    """How much more the syllables look like a surname with a given name than like another word, in nats."""
    surname = 2 if len(name) == 4 else 1
    prior = -1.0 * (name[0] in RARE) + 1.0 * (name[0] in COMMON)
    given = name[surname:]
    if len(given) == 1:
        return prior + _evidence(given, 2) - 1.5
    return prior + _evidence(given[0], 0) + _evidence(given[1], 1)


def _evidence(syllable: str, place: int) -> float:
    return SYLLABLES.get(syllable, (-400, -400, -400, 0))[place] / 100


def _ordinary(name: str, word: str) -> float:
    """How strongly the word is known as another word: with its particle, or as it stands."""
    if name in NOT_FULL or word in NOT_FULL or name in TITLES:
        return 8.0
    if name in FREQUENT or word in FREQUENT or name[-1] in NEVER_LAST:
        return 4.0
    if len(name) == 3 and (name[:2] in FREQUENT or name[:2] in NOT_FULL):
        return 4.0 if name[2] in ENDINGS or name[2] in PARTICLES else 1.5
    if len(name) == 3 and name[:2] in LOOK_ALIKES and name[2] in PARTICLES:
        return 3.0
    return 2.0 * (name in LOOK_ALIKES or word in LOOK_ALIKES) + 2.5 * (len(name) == 3 and name[2] in "하한해")


def lettered_people(text: str) -> Iterator[Named]:
    """People called by a letter: 'A씨', 'B 군'."""
    for m in _LETTER.finditer(text):
        yield Named(m.start(), m.end(), m[0], How.SURNAME, text[m.end() : m.end() + 2].strip()[:1], m.end() + 1, 3.0)
