"""Who said what: quoted words, attributed to the person or body whose verb of speech stands beside them."""

from __future__ import annotations

import re
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.scene import Scene, Sentence, within
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN
from doltap.model import TextValue

_QUOTE: Final = re.compile(r"“(?P<a>[^“”]{3,600})”|(?<!\w)\"(?P<b>[^\"“”]{3,600})\"(?!\w)|「(?P<c>[^」]{3,600})」")
_SPEECH: Final = re.compile(
    r"\b(?:said|says|told|asked|replied|answered|shouted|screamed|cried|wrote|recalled|explained"
    r"|added|described|compared|spoke|called"
    r"|whispered|announced|declared|stated|warned|insisted|testified)\b"
    r"|(?:라고|이라고|고|라며|면서) ?(?:말|했|하였|하시|밝|전|주장|설명|강조|외치|소리|물었|대답"
    r"|답했)|(?:말했|물었|대답했|소리쳤)"
)
_HE_SHE: Final = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Yy]ou)\b")


def tell_sayings(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write each quotation that somebody is plainly named for; he or she where pronouns.py knows whom, else nobody."""
    for m in _QUOTE.finditer(scene.text):
        sentence = scene.at(m.start())
        if sentence is None or not sentence.told:
            continue
        around = _beside(scene, sentence, m)
        if not _SPEECH.search(around):
            continue
        part = _speaker(scene, cast, sentence, m)
        words = next(g for g in m.groups() if g).rstrip(",")
        if part and m.end() <= sentence.end:
            sheet.state(sentence, part.entity, "said", TextValue(words), words, PLAIN)


def _beside(scene: Scene, sentence: Sentence, m: re.Match[str]) -> str:
    before = scene.text[max(sentence.start, m.start() - 90) : m.start()]
    return before + " | " + scene.text[m.end() : m.end() + 60].split("\n")[0]


def _speaker(scene: Scene, cast: Cast, sentence: Sentence, m: re.Match[str]) -> Part | None:
    """The nearest person outside the quotation in the sentence, unless an unknown 'he' or 'she' stands nearer."""
    low, high = max(sentence.start, m.start() - 90), min(m.end() + 60, max(sentence.end, m.end()))
    near = [p for p in within(cast.parts, low, high) if p.end <= m.start() or p.start >= m.end()]
    near = [p for p in near if scene.text[p.start : p.end].lower() not in ("me", "us", "myself")]
    if not near:
        return None
    best = min(near, key=lambda p: m.start() - p.end if p.end <= m.start() else p.start - m.end())
    between = scene.text[best.end : m.start()] if best.end <= m.start() else scene.text[m.end() : best.start]
    return None if _HE_SHE.search(between) else best
