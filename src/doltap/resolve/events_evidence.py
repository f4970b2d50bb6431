"""How much two tellings speak for one event, slot by slot, in nats; every slot says its reason.

Fellegi and Sunter (1969): a slot's weight is log(m/u), m the chance that two tellings of one event stand so to each
other, u the chance that any two tellings of the family do. u is counted among the events at hand (`usual`); m are fixed
shares, chosen beforehand from what is known of memory for dates (a month or a year out, rarely more) and the same for
every archive. The prior is that of N events told about twice each, a pair drawn blindly being the same with odds 1/N;
where many are compared, `learned_prior` learns from their own weights how often an event is told, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from math import exp, log
from operator import itemgetter
from typing import Final

from doltap.language import compare_names
from doltap.language.names import name_share
from doltap.model import DateValue, Message, NumberValue, PlaceValue
from doltap.model.kinds import family, same_family
from doltap.resolve.events_slots import EventSlots, Parents, Participant, lineage
from doltap.resolve.events_usual import LEAST, Usual, bounds

GAPS: Final = ((0, 0.84, 0.15), (62, 0.07, 0.05), (400, 0.06, 0.2), (800, 0.02, 0.2))
"""Days between two tellings' intervals at the most; how often tellings of one event are so far apart; and how often
two such events of one person are."""
FAR: Final = (0.01, 0.4)
"""The same two shares for tellings that are further apart than that."""
AGAIN: Final = 0.15
"""How many more events of the same kind a person has of whom one is told."""
ONCE: Final = frozenset({"death", "execution", "killing", "birth", "starvation"})
"""Kinds that happen to a person only once."""
MOST: Final = 30.0
PLACES: Final = {"agrees": 0.74, "within": 0.18, "near": 0.04, "differs": 0.04}
"""How often two tellings of one event name the same place, one in the other, neighbours in a province, or neither."""
SAME_KIND: Final = 0.9
NAME_RIGHT: Final = 0.93
"""How often two tellings of one event that name the person do name the same one."""
NAME_DIFFERS: Final = -4.0
NAME_PRIOR: Final = log(3.0)
"""The comparison of names takes one pair in four to be one name; what it says beyond that is evidence."""
SURNAME: Final = 1.5
SURELY: Final = 8.0
SEX: Final = (0.6, -2.5)
COUNT: Final = (0.7, -0.5)
TERM: Final = (1.5, -1.5)
"""Of a sentence, the same and another number of years; most are told right, and there are few to choose from."""
BOTH_I: Final = -2.0
"""Two tellers of whom each says 'I' are two people, unless somebody has told the archive twice."""
FEWEST: Final = 30
"""The prior is never that of fewer events than this: a small archive may have met few of those that were."""
OFTEN: Final = 6.0
"""How many times more often than once again an event can be taken to be told."""
ROUNDS: Final = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tellings compared: what the slots say in nats, the most that can be said, the prior, and the reasons.

    However much two tellings agree, they can be of two events that happened to one person: `limit` is the log odds
    against that alone.
    """

    nats: float
    limit: float
    prior: float
    reasons: tuple[Message, ...] = ()

    @property
    def log_odds(self) -> float:
        """Log odds that the two are one event, against two unconnected ones or two of one person."""
        return -log(exp(-max(self.nats + self.prior, -80.0)) + exp(-self.limit))

    @property
    def probability(self) -> float:
        """The probability that the two are one event, 0 to 1."""
        return _probability(self.log_odds)


Weight = tuple[float, Message]
"""Nats for one event, and the reason."""


def first_prior(events: int) -> float:
    """Log odds that two of so many tellings are of one event, when nothing else is known."""
    return -log(max(events, FEWEST))


def learned_prior(weights: Sequence[float], events: int) -> float:
    """The prior log odds under which the pairs' own weights say how often they are one event (EM over the prior alone).

    It is held between a third of the first prior and `OFTEN` times it.
    """
    prior, pairs = first_prior(events), max(events * (events - 1) / 2, 1.0)
    low, high = prior - log(3), prior + log(OFTEN)
    for _ in range(ROUNDS):
        expected = sum(_probability(weight + prior) for weight in weights)
        prior = min(max(log(max(expected, 1e-9) / max(pairs - expected, 1.0)), low), high)
    return prior


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(min(log_odds, 50.0), -50.0)))


def compare_events(
    left: EventSlots, right: EventSlots, usual: Usual, parents: Parents, prior: float | None = None
) -> Compared:
    """How much two tellings speak for one event. Symmetric; a slot that either leaves out says nothing.

    `prior`: log odds before anything is compared; None for those of `first_prior`.
    """
    prior = first_prior(usual.events) if prior is None else prior
    if not same_family(left.kind, right.kind):
        return Compared(-80.0, 0.0, prior, (Message.of("resolve.event_kind_differs"),))
    weights = [w for slot in (_kind, _dates, _places) if (w := slot(left, right, usual, parents))]
    weights += [w for person in (_names, _sexes, _tellers) if (w := person(left.concerned, right.concerned))]
    weights += [w for w in (_counts(left, right),) if w]
    return Compared(
        sum(nats for nats, _ in weights), _limit(left, right), prior, tuple(reason for _, reason in weights)
    )


def _limit(left: EventSlots, right: EventSlots) -> float:
    """Log odds that two tellings about one person are of one event and not of the same happening to them again."""
    if left.kind in ONCE or right.kind in ONCE:
        return MOST
    gaps = [gap for a in left.dates for b in right.dates if (gap := _gap(a, b)) is not None]
    if not gaps:
        return -log(AGAIN)
    told, again = next(((m, g) for days, m, g in GAPS if min(gaps) <= days), FAR)
    return log(told / (AGAIN * again))


def _best(found: list[Weight]) -> Weight | None:
    return max(found, key=itemgetter(0), default=None)


def _kind(left: EventSlots, right: EventSlots, usual: Usual, _parents: Parents) -> Weight | None:
    if len(family(left.kind)) == 1:
        return None
    share = max(usual.of_kind(left.kind), usual.of_kind(right.kind))
    if left.kind == right.kind:
        return log(SAME_KIND / min(share, SAME_KIND)), Message.of("resolve.event_kind_agrees")
    return log((1 - SAME_KIND) / max(1 - share, 1 - SAME_KIND)), Message.of("resolve.event_kind_near")


# --- when ------------------------------------------------------------------------------------------------------------


def _dates(left: EventSlots, right: EventSlots, usual: Usual, _parents: Parents) -> Weight | None:
    found = [w for a in left.dates for b in right.dates if (w := _date(a, b, usual))]
    return _best(found)


def _date(left: DateValue, right: DateValue, usual: Usual) -> Weight | None:
    gap, spans = _gap(left, right), [span for d in (left, right) if (span := bounds(d))]
    if gap is None:
        return None
    reached = 0.0
    for days, share, _ in GAPS:
        wide = timedelta(days)
        chance = sum(usual.at_date(first - wide, last + wide) for first, last in spans) / 2
        if gap <= days:
            return log(share / max(chance - reached, LEAST)), _dated(left, right, agree=days == 0)
        reached = chance
    return log(FAR[0] / max(1 - reached, FAR[0])), _dated(left, right, agree=False)


def _gap(left: DateValue, right: DateValue) -> int | None:
    """Days between the intervals of two dates, 0 where they overlap; None where one says too little."""
    one, other = bounds(left), bounds(right)
    if not one or not other:
        return None
    return max((other[0] - one[1]).days, (one[0] - other[1]).days, 0)


def _dated(left: DateValue, right: DateValue, *, agree: bool) -> Message:
    first, other = sorted((left.edtf, right.edtf))
    if agree:
        return Message.of("resolve.event_date_agrees", first=first, other=other)
    return Message.of("resolve.event_date_differs", first=first, other=other)


# --- where -----------------------------------------------------------------------------------------------------------


def _places(left: EventSlots, right: EventSlots, usual: Usual, parents: Parents) -> Weight | None:
    found = [_place(a, b, usual, parents) for a in left.places for b in right.places if a.ids and b.ids]
    return _best(found)


def _place(left: PlaceValue, right: PlaceValue, usual: Usual, parents: Parents) -> Weight:
    return max((_one_place(a, b, usual, parents) for a in left.ids for b in right.ids), key=itemgetter(0))


def _one_place(left: str, right: str, usual: Usual, parents: Parents) -> Weight:
    up, down = lineage(left, parents), lineage(right, parents)
    if left == right:
        return log(PLACES["agrees"] / usual.at_place(up)), Message.of("resolve.event_place_agrees")
    if left in down or right in up:
        wider = up if left in down else down
        return min(log(PLACES["within"] / usual.at_place(wider)), 1.5), Message.of("resolve.event_place_within")
    if up[1:2] == down[1:2] and len(up) > 2:
        return min(log(PLACES["near"] / usual.at_place(up[1:])), 0.0), Message.of("resolve.event_place_near")
    share = max(usual.at_place(up), usual.at_place(down))
    return log(PLACES["differs"] / max(1 - share, 0.5)), Message.of("resolve.event_place_differs")


# --- who -------------------------------------------------------------------------------------------------------------


def _names(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    found = [name_weight(a, b) for x in left for y in right for a in x.names for b in y.names]
    return _best(found)


@lru_cache(maxsize=200_000)
def name_weight(left: str, right: str) -> Weight:
    """What two names say for one person: more where the name is rare, little where only a surname is shared."""
    if right < left:
        left, right = right, left
    found = compare_names(left, right)
    rare = -log(max(name_share(left), name_share(right), 1e-5))
    code = found.reasons[0].code if found.reasons else ""
    if code.endswith((".surname_only", ".given_only")):
        return min(rare, 3.0) + log(NAME_RIGHT), Message.of("resolve.event_name_partly")
    letters = log(max(found.score, 1e-4) / max(1 - found.score, 1e-4))
    if found.score >= 0.5:
        return min(min(letters, SURELY) + NAME_PRIOR + SURNAME, rare) + log(NAME_RIGHT), Message.of(
            "resolve.event_name_shared"
        )
    return max(min(letters + NAME_PRIOR, 0.0) - 1.0, NAME_DIFFERS), Message.of("resolve.event_name_differs")


def _sexes(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    sexes = {p.sex for p in left} - {""}, {p.sex for p in right} - {""}
    if len(sexes[0]) != 1 or len(sexes[1]) != 1:
        return None
    if sexes[0] == sexes[1]:
        return SEX[0], Message.of("resolve.event_sex_agrees")
    return SEX[1], Message.of("resolve.event_sex_differs")


def _tellers(left: tuple[Participant, ...], right: tuple[Participant, ...]) -> Weight | None:
    alone = all(len(people) == 1 and people[0].narrator and not people[0].names for people in (left, right))
    return (BOTH_I, Message.of("resolve.event_both_tellers")) if alone else None


def _counts(left: EventSlots, right: EventSlots) -> Weight | None:
    pairs = [(a, b) for a in left.counts for b in right.counts if a.unit == b.unit]
    if not pairs:
        return None
    same, of_time = any(_overlap(a, b) for a, b in pairs), pairs[0][0].unit in ("year", "month")
    if of_time:
        agreed, differing = Message.of("resolve.event_term_agrees"), Message.of("resolve.event_term_differs")
        return (TERM[0], agreed) if same else (TERM[1], differing)
    if same:
        return COUNT[0], Message.of("resolve.event_count_agrees")
    return COUNT[1], Message.of("resolve.event_count_differs")


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
