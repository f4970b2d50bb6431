"""The two files of the store, opened and brought to today's schema."""

from __future__ import annotations

from pathlib import Path

from doltap.store import schema
from doltap.store.database import Database, open_file


def open_testimony(path: Path, key: bytes) -> Database:
    """The testimony file (made when missing) at today's version.

    Raises `ArchiveDamaged` on a key that does not fit or a failing page, `ArchiveNewer` on a later version.
    """
    return _opened(path, key, "testimony", schema.TESTIMONY)


def open_identities(path: Path, key: bytes) -> Database:
    """The identities file (made when missing) at today's version; raises as `open_testimony` does."""
    return _opened(path, key, "identities", schema.IDENTITIES)


def _opened(path: Path, key: bytes, part: str, steps: schema.Steps) -> Database:
    database = open_file(path, key, part)
    try:
        schema.migrate(database, steps)
    except BaseException:
        database.close()
        raise
    return database
