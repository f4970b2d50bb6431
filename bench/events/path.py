"""From the made accounts to event slots, two ways: the gold slots as told, and through the whole path of extraction.

Through the path an extracted event is the gold mention whose word its own word touches; what is extracted beside the
gold stays in the response and costs precision, what is not found costs recall.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import tables
from made import Account, Told

from doltap.extract import Extraction
from doltap.language import parse_edtf
from doltap.model import NumberValue, Outcome, Passage, PlaceValue, Reading, Role
from doltap.operations.extracting import extract_reading
from doltap.resolve import EventSlots, Parents, Participant, event_slots

_SEX = {kin[0]: "male" if sex == "man" else "female" for sex, kins in tables.KIN.items() for kin in kins}


def gold_key(accounts: Sequence[Account]) -> dict[Hashable, Hashable]:
    """Which happening each telling is of."""
    return {mention(a, t): t.event for a in accounts for t in a.told}


def mention(account: Account, told: Told) -> str:
    """The id of a telling."""
    return f"{account.id}:{told.start}"


def gold_slots(accounts: Sequence[Account]) -> list[EventSlots]:
    """The slots as told."""
    return [_gold(a, t) for a in accounts for t in a.told]


def _gold(account: Account, told: Told) -> EventSlots:
    who = Participant(Role.VICTIM, (told.name,) if told.name else (), _SEX.get(told.kin, ""))
    dates = (parse_edtf(told.edtf),) if told.edtf else ()
    places = tuple(PlaceValue(p, (p,)) for p in told.places)
    terms = (NumberValue(told.term, told.term, "year"),) if told.term else ()
    return EventSlots(mention(account, told), account.id, told.kind, dates, places, (who,), terms)


def extracted(account: Account, pack: str = "north_korea") -> Extraction:
    """What the program reads from the text of an account."""
    reading = Reading(Outcome.OK, text=account.text, language=account.language)
    return extract_reading(reading, account.id, pack)


def path_slots(accounts: Sequence[Account], parents: Parents) -> list[EventSlots]:
    """The slots that extraction finds, under the id of the gold telling that each is of."""
    found: list[EventSlots] = []
    for account in accounts:
        read = extracted(account)
        names = _matched(account, read)
        slots = event_slots(read.entities, read.assertions, parents)
        found += [EventSlots(names[s.id], account.id, s.kind, s.dates, s.places, s.people, s.counts) for s in slots]
    return found


def _matched(account: Account, read: Extraction) -> dict[str, str]:
    """For each extracted event the id of its gold telling, each gold one once; others keep their own id."""
    passages = {p.id: p for p in read.passages}
    free = {(t.start, t.end): mention(account, t) for t in account.told}
    names: dict[str, str] = {}
    for said in read.assertions:
        if said.property != "kind":
            continue
        touching = [span for span in _spans(passages[said.passage], said.value_text) if span in free or free]
        gold = next((g for a, b in touching for g in free if a < g[1] and g[0] < b), None)
        names[said.entity] = free.pop(gold) if gold else f"{account.id}:{said.entity}"
    return names


def _spans(passage: Passage, words: str) -> list[tuple[int, int]]:
    """Where these words stand in the account, inside this passage."""
    spans, at = [], passage.words.find(words)
    while at >= 0:
        spans.append((passage.start + at, passage.start + at + len(words)))
        at = passage.words.find(words, at + 1)
    return spans
