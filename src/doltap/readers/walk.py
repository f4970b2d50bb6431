"""From an office document's XML to pieces: paragraphs with role, table cells, notes, tracked changes told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from doltap.model import Locator
from doltap.readers.csv import column
from doltap.readers.package import local
from doltap.readers.pieces import Piece

# Words of these statuses never flow into the sentence: they follow it as segments of their own.
_APART: Final = frozenset({"deleted", "hidden"})
_STATUS: Final = _APART | {"inserted"}


def _no_role(node: etree._Element) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one format writes a document, by local element names.

    `text`: elements whose own text counts; empty where all text inside a paragraph counts. `signs`: elements that
    stand for characters. `roles`: elements that give all inside them a role or status. `role_of` looks at a paragraph
    or run; `speaker_of` at a note.
    """

    paragraphs: frozenset[str]
    text: frozenset[str] = frozenset()
    signs: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    table: str = "tbl"
    row: str = "tr"
    cell: str = "tc"
    run: str = ""
    role_of: Callable[[etree._Element], str] = _no_role
    speaker_of: Callable[[etree._Element], str] = _no_role


@dataclass(slots=True)
class _Paragraph:
    role: str
    locator: Locator
    speaker: str
    gap: str
    runs: list[tuple[str, str]] = field(default_factory=list)
    nested: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    fresh: bool = True


@dataclass(slots=True)
class _Walk:
    grammar: Grammar
    part: str
    roles: list[tuple[etree._Element, str, str]] = field(default_factory=list)
    open: list[_Paragraph] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    table_count: int = 0
    paragraph_count: int = 0


def pieces_of(root: etree._Element, grammar: Grammar, part: str = "", role: str = "") -> Iterator[Piece]:
    """The pieces of one XML part in reading order; `role` is what all of it is (a footer: meta), '' for the body."""
    walk = _Walk(grammar, part)
    if role:
        walk.roles.append((root, role, ""))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, node in events:
        name = local(node.tag)
        if event == "start" and (name in grammar.skip or not name):
            events.skip_subtree()
        elif event == "start":
            _start(walk, node, name)
        else:
            yield from _end(walk, node, name)


def _start(walk: _Walk, node: etree._Element, name: str) -> None:
    grammar = walk.grammar
    if name in grammar.roles or name == grammar.run:
        role = grammar.roles.get(name) or grammar.role_of(node)
        if role:
            walk.roles.append((node, role, grammar.speaker_of(node)))
    if name == grammar.table:
        walk.table_count += 1
        walk.tables.append(_Table(walk.table_count))
    elif walk.tables and name == grammar.row:
        walk.tables[-1].row += 1
        walk.tables[-1].column = -1
    elif walk.tables and name == grammar.cell:
        walk.tables[-1].column += 1
        walk.tables[-1].fresh = True
    if name in grammar.paragraphs:
        walk.open.append(_opened(walk, node))
    if walk.open:
        words = grammar.signs.get(name, "") + (_own_text(grammar, node, name) or "")
        _add(walk, words)


def _own_text(grammar: Grammar, node: etree._Element, name: str) -> str | None:
    return node.text if not grammar.text or name in grammar.text else ""


def _opened(walk: _Walk, node: etree._Element) -> _Paragraph:
    walk.paragraph_count += 1
    role = walk.grammar.role_of(node) or next((r for _, r, _ in reversed(walk.roles) if r not in _STATUS), "")
    speaker = next((s for _, _, s in reversed(walk.roles) if s), "")
    gap = "\n"
    where = Locator(line=walk.paragraph_count, part=walk.part)
    if walk.tables:
        table = walk.tables[-1]
        role = role or "cell"
        where = Locator(cell=f"T{table.number}!{column(max(table.column, 0))}{table.row + 1}", part=walk.part)
        gap = "\t" if table.fresh and table.column > 0 else "\n"
        table.fresh = False
    return _Paragraph(role or "body", where, speaker, gap)


def _add(walk: _Walk, words: str) -> None:
    if words:
        status = next((r for _, r, _ in reversed(walk.roles) if r in _STATUS), "")
        walk.open[-1].runs.append((status, words))


def _end(walk: _Walk, node: etree._Element, name: str) -> Iterable[Piece]:
    done: list[Piece] = []
    if name in walk.grammar.paragraphs and walk.open:
        closed = walk.open.pop()
        done = [*_pieces(closed), *closed.nested]
    if walk.roles and walk.roles[-1][0] is node:
        walk.roles.pop()
    if name == walk.grammar.table and walk.tables:
        walk.tables.pop()
    if (
        walk.open
        and node.tail
        and (not walk.grammar.text or local(getattr(node.getparent(), "tag", "")) in walk.grammar.text)
    ):
        _add(walk, node.tail)
    if walk.open:
        walk.open[-1].nested += done
        return ()
    return done


def _pieces(paragraph: _Paragraph) -> Iterator[Piece]:
    blank = Piece("", paragraph.role, paragraph.locator, paragraph.speaker, paragraph.gap)
    return told_apart(paragraph.runs, blank)


def told_apart(runs: list[tuple[str, str]], like: Piece) -> Iterator[Piece]:
    """The runs (status, words) of one paragraph as pieces with the place and speaker of `like`.

    Words that flow come first, cut where an insertion begins or ends; then what was deleted or hidden.
    """
    gap = like.gap
    for status, words in _joined(run for run in runs if run[0] not in _APART):
        lead = words[: len(words) - len(words.lstrip(" \t\n"))]
        if words.strip():
            yield replace(like, text=words, role=status or like.role, gap=gap if gap == like.gap else gap[1:] + lead)
            gap = "+" + words[len(words.rstrip(" \t\n")) :]
        elif gap != like.gap:
            gap += words
    for status, words in _joined(run for run in runs if run[0] in _APART):
        yield replace(like, text=words, role=status, gap="\n")


def _joined(runs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    last, words = "", ""
    for status, more in runs:
        if words and status != last:
            yield last, words
            words = ""
        last, words = status, words + more
    if words:
        yield last, words
