"""What many names need to hear of their letters, worked out together and left in the channel's memory.

Names of uncommon shapes, and Latin names beside Latin ones, are compared one by one; so they find their letters heard.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

import numpy as np

from doltap.language.names import evidence
from doltap.language.names.arrays import FIRST, SYLLABLES, Arrays, Heard, Stretches, arrays_of
from doltap.language.names.channel import Channel, split_word
from doltap.language.names.channel import Heard as HeardOnce
from doltap.language.names.ready import Ready
from doltap.language.names.table import Memo, safe_log

_MOST: Final = 24
_AT_ONCE: Final = 20_000
_SYLLABLES: Final = (1, 2, 3, 4)


def prime(channel: Channel, names: Iterable[Ready]) -> None:
    """Hear every stretch and every surname of these Latin names that the channel does not know yet."""
    arrays, distinct = arrays_of(channel), {(name.words, name.comma) for name in names if name.words}
    readings = [r for words, comma in distinct for r in evidence.latin_readings(channel.table, words, comma)]
    givens = {word for reading in readings for word in reading.given}
    surnames = {reading.surname for reading in readings}
    stretches = {s for word in givens for n in _SYLLABLES for cut in split_word(word, n) for s in cut} | givens
    _keep(arrays, channel.given_heard, stretches, arrays.given_heard)
    _keep(arrays, channel.surname_heard, surnames, arrays.surname_heard)


def _keep(
    arrays: Arrays, memo: Memo[str, HeardOnce], stretches: Collection[str], hear: Callable[[Stretches], Heard]
) -> None:
    """Leave what is heard of these stretches in the channel's memory, as far as it is not there."""
    new = sorted(s for s in stretches if s not in memo)[:_AT_ONCE]
    if not new:
        return
    heard = hear(Stretches(arrays, new))
    order = np.lexsort((-heard.joint, heard.whose))
    ends = np.searchsorted(heard.whose[order], np.arange(len(new) + 1)).tolist()
    syllables, joint = heard.syllables[order].tolist(), heard.joint[order].tolist()
    rows = zip(new, heard.by_habit.tolist(), heard.total.tolist(), heard.best.tolist(), strict=True)
    for i, (text, by_habit, total, best) in enumerate(rows):
        top = range(ends[i], min(ends[i + 1], ends[i] + _MOST))
        could_be = {_written(arrays, syllables[j]): joint[j] for j in top}
        memo[text] = HeardOnce(tuple(by_habit), could_be, total, best, safe_log(total))


def _written(arrays: Arrays, number: int) -> str:
    """The syllable or the long surname of a number."""
    return chr(FIRST + number) if number < SYLLABLES else arrays.long_names[number - SYLLABLES]
