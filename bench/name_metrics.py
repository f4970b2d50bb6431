"""Figures for pairs and rankings: AUC, F1, recall at a precision, calibration error, an interval for a share."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt

Scores = Sequence[float]
Labels = Sequence[int]


def auc(scores: Scores, labels: Labels) -> float:
    """The probability that a true pair scores above a false one, ties counting half."""
    ranked = sorted(zip(scores, labels, strict=True))
    good = sum(labels)
    total, i = 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        total += sum(label for _, label in ranked[i:j]) * (i + j + 1) / 2
        i = j
    return (total - good * (good + 1) / 2) / (good * (len(labels) - good))


def _curve(scores: Scores, labels: Labels) -> list[tuple[float, float, float]]:
    """(threshold, precision, recall) after each block of equal scores, from the highest."""
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    good, hit, out = sum(labels), 0, []
    for taken, (score, label) in enumerate(ranked, 1):
        hit += label
        if taken == len(ranked) or ranked[taken][0] != score:
            out.append((score, hit / taken, hit / good))
    return out


def best_f1(scores: Scores, labels: Labels) -> tuple[float, float]:
    """The best F1 and the threshold that gives it."""
    return max((2 * p * r / (p + r) if p + r else 0.0, score) for score, p, r in _curve(scores, labels))


def f1_at(scores: Scores, labels: Labels, threshold: float) -> float:
    hit = sum(label for score, label in zip(scores, labels, strict=True) if score >= threshold)
    return 2 * hit / (sum(score >= threshold for score in scores) + sum(labels))


def recall_at(scores: Scores, labels: Labels, precision: float) -> float:
    return max((r for _, p, r in _curve(scores, labels) if p >= precision), default=0.0)


def ece(scores: Scores, labels: Labels, bins: int = 10) -> float:
    """Expected calibration error: how far scores lie from the share of true pairs among them, in ten equal bins."""
    held: list[list[tuple[float, int]]] = [[] for _ in range(bins)]
    for score, label in zip(scores, labels, strict=True):
        held[min(int(score * bins), bins - 1)].append((score, label))
    gaps = (abs(sum(s for s, _ in b) - sum(y for _, y in b)) for b in held)
    return sum(gaps) / len(scores)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, JASA 1927)."""
    z, p = 1.96, hits / of
    middle, half = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gauss's elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def fit(features: Sequence[Sequence[float]], labels: Labels, ridge: float = 0.3, rounds: int = 10) -> list[float]:
    """Logistic regression by Newton's method with a little ridge; the last weight is the constant."""
    size = len(features[0]) + 1
    lines = [(*feature, 1.0) for feature in features]
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-ridge * w for w in weights]
        hessian = [[ridge * (i == j) for j in range(size)] for i in range(size)]
        for x, label in zip(lines, labels, strict=True):
            value = sum(w * f for w, f in zip(weights, x, strict=True))
            p = 1 / (1 + exp(-max(min(value, 30.0), -30.0)))
            sure = p * (1 - p)
            for i in range(size):
                gradient[i] += (label - p) * x[i]
                if sure > 1e-6:
                    for j in range(i + 1):
                        hessian[i][j] += sure * x[i] * x[j]
        for i in range(size):
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        weights = [w + d for w, d in zip(weights, solve(hessian, gradient), strict=True)]
    return [round(w, 4) for w in weights]


EDGES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def shares(scores: Scores, labels: Labels, trust: float = 8.0) -> list[float]:
    """Knots (score, share of true pairs ...) that turn scores into shares, rising, drawn to the score where few are."""
    held: list[list[tuple[float, int]]] = [[] for _ in range(len(EDGES) + 1)]
    for score, label in zip(scores, labels, strict=True):
        held[sum(score > edge for edge in EDGES)].append((score, label))
    blocks: list[list[float]] = []
    for part in (b for b in held if b):
        size, x, y = len(part), sum(s for s, _ in part), sum(label for _, label in part)
        blocks.append([x / size, (y + trust * x / size) / (size + trust), size + trust])
    knots = [0.0, 0.0]
    for x, y in zip((b[0] for b in blocks), _rising(blocks), strict=True):
        if knots[-2] + 1e-3 < x < 1 - 1e-3:
            knots += [round(x, 4), round(max(y, knots[-1] + 1e-4), 4)]
    return [*knots, 1.0, max(1.0, knots[-1])]


def _rising(blocks: list[list[float]]) -> list[float]:
    """The nearest rising values (pool adjacent violators)."""
    pools: list[list[float]] = []
    for _, y, weight in blocks:
        pools.append([y, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (y1, w1, n1), (y2, w2, n2) = pools[-2:]
            pools[-2:] = [[(y1 * w1 + y2 * w2) / (w1 + w2), w1 + w2, n1 + n2]]
    return [y for y, _, n in pools for _ in range(int(n))]
