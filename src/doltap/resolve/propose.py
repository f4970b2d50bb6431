"""Pairs that could be one person, each with the evidence for it; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from doltap.language import compare_names, name_keys
from doltap.model import DateValue, EntityType, Message, PlaceValue, TermValue, Value
from doltap.resolve.profile import Profile, text_of

SAME_NAME = 0.6
CROWD = 200
"""A block with more profiles than this says too little (a very common name) and is not paired."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that could be the same, with reasons. `score` orders the queue and is not a probability."""

    left: str
    right: str
    score: float
    reasons: tuple[Message, ...]


def propose(candidates: Iterable[Profile]) -> list[Proposal]:
    """Pairs of persons of different accounts worth a decision, best evidence first.

    They need a name that agrees and one more attribute that agrees, with none contrary.
    """
    people = [p for p in candidates if p.type is EntityType.PERSON]
    found = [p for pair in _pairs(people, _person_keys) if (p := _person(*pair))]
    return sorted(found, key=lambda p: (-p.score, p.left, p.right))


def _pairs(profiles: list[Profile], keys_of: object) -> Iterator[tuple[Profile, Profile]]:
    assert callable(keys_of)
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in keys_of(profile):
            blocks[key].append(profile)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for left, right in combinations(block if len(block) <= CROWD else [], 2):
            pair = (min(left.entity, right.entity), max(left.entity, right.entity))
            if left.account != right.account and pair not in seen:
                seen.add(pair)
                yield (left, right) if left.entity == pair[0] else (right, left)


def _person_keys(profile: Profile) -> set[str]:
    return {key for name in profile.names for key in name_keys(name)}


def _person(left: Profile, right: Profile) -> Proposal | None:
    name = max((compare_names(a, b).score for a in left.names for b in right.names), default=0.0)
    agree, contrary = _attributes(left, right, ("birth_date", "birth_place", "sex", "death_date", "occupation", "kin"))
    telling = [p for p in agree if p != "sex"]
    if name < SAME_NAME or contrary or not telling:
        return None
    reasons = (
        Message.of("resolve.name_agrees"),
        *(Message.of("resolve.attribute_agrees", attribute=f"=property.{p}") for p in agree),
    )
    return Proposal(left.entity, right.entity, round(name + len(telling), 3), reasons)


def _attributes(left: Profile, right: Profile, compared: tuple[str, ...]) -> tuple[list[str], list[str]]:
    agree, contrary = [], []
    for prop in compared:
        pairs = [(a, b) for a in left.values(prop) for b in right.values(prop)]
        if any(_agree(a, b) for a, b in pairs):
            agree.append(prop)
        elif pairs and prop not in {"occupation", "kin"}:
            contrary.append(prop)
    return agree, contrary


def _agree(left: Value, right: Value) -> bool:
    match left, right:
        case DateValue(_, a, b), DateValue(_, c, d):
            narrow = all(x is not None for x in (a, b, c, d))
            return narrow and a <= d and c <= b  # type: ignore[operator]
        case PlaceValue(_, ids), PlaceValue(_, others) if ids and others:
            return bool(set(ids) & set(others))
        case TermValue(), TermValue():
            return left == right
        case _:
            return bool(text_of(left)) and text_of(left).casefold() == text_of(right).casefold()
