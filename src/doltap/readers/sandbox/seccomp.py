"""A seccomp filter that lets a reader compute and read what Landlock allows, and nothing else.

An allow-list: what is not named is refused with EPERM, calls younger than this list with ENOSYS so that the C
library falls back. No sockets, no program start, no process or thread, no signal to others, no ptrace. Numbers are
those of Linux's own tables for x86-64 and aarch64; on another processor there is no filter, and the state says so.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from typing import Final

_X86: Final = frozenset({
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 32,
    33, 34, 35, 36, 37, 38, 39, 60, 63, 72, 78, 79, 89, 96, 97, 98, 99, 100, 102, 104, 107, 108, 110, 111, 115,
    121, 124, 127, 128, 130, 131, 137, 138, 140, 143, 145, 146, 147, 149, 150, 158, 186, 201, 202, 204, 217,
    218, 219, 221, 222, 223, 226, 228, 229, 230, 231, 232, 233, 239, 257, 262, 267, 269, 270, 271, 273, 274,
    281, 290, 291, 292, 293, 295, 296, 309, 318, 324, 325, 332, 334, 436, 439, 449,
})  # fmt: skip
_ARM: Final = frozenset({
    17, 19, 20, 21, 22, 23, 24, 25, 43, 44, 48, 56, 57, 59, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 72, 73, 78,
    79, 80, 93, 94, 96, 98, 99, 100, 101, 102, 103, 107, 110, 111, 113, 114, 115, 120, 121, 123, 124, 125, 126,
    128, 132, 133, 134, 135, 136, 137, 139, 141, 153, 155, 156, 158, 160, 163, 165, 168, 169, 172, 173, 174,
    175, 176, 177, 178, 179, 214, 215, 216, 222, 223, 226, 227, 228, 229, 232, 233, 236, 278, 283, 284, 291,
    293, 436, 439, 449,
})  # fmt: skip
# machine: (AUDIT_ARCH, allowed calls, prlimit64)
_MACHINES: Final = {"x86_64": (0xC000003E, _X86, 302), "aarch64": (0xC00000B7, _ARM, 261)}
_NEWEST: Final = 449
_X32_BIT: Final = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_NR, _ARCH, _ARG0 = 0, 4, 16
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def program(machine: str) -> bytes:
    """The BPF program for `machine`. Raises KeyError for one we have no table of."""
    arch, allowed, prlimit = _MACHINES[machine]
    steps = [
        _step(_LOAD, _ARCH),
        _step(_EQUAL, arch, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NR),
        _step(_AT_LEAST, _X32_BIT, 0, 1),
        _step(_RETURN, _KILL),
        _step(_AT_LEAST, _NEWEST + 1, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for number in sorted(allowed):
        steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ALLOW)]
    # prlimit64 of the process itself (pid 0) is how glibc asks for its own limits
    steps += [_step(_EQUAL, prlimit, 0, 4), _step(_LOAD, _ARG0), _step(_EQUAL, 0, 0, 1), _step(_RETURN, _ALLOW)]
    steps += [_step(_RETURN, _ERRNO | errno.EPERM), _step(_RETURN, _ERRNO | errno.EPERM)]
    return b"".join(steps)


def available() -> bool:
    """Whether we have a table for this processor, on Linux and in a 64-bit process."""
    return sys.platform == "linux" and platform.machine() in _MACHINES and sys.maxsize > 1 << 32


def close() -> bool:
    """Put the filter on this process, for good; False where there is none or the kernel refuses it."""
    if not available():
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    code = program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    bpf = _Program(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(bpf), 0, 0) == 0)
