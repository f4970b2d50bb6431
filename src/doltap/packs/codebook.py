"""The codebook of a pack: what each term means, what counts as it and what does not, and since which version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from doltap.packs.tables import Folder, Row, rows

TEXTS: Final = ("label", "definition", "counts_as", "not_when", "examples")
"""What is written of each term, in both languages."""


@dataclass(frozen=True, slots=True)
class CodebookTerm:
    """One term: texts by language ('en', 'ko'), the unit it counts (act, victim, event, case), and its versions.

    `changed` is the version that last changed its meaning, `formerly` the terms that it was coded as before `since`.
    """

    kind: str
    term: str
    unit: str
    since: str
    changed: str
    formerly: tuple[str, ...]
    label: dict[str, str]
    definition: dict[str, str]
    counts_as: dict[str, str]
    not_when: dict[str, str]
    examples: dict[str, str]

    @property
    def version(self) -> str:
        """The version that gave it its present meaning."""
        return self.changed or self.since


@dataclass(frozen=True, slots=True)
class Recoding:
    """One term that a later version brought or changed, and the terms whose assertions are to be read again."""

    term: CodebookTerm
    new: bool
    recode: tuple[str, ...]


def read_codebook(folder: Folder) -> tuple[CodebookTerm, ...]:
    """The codebook of the folder, in the order of its table."""
    return tuple(_term(row) for row in rows(folder, "codebook.csv"))


def _term(row: Row) -> CodebookTerm:
    texts = ({lang: row[f"{name}_{lang}"] for lang in ("en", "ko")} for name in TEXTS)
    return CodebookTerm(row["kind"], row["id"], row["unit"], row["since"], row["changed"], row.many("formerly"), *texts)


def number(version: str) -> tuple[int, ...]:
    """A version such as '1.2' to compare by. Raises ValueError on anything else."""
    return tuple(int(part) for part in version.split("."))


def newest(terms: Iterable[CodebookTerm]) -> str:
    """The version of a codebook: that of its latest change; empty for none."""
    return max((t.version for t in terms), key=number, default="")


def changes_since(terms: Iterable[CodebookTerm], version: str) -> tuple[Recoding, ...]:
    """What changed after a version: a term with a new meaning is read again, for a new one those it came out of.

    Raises ValueError where `version` is none.
    """
    before = number(version)
    later = [t for t in terms if number(t.version) > before]
    return tuple(_recoding(term, new=number(term.since) > before) for term in later)


def _recoding(term: CodebookTerm, *, new: bool) -> Recoding:
    return Recoding(term, new, term.formerly if new else (term.term, *term.formerly))
