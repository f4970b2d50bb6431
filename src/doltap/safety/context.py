"""What stands around a sentence can make it operational: a plan above it, a story that goes on, an answer, a way.

Each function takes the sentences in their places and which are operational by a rule of their own, and gives those that
become so, each with a machine word for the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from doltap.safety.layout import Line
from doltap.safety.rulebook import Rulebook

SECTION: Final = 60
"""A plan speaks for at most so many sentences under it."""
ANSWER: Final = 12
"""A question speaks for at most so many sentences after it."""
BETWEEN: Final = 4
"""At most so many sentences between two operational ones are taken as the same story."""

DENSE: Final = 3
"""From so many operational sentences on, if they are a third of it, a whole paragraph is held."""

Found = dict[int, str]


def from_context(lines: Sequence[Line], own: frozenset[int], book: Rulebook) -> Found:
    """The sentences that their context makes operational: index -> machine word."""
    found: Found = {}
    for number in _planned(lines, own, book):
        found.setdefault(number, "planned")
    for number in _answers(lines, own, book):
        found.setdefault(number, "answer")
    for paragraph in _paragraphs(lines):
        for number in _transit(lines, paragraph, book):
            found.setdefault(number, "transit")
        for number in _going_on(lines, paragraph, own | found.keys(), book):
            found.setdefault(number, "goes_on")
        for number in _dense(paragraph, own | found.keys()):
            if not lines[number].shows(book, "aside"):
                found.setdefault(number, "between")
        for number in _between(lines, paragraph, own | found.keys(), book):
            found.setdefault(number, "between")
    return {number: kind for number, kind in found.items() if number not in own}


def _paragraphs(lines: Sequence[Line]) -> Iterator[range]:
    for _, members in groupby(range(len(lines)), key=lambda n: lines[n].paragraph):
        numbers = list(members)
        yield range(numbers[0], numbers[-1] + 1)


def _planned(lines: Sequence[Line], own: frozenset[int], book: Rulebook) -> Iterator[int]:
    """All sentences under a heading or lead-in that plans a journey, if it or they speak of one."""
    inherited = False
    for number, line in enumerate(lines):
        leads = line.shows(book, "plan_heading") or (inherited and line.heading)
        inherited = leads and line.heading
        if not leads:
            continue
        under = _section(lines, number) if line.heading else _lead_in(lines, number)
        if number in own or line.shows(book, "journey") or any(n in own for n in under):
            yield from under
        if not line.heading:
            yield number


def _section(lines: Sequence[Line], heading: int) -> range:
    end = heading + 1
    while end < min(len(lines), heading + 1 + SECTION) and not lines[end].heading:
        end += 1
    return range(heading + 1, end)


def _lead_in(lines: Sequence[Line], first: int) -> range:
    """The bullets after a lead-in, blank lines between them or not."""
    end = first + 1
    while end < min(len(lines), first + 1 + SECTION) and _continues(lines[end - 1], lines[end]):
        end += 1
    return range(first + 1, end)


def _continues(before: Line, line: Line) -> bool:
    return line.bullet or (before.bullet and line.paragraph == before.paragraph and not line.heading)


def _answers(lines: Sequence[Line], own: frozenset[int], book: Rulebook) -> Iterator[int]:
    """The sentences after an operational question, to the next question, heading or second next paragraph."""
    for number, line in enumerate(lines):
        if not line.question or not (number in own or line.shows(book, "asks")):
            continue
        if number not in own:
            yield number
        for after in range(number + 1, min(len(lines), number + 1 + ANSWER)):
            there = lines[after]
            if there.question or there.heading or there.paragraph > line.paragraph + 1:
                break
            yield after


def _transit(lines: Sequence[Line], paragraph: range, book: Rulebook) -> Iterator[int]:
    """Moves told over several sentences: two places, one a town, at most one sentence apart."""
    chain: list[int] = []
    for number in paragraph:
        if not _moves_somewhere(lines[number], book):
            continue
        if chain and number - chain[-1] > 2:
            yield from _way(lines, chain, book)
            chain = []
        chain.append(number)
    yield from _way(lines, chain, book)


def _moves_somewhere(line: Line, book: Rulebook) -> bool:
    named = any(line.reading.has(p) for kind in ("town", "country") for p in book.places[kind])
    return named and line.shows(book, "move") and not line.shows(book, "aside")


def _way(lines: Sequence[Line], chain: Sequence[int], book: Rulebook) -> Sequence[int]:
    towns = {place for n in chain for place in _places(lines[n], book, "town")}
    countries = {place for n in chain for place in _places(lines[n], book, "country")}
    return chain if len(chain) > 1 and towns and len(towns | countries) > 1 else ()


def _places(line: Line, book: Rulebook, kind: str) -> set[str]:
    there = (p for p in book.places[kind] if line.reading.has(p))
    return {hit[0] for p in there for hit in p.compiled().finditer(line.reading.text)}


def _going_on(
    lines: Sequence[Line], paragraph: range, marked: frozenset[int] | set[int], book: Rulebook
) -> Iterator[int]:
    """After an operational sentence, those that go on ('then', '거기서') with a move."""
    telling = False
    for number in paragraph:
        line = lines[number]
        goes_on = telling and number not in marked and line.shows(book, "goes_on") and line.shows(book, "move")
        telling = number in marked or goes_on
        if goes_on:
            yield number


def _between(
    lines: Sequence[Line], paragraph: range, marked: frozenset[int] | set[int], book: Rulebook
) -> Iterator[int]:
    """The few sentences between two operational ones of a paragraph, asides on law or figures excepted."""
    inside = [n for n in paragraph if n in marked]
    for first, second in pairwise(inside):
        gap = range(first + 1, second)
        if len(gap) <= BETWEEN:
            yield from (n for n in gap if not lines[n].shows(book, "aside"))


def _dense(paragraph: range, marked: frozenset[int] | set[int]) -> range:
    """The whole paragraph when a third of it, and at least three sentences, tell of a way out; else nothing.

    Who tells a way out in plain words tells the rest of it obliquely: no rule for one sentence sees that.
    """
    inside = [n for n in paragraph if n in marked]
    return paragraph if len(inside) >= DENSE and len(inside) * 3 >= len(paragraph) else range(0)
