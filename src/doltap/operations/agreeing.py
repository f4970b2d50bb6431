"""Double coding: how far coders who read the same accounts agree, and where they differ and wait for an adjudicator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Assertion,
    AssertionDecision,
    Audience,
    Progress,
    Standing,
    Value,
    Verdict,
    meaning,
    quiet,
    standing,
)
from doltap.operations.archive import Archive
from doltap.operations.view import View, view_of
from doltap.operations.views import Labels
from doltap.safety import may_leave
from doltap.weigh.agreement import agreement

Cell = tuple[str, str]
"""A property and the version of the codebook that it was coded by."""


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """Of one account (its id or first digits; empty: all), in a language; `seed` draws the intervals."""

    account: str = ""
    language: str = "en"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class PropertyAgreement:
    """Krippendorff's alpha (nominal) of one property under one version of the codebook ('': not recorded).

    `units` were read by two coders at least; `one_coder` were stated by one of them alone and are not in alpha, which
    is None where it is undefined.
    """

    property: str
    codebook: str
    accounts: int
    units: int
    one_coder: int
    alpha: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that coders read differently: each coder with what they say of it, and whether it is adjudicated."""

    assertion: str
    account: str
    property: str
    words: str
    readings: tuple[tuple[str, str, str], ...]
    adjudicated: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement by property and version of the codebook, and the differences; those that wait come first."""

    properties: tuple[PropertyAgreement, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One place with what each coder reads there: (coder, version, what it means, verdict, value)."""

    said: Assertion
    readings: tuple[tuple[str, str, Hashable, str, Value | None], ...]
    settled: bool = False


def agreements(archive: Archive, request: AgreementRequest, *, progress: Progress = quiet) -> Agreed:
    """How far coders agree about the accounts that two of them have read, and where they differ. Office only."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    units = _read_twice(list(_units(archive, view, request.account)))
    found = tuple(_property(cell, table, request.seed) for cell, table in sorted(_tables(units).items()))
    return Agreed(found, tuple(_differences(view, units, request.language)))


def must_adjudicate(archive: Archive, assertions: Iterable[str], by: str, why: str) -> None:
    """Raises WrongUsage unless coders differ on each assertion, `by` is none of them, and there is a reason."""
    if not why.strip():
        raise WrongUsage("adjudication_without_reason")
    for assertion in assertions:
        now = standing(list(store.assertion_decisions(archive.testimony, assertion)))
        if not now.differ and not (now.decision and now.decision.adjudicates):
            raise WrongUsage("nothing_to_adjudicate")
        if by in {d.by for d in now.readings}:
            raise WrongUsage("adjudicator_is_coder")


def in_difference(archive: Archive) -> frozenset[str]:
    """The assertions on which coders differ and nobody has adjudicated."""
    return frozenset(i for i, now in _standings(archive).items() if now.differ)


def _standings(archive: Archive) -> dict[str, Standing]:
    made: dict[str, list[AssertionDecision]] = defaultdict(list)
    for decision in store.assertion_decisions(archive.testimony):
        made[decision.assertion].append(decision)
    return {assertion: standing(decisions) for assertion, decisions in made.items()}


def _units(archive: Archive, view: View, account: str) -> Iterator[_Unit]:
    """Every proposal that somebody decided on, then every place where somebody coded by hand."""
    now = _standings(archive)
    own: dict[tuple[str, str, str], list[Assertion]] = defaultdict(list)
    for said in store.assertions(archive.testimony, as_read=True):
        if said.account not in view.accounts or not said.account.startswith(account) or not may_leave(said.safety):
            continue
        if said.id in now:
            settled = bool((kept := now[said.id].decision) and kept.adjudicates)
            yield _Unit(said, tuple(_reading(said, d) for d in now[said.id].readings), settled)
        elif by_person(said):
            own[said.passage, said.entity_type.value, said.property].append(said)
    yield from map(_by_hand, own.values())


def by_person(said: Assertion) -> bool:
    """Whether a person read it out of the words, and no extractor, table or pack."""
    return bool(said.coder) and said.accepted and "/" not in said.coder


def _reading(said: Assertion, decision: AssertionDecision) -> tuple[str, str, Hashable, str, Value | None]:
    if decision.verdict is Verdict.REJECT:
        return decision.by, decision.codebook, "rejected", decision.verdict.value, None
    value = decision.corrected or said.value
    return decision.by, decision.codebook, meaning(value), decision.verdict.value, value


def _by_hand(told: Sequence[Assertion]) -> _Unit:
    """What each coder states of one property at one place, all values together."""
    coders = dict.fromkeys(said.coder for said in told)
    means = {coder: frozenset(meaning(s.value) for s in told if s.coder == coder) for coder in coders}
    first = {coder: next(s.value for s in told if s.coder == coder) for coder in coders}
    return _Unit(told[0], tuple((coder, "", means[coder], "coded", first[coder]) for coder in coders))


def _read_twice(units: Sequence[_Unit]) -> list[_Unit]:
    """The units of accounts that two persons have read."""
    readers: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        readers[unit.said.account] |= {reading[0] for reading in unit.readings}
    return [unit for unit in units if len(readers[unit.said.account]) > 1]


def _tables(units: Sequence[_Unit]) -> dict[Cell, list[tuple[str, dict[str, Hashable]]]]:
    """For each property and version: the account of each unit, and what each coder says there."""
    tables: dict[Cell, list[tuple[str, dict[str, Hashable]]]] = defaultdict(list)
    for unit in units:
        by_version: dict[str, dict[str, Hashable]] = defaultdict(dict)
        for coder, version, means, _, _ in unit.readings:
            by_version[version][coder] = means
        for version, said in by_version.items():
            tables[unit.said.property, version].append((unit.said.account, said))
    return tables


def _property(cell: Cell, table: Sequence[tuple[str, Mapping[str, Hashable]]], seed: int) -> PropertyAgreement:
    coders = sorted({coder for _, said in table for coder in said})
    found = agreement([[said.get(coder) for coder in coders] for _, said in table], seed=seed)
    accounts = len({account for account, _ in table})
    return PropertyAgreement(*cell, accounts, found.units, len(table) - found.units, found.alpha, found.low, found.high)


def _differences(view: View, units: Sequence[_Unit], language: str) -> Iterator[Difference]:
    differ = sorted((u for u in units if len({r[2] for r in u.readings}) > 1), key=lambda unit: unit.settled)
    labels, passages = Labels(view, language), view.passages_by_id({u.said.passage for u in differ})
    for unit in differ:
        passage = passages.get(unit.said.passage)
        if passage is not None and may_leave(passage.safety):
            readings = tuple((by, verdict, labels.words(v) if v else "") for by, _, _, verdict, v in unit.readings)
            yield Difference(unit.said.id, unit.said.account, unit.said.property, passage.words, readings, unit.settled)
