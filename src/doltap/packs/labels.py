"""What a page calls the entities of a pack's facts, and the pack's own texts in the other language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doltap.packs.tables import Folder, rows

ANY: Final = "*"
"""Ends the key of a label that serves every entity of a table: 'figure.arrivals_rok.*'."""

PART: Final = "{part}"
"""Where such a label says which one it is: a period, a day or a place."""


@dataclass(frozen=True, slots=True)
class Label:
    """The short name of one entity by its key in `assertions.csv`, or of all whose keys begin alike."""

    entity: str
    en: str
    ko: str

    def text(self, language: str) -> str:
        """The label in 'en' or 'ko'."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Rendering:
    """A short text value of the facts and what it is in Korean."""

    en: str
    ko: str


def read_labels(folder: Folder) -> tuple[Label, ...]:
    """The labels of the folder, in the order of its table."""
    return tuple(Label(r["entity"], r["label_en"], r["label_ko"]) for r in rows(folder, "labels.csv"))


def read_renderings(folder: Folder) -> tuple[Rendering, ...]:
    """The Korean of short text values: of what bodies do, and of the table of renderings."""
    told = [(r["offers_en"], r["offers_ko"]) for r in rows(folder, "organisations.csv")]
    told += [(r["text_en"], r["text_ko"]) for r in rows(folder, "renderings.csv")]
    return tuple(Rendering(en, ko) for en, ko in dict(told).items())


def label_for(labels: Mapping[str, Label], entity: str) -> tuple[Label, str] | None:
    """The label of an entity and what its {part} stands for ('2009', 'KP04'; empty where it has none), or None."""
    if entity in labels:
        return labels[entity], ""
    table, _, part = entity.rpartition(".")
    shared = labels.get(f"{table}.{ANY}")
    return (shared, part) if shared else None
