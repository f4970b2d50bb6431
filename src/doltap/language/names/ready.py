"""A name made ready for comparing: its script, its parts, and everything that does not depend on the other name.

Made once for each distinct spelling and kept, so that comparing two names is a few products of numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from doltap.language.names import evidence, hanja
from doltap.language.names.channel import Channel, shipped
from doltap.language.names.evidence import LatinName
from doltap.language.names.letters import in_latin
from doltap.language.names.text import LONGEST, compound_surnames, hangul_name, latin_words, split_hangul
from doltap.language.scripts import clean_name

_CYRILLIC: Final = re.compile(r"[\s\-.,'’ʼЀ-ӿ]+")
_MAY_BE_LONG: Final = 3
_KOREAN_AT_LEAST: Final = 2e-4
"""How probable the letters must be as a Korean surname for a lone word to be one."""


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """One name. `kind` is hangul, hanja, latin, other, long or none; what does not apply is empty.

    `hangul` is surname and given name, the first syllable taken for the surname where none is known; `parts` leaves it
    empty then. `words`: the Latin words, hyphens kept, and `tokens` those cut at them; `comma`: whether one shows the
    surname.
    """

    text: str
    kind: str
    hangul: tuple[str, str] = ("", "")
    parts: tuple[str, str] = ("", "")
    whole: str = ""
    words: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    comma: bool = False
    readings: tuple[str, ...] = ()

    @property
    def latin(self) -> LatinName | None:
        """Its readings as a Korean name in Latin letters, worked out when first asked for."""
        return _prepared(shipped(), self.words, self.comma) if self.words else None

    @property
    def otherwise(self) -> Ready | None:
        """The same Hangul name with a surname of two syllables, where it was taken for one of one (황보영)."""
        if len(self.whole) != _MAY_BE_LONG or len(self.parts[0]) != 1 or self.whole[:2] not in compound_surnames():
            return None
        parts = self.whole[:2], self.whole[2:]
        return replace(self, hangul=parts, parts=parts)

    @property
    def lone_surname(self) -> bool:
        """Whether it is one Latin word that is a Korean surname."""
        return len(self.tokens) == 1 and sounds_like_surname(self.tokens[0])


@lru_cache(maxsize=100_000)
def _prepared(channel: Channel, words: tuple[str, ...], comma: bool) -> LatinName:
    return evidence.prepare(channel, words, comma)


def sounds_like_surname(word: str) -> bool:
    """Whether the letters are a usual spelling of a Korean surname."""
    return shipped().surname_heard[word].total >= _KOREAN_AT_LEAST


def _latin(clean: str) -> tuple[tuple[str, ...], bool]:
    """The Latin words of a name; those of a Cyrillic one in Latin letters."""
    words, comma = latin_words(clean)
    if words or not _CYRILLIC.fullmatch(clean):
        return words, comma
    spelled = (in_latin(word) for word in clean.casefold().replace("-", " ").split())
    return latin_words(" ".join(word.replace("chkh", "chh").replace("chch", "cch") for word in spelled))


@lru_cache(maxsize=100_000)
def ready(name: str) -> Ready:
    """The name made ready. Never raises; linear in the length of the name."""
    clean = clean_name(name)
    if len(clean) > LONGEST:
        return Ready(clean, "long" if any(c.isalpha() for c in clean) else "none")
    ascii_only = clean.isascii()
    whole = "" if ascii_only else hangul_name(clean)
    if whole:
        split = split_hangul(whole)
        return Ready(clean, "hangul", split if split[0] or len(whole) == 1 else (whole[:1], whole[1:]), split, whole)
    if not ascii_only and hanja.hanja_name(clean):
        return Ready(clean, "hanja", readings=hanja.hangul_readings(clean))
    words, comma = _latin(clean)
    if words:
        tokens = tuple(piece for word in words for piece in word.split("-") if piece)
        return Ready(clean, "latin", words=words, tokens=tokens, comma=comma)
    return Ready(clean, "other" if any(c.isalpha() for c in clean) else "none")
