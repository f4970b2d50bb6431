"""One file in a process of its own."""

from __future__ import annotations

import os
import subprocess
import threading
from typing import Any

from doltap.readers.sandbox import parent
from doltap.readers.sandbox.limits import DEFAULT, Limits, check_size


def run(function: str, untrusted: bytes, name: str, *, limits: Limits = DEFAULT, **params: Any) -> dict[str, Any]:
    """What 'package.module:function' makes of the bytes in a closed child; always with `outcome`.

    The function has the signature `(untrusted: bytes, name: str, **params) -> dict` of plain JSON. A child that dies
    gives timeout, crashed or too_big with a `reason`; nothing that it does raises here.
    """
    refused = check_size(len(untrusted), limits)
    if refused:
        return refused
    process = parent.start(function)
    assert process.stdin
    assert process.stdout
    late = threading.Event()
    watch = threading.Timer(limits.wall, _end_late, (process, late))
    watch.start()
    try:
        parent.feed(process.stdin, (parent.header(name, len(untrusted), params, limits), untrusted), close=True)
        raw = _read(process.stdout.fileno(), limits.output + parent.LENGTH.size + 1)
    finally:
        watch.cancel()
        parent.kill(process)
        process.stdout.close()
        code = process.wait()
    return parent.too_slow() if late.is_set() else parent.judge(raw, limits, _own_death(code, raw))


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    parent.kill(process)


def _own_death(code: int, raw: bytes) -> int | None:
    """The exit code, unless it is our own kill after a whole answer."""
    return None if raw else code


def _read(descriptor: int, most: int) -> bytes:
    """All that the child writes until it closes the pipe, `most` bytes at most."""
    parts = []
    while most > 0 and (part := os.read(descriptor, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
