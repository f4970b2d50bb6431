"""English: which capitalised words are a person. Evidence is added up; a capital at the head of a sentence is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from doltap.extract.lexicon import words
from doltap.extract.people import How, Named

FIRST_NAMES: Final = words("en_first_names")
PERSON_TITLES: Final = words("en_titles")
NOT_NAMES: Final = words("en_not_names")
KOREAN_SURNAMES: Final = words("en_korean_surnames")
SPEECH_VERBS: Final = frozenset(
    [
        "said",
        "says",
        "told",
        "tells",
        "asked",
        "recalled",
        "explained",
        "added",
        "testified",
        "wrote",
        "claimed",
        "stated",
        "described",
    ]
)
PERSON_VERBS: Final = frozenset(
    [
        "was",
        "is",
        "were",
        "had",
        "has",
        "went",
        "came",
        "died",
        "lived",
        "worked",
        "became",
        "married",
        "left",
        "fled",
        "escaped",
        "crossed",
        "defected",
        "arrived",
        "who",
        "whose",
    ]
)

ENOUGH: Final = 2.0
"""Evidence from which a run of capitalised words is taken for a person."""

_WORD: Final = r"(?:[A-Z][a-zà-žßA-Z]*(?:['’\u2010\u2011-][A-Za-zà-ž]+)*\.?|[A-Z]\.)"
_GLUED_ON: Final = "|".join(sorted(KOREAN_SURNAMES))
_OF: Final = r"(?:(?:de|del|della|di|da|von|van|der|den|bin|al|ben|zu)[ \n]){0,2}"
_RUN: Final = re.compile(rf"(?:(?<![\w@/-])|(?<=[a-z])(?=(?:{_GLUED_ON}) [A-Z])){_WORD}(?:[ \n]{_OF}{_WORD}){{0,6}}")
_TOKEN: Final = re.compile(r"\S+")
_GLUED_WORD: Final = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]+)")
_GLUED_TAIL: Final = re.compile(
    r"((?:Un|Il)(?=[a-z]{2})|[A-Z][a-z]+?)((?<=Un)(?!h)[a-z]{2,}|(?<=Il)[a-z]{2,}|who|was|has|had|said|with|for|the|made|gave|sent|paid|took|saw|met|went|[a-z]{4,}ed)"
)
_NAMED_BEFORE: Final = re.compile(
    r"(?:\bnamed|\bname(?:'s|’s| is| was|d)|\bcalled|\b[Mm]rs?\.?|\bcomrade|\binterview(?:ed)? (?:of"
    r"|with)|\bconducted (?:by|with)"
    r"|\bI(?:'m| am|’m)(?: here with)?|\bhere with|\bborn)[,: ]*(?:uh|um)?[,. ]*$"
)
_KIN_BEFORE: Final = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|husband|wife|uncle|aunt|cousin|nephew|niece"
    r"|grandfather|grandmother|friend"
    r"|fiancée?|girlfriend|boyfriend|teacher|neighbou?r|colleague|defector|diplomat|leader"
    r"|journalist|survivor|refugee|soldier"
    r"|officer|guard|activist|author|singer|officer)(?:'s name (?:is|was)| (?:is|was) (?:called|named))?,?\s$"
)
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|at|to|from|near|of|into|through|outside|around|via|over|between)\s(?:the )?$"
)


def english_people(text: str, taken: Sequence[tuple[int, int]], surnames: frozenset[str]) -> Iterator[Named]:
    """The people that the English of `text` names, in order. `taken` are stretches that name places or bodies.

    A single word counts when it is the given name or surname of somebody whom the account names in full.
    """
    korean = surnames or KOREAN_SURNAMES
    spans = sorted(taken)
    # A run in capitals alone (a tag, an abbreviation) is nobody: `_judged` would refuse each of its words.
    runs = (run for run in _RUN.finditer(text) if not run[0].isupper() or "." in run[0])
    likely = [one for run in runs for part in _parts(run) for one in _judged(text, *part, spans, korean)]
    known = {w for one in likely if one.how is How.FULL and one.score >= ENOUGH for w in _ends(one.name)}
    for one in likely:
        if one.score >= ENOUGH or (one.how is How.GIVEN and one.name in known):
            yield one


def _ends(name: str) -> tuple[str, str]:
    words = name.split()
    return words[0], words[-1]


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The run cut at words that are no part of a name; each part with the titles that stand before it."""
    titles: list[str] = []
    start = end = -1
    for token in _TOKEN.finditer(run[0]):
        word = token[0].removesuffix("'s").removesuffix("’s")
        glued = _GLUED_WORD.fullmatch(word) if start < 0 else _GLUED_TAIL.fullmatch(word.rstrip("."))
        if glued and start < 0 and glued[2] in KOREAN_SURNAMES:
            titles, start, end = (
                [glued[1]] * (glued[1] in PERSON_TITLES),
                token.start() + glued.start(2),
                token.start() + len(word),
            )
            continue
        if glued and start >= 0 and run[0][start:].split()[0] in KOREAN_SURNAMES:
            yield run.start() + start, run.start() + token.start() + len(glued[1]), " ".join(titles)
            titles, start = [], -1
            continue
        title = word in PERSON_TITLES
        if title or (word.rstrip(".") in NOT_NAMES and not _in_korean_name(run[0], start, token)):
            if start >= 0:
                yield run.start() + start, run.start() + end, " ".join(titles)
            titles = [*(titles if start < 0 else []), word] if title else []
            start = -1
            continue
        if start < 0:
            start = token.start()
        end = token.start() + len(word)
        if word != token[0] or (word.endswith(".") and len(word) > 2):
            yield run.start() + start, run.start() + end - word.endswith("."), " ".join(titles)
            titles, start = [], -1
    if start >= 0:
        yield run.start() + start, run.start() + end, " ".join(titles)


def _in_korean_name(run: str, start: int, token: re.Match[str]) -> bool:
    """Whether a short word that is no name elsewhere is one here: 'Kim Jong Jun', 'Park Yong Sun'."""
    if len(token[0]) > 4 or not token[0].isalpha():
        return False
    if start < 0:
        following = run[token.end() :].split()
        return token[0] in KOREAN_SURNAMES and len(following) == 2 and all(_GIVEN.match(w) for w in following)
    return run[start:].split()[0] in KOREAN_SURNAMES and len(run[start : token.start()].split()) <= 2


def _judged(
    text: str, start: int, end: int, title: str, taken: Sequence[tuple[int, int]], surnames: frozenset[str]
) -> Iterator[Named]:
    parts = text[start:end].split()
    if (
        not parts
        or (len(parts[-1]) < 3 > len(parts[0]) and not (title and parts[0] in surnames))
        or len(parts) > 5
        or any(len(w) > 1 and w.isupper() and "." not in w for w in parts)
    ):
        return
    if not title and _overlaps(taken, start, end):
        return
    score = _score(text, start, end, parts, title, surnames)
    full = len(parts) > 1
    how = How.FULL if full else How.SURNAME if title else How.GIVEN
    yield Named(start, end, " ".join(parts), how, title, end, score)


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect_left(taken, (end, 0))
    return i > 0 and taken[i - 1][1] > start


def _score(text: str, start: int, end: int, words: list[str], title: str, surnames: frozenset[str]) -> float:
    before = text[max(0, start - 60) : start]
    score = 3.0 if title else 0.0
    if words[0] in FIRST_NAMES:
        score += 2.0 if len(words) > 1 else 1.5
    if len(words) > 1:
        score += 1.0 + 2.0 * _korean(words, surnames) - 1.5 * before.endswith((" the ", "The "))
    if _NAMED_BEFORE.search(before):
        score += 2.0
    if _KIN_BEFORE.search(before):
        score += 2.0
    following = text[end + 1 : end + 20].split(" ", 1)[0].rstrip(".,;")
    if following in SPEECH_VERBS or following in PERSON_VERBS:
        score += 1.0 if following in SPEECH_VERBS or len(words) > 1 else 0.5
    if _PLACE_BEFORE.search(before):
        score -= 1.0 if len(words) == 1 else 0.5
    if len(words) == 1:
        score += -0.5 if _begins(before) else 0.5
    return score


def _begins(before: str) -> bool:
    """Whether a word after `before` begins a sentence, where any word has a capital."""
    kept = before.rstrip(" \n\t\"'“‘([—-")
    return not kept or kept[-1] in ".!?:…"


_GIVEN: Final = re.compile(r"[A-Z][a-z]{1,6}(?:[-'’]?[A-Za-z][a-z]{1,6})?\Z")


def _korean(words: list[str], surnames: frozenset[str]) -> bool:
    """A Korean name in Latin letters: surname first or last, one or two short given syllables."""
    if not 2 <= len(words) <= 3 or not all(_GIVEN.match(w) for w in words):
        return False
    return words[0] in surnames or (len(words) == 2 and words[-1] in surnames)
