"""The word lists that the rules know, read from this room's own data files: one idea a file, said on its first line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`; lines that begin with '#' are comments. Raises FileNotFoundError on another name."""
    text = (files("doltap.extract") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
