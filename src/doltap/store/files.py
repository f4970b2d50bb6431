"""The two files of the store, opened and brought to today's schema."""

from __future__ import annotations

from pathlib import Path

from doltap.errors import ArchiveDamaged
from doltap.store import schema
from doltap.store.database import Database, open_file


def open_testimony(path: Path, key: bytes, *, new: bool = False) -> Database:
    """The testimony file at today's version; made only when it is to be `new`.

    Raises `ArchiveDamaged` on a key that does not fit, a failing page or an empty file, `ArchiveNewer` on a later
    version.
    """
    return _opened(path, key, "testimony", schema.TESTIMONY, new)


def open_identities(path: Path, key: bytes, *, new: bool = False) -> Database:
    """The identities file at today's version; made only when it is to be `new`. Raises as `open_testimony` does."""
    return _opened(path, key, "identities", schema.IDENTITIES, new)


def _opened(path: Path, key: bytes, part: str, steps: schema.Steps, new: bool) -> Database:
    if path.exists() == new:
        raise ArchiveDamaged("part_missing", part=path.name)
    database = open_file(path, key, part)
    try:
        # SQLite takes a file that was cut to nothing for a new one: an archive would be empty without a word.
        if not new and database.number("PRAGMA user_version") == 0:
            raise ArchiveDamaged("part_damaged", part=part)
        schema.migrate(database, steps)
    except BaseException:
        database.close()
        raise
    return database
