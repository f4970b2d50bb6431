"""Where sentences stand: spans over English and Korean text, in time linear in its length.

Lines become runs first (a blank line, a bullet or a heading ends a run; a hard-wrapped line does not), then each run is
cut at the marks that end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

Span = tuple[int, int]

LONGEST: Final = 4000
"""A 'sentence' longer than this many characters is cut at a space, so that nobody downstream meets a 10 MB sentence."""

_HARD_BULLET: Final = re.compile(r"[•‣◦▪■□◆◇○●▶▷►▲△※★☆①-⑳☞ㅇ]\s*+|#{1,6}+\s|[QA]\d{0,3}+\s?:|[문답]\s?:|\|")
_SOFT_BULLET: Final = re.compile(
    r"[-*–—·]\s|\(?\d{1,3}+[.)]\s|\(?[A-Za-z가나다라마바사아자차카타파하][.)]\s"
    r"|[^\W\d_]{1,20}+(?: [^\W\d_]{1,20}+)?+:\s"
)
_ENDED: Final = re.compile(r"[.!?。！？…][\"'”’»)\]」』〉》]{0,3}\Z")
_MARK: Final = re.compile(r"[.!?。！？…]++[\"'”’»)\]」』〉》]*+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES: Final = _words(
    "dr mr mrs ms messrs st jr sr prof gen col lt sgt capt cpt maj adm rev fr hon gov sen rep pres supt"
    " mt ft vs cf eg e.g ie i.e al dept univ assn bros vol ed eds viz approx ca fig"
)
_BEFORE_DIGIT: Final = _words("jan feb mar apr jun jul aug sep sept oct nov dec no nos art para pp p c")
_OPEN_ENDED: Final = _words("etc a.m p.m inc ltd co corp u.s u.k u.n d.c u.s.a u.s.s.r d.p.r.k r.o.k p.o.w")
_STARTERS: Final = _words(
    "a after all also an and as at because before but by during for from he her his how however i if in it its many"
    " my no not on one our she since so some that the their then there these they this those to under until we were"
    " what when where which while who why with you your"
)
_KOREAN_END: Final = frozenset("다요오까자라네죠지음임함됨소군")
_DATE_TAIL: Final = re.compile(r"\d\.\Z")
_QUOTATIVE: Final = ("라고", "라는", "라며", "라면서", "이라", "고 ", "하고", "하며", "하면서", "라 ")


def sentences(text: str) -> list[Span]:
    """The sentences of `text` as (start, end) spans in order, without the white space around them.

    English and Korean, also mixed. Headings, bullets and lines of a transcript that name a speaker are sentences of
    their own; a newline inside a running sentence does not end it. A span is at most `LONGEST` characters.
    """
    return [piece for run in _runs(text) for span in _split(text, *run) for piece in _pieces(text, *span)]


def _lines(text: str) -> Iterator[Span]:
    """Each line without the white space around it; a blank line is an empty span."""
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        start = at + (len(line) - len(line.lstrip())) if body else at
        yield start, start + len(body)
        at += len(line)


def _runs(text: str) -> Iterator[Span]:
    for filled, group in groupby(_lines(text), key=lambda span: span[0] < span[1]):
        if filled:
            yield from _block_runs(text, list(group))


def _block_runs(text: str, lines: list[Span]) -> Iterator[Span]:
    """The runs of one block of lines; the width of its text column is that of its fourth-fifth longest line."""
    width = sorted(end - start for start, end in lines)[len(lines) * 4 // 5]
    start, last = lines[0]
    for line in lines[1:]:
        if not _joins(text, (start, last), line, width):
            yield start, last
            start = line[0]
        last = line[1]
    yield start, last


def _joins(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` goes on where the line that ends at `before[1]` stopped."""
    if _HARD_BULLET.match(text, *line):
        return False
    tail = text[max(before[0], before[1] - 4) : before[1]]
    if _ENDED.search(tail):
        return not _SOFT_BULLET.match(text, *line)
    first = text[line[0]]
    if first.islower() or first in ",;)" or tail[-1] in ",;–-":
        return True
    return _fills(text, before[1], line, width)


def _fills(text: str, end: int, line: Span, width: int) -> bool:
    """Whether the line that ends at `end` had no room for the first word of the next: then the break is a wrap."""
    start = max(text.rfind("\n", max(0, end - width - 1), end) + 1, end - width)
    narrow = 25 if "가" <= text[end - 1] <= "힣" else 40
    word = text[line[0] : line[0] + 20].split(maxsplit=1)[0]
    return width >= narrow and end - start + 1 + len(word) >= width * 0.8


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    for mark in _MARK.finditer(text, start, end):
        if mark.end() < end and _ends(text, start, mark, end):
            yield start, mark.end()
            start = mark.end()
            while text[start].isspace():
                start += 1
    yield start, end


def _ends(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether this mark, with text after it in the same run, ends the sentence that began at `start`."""
    after = text[mark.end() : min(end, mark.end() + 24)]
    if not after[0].isspace():
        return _ends_without_space(text, start, mark, after[0])
    words = after.split(maxsplit=2)
    if not words:
        return True
    quoted = mark.group()[-1] not in ".!?。！？…"
    if quoted and after.lstrip().startswith(_QUOTATIVE):
        return False
    if words[0][0].islower() and (quoted or mark.group() != "."):
        return False
    return mark.group()[0] != "." or _full_stop_ends(text, start, mark, words[0])


def _ends_without_space(text: str, start: int, mark: re.Match[str], after: str) -> bool:
    if mark.group()[-1] in "。！？":
        return True
    glued = mark.group() in (".", "!", "?") and mark.start() > start and "가" <= after <= "힣"
    return glued and text[mark.start() - 1] in _KOREAN_END


def _full_stop_ends(text: str, start: int, mark: re.Match[str], following: str) -> bool:
    """Whether a full stop is one, and not the end of an abbreviation, an initial or an ordinal."""
    tail = text[max(start, mark.start() - 16) : mark.start()].rsplit(maxsplit=1)
    word = tail[-1].lstrip("\"'“‘([").lower() if tail else ""
    bare = following.strip("\"'“”‘’(),.;:").lower()
    if word in _TITLES:
        return False
    if word in _BEFORE_DIGIT:
        return not following[0].isdigit()
    if word.isdecimal():
        of_a_date = len(word) < 3 and bool(_DATE_TAIL.search(tail[0])) if len(tail) > 1 else False
        return not (of_a_date or following[0].isdigit() or mark.start() - len(word) == start)
    if word in _OPEN_ENDED or _is_initial(word):
        return not following[0].islower() and bare in _STARTERS
    return True


def _is_initial(word: str) -> bool:
    return bool(word) and word[-1].isascii() and word[-1].isalpha() and (len(word) == 1 or word[-2] in ".-")


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span itself, or pieces of it that are no longer than LONGEST, cut at the last space of each."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end
