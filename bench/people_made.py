"""Made-up people for measuring: names, dates, places and codes that belong to nobody, with slips and gaps.

Family names, given names and places are made of syllables and drawn with Zipf frequencies, so a few are common and
most are rare, as in any country. Each person has four records; each field of a record is
missing or slipped with its own probability.
"""

from __future__ import annotations

import random
from collections.abc import Callable

ONSETS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "st", "gr", "tr", "kl")
NUCLEI, CODAS = ("a", "e", "i", "o", "u", "ai", "ea", "ou"), ("", "", "n", "r", "l", "s", "m", "th", "ck")
FIELDS = ("given_name", "surname", "birth_date", "birth_place", "postcode", "sex", "occupation")
KINDS = ("name", "name", "date", "place", "code", "category", "category")
MISSING = (0.03, 0.03, 0.2, 0.15, 0.25, 0.1, 0.3)
SLIPPED = (0.1, 0.12, 0.08, 0.08, 0.1, 0.01, 0.0)


def words(draw: random.Random, count: int, syllables: int) -> list[str]:
    """Distinct made-up words."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = (draw.choice(ONSETS) + draw.choice(NUCLEI) for _ in range(draw.choice((syllables, syllables + 1))))
        made.setdefault("".join(parts) + draw.choice(CODAS))
    return list(made)


def zipf(draw: random.Random, items: list[str]) -> Callable[[int], list[str]]:
    """Draws many of these, the first ones more often."""
    weights = [1 / (n + 3) for n in range(len(items))]
    return lambda many: draw.choices(items, weights, k=many)


def slipped(draw: random.Random, value: str) -> str:
    """The value with one typing slip: a letter changed, lost, doubled or swapped with its neighbour."""
    if len(value) < 3:
        return value
    at, way = draw.randrange(1, len(value) - 1), draw.random()
    if way < 0.25:
        return value[:at] + value[at + 1 :]
    if way < 0.5:
        return value[:at] + value[at + 1] + value[at] + value[at + 2 :]
    letters = "0123456789" if value[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    changed = draw.choice(letters) if value[at].isalnum() else value[at]
    return value[:at] + changed + value[at + (1 if way < 0.85 else 0) :]


def people(records: int, seed: int = 1) -> tuple[dict[str, list[str]], list[int]]:
    """A table (field -> values) of about this many records, shuffled, and the person of each."""
    draw = random.Random(seed)
    persons = max(1, records // 4)
    whole = [
        zipf(draw, words(draw, max(200, persons // 100), 1))(persons),
        zipf(draw, words(draw, max(500, persons // 8), 2))(persons),
        [f"{draw.randint(1930, 1999)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}" for _ in range(persons)],
        zipf(draw, words(draw, max(100, persons // 100), 2))(persons),
        [f"{draw.choice('abcdefgh')}{draw.randint(10, 99)}{draw.randint(0, 999):03}" for _ in range(persons)],
        draw.choices(("female", "male"), k=persons),
        zipf(draw, words(draw, 300, 2))(persons),
    ]
    owner = [n % persons for n in range(records)]
    draw.shuffle(owner)
    table: dict[str, list[str]] = {}
    for field, values, missing, wrong in zip(FIELDS, whole, MISSING, SLIPPED, strict=True):
        table[field] = [_recorded(draw, values[n], missing, wrong) for n in owner]
    return table, owner


def _recorded(draw: random.Random, value: str, missing: float, wrong: float) -> str:
    chance = draw.random()
    if chance < missing:
        return ""
    return slipped(draw, value) if chance < missing + wrong else value
