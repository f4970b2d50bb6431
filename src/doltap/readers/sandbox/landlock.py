"""Landlock through raw system calls: the child may read the library folders it is given, and touch nothing else."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_FLAG: Final = 1
_PATH_BENEATH: Final = 1
_READ: Final = (1 << 2) | (1 << 3)
# Access rights to files by ABI version: 13 at first, then refer, truncate, ioctl of devices.
_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NO_NEW_PRIVS: Final = 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The Landlock ABI of this kernel; 0 for none."""
    if sys.platform != "linux":
        return 0
    found = ctypes.CDLL(None, use_errno=True).syscall(_CREATE, None, 0, _VERSION_FLAG)
    return max(int(found), 0)


def close(readable: Iterable[str]) -> int:
    """Shut this process into `readable` folders, read-only, for good. The ABI in force; 0 where there is none."""
    abi = version()
    if not abi:
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    handle = _create(libc, abi)
    if handle < 0:
        return 0
    for folder in readable:
        _allow(libc, handle, folder)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = libc.syscall(_RESTRICT, handle, 0) == 0
    os.close(handle)
    return abi if done else 0


def _create(libc: ctypes.CDLL, abi: int) -> int:
    """A ruleset that denies all that this ABI knows: files; TCP from 4; abstract sockets and signals from 6."""
    rules = _Ruleset((1 << _RIGHTS[min(abi, 5)]) - 1, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    return int(libc.syscall(_CREATE, ctypes.byref(rules), size, 0))


def _allow(libc: ctypes.CDLL, handle: int, folder: str) -> None:
    try:
        parent = os.open(folder, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return
    rule = _Beneath(_READ, parent)
    libc.syscall(_ADD, handle, _PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(parent)
