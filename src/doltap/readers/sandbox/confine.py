"""Closing the sandbox upon oneself: limits, Landlock, seccomp, in this order and for good; what is missing is named."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any, Final

import doltap
from doltap.readers.sandbox import landlock, seccomp
from doltap.readers.sandbox.limits import Limits

if sys.platform != "win32":
    import resource

_PARENT_DEATH_SIGNAL: Final = 1
# Inside the library folders nothing is secret; outside them nothing is readable.
_LIBRARIES: Final = ("stdlib", "platstdlib", "purelib", "platlib")
_denied: list[str] = []
_layers: list[str] = []


def library_folders() -> tuple[str, ...]:
    """Python's library folders, site-packages and the folder of the doltap package."""
    found = {sysconfig.get_path(name) for name in _LIBRARIES}
    found |= {path for path in sys.path if path.endswith(("site-packages", "dist-packages"))}
    return (*sorted(found), str(Path(doltap.__file__).parent))


def confine(limits: Limits) -> None:
    """Close the sandbox upon this process. What could be closed is told by `layers`."""
    folders = library_folders()
    sys.addaudithook(_watcher(folders))
    if sys.platform != "win32":
        _limit(limits)
        _layers.append("rlimits")
    if sys.platform == "linux":
        _die_with_parent()
        abi = landlock.close(folders)
        _layers.extend([f"landlock_{abi}"] if abi else [])
        _layers.extend(["seccomp"] if seccomp.close() else [])


def layers() -> tuple[str, ...]:
    """The layers in force in this process: 'rlimits', 'landlock_<abi>', 'seccomp'."""
    return tuple(_layers)


def denied() -> int:
    """How many files outside the library folders Python code has tried to open since the sandbox closed.

    A reader that hides such a failure returns less text than it should, with a good conscience: the caller marks it.
    """
    return len(_denied)


def _watcher(folders: tuple[str, ...]) -> Any:
    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and args and isinstance(args[0], str) and not args[0].startswith(folders):
            _denied.append(args[0])

    return watch


def _limit(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.cpu + 1)
    # at the soft limit SIGXCPU tells what happened; at the hard one it would be a bare SIGKILL
    _set(resource.RLIMIT_CPU, seconds, seconds + 1)
    _set(resource.RLIMIT_AS, limits.memory)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_NOFILE, 64)
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_NPROC, 0)


def _set(what: int, most: int, hard_most: int | None = None) -> None:
    """Lower one limit; never above the hard limit that is already there."""
    _, hard = resource.getrlimit(what)
    top = hard_most or most
    top = top if hard == resource.RLIM_INFINITY else min(top, hard)
    try:
        resource.setrlimit(what, (min(most, top), top))
    except (OSError, ValueError):
        _denied.append("rlimit")


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() == 1:
        os._exit(1)
