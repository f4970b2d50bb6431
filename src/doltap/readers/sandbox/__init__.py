"""Hostile bytes stay behind this boundary: a child that can compute, read its own libraries and answer, nothing else.

`run` for one file, `Pool` for many, `state` for what the boundary is worth on this machine. Linux: resource limits,
Landlock and seccomp, no root needed. macOS: resource limits and the wall clock. Windows: the wall clock.
"""

from doltap.readers.sandbox.child import Part, guarded
from doltap.readers.sandbox.limits import DEFAULT, Limits, check_size
from doltap.readers.sandbox.once import run
from doltap.readers.sandbox.pool import Item, Pool
from doltap.readers.sandbox.state import SandboxState, self_test, state

__all__ = [
    "DEFAULT",
    "Item",
    "Limits",
    "Part",
    "Pool",
    "SandboxState",
    "check_size",
    "guarded",
    "run",
    "self_test",
    "state",
]
