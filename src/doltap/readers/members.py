"""What is inside a container, each member with bytes that `read` can read again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """One piece of a container; `data` can be read again. `problem` names why a member was refused (then no data)."""

    name: str
    data: bytes = b""
    media_type: str = ""
    title: str = ""
    date: str = ""
    link: str = ""
    problem: str = ""
