"""Files that are whole or not there: written beside their place, forced to the disk, then moved."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from doltap.errors import DoltapError

UNFINISHED: Final = ".part"


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file so that after a crash it is there whole or not at all. What passes through must be ciphertext.

    Raises `DoltapError('disk_full')`; the unfinished file is removed.
    """
    unfinished = path.with_name(f"{secrets.token_hex(8)}{UNFINISHED}")
    try:
        with unfinished.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DoltapError("disk_full") from error
        raise
    finally:
        unfinished.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk, where the system can (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
