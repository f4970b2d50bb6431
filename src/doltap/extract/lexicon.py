"""The word lists that the rules know, read from this room's own data files: one idea a file, said on its first line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`, its '#' comments left off. Raises FileNotFoundError on another name."""
    text = (files("doltap.extract") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def figures(name: str) -> dict[str, tuple[int, ...]]:
    """The rows of `data/<name>.tsv`: a word and its whole numbers. Raises FileNotFoundError on another name."""
    text = (files("doltap.extract") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {word: tuple(int(n) for n in numbers) for word, *numbers in rows}


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `data/<name>.txt`, each as its words. Raises FileNotFoundError on another name."""
    text = (files("doltap.extract") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line and not line.startswith("#"))
