"""Learn and measure the second opinion on sentences: `python bench/learn_safety.py --shared DIR --open DIR [--write]`.

Needs numpy and scipy (bench only). Teachers: the invented sentences of tests/safety (never round 2 of the fresh ones);
as harmless text the pack's own tables, the World Factbook and the Universal Declaration in DIR (public domain), and in
the `--open` folder one sentence a line: `pd_en.txt` (novels out of copyright, Project Gutenberg), `web_ko.txt`
(songys/Chatbot_data, MIT; e9t/nsmc, CC0). Printed: each author left out, mistakes on real texts that taught nothing;
with `--write` the weights are written instead.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

from doltap.catalogue import LANGUAGES, entries
from doltap.language import sentences as split
from doltap.safety.opinion import features
from doltap.safety.rulebook import plain

HERE = Path(__file__).parent.parent
TARGET = HERE / "src/doltap/safety/data/opinion.tsv"
PACK = HERE / "src/doltap/packs/north_korea"
TABLES = [
    "facts",
    "timeline",
    "law",
    "organisations",
    "instruments",
    "procedure",
    "guide",
    "checklist",
    "renderings",
    "detention",
    "labels",
]
OWN = ("guide.", "publish.", "cli.")
DECAY = 0.3
POSITIVE = 5.0
RARE = 3
LARGEST = 380_000
"""Bytes of weights; the smallest are left out."""
ALLOWED = {"kcna": 0.002, "testimony": 0.02, "speeches": 0.003, "news": 0.003}
HANGUL = re.compile("[가-힣]")
HEAD = (
    "# Weights in hundredths of the second opinion on sentences; ~ stem, # piece, @ family, 'a b' neighbours.\n"
    "# Logistic regression, written by bench/learn_safety.py; aggregates only. Learned from the invented sentences of\n"
    "# tests/safety (not round 2), the pack's tables, public-domain prose and factbook, songys/Chatbot_data (MIT) and\n"
    "# e9t/nsmc (CC0).\n"
)
Row = tuple[str, bool]


def cut(text: str) -> list[str]:
    return [" ".join(text[a:b].split()) for a, b in split(text) if text[a:b].strip()]


def table(name: str, **wanted: str) -> list[Row]:
    with (HERE / "tests/safety" / name).open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if all(r[k] == v for k, v in wanted.items())]
    return [(r["sentence"], r["expected"] == "operational") for r in rows]


def told(node: object) -> list[str]:
    """All texts of a factbook page."""
    if isinstance(node, dict):
        return [t for key, sub in node.items() for t in ([sub] if key == "text" else told(sub)) if isinstance(t, str)]
    return []


def harmless(shared: Path, prose: Path) -> list[Row]:
    found: list[str] = []
    for name in TABLES:
        with (PACK / f"{name}.csv").open(encoding="utf-8") as file:
            found += [s for r in csv.DictReader(file) for v in r.values() if v and len(v) > 12 for s in cut(v)]
    # What Doltap itself says to people is harmless by definition: it is taught so, three times over.
    own = [t for language in LANGUAGES for c, text in entries(language).items() if c.startswith(OWN) for t in cut(text)]
    taught_own = [(s, False) for s in own for _ in range(3)]
    pages = sorted((shared / "inputs/countries").glob("*.json"))
    book = [s for p in pages for t in told(json.loads(p.read_text())) for s in cut(re.sub("<[^>]+>", " ", t))]
    book = sorted({s for s in book if 30 < len(s) < 400})
    random.Random(1).shuffle(book)
    found += book[:1500]
    for code in ("eng", "kor"):
        page = (shared / f"inputs/udhr/{code}.html").read_text(encoding="utf-8")
        found += [s for s in cut(re.sub("<[^>]+>", " ", page)) if len(s) > 20]
    for name in ("pd_en.txt", "web_ko.txt"):
        found += (prose / name).read_text(encoding="utf-8").splitlines()
    return [*taught_own, *((s, False) for s in dict.fromkeys(found) if s.strip())]


def real(shared: Path) -> dict[str, list[Row]]:
    """Texts that teach nothing: state media, speeches, news and reviews, oral histories."""
    folder = shared / "inputs"
    stories = json.loads((folder / "kcna/kcna_en_400.json").read_text(encoding="utf-8"))
    raw = (folder / "ner_ko/klue-ner-v1.1_dev.tsv").read_text(encoding="utf-8").splitlines()
    texts = {
        "kcna": [s["story_text"] or "" for s in stories],
        "speeches": [p.read_text(encoding="utf-8") for p in sorted((folder / "speeches_ko").glob("*.txt"))],
        "testimony": [],
    }
    for page in sorted((folder / "testimony").glob("RG-*.json")):
        told_there = json.loads(page.read_text(encoding="utf-8"))
        texts["testimony"].append("\n\n".join(told_there["sequence"] or told_there["paragraph_breaks"]))
    found = {name: [(s, False) for t in those for s in cut(t)] for name, those in texts.items()}
    lines = (re.sub(r"<([^:<>]+):[A-Z]{2}>", r"\1", x.split("\t")[-1]) for x in raw if x.startswith("##"))
    return found | {"news": [(x, False) for x in lines]}


def matrix(seen: list[dict[str, float]], names: dict[str, int]) -> sparse.csr_matrix:
    cells = [(f[k], i, names[k]) for i, f in enumerate(seen) for k in f if k in names]
    much, row, column = zip(*cells, strict=True)
    return sparse.csr_matrix((much, (row, column)), shape=(len(seen), len(names)))


def fit(x: sparse.csr_matrix, y: np.ndarray) -> np.ndarray:
    """Logistic regression; the last column is the bias."""
    sign, weight = np.where(y, 1.0, -1.0), np.where(y, POSITIVE, 1.0)

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        z = sign * (x @ p[:-1] + p[-1])
        slope = -(weight * sign) / (1 + np.exp(np.minimum(z, 500)))
        decay = DECAY * p[:-1]
        return float(weight @ np.logaddexp(0, -z) + decay @ p[:-1] / 2), np.append(x.T @ slope + decay, slope.sum())

    start = np.zeros(x.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def thresholds(scores: np.ndarray, group: np.ndarray) -> dict[str, float]:
    at = {name: float(np.quantile(scores[group == name], 1 - share)) for name, share in ALLOWED.items()}
    return {"=en": max(at["kcna"], at["testimony"]), "=ko": max(at["speeches"], at["news"])}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--open", type=Path, required=True)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    taught = {
        "first": table("sentences.csv"),
        "second": table("second_author.csv"),
        "round 1": table("second_author_fresh.csv", round="1"),
        "training": table("training.csv"),
        "harmless": harmless(given.shared, given.open),
    }
    groups = taught | real(given.shared)
    rows = [row for those in groups.values() for row in those]
    group = np.array([name for name, those in groups.items() for _ in those])
    y = np.array([label for _, label in rows])
    korean = np.array([bool(HANGUL.search(s)) for s, _ in rows])
    seen = [features(plain(s)) for s, _ in rows]
    counted = Counter(k for f, name in zip(seen, group, strict=True) if name in taught for k in f)
    names = {k: i for i, k in enumerate(sorted(k for k, n in counted.items() if n >= RARE))}
    x = matrix(seen, names)
    if given.write:
        learned = np.isin(group, list(taught))
        write(fit(x[learned], y[learned]), names, x, group)
        return
    for out in (("second", "round 1"), ("first",), ("round 1",), ("first", "second", "round 1")):
        measure(x, y, group, korean, [t for t in taught if t not in out], out)


def measure(x, y, group, korean, taught, out) -> None:  # type: ignore[no-untyped-def]
    learned = np.isin(group, taught)
    weights = fit(x[learned], y[learned])
    scores = x @ weights[:-1] + weights[-1]
    least = thresholds(scores, group)
    held = scores > np.where(korean, least["=ko"], least["=en"])
    print(f"taught {'+'.join(taught)}")
    for name in out:
        t = group == name
        told_ = [f"{w} {held[t & y & m].mean():.2f}" for w, m in (("en", ~korean), ("ko", korean))]
        print(f"  {name}: found {held[t & y].mean():.3f} ({', '.join(told_)}) by mistake {held[t & ~y].mean():.3f}")
    print("  real:", {n: round(float(held[group == n].mean()), 4) for n in ALLOWED}, flush=True)


def write(weights: np.ndarray, names: dict[str, int], x: sparse.csr_matrix, group: np.ndarray) -> None:
    """The largest weights that fit, both languages shifted so that the threshold is at one half."""
    kept: dict[str, int] = {}
    size = 0
    for name, at in sorted(names.items(), key=lambda item: -abs(weights[item[1]])):
        size += len(name.encode()) + 5
        if size > LARGEST:
            break
        kept[name] = round(100 * weights[at])
    whole = np.array([kept.get(name, 0) / 100 for name in sorted(names)])
    least = thresholds(x @ whole, group)
    for code in ("=en", "=ko"):
        kept[code] = kept.get(code, 0) - round(100 * least[code])
    lines = (f"{name}\t{weight}\n" for name, weight in sorted(kept.items()) if weight)
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(kept)} weights, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
