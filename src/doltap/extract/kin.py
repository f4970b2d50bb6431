"""Kin as the teller names them ('my younger brother', 우리 어머니), and 'I', 'we', 나, 저: who they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from doltap.extract.cast import Cast, Part
from doltap.extract.scene import Scene, Sentence
from doltap.extract.sheet import Sheet
from doltap.extract.stance import PLAIN
from doltap.extract.turns import Voice
from doltap.model import Entity, EntityType, TermValue

_SELF_EN: Final = re.compile(r"\b(?:I(?!['’]m not)|[Mm]e|[Mm]yself|[Ww]e|[Uu]s)\b")
_SELF_KO: Final = re.compile(
    r"(?<![가-힣])(?:나|저|우리|저희)(?=(?:는|를|도|만|에게|한테|의)(?![가-힣]{3}))|(?<![가-힣])"
    r"(?:내|제)(?=가\s)|(?<![가-힣])(?:난|전)(?= )"
)
_FIRST_KO: Final = re.compile(r"(?<![가-힣])(?:저는|나는|제가|내가|저의|나의)(?![가-힣])")
_OF_OTHERS: Final = re.compile(r"(?:의|씨|군|양|그|남의|누구|어느|한|모든|어떤|다른|친구|동무|그의|여러) ?$")
_NAME_AFTER: Final = re.compile(r"['’]?s?(?: name)?,?\s*(?:\b(?:is|was|named|called|인|이름은)\s)?\s*\Z")


@dataclass(frozen=True, slots=True)
class _Kin:
    """One kin word as it stands in a sentence."""

    start: int
    end: int
    term: str


@cache
def _terms() -> dict[str, str]:
    text = (files("doltap.extract") / "data" / "kin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(_terms(), key=len, reverse=True)
    english = "|".join(w.replace(" ", r"\s") for w in ordered if w.isascii())
    korean = "|".join(w for w in ordered if not w.isascii())
    return re.compile(
        rf"\b(?:[Mm]y|[Mm]ine|[Oo]ur)\s(?:own\s|late\s|dear\s|only\s)?(?P<en>{english})\b"
        rf"|(?<![가-힣])(?:우리|저희|제|내|저의|나의)\s(?:큰\s|작은\s|막내\s|둘째\s|첫째\s)?"
        rf"(?P<ko>{korean})(?![가-힣]{{4}})"
    )


@cache
def _bare() -> re.Pattern[str]:
    korean = "|".join(sorted((w for w in _terms() if not w.isascii() and len(w) > 1), key=len, reverse=True))
    return re.compile(
        rf"(?<![가-힣])(?P<ko>{korean})(?=(?:은|는|이|가|을|를|와|과|랑|도|께서|에게|에게서|한테|한테서|께)(?![가-힣])"
        rf"|(?P<named>:?,? [가-힣]{{2,4}}))"
    )


def _own_kin(text: str) -> list[re.Match[str]]:
    """Kin words of the teller: with 'my' or 우리; in an account told by 나 or 저 also bare Korean ones."""
    found = list(_pattern().finditer(text))
    if not _FIRST_KO.search(text):
        return found
    taken = {m.end() for m in found}
    bare = [
        m for m in _bare().finditer(text) if m.end() not in taken and not _OF_OTHERS.search(text[: m.start()][-12:])
    ]
    return sorted([*found, *bare], key=lambda m: m.start())


def tell_kin(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    """Write the kin whom the teller names, as entities of their own, and add them and the teller to the cast."""
    known: dict[str, Entity] = {}
    for m in _own_kin(scene.text):
        sentence = scene.at(m.start())
        if sentence is None or not sentence.told or quoted(sentence, m.start()):
            continue
        term = _terms()[" ".join((m.groupdict().get("en") or m["ko"]).split())]
        part = _named_next(cast, scene.text, m.end())
        if m.groupdict().get("named") and part is None:
            continue
        entity = part.entity if part else known.get(term) or sheet.mint(EntityType.PERSON)
        known.setdefault(term, entity)
        cast.parts.append(Part(m.start(), m.end(), m.start(), entity, sentence))
        sheet.state(sentence, entity, "kin", TermValue("kin", term), m[0], PLAIN)
    _tellers(sheet, scene, cast)
    cast.parts.sort(key=lambda p: p.start)


def _named_next(cast: Cast, text: str, end: int) -> Part | None:
    """The person whose name stands right after a kin word: 'my brother Hans', 'my father, Arthur'."""
    near = (p for p in cast.parts if end <= p.start <= end + 16)
    return next((p for p in near if _NAME_AFTER.match(text[end : p.start])), None)


def _tellers(sheet: Sheet, scene: Scene, cast: Cast) -> None:
    for sentence in scene.sentences:
        if sentence.turn.voice is not Voice.TELLER:
            continue
        pattern = _SELF_KO if sentence.language == "ko" else _SELF_EN
        for m in pattern.finditer(sentence.text):
            start = sentence.start + m.start()
            if not quoted(sentence, start):
                end = sentence.start + m.end()
                cast.parts.append(Part(start, end, start, sheet.narrator, sentence))


def quoted(sentence: Sentence, at: int) -> bool:
    """Whether the character at `at` stands inside quotation marks, where 'I' is somebody else."""
    before = sentence.text[: at - sentence.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
