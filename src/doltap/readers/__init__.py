"""Untrusted bytes to text with offsets that never move: one file a format, run inside the sandbox.

`read` and `unpack` run in the child process; `doltap.readers.sandbox` starts it. The parsers load on first use, so
that the parent, which only needs the sandbox and `Member`, never loads them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from doltap.readers.dispatch import CONTAINERS, READERS, guess_type, members_of, parsed_whole, read, unpack
    from doltap.readers.members import Member
    from doltap.readers.pieces import Unreadable

__all__ = [
    "CONTAINERS",
    "READERS",
    "Member",
    "Unreadable",
    "guess_type",
    "members_of",
    "parsed_whole",
    "read",
    "unpack",
]

_LIGHT: Final = {"Member": "doltap.readers.members", "Unreadable": "doltap.readers.pieces"}


def __getattr__(name: str) -> Any:
    """The public names; those that need a parser load all parsers when first asked for."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(_LIGHT.get(name, "doltap.readers.dispatch")), name)
