"""The files that are to be taken in: every one found and named once, whatever its name or kind."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from doltap.errors import DoltapError, InputNotRead
from doltap.operations.receipts import SIDECAR

SKIPPED_NAMES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A path that cannot be taken in, and the error that says why."""

    path: Path
    fault: DoltapError


def files_under(paths: Iterable[Path]) -> Iterator[Path | NotTaken]:
    """Every file at or under the paths, sorted inside each folder, and what cannot be taken in, each named once.

    Links are not followed, so a loop of links ends and nothing outside is fetched. Sidecars and the desktop's own
    files are no inputs.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        elif path.exists() or path.is_symlink():
            yield path
        else:
            yield NotTaken(path, InputNotRead("file_missing", file=shown(path)))


def _walk(folder: Path) -> Iterator[Path | NotTaken]:
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as fault:
        yield NotTaken(folder, InputNotRead("folder_unreadable", file=shown(folder), fault=fault.strerror or "?"))
        return
    for entry in inside:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif entry.is_symlink() and path.is_dir():
            yield NotTaken(path, InputNotRead("folder_is_a_link", file=shown(path)))
        elif entry.is_symlink() and path.exists():
            # A link in a folder that somebody handed over must not fetch a file of our own.
            yield NotTaken(path, InputNotRead("file_is_a_link", file=shown(path)))
        elif entry.name not in SKIPPED_NAMES and not entry.name.endswith(SIDECAR):
            yield path


def shown(path: Path | str) -> str:
    """A path as text that can be stored and shown: bytes that are no text in UTF-8 become replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")
