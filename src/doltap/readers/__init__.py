"""Untrusted bytes to text with offsets that never move: one file a format, run inside the sandbox.

`read` and `unpack` run in the child process; `doltap.readers.sandbox` starts it. The parsers load on first use, so
that the parent, which only needs the sandbox, never loads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doltap.readers.dispatch import CONTAINERS, READERS, Unreadable, guess_type, read, unpack
    from doltap.readers.members import Member

__all__ = ["CONTAINERS", "READERS", "Member", "Unreadable", "guess_type", "read", "unpack"]


def __getattr__(name: str) -> Any:
    """The public names, loaded with all parsers when first asked for."""
    if name not in __all__:
        raise AttributeError(name)
    from doltap.readers import dispatch

    return getattr(dispatch, name)
