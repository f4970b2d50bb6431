"""Pairs that could be one person, each with the evidence for it and a probability; a person decides.

A name alone proposes nothing, whatever it is: a second thing has to agree that says something by itself (birth, birth
province, death, occupation). Sex, kin words and the years of leaving and arriving only add to that; a journey is never
compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import exp, log
from typing import Final

from doltap.language import compare_names, name_keys
from doltap.language.names import name_share
from doltap.model import DateValue, EntityType, Message, PlaceValue, TermValue, Value
from doltap.resolve.profile import Profile, text_of

SAME_NAME: Final = 0.6
CROWD: Final = 200
"""A block with more profiles than this says too little (a very common name) and is not paired."""
SECOND: Final = frozenset({"birth_date", "birth_place", "death_date", "occupation"})
"""What can be the second independent attribute."""
CONTRARY: Final = frozenset({"birth_date", "birth_place", "sex", "death_date"})
"""What, when it differs, keeps a pair from being proposed."""
_ADDS: Final = ("sex", "kin", "departed", "arrived")
_LIFETIMES: Final = 60.0
"""Years over which the births, deaths and departures told in an archive are spread, about."""
_TOLD_RIGHT: Final = 0.9
_CLOSE_YEARS: Final = 2
"""Years told so far apart neither agree nor differ: ages are counted in two ways, and memory slips."""
_NAME_PRIOR: Final = 3.0
"""The score of two names is a probability over lists with one true pair in four: odds of 1 to 3."""
_RAREST: Final = 1e-6
_SHARE: Final = {"sex": 0.5, "occupation": 0.1, "kin": 0.3}
_EVENLY: Final = 0.1
_LEAST_CROWD: Final = 1000
"""However few people an archive holds, two accounts could speak of any of this many."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that could be the same, the probability that they are, and the reasons."""

    left: str
    right: str
    score: float
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Against whom agreement is judged: how many persons, the share born in each province, the parents of places."""

    persons: int = 2
    provinces: Mapping[str, float] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


def crowd_of(people: Sequence[Profile], parents: Mapping[str, str]) -> Crowd:
    """The crowd that these profiles are."""
    born = Counter(p for person in people for v in person.values("birth_place") for p in _provinces(v, parents))
    told = sum(born.values())
    return Crowd(max(_LEAST_CROWD, len(people)), {p: (n + 1) / (told + 2) for p, n in born.items()}, parents)


def propose(candidates: Iterable[Profile], parents: Mapping[str, str] | None = None) -> list[Proposal]:
    """Pairs of persons of different accounts worth a decision, most probable first."""
    people = [p for p in candidates if p.type is EntityType.PERSON]
    crowd = crowd_of(people, parents or {})
    found = [p for pair in _pairs(people) if (p := compare_people(*pair, crowd))]
    return sorted(found, key=lambda p: (-p.score, p.left, p.right))


def propose_between(
    ours: Sequence[Profile], theirs: Sequence[Profile], parents: Mapping[str, str] | None = None
) -> list[Proposal]:
    """Pairs of one person of ours (left) and one of theirs (right), most probable first."""
    crowd = crowd_of([*ours, *theirs], parents or {})
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in ours:
        for key in _person_keys(profile):
            blocks[key].append(profile)
    met = {
        (left.entity, right.entity): (left, right)
        for right in theirs
        for key in _person_keys(right)
        for left in (blocks[key] if len(blocks.get(key, ())) <= CROWD else ())
    }
    found = [p for pair in met.values() if (p := compare_people(*pair, crowd))]
    return sorted(found, key=lambda p: (-p.score, p.left, p.right))


def _pairs(profiles: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in _person_keys(profile):
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


def compare_people(left: Profile, right: Profile, crowd: Crowd) -> Proposal | None:
    """The proposal that two persons make; None where the evidence is not worth a person's time."""
    name, rarity = _names(left, right)
    found = {p: _attribute(left, right, p, crowd) for p in (*sorted(SECOND), *sorted(CONTRARY - SECOND), *_ADDS)}
    agree = [p for p, odds in found.items() if odds > 0]
    if name < SAME_NAME or not SECOND & set(agree) or any(found[p] < 0 for p in CONTRARY):
        return None
    odds = _name_odds(name, rarity) + sum(found.values()) - log(crowd.persons)
    probability = 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
    common = [Message.of("resolve.name_is_common")] if rarity > _COMMON else []
    agreed = [Message.of("resolve.attribute_agrees", attribute=f"=property.{p}") for p in agree]
    reasons = (Message.of("resolve.name_agrees"), *agreed, *common)
    return Proposal(left.entity, right.entity, round(probability, 4), reasons)


_COMMON: Final = 1e-4
"""A name that more than one in ten thousand bear is called common."""


def _names(left: Profile, right: Profile) -> tuple[float, float]:
    """The best score of any two names, and the share of people who bear that name."""
    pairs = [(compare_names(a, b).score, a) for a in left.names for b in right.names]
    score, name = max(pairs, default=(0.0, ""))
    return score, max(_RAREST, name_share(name) if score else 0.0)


def _name_odds(score: float, share: float) -> float:
    """Log odds that a name gives: what the letters say, and never more than how rare the name is."""
    likely = min(score, 0.999)
    return min(log(_NAME_PRIOR * likely / (1 - likely)) + log(1 / _EVENLY), log(1 / share))


def _attribute(left: Profile, right: Profile, prop: str, crowd: Crowd) -> float:
    """The log odds that one property gives; 0 where either side is silent or neither agrees nor differs."""
    pairs = [(a, b) for a in left.values(prop) for b in right.values(prop)]
    return max((_value_odds(prop, a, b, crowd) for a, b in pairs), default=0.0)


def _value_odds(prop: str, left: Value, right: Value, crowd: Crowd) -> float:
    match left, right:
        case DateValue(), DateValue():
            return _year_odds(left, right)
        case PlaceValue(), PlaceValue():
            return _place_odds(left, right, crowd)
        case TermValue(), TermValue():
            same = left == right
        case _:
            same = bool(text_of(left)) and text_of(left).casefold() == text_of(right).casefold()
    if same:
        return log(_TOLD_RIGHT / _SHARE.get(prop, _EVENLY))
    return log((1 - _TOLD_RIGHT) / (1 - _SHARE["sex"])) if prop == "sex" else 0.0


def _year_odds(left: DateValue, right: DateValue) -> float:
    """Two sets of years: the narrower they are, the more it says that they meet. Never finer than a year."""
    ends = [d.year if d else None for d in (left.earliest, left.latest, right.earliest, right.latest)]
    a, b, c, d = ends
    if a is None or b is None or c is None or d is None:
        return 0.0
    if a <= d and c <= b:
        return max(0.0, log(_TOLD_RIGHT * _LIFETIMES / ((b - a) + (d - c) + 1)))
    apart = max(c - b, a - d)
    return 0.0 if apart <= _CLOSE_YEARS else log(1 - _TOLD_RIGHT)


def _place_odds(left: PlaceValue, right: PlaceValue, crowd: Crowd) -> float:
    """Places are compared by province, never finer; a place that the pack does not know, by its words."""
    one, other = _provinces(left, crowd.parents), _provinces(right, crowd.parents)
    if not one or not other:
        return log(_TOLD_RIGHT / _EVENLY) if left.text.casefold() == right.text.casefold() else 0.0
    if one & other:
        share = max(crowd.provinces.get(p, _EVENLY) for p in one & other)
        return max(log(1.1), log(_TOLD_RIGHT / share))
    return log(1 - _TOLD_RIGHT)


def _provinces(value: Value, parents: Mapping[str, str]) -> frozenset[str]:
    """The provinces that a place could lie in: what stands right below the country."""
    ids = value.ids if isinstance(value, PlaceValue) else ()
    return frozenset(_below_the_country(i, parents) for i in ids)


def _below_the_country(place: str, parents: Mapping[str, str]) -> str:
    for _ in range(len(parents)):
        above = parents.get(place, "")
        if not above or not parents.get(above, ""):
            return place
        place = above
    return place
