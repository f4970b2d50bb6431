"""One source or one teller: how they know, whom they retell, what was agreed; no number stands beside a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from doltap import catalogue, store
from doltap.errors import WrongUsage
from doltap.model import Account, Basis, Consent, Progress, Source, SourceKind, quiet
from doltap.operations.archive import Archive
from doltap.operations.browsing import shelf_of
from doltap.operations.view import View
from doltap.packs import UNKNOWN_SOURCE
from doltap.publish import seen_words

GRADES: Final = "ABCDEF"
"""Reliability of a source on the Admiralty scale (STANAG 2511): A is completely reliable, F cannot be judged."""

MOST: Final = 60
"""How many accounts one page shows; the list of accounts has the rest."""


@dataclass(frozen=True, slots=True)
class GiverRequest:
    """A source or teller of the office's view by its id; names in a language."""

    id: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Given:
    """One account that they gave: its name, what was agreed, and who speaks in it (as the account names them).

    `seen` says in words when somebody read it where it was published.
    """

    account: Account
    name: str
    seen: str
    consent: Consent
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Giver:
    """A source, or a teller by pseudonym (`source` None). Of a teller no number is told.

    `bases` say how they know what they tell, `retells` whose tellings stand behind some of it, `retold` who retells
    theirs. `given` are their newest accounts; `more`: there are others.
    """

    id: str
    name: str
    source: Source | None
    bases: tuple[Basis, ...]
    retells: tuple[str, ...]
    retold: tuple[str, ...]
    given: tuple[Given, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class GradeRequest:
    """How reliable a body, outlet or document is in general: one of GRADES."""

    id: str
    grade: str


def giver(archive: Archive, request: GiverRequest, *, progress: Progress = quiet) -> Giver:
    """One source or teller with their accounts, newest first. Raises WrongUsage when the office's view has none."""
    del progress
    view = shelf_of(archive).view
    theirs = [a for a in view.accounts.values() if request.id and request.id in (a.teller, a.source)]
    if not theirs:
        raise WrongUsage("nothing_with_this_id", id=request.id[:64])
    theirs.sort(key=lambda a: (a.received, a.id), reverse=True)
    source = None if request.id in view.pseudonyms else view.sources.get(request.id)
    name = _name(view, request.id, request.language)
    ids = {a.id for a in theirs}
    retells, retold = _retellings(view, ids, request.id)
    given = tuple(_given(archive, theirs[:MOST], request.language))
    return Giver(request.id, name, source, _bases(view, ids), retells, retold, given, len(theirs) > MOST)


def _name(view: View, id_: str, language: str) -> str:
    source = view.sources.get(id_)
    if source is None or id_ in view.pseudonyms:
        return view.pseudonyms.get(id_, "")
    return (source.name_ko if language == "ko" else "") or source.name


def _bases(view: View, accounts: set[str]) -> tuple[Basis, ...]:
    """The ways in which what they tell is known, where the words say so."""
    found = {a.basis for a in view.assertions.values() if a.account in accounts}
    return tuple(b for b in Basis if b in found and b is not Basis.UNKNOWN)


def _retellings(view: View, accounts: set[str], id_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose tellings stand behind theirs, and who retells theirs; names in order, each once."""
    behind: set[str] = set()
    after: set[str] = set()
    mine = {id_, *accounts}
    for assertion in view.assertions.values():
        origin = view.facts.origin.get(assertion.id, assertion.account)
        if assertion.account in accounts and origin not in mine and id_ != UNKNOWN_SOURCE:
            behind.add(view.origin_name(origin))
        elif assertion.account not in accounts and origin in mine:
            after.add(view.teller_name(assertion.account))
    return tuple(sorted(behind - {""})), tuple(sorted(after - {""}))


def _given(archive: Archive, accounts: Iterable[Account], language: str) -> Iterator[Given]:
    for account in accounts:
        speakers = dict.fromkeys(s.speaker for s in store.segments(archive.testimony, account.id) if s.speaker)
        name, consent = account.document or account.name, store.consent(archive.testimony, account.id)
        seen = seen_words(account.seen, language, catalogue.say)
        yield Given(account, name, seen, consent, tuple(speakers))


def grade(archive: Archive, request: GradeRequest, *, progress: Progress = quiet) -> Source:
    """Say how reliable a source is in general; weighings use it from then on, the log keeps who changed what.

    Raises WrongUsage on a grade that is none, and on an id that is no source: a person is never graded.
    """
    del progress
    view = shelf_of(archive).view
    if request.grade not in GRADES or len(request.grade) != 1:
        raise WrongUsage("no_such_grade", grade=request.grade[:8])
    known = view.sources.get(request.id)
    if known is None or request.id in view.pseudonyms or known.kind not in set(SourceKind):
        raise WrongUsage("only_sources_are_graded")
    graded = replace(known, reliability=request.grade)
    held = {s.id for s in store.sources(archive.testimony)}
    with archive.transaction("grade", source=graded.id, reliability=graded.reliability):
        if graded.id in held:
            store.set_reliability(archive.testimony, graded.id, graded.reliability)
        else:
            # A source that only the pack knows: the archive's own word on it comes before the pack's.
            store.add_source(archive.testimony, graded)
    return graded
