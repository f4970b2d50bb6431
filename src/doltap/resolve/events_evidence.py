"""How much two tellings speak for one event, slot by slot, in nats; every slot says its reason.

Fellegi and Sunter (1969): a slot's weight is log(m/u), m the chance that two tellings of one event stand so to each
other, u the chance that any two tellings of the family do. u is counted among the events at hand (`usual`); m are fixed
shares, chosen beforehand from what is known of memory for dates (a month or a year out, rarely more) and the same for
every archive. The prior is that of N events told about twice each: a pair drawn blindly is the same with odds 1/N.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import exp, log
from typing import Final

from doltap.language import compare_names
from doltap.language.names import name_share
from doltap.model import DateValue, Message, NumberValue, PlaceValue
from doltap.model.kinds import family, same_family
from doltap.resolve.events_slots import EventSlots, Parents, Participant, lineage
from doltap.resolve.events_usual import Usual, bounds

GAPS: Final = ((0, 0.84, "agrees"), (62, 0.07, "near"), (400, 0.06, "near"), (800, 0.02, "differs"))
"""Days between two tellings' intervals at the most, and how often tellings of one event are so far apart."""
FAR: Final = 0.01
"""How often they are further apart than that."""
PLACES: Final = {"agrees": 0.74, "within": 0.18, "near": 0.04, "differs": 0.04}
"""How often two tellings of one event name the same place, one in the other, neighbours in a province, or neither."""
SAME_KIND: Final = 0.9
NAME_RIGHT: Final = 0.93
"""How often two tellings of one event that name the person do name the same one."""
NAME_DIFFERS: Final = -4.0
NAME_PRIOR: Final = log(3.0)
"""The comparison of names takes one pair in four to be one name; what it says beyond that is evidence."""
SURNAME: Final = 1.5
SURELY: Final = 5.0
SEX: Final = (0.6, -2.5)
COUNT: Final = (0.7, -0.5)
BOTH_I: Final = -2.0
"""Two tellers of whom each says 'I' are two people, unless somebody has told the archive twice."""
FEWEST: Final = 30
"""The prior is never that of fewer events than this: a small archive may have met few of those that were."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tellings compared: log odds that they are one event, and what each slot says."""

    log_odds: float
    reasons: tuple[Message, ...]

    @property
    def probability(self) -> float:
        """The probability that the two are one event, 0 to 1."""
        return 1 / (1 + exp(-max(min(self.log_odds, 50.0), -50.0)))


Weight = tuple[float, str]
"""Nats for one event, and the code of the reason."""


def compare_events(left: EventSlots, right: EventSlots, usual: Usual, parents: Parents) -> Compared:
    """How much two tellings speak for one event. Symmetric; a slot that either leaves out says nothing."""
    if not same_family(left.kind, right.kind):
        return Compared(-50.0, (Message.of("resolve.kind_differs"),))
    weights = [w for slot in (_kind, _dates, _places) if (w := slot(left, right, usual, parents))]
    weights += [w for person in (_names, _sexes, _tellers) if (w := person(left.concerned, right.concerned))]
    weights += [w for w in (_counts(left, right),) if w]
    odds = sum(nats for nats, _ in weights) - log(max(usual.events, FEWEST))
    return Compared(odds, tuple(Message.of(f"resolve.{code}") for _, code in weights))


def _kind(left: EventSlots, right: EventSlots, usual: Usual, _parents: Parents) -> Weight | None:
    if len(family(left.kind)) == 1:
        return None
    share = max(usual.of_kind(left.kind), usual.of_kind(right.kind))
    if left.kind == right.kind:
        return log(SAME_KIND / min(share, SAME_KIND)), "kind_agrees"
    return log((1 - SAME_KIND) / max(1 - share, 1 - SAME_KIND)), "kind_near"


# --- when ------------------------------------------------------------------------------------------------------------


def _dates(left: EventSlots, right: EventSlots, usual: Usual, _parents: Parents) -> Weight | None:
    found = [w for a in left.dates for b in right.dates if (w := _date(a, b, usual))]
    return max(found, default=None)


def _date(left: DateValue, right: DateValue, usual: Usual) -> Weight | None:
    one, other = bounds(left), bounds(right)
    if not one or not other:
        return None
    gap = max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)
    reached = 0.0
    for days, share, code in GAPS:
        wide = timedelta(days)
        chance = sum(usual.at_date(first - wide, last + wide) for first, last in (one, other)) / 2
        if gap <= days:
            return log(share / max(chance - reached, share / 20, 0.02)), f"date_{code}"
        reached = chance
    return log(FAR / max(1 - reached, FAR)), "date_differs"


# --- where -----------------------------------------------------------------------------------------------------------


def _places(left: EventSlots, right: EventSlots, usual: Usual, parents: Parents) -> Weight | None:
    found = [_place(a, b, usual, parents) for a in left.places for b in right.places if a.ids and b.ids]
    return max(found, default=None)


def _place(left: PlaceValue, right: PlaceValue, usual: Usual, parents: Parents) -> Weight:
    return max(_one_place(a, b, usual, parents) for a in left.ids for b in right.ids)


def _one_place(left: str, right: str, usual: Usual, parents: Parents) -> Weight:
    if left == right:
        return log(PLACES["agrees"] / usual.at_place([left])), "place_agrees"
    up, down = lineage(left, parents), lineage(right, parents)
    if left in down or right in up:
        wider = left if left in down else right
        return min(log(PLACES["within"] / usual.at_place([wider])), 1.5), "place_within"
    if up[1:2] == down[1:2] and len(up) > 2:
        return min(log(PLACES["near"] / usual.at_place(up[1:2])), 0.0), "place_near"
    return log(PLACES["differs"] / max(1 - usual.at_place([left]), 0.5)), "place_differs"


# --- who -------------------------------------------------------------------------------------------------------------


def _names(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    found = [name_weight(a, b) for x in left for y in right for a in x.names for b in y.names]
    return max(found, default=None)


@lru_cache(maxsize=200_000)
def name_weight(left: str, right: str) -> Weight:
    """What two names say for one person: more where the name is rare, little where only a surname is shared."""
    if right < left:
        left, right = right, left
    found = compare_names(left, right)
    rare = -log(max(name_share(left), name_share(right), 1e-5))
    code = found.reasons[0].code if found.reasons else ""
    if code.endswith((".surname_only", ".given_only")):
        return min(rare, 3.0) + log(NAME_RIGHT), "name_partly"
    letters = log(max(found.score, 1e-4) / max(1 - found.score, 1e-4))
    if found.score >= 0.5:
        return min(min(letters, SURELY) + NAME_PRIOR + SURNAME, rare) + log(NAME_RIGHT), "name_shared"
    return max(min(letters + NAME_PRIOR, 0.0) - 1.0, NAME_DIFFERS), "name_differs"


def _sexes(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    sexes = {p.sex for p in left} - {""}, {p.sex for p in right} - {""}
    if len(sexes[0]) != 1 or len(sexes[1]) != 1:
        return None
    same = sexes[0] == sexes[1]
    return SEX[0 if same else 1], "sex_agrees" if same else "sex_differs"


def _tellers(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    alone = all(len(people) == 1 and people[0].narrator and not people[0].names for people in (left, right))
    return (BOTH_I, "both_tellers") if alone else None


def _counts(left: EventSlots, right: EventSlots) -> Weight | None:
    pairs = [(a, b) for a in left.counts for b in right.counts if a.unit == b.unit]
    if not pairs:
        return None
    same = any(_overlap(a, b) for a, b in pairs)
    return COUNT[0 if same else 1], "count_agrees" if same else "count_differs"


def _overlap(left: NumberValue, right: NumberValue) -> bool:
    low = max(x for x in (left.low, right.low, float("-inf")) if x is not None)
    high = min(x for x in (left.high, right.high, float("inf")) if x is not None)
    return low <= high


def told_apart(left: EventSlots, right: EventSlots, parents: Parents) -> bool:
    """Whether one account tells these two of its events as two: other kinds, other times or other places."""
    if left.kind != right.kind:
        return True
    spans = [(a, b) for x in left.dates for y in right.dates if (a := bounds(x)) and (b := bounds(y))]
    if spans and all(a[1] < b[0] or b[1] < a[0] for a, b in spans):
        return True
    ids = [(i, j) for a in left.places for b in right.places for i in a.ids for j in b.ids]
    return bool(ids) and not any(i in lineage(j, parents) or j in lineage(i, parents) for i, j in ids)


def strongest(reasons: tuple[Message, ...]) -> Iterator[str]:
    """The codes of reasons, without the room."""
    return (reason.code.partition(".")[2] for reason in reasons)
