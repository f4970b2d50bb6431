"""The twelve attacks of the threat model, tried from inside: how many does this machine's sandbox stop?"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from doltap.readers.sandbox import confine

_PTRACE_SEIZE: Final = 0x4206
_KNOWN_ENVIRONMENT: Final = frozenset({"LC_CTYPE", "LC_ALL", "SYSTEMROOT", "TEMP", "__CF_USER_TEXT_ENCODING"})
_SHELL: Final = "/bin/sh"


def attack(untrusted: bytes, name: str, *, secret: str, port: int, home: str, temp: str) -> dict[str, Any]:
    """Try all twelve; {'blocked': names, 'open': names, 'layers': names}.

    `secret` is a file, `port` one that listens, `home` and `temp` folders.
    """
    del untrusted, name
    probes: dict[str, Callable[[], object]] = {
        "read_secret": lambda: Path(secret).read_bytes(),
        "read_system_file": lambda: Path(_system_file()).read_bytes(),
        "write_home": lambda: _write(Path(home) / ".doltap-probe"),
        "write_temp": lambda: _write(Path(temp) / "doltap-probe"),
        "connect_loopback": lambda: socket.create_connection(("127.0.0.1", port), 2).close(),
        "udp_socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("127.0.0.1", port)),
        "run_program": _run_program,
        "fork": _fork,
        "signal_parent": lambda: os.kill(os.getppid(), 0 if sys.platform != "win32" else signal.SIGTERM),
        "trace_parent": _trace,
        "take_2_gib": lambda: bytearray(2 << 30),
        "see_environment": _see_environment,
    }
    stopped = {what: _is_blocked(probe) for what, probe in probes.items()}
    return {
        "outcome": "ok",
        "blocked": [what for what, no in stopped.items() if no],
        "open": [what for what, no in stopped.items() if not no],
        "layers": list(confine.layers()),
    }


def _is_blocked(probe: Callable[[], object]) -> bool:
    """Only the sandbox's own refusals count; any other failure counts as open, so that the figure never flatters."""
    try:
        probe()
    except (PermissionError, MemoryError, BlockingIOError):
        return True
    except OSError:
        return False
    return False


def _system_file() -> str:
    return "/etc/passwd" if os.name != "nt" else r"C:\Windows\win.ini"


def _write(path: Path) -> None:
    path.write_bytes(b"")
    path.unlink()


def _run_program() -> None:
    subprocess.run([_SHELL, "-c", "true"] if os.name != "nt" else ["cmd", "/c", "exit"], check=True)  # noqa: S603


def _fork() -> None:
    if not hasattr(os, "fork"):
        raise PermissionError
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _trace() -> None:
    """Seize, not attach: a seized parent is not stopped, and let go when this process ends."""
    if sys.platform != "linux":
        raise FileNotFoundError
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(_PTRACE_SEIZE, os.getppid(), None, None) != 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def _see_environment() -> None:
    if not set(os.environ) - _KNOWN_ENVIRONMENT:
        raise PermissionError
