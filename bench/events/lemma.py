"""The peers: mentions with the same lemma are one event, in the whole set or in documents that are like each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from math import log, sqrt

from doltap.extract.lexicon import rows

WORD = re.compile(r"[A-Za-z]+|[가-힣]+|\d+")
_IRREGULAR = {form: row[0] for row in rows("en_irregular_verbs") for form in row}
_STOP = frozenset(
    ("the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "but", "with", "by", "from", "as", "is", "are",
     "was", "were", "be", "been", "it", "its", "this", "that", "he", "she", "they", "his", "her", "their", "i", "we",
     "you", "not", "have", "has", "had", "will", "would", "said")
)  # fmt: skip


@cache
def lemma(word: str) -> str:
    """The base form of an English word by rules of inflection and the table of irregular verbs; others stay."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for ending, put in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return low[: -len(ending)] + put
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    for ending in ("ing", "ed"):
        stem = low[: -len(ending)]
        if low.endswith(ending) and len(stem) > 2 and re.search("[aeiouy]", stem):
            return _mended(stem)
    return low


def _mended(stem: str) -> str:
    """A stem as it is written without its ending: stopp- is stop, releas- is release."""
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if re.search(
        r"(?:[^aeiou][aeiou][bdgkmpstvz]|[^aeiou]at|[aeo]s|u[rc]|[rnl][cgsv]|v|c|iz|dg|[^aeioul]l|[^ae]ir)$", stem
    ):
        double = len(re.findall("[aeiouy]+", stem)) > 1 and stem.endswith(("it", "er", "en", "op", "om", "et", "up"))
        return stem if double else stem + "e"
    return stem


def tf_idf(documents: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Unit vectors of the documents' words."""
    counted = {i: Counter(lemma(w) for w in WORD.findall(t) if w.lower() not in _STOP) for i, t in documents.items()}
    spread = Counter(w for words in counted.values() for w in words)
    vectors = {}
    for i, words in counted.items():
        raw = {w: (1 + log(n)) * log((1 + len(counted)) / (1 + spread[w])) for w, n in words.items()}
        length = sqrt(sum(x * x for x in raw.values())) or 1.0
        vectors[i] = {w: x / length for w, x in raw.items()}
    return vectors


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two unit vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(x * right.get(w, 0.0) for w, x in left.items())


def same_lemma(mentions: Sequence[tuple[str, str, str]]) -> dict[Hashable, Hashable]:
    """Clusters of mentions (id, document, lemma) by lemma alone."""
    return {id_: word for id_, _, word in mentions}


def lemma_delta(
    mentions: Sequence[tuple[str, str, str]], vectors: Mapping[str, Mapping[str, float]], delta: float
) -> dict[Hashable, Hashable]:
    """Clusters by lemma, joined only between documents whose cosine is `delta` or more (or that are one)."""
    parent = {id_: id_ for id_, _, _ in mentions}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    by_lemma: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id_, document, word in mentions:
        by_lemma[word].append((id_, document))
    for group in by_lemma.values():
        for i, (a, one) in enumerate(group):
            for b, other in group[:i]:
                if root(a) != root(b) and (one == other or cosine(vectors[one], vectors[other]) >= delta):
                    parent[root(a)] = root(b)
    return {id_: root(id_) for id_, _, _ in mentions}
