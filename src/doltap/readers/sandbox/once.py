"""One file in a process of its own."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import suppress
from typing import Any, Final

from doltap.readers.sandbox import parent
from doltap.readers.sandbox.limits import DEFAULT, Limits, check_size

_LAST_BREATH: Final = 2.0  # seconds from the last byte to the end of a child that means no harm


def run(function: str, untrusted: bytes, name: str, *, limits: Limits = DEFAULT, **params: Any) -> dict[str, Any]:
    """What 'package.module:function' makes of the bytes in a closed child; always with `outcome`.

    The function has the signature `(untrusted: bytes, name: str, **params) -> dict` of plain JSON. A child that dies
    gives timeout, crashed or too_big with a `reason`; nothing that it does raises here.
    """
    return _run(function, untrusted, name, limits, params, parent.judge)


def run_many(function: str, untrusted: bytes, name: str, limits: Limits, params: dict[str, Any]) -> dict[str, Any]:
    """`run` for a function that yields answers: those that came are `parts`, each with the bytes it carries."""
    return _run(function, untrusted, name, limits, params, parent.judge_many)


def _run(
    function: str, untrusted: bytes, name: str, limits: Limits, params: dict[str, Any], judge: parent.Judge
) -> dict[str, Any]:
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
        raw = _read(process.stdout.fileno(), parent.most(limits) + 1)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LAST_BREATH)
    finally:
        watch.cancel()
        parent.kill(process)
        process.stdout.close()
        code = process.wait()
    found = judge(raw, limits, code)
    return parent.too_slow(found) if late.is_set() else found


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    parent.kill(process)


def _read(descriptor: int, most: int) -> bytes:
    """All that the child writes until it closes the pipe, `most` bytes at most."""
    parts = []
    while most > 0 and (part := os.read(descriptor, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
