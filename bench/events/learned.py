"""Event coreference in news from features of the text alone, learned from other topics; no gold topics, no network.

A pair of mentions has features (lemmas and stems of the two, how like their documents, sentences and neighbouring words
are by tf-idf, shared names and numbers, how often such lemmas were one event in other topics). Boosted trees (`trees`)
turn them into log odds; mentions are grouped by average log odds, the surest first. What is set by hand is set on the
training topics.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
import trees
from ecb import Document, EventMention
from lemma import _STOP, lemma
from numpy.typing import NDArray

Array = NDArray[np.float64]
NEAREST = 0.08
"""Mentions of documents less alike than this are never compared."""
LIGHT = frozenset(("be", "have", "do", "make", "take", "get", "go", "come", "say", "tell", "report", "announce"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Mentions with everything that a pair needs, in arrays by mention."""

    mentions: tuple[EventMention, ...]
    lemmas: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...]
    document: NDArray[np.int64]
    place: NDArray[np.int64]
    likeness: dict[str, Array]
    sets: dict[str, tuple[frozenset[str], ...]]
    rarity: dict[str, float]


def prepare(mentions: Sequence[EventMention]) -> Prepared:
    """Everything that does not depend on a pair."""
    lemmas = tuple(tuple(lemma(w) for w in m.words) for m in mentions)
    heads = tuple(_head(words) for words in lemmas)
    documents = {m.document.id: m.document for m in mentions}
    row = {id_: i for i, id_ in enumerate(documents)}
    bags = [_bag(w for s in d.sentences.values() for w in s) for d in documents.values()]
    idf = _idf(bags)
    first = [_bag(w for n in sorted(d.sentences)[:3] for w in d.sentences[n]) for d in documents.values()]
    sentence = [_bag(m.document.sentences[m.sentence]) for m in mentions]
    around = [_bag(_near(m, 5)) for m in mentions]
    likeness = {"document": _cosines(bags, idf), "opening": _cosines(first, idf)}
    likeness |= {"sentence": _cosines(sentence, idf), "around": _cosines(around, idf)}
    likeness |= {"before": _cosines([_bag(_side(m, 6, -1)) for m in mentions], idf)}
    likeness |= {"after": _cosines([_bag(_side(m, 6, 1)) for m in mentions], idf)}
    likeness |= {"company": _company(documents.values(), heads)}
    likeness |= {"story": _stories(likeness["document"])}
    sets = {
        "names": tuple(frozenset(_names(m.document.sentences[m.sentence])) for m in mentions),
        "near_names": tuple(frozenset(_names(_near(m, 6))) for m in mentions),
        "names_before": tuple(frozenset(_names(_side(m, 12, -1))[-2:]) for m in mentions),
        "names_after": tuple(frozenset(_names(_side(m, 12, 1))[:2]) for m in mentions),
        "numbers": tuple(frozenset(w for w in m.document.sentences[m.sentence] if w.isdigit()) for m in mentions),
        "words": tuple(frozenset(words) for words in lemmas),
    }
    document = np.array([row[m.document.id] for m in mentions])
    place = np.array([m.sentence for m in mentions])
    return Prepared(tuple(mentions), lemmas, heads, document, place, likeness, sets, idf)


def _head(words: tuple[str, ...]) -> str:
    """The word that carries the event: the last that is no light verb, particle or preposition."""
    full = [w for w in words if w not in LIGHT and w not in _STOP and len(w) > 2]
    return full[-1] if full else words[-1]


def _bag(words: Iterable[str]) -> Counter[str]:
    return Counter(lemma(w) for w in words if w[:1].isalnum() and w.lower() not in _STOP)


def _near(m: EventMention, reach: int) -> list[str]:
    words = m.document.sentences[m.sentence]
    return words[max(0, m.first - reach) : m.first] + words[m.last : m.last + reach]


def _side(m: EventMention, reach: int, side: int) -> list[str]:
    """The words before (-1) or after (1) a mention."""
    words = m.document.sentences[m.sentence]
    return words[max(0, m.first - reach) : m.first] if side < 0 else words[m.last : m.last + reach]


def _company(documents: Iterable[Document], heads: Sequence[str]) -> Array:
    """How alike the company is that two head words keep: cosine in 60 dimensions of their neighbours' association."""
    lines = [[lemma(w) for w in s if w[:1].isalpha()] for d in documents for s in d.sentences.values()]
    spread = Counter(w for line in lines for w in line)
    words = {w: i for i, w in enumerate(w for w, n in spread.items() if n >= 5 and w not in _STOP)}
    counts = np.zeros((len(words), len(words)), dtype=np.float32)
    for line in lines:
        known = [words[w] for w in line if w in words]
        for at, one in enumerate(known):
            for other in known[max(0, at - 4) : at]:
                counts[one, other] += 1
                counts[other, one] += 1
    total, margin = counts.sum(), counts.sum(axis=1)
    expected = np.outer(margin, margin**0.75) / (margin**0.75).sum() if total else counts
    close = np.log(np.maximum(counts, 1e-9) / np.maximum(expected, 1e-9)).clip(0)
    low, scale, _ = np.linalg.svd(close, full_matrices=False)
    vectors = low[:, :60] * np.sqrt(scale[:60])
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    own = np.stack([vectors[words[h]] if h in words else np.zeros(vectors.shape[1]) for h in heads])
    return np.asarray(own @ own.T, dtype=np.float64)


def _stories(likeness: Array, bar: float = 0.2) -> Array:
    """1 where two documents tell one story: groups by mean cosine, the likest first."""
    left, right = np.triu_indices(len(likeness), 1)
    value = likeness[left, right] - bar
    near = value > -bar / 2
    found = np.array(grouped(len(likeness), left[near], right[near], value[near], 0.0, -bar))
    return np.asarray(found[:, None] == found[None, :], dtype=np.float64)


def _names(words: Sequence[str]) -> list[str]:
    return [w.lower() for i, w in enumerate(words) if w[:1].isupper() and len(w) > 1 and (i or w.isupper())]


def _idf(bags: Sequence[Counter[str]]) -> dict[str, float]:
    spread = Counter(w for bag in bags for w in bag)
    return {w: float(np.log((1 + len(bags)) / (1 + n))) for w, n in spread.items()}


def _cosines(bags: Sequence[Counter[str]], idf: dict[str, float]) -> Array:
    """The cosine of every two bags, by tf-idf."""
    words = {w: i for i, w in enumerate(sorted({w for bag in bags for w in bag}))}
    matrix = np.zeros((len(bags), len(words)), dtype=np.float32)
    for i, bag in enumerate(bags):
        for w, n in bag.items():
            matrix[i, words[w]] = (1 + np.log(n)) * idf.get(w, 0.0)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return np.asarray(matrix @ matrix.T, dtype=np.float64)


# --- pairs -----------------------------------------------------------------------------------------------------------


def pairs_of(data: Prepared) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs that are compared: of documents that are alike, or of one document."""
    left, right = np.triu_indices(len(data.mentions), 1)
    alike = data.likeness["document"][data.document[left], data.document[right]] >= NEAREST
    return left[alike], right[alike]


class Known:
    """How often two lemmas were one event in the training topics, topic by topic, so that none learns from itself."""

    def __init__(self, mentions: Sequence[EventMention], heads: Sequence[str]) -> None:
        self.same: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        self.all: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        by_topic: dict[int, list[int]] = defaultdict(list)
        for i, m in enumerate(mentions):
            by_topic[m.document.topic].append(i)
        for topic, members in by_topic.items():
            for n, i in enumerate(members):
                for j in members[:n]:
                    key = (min(heads[i], heads[j]), max(heads[i], heads[j]))
                    self.all[topic][key] += 1
                    self.same[topic][key] += mentions[i].chain == mentions[j].chain
        self.total_same: Counter[tuple[str, str]] = Counter()
        self.total: Counter[tuple[str, str]] = Counter()
        for topic in by_topic:
            self.total_same.update(self.same[topic])
            self.total.update(self.all[topic])

    def rate(self, one: str, other: str, topic: int) -> tuple[float, float]:
        """The share of such pairs that were one event outside this topic, and log how many there were."""
        key = (min(one, other), max(one, other))
        same = self.total_same[key] - self.same.get(topic, Counter())[key]
        seen = self.total[key] - self.all.get(topic, Counter())[key]
        return (same + 0.1) / (seen + 1.0), float(np.log1p(seen))


NAMES = (
    "same_head", "head_rarity", "prefix", "shared_words", "one_in_other", "document", "opening", "sentence", "around",
    "same_document", "same_sentence", "names", "near_names", "numbers", "known", "seen", "both_early", "rank", "light",
    "apart", "nearest", "company", "before", "after", "names_before", "names_after", "story",
)  # fmt: skip


def features(data: Prepared, left: NDArray[np.int64], right: NDArray[np.int64], known: Known | None) -> Array:
    """A row of features for each pair, in the order of NAMES."""
    table = np.zeros((len(left), len(NAMES)))
    doc = data.document
    table[:, 5] = data.likeness["document"][doc[left], doc[right]]
    table[:, 6] = data.likeness["opening"][doc[left], doc[right]]
    table[:, 7] = data.likeness["sentence"][left, right]
    table[:, 8] = data.likeness["around"][left, right]
    table[:, 9] = doc[left] == doc[right]
    table[:, 10] = table[:, 9] * (data.place[left] == data.place[right])
    table[:, 16] = np.maximum(data.place[left], data.place[right])
    table[:, 17] = _rank(data.likeness["document"])[doc[left], doc[right]]
    table[:, 19] = np.where(table[:, 9] > 0, np.abs(data.place[left] - data.place[right]), -1)
    best = _nearest(data)
    table[:, 20] = table[:, 7] - np.minimum(best[left, doc[right]], best[right, doc[left]])
    table[:, 21] = data.likeness["company"][left, right]
    table[:, 22] = data.likeness["before"][left, right]
    table[:, 23] = data.likeness["after"][left, right]
    table[:, 26] = data.likeness["story"][doc[left], doc[right]]
    for n, (i, j) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        table[n, [0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 18, 24, 25]] = _words(data, i, j, known)
    return table


def _rank(likeness: Array) -> Array:
    """How near two documents are among all: the smaller of the two ranks."""
    order = np.argsort(np.argsort(-likeness, axis=1), axis=1).astype(np.float64)
    return np.minimum(order, order.T)


def _nearest(data: Prepared) -> Array:
    """For each mention the likest sentence of each document."""
    count = int(data.document.max()) + 1
    best = np.zeros((len(data.mentions), count))
    for d in range(count):
        best[:, d] = data.likeness["sentence"][:, data.document == d].max(axis=1, initial=0.0)
    return best


def _words(data: Prepared, i: int, j: int, known: Known | None) -> tuple[float, ...]:
    one, other = data.heads[i], data.heads[j]
    words = data.sets["words"][i], data.sets["words"][j]
    rate = known.rate(one, other, data.mentions[i].document.topic) if known else (0.0, 0.0)
    rarity = data.rarity.get(one, 8.0) if one == other else 0.0
    return (
        float(one == other),
        rarity,
        _prefix(one, other),
        len(words[0] & words[1]) / len(words[0] | words[1]),
        float(one in words[1] or other in words[0]),
        _overlap(data.sets["names"], i, j),
        _overlap(data.sets["near_names"], i, j),
        _overlap(data.sets["numbers"], i, j),
        *rate,
        float(one in LIGHT) + float(other in LIGHT),
        _overlap(data.sets["names_before"], i, j),
        _overlap(data.sets["names_after"], i, j),
    )


def _prefix(one: str, other: str) -> float:
    """How much of the longer word is the same from the start on: acquire and acquisition, resign and resignation."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same / min(max(len(one), len(other)), 7) if same >= 4 or one == other else 0.0


def _overlap(sets: tuple[frozenset[str], ...], i: int, j: int) -> float:
    """Shared over the smaller; -1 where one side has none."""
    smaller = min(len(sets[i]), len(sets[j]))
    return len(sets[i] & sets[j]) / smaller if smaller else -1.0


# --- groups ----------------------------------------------------------------------------------------------------------


def grouped(
    count: int, left: NDArray[np.int64], right: NDArray[np.int64], odds: Array, bar: float, uncompared: float = -4.0
) -> list[int]:
    """Which group each mention is in: groups grow while their mean log odds are above the bar, the surest first."""
    near: list[dict[int, tuple[float, int]]] = [{} for _ in range(count)]
    for a, b, value in zip(left.tolist(), right.tolist(), odds.tolist(), strict=True):
        near[a][b] = near[b][a] = (value, 1)
    parent, size = list(range(count)), [1] * count

    def mean(a: int, b: int) -> float:
        total, compared = near[a][b]
        return (total + uncompared * (size[a] * size[b] - compared)) / (size[a] * size[b])

    heap = [(-mean(a, b), a, b) for a in range(count) for b in near[a] if a < b and mean(a, b) > bar]
    heapify(heap)
    while heap:
        score, a, b = heappop(heap)
        if parent[a] != a or parent[b] != b or b not in near[a] or -score != mean(a, b):
            continue
        parent[b] = a
        size[a] += size[b]
        del near[a][b]
        for other, (total, compared) in near[b].items():
            if other != a:
                before = near[a].get(other, (0.0, 0))
                near[a][other] = near[other][a] = (before[0] + total, before[1] + compared)
                del near[other][b]
        near[b] = {}
        for other in near[a]:
            if (value := mean(a, other)) > bar:
                heappush(heap, (-value, min(a, other), max(a, other)))
    return [_root(parent, i) for i in range(count)]


def _root(parent: list[int], one: int) -> int:
    while parent[one] != one:
        one = parent[one]
    return one


def clusters(data: Prepared, model: trees.Trees, known: Known, bar: float) -> dict[Hashable, Hashable]:
    """The group of each mention, by its id."""
    left, right = pairs_of(data)
    odds = model.log_odds(features(data, left, right, known))
    found = grouped(len(data.mentions), left, right, odds, bar)
    return {m.id: g for m, g in zip(data.mentions, found, strict=True)}
