"""Field packs: which come with Doltap, and whether a folder of tables is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from doltap.errors import InputNotRead
from doltap.model import Message
from doltap.packs import available, check, load


@dataclass(frozen=True, slots=True)
class PackCard:
    """One pack in a list."""

    id: str
    version: str
    name_en: str
    name_ko: str
    facts: int


def packs_here() -> list[PackCard]:
    """The packs that come with Doltap."""
    loaded = (load(name) for name in available())
    return [PackCard(p.id, p.version, p.name_en, p.name_ko, len(p.facts)) for p in loaded]


def check_pack(folder: Path) -> tuple[Message, ...]:
    """Every problem of a pack folder, with file and line. Raises InputNotRead when there is no folder."""
    if not folder.is_dir():
        raise InputNotRead("file_missing", file=str(folder))
    return tuple(check(folder))
