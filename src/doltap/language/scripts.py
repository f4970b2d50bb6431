"""Code points: one normal form with a way back, what is hidden in a text, and which language it is written in."""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Final


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each code point of a normalised text stood in the original, kept as runs that move together.

    Run k begins at code point `starts[k]` of the NFC text, which stood at `offsets[k]` of the original.
    """

    starts: array[int]
    offsets: array[int]
    length: int
    original_length: int

    def at(self, position: int) -> int:
        """The original offset of NFC code point `position`; the original's length at or past the end."""
        if position >= self.length:
            return self.original_length
        run = bisect_right(self.starts, position) - 1
        return self.offsets[run] + position - self.starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that NFC code points [start, end) came from."""
        return self.at(start), self.at(end)


@dataclass(frozen=True, slots=True)
class NfcText:
    """A text in Unicode normal form C and the way back to the code points it came from."""

    text: str
    origin: Origin


def _ranges(points: list[int]) -> str:
    """Sorted code points as the inside of a regular-expression class."""
    groups = (list(g) for _, g in groupby(enumerate(points), key=lambda p: p[1] - p[0]))
    return "".join(f"\\U{g[0][1]:08x}-\\U{g[-1][1]:08x}" for g in groups)


@cache
def _unstable() -> re.Pattern[str]:
    """Finds every stretch that normal form C could change: what composes with its left, or changes on its own."""
    joins = [c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)).startswith("M")]
    joins = sorted({*joins, *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)})
    changes = [c for c in range(sys.maxunicode + 1) if not unicodedata.is_normalized("NFC", chr(c))]
    join, change = _ranges(joins), _ranges(changes)
    return re.compile(f"[{change}][{join}]*|[^{join}]?[{join}]+", re.DOTALL)


def to_nfc(text: str) -> NfcText:
    """The text in normal form C, and where each of its code points stood; linear in time, runs not lists in memory."""
    starts, offsets = array("q", [0]), array("q", [0])
    if unicodedata.is_normalized("NFC", text):
        return NfcText(text, Origin(starts, offsets, len(text), len(text)))
    pieces: list[str] = []
    done = length = 0
    for found in _unstable().finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if composed == found[0]:
            continue
        pieces += (text[done : found.start()], composed)
        length += found.start() - done
        _add_runs(starts, offsets, length, found.start(), len(composed), len(found[0]))
        length += len(composed)
        done = found.end()
    pieces.append(text[done:])
    nfc = "".join(pieces)
    return NfcText(nfc, Origin(starts, offsets, len(nfc), len(text)))


def _add_runs(starts: array[int], offsets: array[int], at: int, original: int, new: int, old: int) -> None:
    """Note that `old` code points at `original` became `new` ones at `at`."""
    for extra in range(old, new):
        starts.append(at + extra)
        offsets.append(original + old - 1)
    starts.append(at + new)
    offsets.append(original + old)


_FILLERS: Final = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
_SELECTORS: Final = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FORMAT: Final = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_CONTROL: Final = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_HIDDEN: Final = re.compile(f"[{_FILLERS}{_FORMAT}{_CONTROL}]")
HIDDEN: Final = re.compile(f"[{_FILLERS}{_SELECTORS}{_FORMAT}{_CONTROL}]")
"""One code point that a reader does not see, glyph selectors included."""

_WIDTH: Final = re.compile("[\uff00-\uffef\u3000]+")
_SPACE: Final = re.compile(r"\s+")
_PLAIN: Final = re.compile("[ -~가-힣]*")
"""What is in NFC, of one width and seen, whatever it is made of."""


def has_hidden_characters(text: str) -> bool:
    """Whether the text holds code points that change it without being seen (zero width, direction, fillers, control).

    Tab and line ends are not hidden; neither is a variation selector, which only picks a glyph.
    """
    return _HIDDEN.search(text) is not None


def clean_name(text: str) -> str:
    """The name as it is compared, never as it is stored: nothing hidden, one width, NFC, single spaces."""
    if _PLAIN.fullmatch(text):
        return " ".join(text.split())
    shown = HIDDEN.sub("", text)
    shown = _WIDTH.sub(lambda m: unicodedata.normalize("NFKC", m[0]), shown)
    shown = unicodedata.normalize("NFC", HIDDEN.sub("", shown))
    return _SPACE.sub(" ", shown).strip()


class _Bare(dict[int, str]):
    """Each code point without its marks, worked out when first met; a table for `str.translate`."""

    def __missing__(self, point: int) -> str:
        """The letters that stay of one code point; Hangul syllables stay whole."""
        apart = chr(point) if 0xAC00 <= point <= 0xD7A3 else unicodedata.normalize("NFD", chr(point))
        self[point] = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
        return self[point]


def unaccented(text: str) -> str:
    """The text without accents and other combining marks, in NFC; Hangul stays whole."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_BARE))


_LETTERS: Final = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i"}
)
_BARE: Final = _Bare(_LETTERS)

_BLOCKS: Final[tuple[tuple[int, int, str], ...]] = (
    (0x41, 0x5A, "latin"),
    (0x61, 0x7A, "latin"),
    (0xC0, 0x24F, "latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x58F, "hy"),
    (0x590, 0x5FF, "he"),
    (0x600, 0x77F, "ar"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0xF00, 0xFFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1800, 0x18AF, "mn"),
    (0x1E00, 0x1EFF, "latin"),
    (0x3040, 0x30FF, "kana"),
    (0x3130, 0x318F, "ko"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "ko"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x3134F, "han"),
)
_FIRSTS: Final = [first for first, _, _ in _BLOCKS]
_WEIGHT: Final = {"ko": 2.5, "han": 3.0, "kana": 1.5, "my": 0.8, "km": 0.8}
"""How many Latin letters one letter of a script stands for, so that a Korean text with English names stays Korean."""


def _script(letter: str) -> str:
    """The script (or the one language written in it) of a letter; '' for anything else."""
    block = _BLOCKS[max(bisect_right(_FIRSTS, ord(letter)) - 1, 0)]
    return block[2] if block[0] <= ord(letter) <= block[1] else ""


@cache
def _common_words() -> dict[str, frozenset[str]]:
    """The commonest words of each language in Latin letters, from the packaged list."""
    lines = (files("doltap.language") / "data" / "common_words.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.split() for line in lines if not line.startswith("#"))
    return {language: frozenset(words) for language, *words in parts}


_VIETNAMESE: Final = frozenset("ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000
"""Latin words are looked at in the first this many characters; more does not change the answer."""


def _latin_language(text: str, letters: Counter[str]) -> str:
    """The language of a text in Latin letters by its commonest words; 'und' where none of them occurs."""
    total = sum(letters.values())
    if sum(letters[c] for c in _VIETNAMESE) > total * 0.04:
        return "vi"
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    hits = {language: sum(words[w] for w in common) for language, common in _common_words().items()}
    best = max(hits, key=hits.__getitem__)
    return best if hits[best] else "und"


def _cyrillic_language(letters: Counter[str]) -> str:
    if any(letters[c] for c in "әғқңұһ"):
        return "kk"
    if letters["ө"] + letters["ү"]:
        return "mn"
    return "uk" if any(letters[c] for c in "іїєґ") else "ru"


def language_of(text: str) -> str:
    """The language of a text as ISO 639-1 ('ko', 'en', 'zh', ...), 'und' where neither script nor words tell.

    One language for the whole: the one that most of it is written in. Linear in the length of the text.
    """
    letters = Counter(unicodedata.normalize("NFC", text.lower()))
    weights: Counter[str] = Counter()
    for letter, count in letters.items():
        script = _script(letter)
        weights[script] += count * _WEIGHT.get(script, 1.0)  # type: ignore[assignment]
    del weights[""]
    return _by_script(text, letters, weights) if weights else "und"


def _by_script(text: str, letters: Counter[str], weights: Counter[str]) -> str:
    """The language given how much of the text each script carries."""
    if weights["han"] and weights["ko"] * 8 >= weights["han"]:
        weights["ko"] += weights.pop("han")
    elif weights["han"] and weights["kana"] * 8 >= weights["han"]:
        weights["kana"] += weights.pop("han")
    script = max(weights, key=weights.__getitem__)
    if script == "latin":
        return _latin_language(text, letters)
    if script == "cyrillic":
        return _cyrillic_language(letters)
    return {"kana": "ja", "han": "zh"}.get(script, script)
