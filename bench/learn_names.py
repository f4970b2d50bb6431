"""Learn how Korean names are spelled: `python bench/learn_names.py --data DIR [--measure]`.

DIR holds korean_names_dev.csv, candidacies.csv, assembly_hanja.csv, ko_cross_pairs_dev.csv and ko_latin_pairs_dev.csv.
Only rows under CC0 or CC BY teach (`TEACHERS`); counts below three are not kept, nor any name. With --measure it learns
from half of the names, measures on the other half, prints the figures and writes nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from hashlib import sha256
from math import exp, log
from pathlib import Path
from typing import Any

from doltap.language import romanise
from doltap.language.hangul import decompose, initial_sound_variants, is_hangul
from doltap.language.names import compare, evidence, table
from doltap.language.names.channel import parts
from doltap.language.names.text import latin_tokens

TEACHERS = {"wikidata2018", "assembly19"}
LEAST = 3
TARGET = Path(__file__).parent.parent / "src/doltap/language/data/korean_names.json"
COMPOUND = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "망절", "어금", "소봉", "장곡")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def surname_of(hangul: str) -> str:
    return hangul[:2] if hangul.startswith(COMPOUND) and len(hangul) > 2 else hangul[:1]


def half(hangul: str) -> int:
    """0 or 1 by the Hangul name, so that no name is in both halves."""
    return sha256(hangul.encode()).digest()[0] % 2


def teaching(names: list[dict[str, str]]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(surname, its spelling, given name, tokens of the given name) of every usable row."""
    out = []
    for row in names:
        tokens = latin_tokens(row["latin"])
        if row["src"] not in TEACHERS or len(tokens) < 2 or not is_hangul(row["hangul"]) or len(row["hangul"]) < 2:
            continue
        surname = surname_of(row["hangul"])
        first = row["order"] != "sl"
        spelled, given = (tokens[0], tokens[1:]) if first else (tokens[-1], tokens[:-1])
        out.append((surname, spelled, row["hangul"][len(surname) :], tuple(given)))
    return out


def first_guess() -> dict[str, dict[str, dict[str, float]]]:
    """Spellings of each letter as the three systems write it, to start from."""
    guess: dict[str, dict[str, Counter[str]]] = {k: defaultdict(Counter) for k in ("leads", "vowels", "tails")}
    for code in range(0xAC00, 0xD7A4):
        syllable = chr(code)
        lead, vowel, tail = decompose(syllable)
        for system in (romanise.revised, lambda s: romanise.mccune_reischauer(s, marks=False), romanise.dprk):
            split = parts(system(syllable).lower())
            if split:
                for kind, letter, spelling in zip(guess, (lead, vowel, tail), split, strict=True):
                    guess[kind][letter][spelling] += 1
    return {kind: {letter: logs(written, 0.0) for letter, written in found.items()} for kind, found in guess.items()}


def logs(written: Counter[str] | dict[str, float], least: float) -> dict[str, float]:
    total = sum(written.values())
    return {s: round(log(n / total), 3) for s, n in written.items() if n >= least and n / total > 1e-4}


def cuts(tokens: tuple[str, ...], count: int) -> list[tuple[str, ...]]:
    """Every way to cut the given name into `count` Latin syllables that respects its own breaks."""
    letters = "".join(tokens)
    breaks = {sum(map(len, tokens[:i])) for i in range(1, len(tokens))}
    found: list[tuple[str, ...]] = []

    def walk(start: int, done: tuple[str, ...]) -> None:
        if len(done) == count:
            if start == len(letters):
                found.append(done)
            return
        for end in range(start + 1, min(start + 7, len(letters)) + 1):
            if parts(letters[start:end]) and not any(start < b < end for b in breaks):
                walk(end, (*done, letters[start:end]))

    walk(0, ())
    return found


def learn_letters(taught: list[tuple[str, str, str, tuple[str, ...]]], rounds: int = 6) -> tuple[dict[str, Any], Any]:
    """Expectation and maximisation over the hidden cuts: letter tables and expected counts of whole syllables."""
    tables = first_guess()
    examples = [(given, cuts(tokens, len(given))) for _, _, given, tokens in taught]
    examples += [(surname, [(spelled,)]) for surname, spelled, _, _ in taught if len(surname) == 1 and parts(spelled)]
    wholes: dict[str, Counter[str]] = {}
    for _ in range(rounds):
        counts: dict[str, dict[str, Counter[str]]] = {k: defaultdict(Counter) for k in tables}
        wholes = defaultdict(Counter)
        for number, (given, ways) in enumerate(examples):
            is_given = number < len(taught)
            weighed = [(way, exp(sum(cost(tables, s, w) for s, w in zip(given, way, strict=True)))) for way in ways]
            total = sum(w for _, w in weighed)
            if not total or exp(-20 * len(given)) > total:
                continue
            for way, weight in weighed:
                for syllable, spelling in zip(given, way, strict=True):
                    share = weight / total
                    for kind, letter, piece in zip(tables, decompose(syllable), parts(spelling), strict=True):
                        counts[kind][letter][piece] += share * (1.0 if is_given else 0.2)
                    if is_given:
                        wholes[syllable][spelling] += share
        guess = first_guess()
        for kind, found in counts.items():
            for letter, written in guess[kind].items():
                for spelling, value in written.items():
                    found[letter][spelling] += 2 * exp(value)
            tables[kind] = {letter: logs(written, 0.3) for letter, written in found.items()}
    return tables, wholes


def cost(tables: dict[str, Any], syllable: str, spelling: str) -> float:
    split = parts(spelling)
    return sum(
        tables[kind].get(letter, {}).get(piece, -8.0)
        for kind, letter, piece in zip(tables, decompose(syllable), split, strict=True)
    )


def kept(wholes: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    pruned = {s: {w: round(n) for w, n in sorted(c.items()) if round(n) >= LEAST} for s, c in sorted(wholes.items())}
    return {s: c for s, c in pruned.items() if c}


def respelled(seen: dict[str, Counter[str]], counts: Counter[str]) -> dict[str, Counter[str]]:
    """The spellings seen, and a tenth more by the three systems: the lists hold few names as the North spells them."""
    merged: dict[str, Counter[str]] = defaultdict(Counter, {s: Counter(c) for s, c in seen.items()})
    for syllable in counts:
        share = max(sum(merged[syllable].values()) / 10, 3)
        for north in initial_sound_variants(syllable)[:2]:
            for spelling in {romanise.mccune_reischauer(north, marks=False).lower(), romanise.dprk(north).lower()}:
                merged[syllable][spelling] += round(share / 2)  # type: ignore[assignment]
        merged[syllable][romanise.revised(syllable).lower()] += round(share / 2)
    return merged


def learn(data: Path, names: list[dict[str, str]]) -> dict[str, Any]:
    """The whole table from these rows and from the Hangul names of the candidacies."""
    taught = teaching(names)
    tables, wholes = learn_letters(taught)
    surnames: dict[str, Counter[str]] = defaultdict(Counter)
    surname_counts, given_counts = Counter[str](), Counter[str]()
    for surname, spelled, given, _ in taught:
        surnames[surname][spelled] += 1
        surname_counts[surname] += 1
        given_counts.update(given)
    for name in {(r["person_id"], r["name"]) for r in rows(data / "candidacies.csv") if is_hangul(r["name"])}:
        surname = surname_of(name[1])
        surname_counts[surname] += 1
        given_counts.update(name[1][len(surname) :])
    surnames = respelled(surnames, surname_counts)
    wholes = respelled(wholes, given_counts)
    return {
        "about": "Counts of how syllables of Korean names are spelled, from 3 upwards; no name. bench/learn_names.py.",
        "sources": "Wikidata 2018 labels (CC0); Assembly and candidacies, teampopong/data-for-rnd (CC BY 3.0)",
        **{kind: dict(sorted(found.items())) for kind, found in tables.items()},
        "given": kept(wholes),
        "surnames": kept(surnames),
        "surname_counts": {s: n for s, n in sorted(surname_counts.items()) if n >= LEAST},
        "given_counts": {s: n for s, n in sorted(given_counts.items()) if n >= LEAST},
        "weights": {},
    }


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gauss's elimination with pivots."""
    rows_ = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    size = len(rows_)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows_[r][i]))
        rows_[i], rows_[pivot] = rows_[pivot], rows_[i]
        for r in range(size):
            if r != i:
                factor = rows_[r][i] / rows_[i][i]
                rows_[r] = [x - factor * y for x, y in zip(rows_[r], rows_[i], strict=True)]
    return [rows_[i][size] / rows_[i][i] for i in range(size)]


def fit(features: list[tuple[float, ...]], labels: list[int], rounds: int = 12) -> list[float]:
    """Logistic regression by Newton's method with a little ridge; the last weight is the constant."""
    size = len(features[0]) + 1
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-0.3 * w for w in weights]
        hessian = [[0.3 * (i == j) for j in range(size)] for i in range(size)]
        for feature, label in zip(features, labels, strict=True):
            x = (*feature, 1.0)
            p = evidence.logistic(tuple(weights), feature)
            sure = p * (1 - p)
            for i in range(size):
                gradient[i] += (label - p) * x[i]
                for j in range(size):
                    hessian[i][j] += sure * x[i] * x[j]
        weights = [w + d for w, d in zip(weights, solve(hessian, gradient), strict=True)]
    return [round(w, 4) for w in weights]


def auc(scores: list[float], labels: list[int]) -> float:
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


def best_f1(scores: list[float], labels: list[int]) -> tuple[float, float]:
    """The best F1 and the threshold that gives it."""
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    good, hit, best = sum(labels), 0, (0.0, 1.0)
    for taken, (score, label) in enumerate(ranked, 1):
        hit += label
        best = max(best, (2 * hit / (taken + good), score))
    return best


def cross_examples(data: Path, names: set[str], model: table.NameTable) -> tuple[list[tuple[float, ...]], list[int]]:
    """Features and labels of the Hangul-Latin pairs of these names, and of each with three strangers."""
    features, labels = [], []
    pool = sorted({n["hangul"] for n in rows(data / "korean_names_dev.csv") if is_hangul(n["hangul"])})
    for row in rows(data / "ko_cross_pairs_dev.csv"):
        tokens = latin_tokens(row["latin"])
        if row["latin"] in names and tokens and row["src"] in TEACHERS:
            features.append(evidence.cross_features(row["hangul"], tokens, model))
            labels.append(int(row["label"]))
            if row["label"] == "1":
                others = strangers(row["latin"], pool)
                others.append(surname_of(others[0]) + row["hangul"][len(surname_of(row["hangul"])) :])
                for other in others:
                    features.append(evidence.cross_features(other, tokens, model))
                    labels.append(int(other == row["hangul"]))
    return features, labels


def strangers(latin: str, pool: list[str], count: int = 3) -> list[str]:
    """Hangul names of others, so that the weight of a surname is learned too; the pairs always share theirs."""
    seed = int.from_bytes(sha256(latin.encode()).digest()[:6], "big")
    return [pool[(seed * (i + 1)) % len(pool)] for i in range(count)]


def latin_examples(data: Path, part: int | None, model: table.NameTable) -> tuple[list[tuple[float, ...]], list[int]]:
    features, labels = [], []
    pool = sorted({n["latin"] for n in rows(data / "korean_names_dev.csv")})
    for row in rows(data / "ko_latin_pairs_dev.csv"):
        if part is not None and half(" ".join(sorted(latin_tokens(row["a"])))) != part:
            continue
        other = pool[len(features) * 7919 % len(pool)]
        for partner, label in ((row["b"], int(row["label"])), (other, 0)):
            a, b = sorted((latin_tokens(row["a"]), latin_tokens(partner)))
            found = evidence.latin_features(a, b, model) if sorted(a) != sorted(b) else None
            if found:
                features.append(found)
                labels.append(label)
    return features, labels


def weighted(data: Path, raw: dict[str, Any], latins: set[str], part: int | None) -> dict[str, Any]:
    """The table with the weights that turn its evidence into scores."""
    model = table.from_json(raw)
    raw["weights"]["cross"] = fit(*cross_examples(data, latins, model))
    raw["weights"]["latin"] = fit(*latin_examples(data, part, model))
    return raw


def recall_at_one(queries: list[dict[str, str]], pool: list[str], model: table.NameTable) -> float:
    """How often the right Hangul name comes first among a pool, compared with every one of it."""
    hits = 0
    for row in queries:
        tokens = latin_tokens(row["latin"])
        best = max(pool, key=lambda h: evidence.cross_score(h, tokens, model).score)
        hits += best == row["hangul"]
    return hits / len(queries)


def measure(data: Path, names: list[dict[str, str]]) -> None:
    """Learn from one half of the names, print what comes out on the other."""
    learners = [n for n in names if half(n["hangul"]) == 0]
    others = [n for n in names if half(n["hangul"]) == 1]
    raw = weighted(data, learn(data, learners), {n["latin"] for n in learners}, 0)
    model = table.from_json(raw)
    latins = {n["latin"] for n in others} - {n["latin"] for n in learners}
    scores, labels = [], []
    for row in rows(data / "ko_cross_pairs_dev.csv"):
        if row["latin"] in latins:
            tokens = latin_tokens(row["latin"])
            scores.append(evidence.cross_score(row["hangul"], tokens, model).score if tokens else 0.0)
            labels.append(int(row["label"]))
    print(f"Hangul-Latin: {len(labels)} pairs, AUC {auc(scores, labels):.4f}, F1 {best_f1(scores, labels)}")
    scores, labels = [], []
    for row in rows(data / "ko_latin_pairs_dev.csv"):
        if half(" ".join(sorted(latin_tokens(row["a"])))) == 1:
            scores.append(compare.latin_names(*sorted((row["a"], row["b"])), model).score)
            labels.append(int(row["label"]))
    print(f"Latin-Latin: {len(labels)} pairs, AUC {auc(scores, labels):.4f}, F1 {best_f1(scores, labels)}")
    pool = sorted({n["hangul"] for n in others if is_hangul(n["hangul"])})
    queries = [n for n in others if is_hangul(n["hangul"])][::12]
    print(f"recall@1 of {len(queries)} queries in a pool of {len(pool)}: {recall_at_one(queries, pool, model):.3f}")


def write(raw: dict[str, Any]) -> None:
    TARGET.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    names = rows(options.data / "korean_names_dev.csv")
    if not TARGET.exists():
        write(learn(options.data, names))
    if options.measure:
        measure(options.data, names)
        return
    raw = weighted(options.data, learn(options.data, names), {n["latin"] for n in names}, None)
    write(raw)


if __name__ == "__main__":
    main()
