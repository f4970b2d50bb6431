"""The codebook: what each term means, and what a later version asks to code anew."""

from __future__ import annotations

from dataclasses import dataclass

from doltap.errors import WrongUsage
from doltap.model import Progress, quiet
from doltap.packs import load
from doltap.packs.codebook import CodebookTerm, Recoding, changes_since


@dataclass(frozen=True, slots=True)
class CodebookRequest:
    """Which terms of a pack's codebook: one by its machine word or label (empty: all)."""

    term: str = ""
    pack: str = "north_korea"


def terms(request: CodebookRequest, *, progress: Progress = quiet) -> tuple[CodebookTerm, ...]:
    """The terms asked for, in the order of the codebook. Raises WrongUsage when there is none of that name."""
    del progress
    book, wanted = load(request.pack).codebook, request.term.casefold()
    found = tuple(t for t in book if not wanted or wanted in {t.term, *(name.casefold() for name in t.label.values())})
    if not found:
        raise WrongUsage("no_such_term", term=request.term[:64])
    return found


def changes(pack: str, since: str, *, progress: Progress = quiet) -> tuple[Recoding, ...]:
    """What changed in a pack's codebook after a version. Raises WrongUsage where `since` is no version."""
    del progress
    try:
        return changes_since(load(pack).codebook, since)
    except ValueError as fault:
        raise WrongUsage("no_version", version=since[:64]) from fault
