"""ECB+ (Cybulska and Vossen, 2014): event mentions of the validated sentences, with text only; gold chains apart."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

DEVELOPMENT = frozenset((2, 5, 12, 18, 21, 23, 34, 35))


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its topic, its half (ecb or ecbplus) and its sentences as lists of words."""

    id: str
    topic: int
    half: str
    sentences: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words [first, last) of one sentence that tell of an event, and the gold chain it stands in."""

    id: str
    document: Document
    sentence: int
    first: int
    last: int
    chain: str

    @property
    def words(self) -> list[str]:
        """The words of the mention."""
        return self.document.sentences[self.sentence][self.first : self.last]


def mentions(data: Path, topics: frozenset[int] | None = None) -> list[EventMention]:
    """Every event mention of these topics (None: all there are), in order of document."""
    wanted = _validated(data / "ECBplus_coreference_sentences.csv")
    found: list[EventMention] = []
    folders = sorted((p for p in (data / "ecbplus").iterdir() if p.name.isdigit()), key=lambda p: int(p.name))
    for folder in folders:
        if topics is None or int(folder.name) in topics:
            for file in sorted(folder.glob("*.xml")):
                found += _read(file, int(folder.name), wanted)
    return found


def _validated(file: Path) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return found


def _read(file: Path, topic: int, wanted: dict[str, set[int]]) -> list[EventMention]:
    root = ElementTree.parse(file).getroot()
    words = {t.get("t_id", ""): (int(t.get("sentence", 0)), t.text or "") for t in root.iter("token")}
    sentences: dict[int, list[str]] = defaultdict(list)
    at: dict[str, int] = {}
    for id_, (sentence, text) in words.items():
        at[id_] = len(sentences[sentence])
        sentences[sentence].append(text)
    half = "ecbplus" if "plus" in file.stem else "ecb"
    document = Document(file.stem, topic, half, dict(sentences))
    chains = _chains(root, file.stem)
    found = []
    for markable in root.find("Markables") or ():
        anchors = [a.get("t_id", "") for a in markable.iter("token_anchor")]
        action = "ACTION" in markable.tag
        if not action or not anchors or words[anchors[0]][0] not in wanted[file.stem]:
            continue
        id_ = f"{file.stem}:{markable.get('m_id')}"
        where = [at[a] for a in anchors]
        chain = chains.get(markable.get("m_id", ""), id_)
        found.append(EventMention(id_, document, words[anchors[0]][0], min(where), max(where) + 1, chain))
    return found


def _chains(root: ElementTree.Element, document: str) -> dict[str, str]:
    """The gold chain of each markable: the instance across documents, or the chain inside this one."""
    found: dict[str, str] = {}
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        label = relation.get("note", "") if across else f"{document}:{relation.get('r_id')}"
        for source in relation.iter("source"):
            found[source.get("m_id", "")] = label
    return found
