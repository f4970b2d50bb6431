"""Learn how Korean names are spelled: `python bench/learn_names.py --data DIR` writes the table that ships.

DIR holds korean_names_dev.csv, candidacies.csv, ko_cross_pairs_dev.csv, ko_latin_pairs_dev.csv and name_bench/. Only
rows under CC0 or CC BY teach (`TEACHERS`); counts below three are not kept, nor any name.
`bench/names.py` measures.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from math import exp, log
from pathlib import Path
from typing import Any

from doltap.language import romanise
from doltap.language.hangul import decompose, initial_sound_variants, is_hangul
from doltap.language.names import channel as channels
from doltap.language.names import compare_many, evidence, general, keys, ready, table, text
from doltap.language.names.channel import Channel, parts
from doltap.language.names.table import KINDS
from doltap.language.names.text import fold_word, latin_tokens, latin_words
from name_metrics import fit, shares

TEACHERS = {"wikidata2018", "assembly19"}
LEAST = 3
WEIGHED = {"name.romanisation", "name.words", "name.part_missing", "name.given_differs", "name.surname_differs"}
DATA = Path(__file__).parent.parent / "src/doltap/language/data"
TARGET, HANJA = DATA / "korean_names.json", DATA / "hanja.txt"
COMPOUND = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문", "동방", "망절", "어금", "소봉", "장곡")
LEARNED = ("rr", "mr", "dprk", "free")
FIXED = {"pinyin": 0.012, "russian": 0.006, "yale": 0.004}
ROUNDS = 8
Taught = tuple[str, str, str, tuple[str, ...]]
Tables = dict[str, dict[str, dict[str, float]]]

# How spellers without a system write: the letters of English.
FREE = {
    "leads": {
        "ㄱ": "k g",
        "ㄲ": "k kk g",
        "ㄴ": "n",
        "ㄷ": "d t",
        "ㄸ": "d t",
        "ㄹ": "r l",
        "ㅁ": "m",
        "ㅂ": "b p",
        "ㅃ": "b p",
        "ㅅ": "s sh",
        "ㅆ": "s ss",
        "ㅇ": " ",
        "ㅈ": "j ch",
        "ㅉ": "j",
        "ㅊ": "ch",
        "ㅋ": "k",
        "ㅌ": "t",
        "ㅍ": "p",
        "ㅎ": "h",
    },
    "vowels": {
        "ㅏ": "a ah",
        "ㅐ": "ae ai",
        "ㅑ": "ya",
        "ㅒ": "yae",
        "ㅓ": "u o eo",
        "ㅔ": "e ae",
        "ㅕ": "you yu yo yeo",
        "ㅖ": "ye yae",
        "ㅗ": "o oh",
        "ㅘ": "wa",
        "ㅙ": "wae wai",
        "ㅚ": "oi oe oe",
        "ㅛ": "yo",
        "ㅜ": "oo u",
        "ㅝ": "wo weo",
        "ㅞ": "we",
        "ㅟ": "wi",
        "ㅠ": "you yoo yu",
        "ㅡ": "eu u",
        "ㅢ": "eui ui ee",
        "ㅣ": "i ee",
    },
    "tails": {
        "": " ",
        "ㄱ": "k g ck",
        "ㄴ": "n",
        "ㄷ": "t d",
        "ㄹ": "l",
        "ㅁ": "m",
        "ㅂ": "p b",
        "ㅅ": "t s",
        "ㅇ": "ng",
    },
}
# Kontsevich's system for Korean in Cyrillic, its letters then in Latin ones as `doltap.language.names.letters` has.
RUSSIAN = {
    "leads": {
        "ㄱ": "k g",
        "ㄲ": "kk",
        "ㄴ": "n",
        "ㄷ": "t d",
        "ㄸ": "tt",
        "ㄹ": "r l",
        "ㅁ": "m",
        "ㅂ": "p b",
        "ㅃ": "pp",
        "ㅅ": "s",
        "ㅆ": "ss",
        "ㅇ": " ",
        "ㅈ": "ch dzh",
        "ㅉ": "cch",
        "ㅊ": "chh ch",
        "ㅋ": "kkh k",
        "ㅌ": "tkh t",
        "ㅍ": "pkh p",
        "ㅎ": "kh h",
    },
    "vowels": {
        "ㅏ": "a",
        "ㅐ": "e",
        "ㅑ": "ya",
        "ㅒ": "ye",
        "ㅓ": "o e",
        "ㅔ": "e ye",
        "ㅕ": "yo e",
        "ㅖ": "ye e",
        "ㅗ": "o",
        "ㅘ": "va",
        "ㅙ": "ve",
        "ㅚ": "ve",
        "ㅛ": "yo",
        "ㅜ": "u",
        "ㅝ": "vo",
        "ㅞ": "ve",
        "ㅟ": "vi",
        "ㅠ": "yu",
        "ㅡ": "y",
        "ㅢ": "yi y i",
        "ㅣ": "i",
    },
    "tails": {"": " ", "ㄱ": "k", "ㄴ": "n", "ㄹ": "l r", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅇ": "n ng"},
}
# Yale's system, as linguists write Korean (S. Martin, A Reference Grammar of Korean, 1992).
YALE = {
    "leads": dict(
        zip(
            "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
            ["k", "kk", "n", "t", "tt", "l", "m", "p", "pp", "s", "ss", "", "c", "cc", "ch", "kh", "th", "ph", "h"],
            strict=True,
        )
    ),
    "vowels": dict(
        zip(
            "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
            [
                "a",
                "ay",
                "ya",
                "yay",
                "e",
                "ey",
                "ye",
                "yey",
                "o",
                "wa",
                "way",
                "oy",
                "yo",
                "wu",
                "we",
                "wey",
                "wi",
                "yu",
                "u",
                "uy",
                "i",
            ],
            strict=True,
        )
    ),
    "tails": {
        "": "",
        **dict(
            zip(
                "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍ",
                ["k", "kk", "n", "t", "l", "m", "p", "s", "ss", "ng", "c", "ch", "kh", "th", "ph"],
                strict=True,
            )
        ),
    },
}
YALE["vowels"]["ㅜ"] = "wu u"  # u alone behind a labial
# Mandarin in Hangul by the South's rules for foreign words, as far as one syllable gives one.
MANDARIN = {
    "leads": {
        "ㅂ": "b",
        "ㅍ": "p f",
        "ㅁ": "m",
        "ㄷ": "d",
        "ㅌ": "t",
        "ㄴ": "n",
        "ㄹ": "l r",
        "ㄱ": "g",
        "ㅋ": "k",
        "ㅎ": "h",
        "ㅈ": "j zh",
        "ㅊ": "ch q c",
        "ㅅ": "x sh s",
        "ㅉ": "z",
        "ㅆ": "s",
        "ㅇ": " ",
    },
    "vowels": {
        "ㅏ": "a ia",
        "ㅑ": "ia ya",
        "ㅓ": "e",
        "ㅗ": "o",
        "ㅜ": "u o wu",
        "ㅟ": "yu u",
        "ㅣ": "i yi",
        "ㅖ": "ia ye ie",
        "ㅔ": "ia e ie",
        "ㅝ": "uo wo",
        "ㅘ": "ua wa",
        "ㅞ": "ue ue",
        "ㅡ": "i e",
        "ㅠ": "iu io u",
        "ㅙ": "uai",
        "ㅛ": "iao",
    },
    "tails": {"": " ", "ㄴ": "n", "ㅇ": "ng"},
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def listed_surnames() -> list[str]:
    """Every surname that Doltap knows, be it never so rare: nobody's count, so it may be below three."""
    lines = (DATA / "titles.txt").read_text(encoding="utf-8").splitlines()
    return sorted({s for kind, *found in map(str.split, lines) if kind in ("surname", "compound") for s in found})


def surname_of(hangul: str) -> str:
    return hangul[:2] if hangul.startswith(COMPOUND) and len(hangul) > 2 else hangul[:1]


def parted(hangul: str) -> tuple[str, str]:
    """Surname and given name."""
    size = len(surname_of(hangul))
    return hangul[:size], hangul[size:]


def part_of(hangul: str, parts_: int) -> int:
    """Which part a Hangul name falls into, so that no name is in two."""
    return int.from_bytes(sha256(hangul.encode()).digest()[:4], "big") % parts_


def teaching(names: list[dict[str, str]]) -> list[Taught]:
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


def logs(written: Counter[str] | dict[str, float], least: float = 0.0) -> dict[str, float]:
    total = sum(written.values())
    return {s: round(log(n / total), 3) for s, n in written.items() if n >= least and n / total > 1e-4}


def listed(letters: dict[str, dict[str, str]]) -> Tables:
    """Letters as a table above gives them, the first spelling the commonest."""
    halves = {
        kind: {
            letter: {s.strip(): 0.5**i for i, s in enumerate(spelled.split(" ") if spelled.strip() else [""])}
            for letter, spelled in found.items()
        }
        for kind, found in letters.items()
    }
    return {kind: {letter: logs(written) for letter, written in found.items()} for kind, found in halves.items()}


def written_by(system: Any) -> Tables:
    """Spellings of each letter as one system writes it, at the start of a word and after a vowel."""
    guess: dict[str, dict[str, Counter[str]]] = {k: defaultdict(Counter) for k in KINDS}
    for code in range(0xAC00, 0xD7A4):
        letters = decompose(chr(code))
        for spelling in (system(chr(code)).lower(), system("아" + chr(code)).lower()[1:]):
            split = parts(fold_word(spelling))
            if split:
                for kind, letter, piece in zip(KINDS, letters, split, strict=True):
                    guess[kind][letter][piece] += 1
    return {kind: {letter: logs(written) for letter, written in found.items()} for kind, found in guess.items()}


def mixed(tables: list[Tables], weights: list[float]) -> Tables:
    """One table as the weighted mean of several."""
    out: Tables = {kind: defaultdict(lambda: defaultdict(float)) for kind in KINDS}  # type: ignore[misc]
    for found, weight in zip(tables, weights, strict=True):
        for kind in KINDS:
            for letter, written in found[kind].items():
                for spelling, value in written.items():
                    out[kind][letter][spelling] += weight * exp(value)
    return {kind: {letter: logs(written) for letter, written in held.items()} for kind, held in out.items()}


def first_guesses() -> dict[str, Tables]:
    """What each habit is thought to be before any name is seen: its own system, and a little of the others."""
    systems = {
        "rr": written_by(romanise.revised),
        "mr": written_by(lambda s: romanise.mccune_reischauer(s, marks=False)),
        "dprk": written_by(romanise.dprk),
        "free": listed(FREE),
    }
    return {name: mixed([systems[name], *systems.values()], [4.0, *(0.1 for _ in systems)]) for name in LEARNED}


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


def letter_cost(table: Tables, syllable: str, spelling: str) -> float:
    split = parts(spelling)
    pairs = zip(KINDS, decompose(syllable), split, strict=True)
    return sum(table[kind].get(letter, {}).get(piece, -8.0) for kind, letter, piece in pairs)


class Teacher:
    """Expectation and maximisation over the hidden cut and habit of every name."""

    def __init__(self, taught: list[Taught]) -> None:
        self.examples = [(s, sp, g, cuts(tokens, len(g))) for s, sp, g, tokens in taught]
        self.examples = [e for e in self.examples if e[3]]
        self.tables = first_guesses()
        self.prior = first_guesses()
        self.shares = dict.fromkeys(LEARNED, 1 / len(LEARNED))
        self.wholes: dict[str, dict[str, Counter[str]]] = {}
        self.surnames: dict[str, dict[str, Counter[str]]] = {}

    def surname_likelihood(self, habit: str, surname: str, spelled: str) -> float:
        """P(spelled | surname, habit), counts of the habit backed by those of all."""
        counts = self.surnames.get(surname)
        if not counts:
            return (
                exp(letter_cost(self.tables[habit], surname, spelled)) if len(surname) == 1 and parts(spelled) else 1e-6
            )
        seen = counts.get(spelled, Counter())
        everyone = sum(sum(c.values()) for c in counts.values())
        own = sum(c[habit] for c in counts.values())
        return (seen[habit] + 3 * (sum(seen.values()) + 0.1) / (everyone + 1)) / (own + 3)

    def weigh(self, example: tuple[str, str, str, list[tuple[str, ...]]]) -> dict[tuple[str, tuple[str, ...]], float]:
        """The probability of each habit and cut of one name."""
        surname, spelled, given, ways = example
        found = {}
        for habit in LEARNED:
            start = self.shares[habit] * self.surname_likelihood(habit, surname, spelled)
            letters = self.tables[habit]
            for way in ways:
                found[habit, way] = start * exp(
                    sum(letter_cost(letters, s, w) for s, w in zip(given, way, strict=True))
                )
        total = sum(found.values())
        return {key: value / total for key, value in found.items()} if total > exp(-24 * len(given)) else {}

    def turn(self) -> None:
        """One round: weigh every name with what is known, then learn from the weights."""
        letters: dict[str, dict[str, dict[str, Counter[str]]]] = {
            h: {k: defaultdict(Counter) for k in KINDS} for h in LEARNED
        }
        wholes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        surnames: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        shares = Counter(dict.fromkeys(LEARNED, 5.0))
        for example in self.examples:
            surname, spelled, given, _ = example
            for (habit, way), weight in self.weigh(example).items():
                shares[habit] += weight
                surnames[surname][spelled][habit] += weight
                for syllable, spelling in zip(given, way, strict=True):
                    wholes[syllable][spelling][habit] += weight
                    self.count(letters[habit], syllable, spelling, weight)
                if len(surname) == 1 and parts(spelled):
                    self.count(letters[habit], surname, spelled, 0.2 * weight)
        total = sum(shares.values())
        self.shares = {h: shares[h] / total for h in LEARNED}
        self.wholes, self.surnames = wholes, surnames
        everyone = self.normal([letters[h] for h in LEARNED])
        for habit in LEARNED:
            self.tables[habit] = self.backed(letters[habit], habit, everyone)

    @staticmethod
    def count(  # noqa: D102
        letters: dict[str, dict[str, Counter[str]]], syllable: str, spelling: str, weight: float
    ) -> None:
        split = parts(spelling)
        for kind, letter, piece in zip(KINDS, decompose(syllable), split, strict=True):
            letters[kind][letter][piece] += weight

    @staticmethod
    def normal(all_letters: list[dict[str, dict[str, Counter[str]]]]) -> dict[str, dict[str, dict[str, float]]]:
        """The share of each spelling over all habits."""
        out: dict[str, dict[str, dict[str, float]]] = {k: {} for k in KINDS}
        for kind in KINDS:
            for letter in {x for letters in all_letters for x in letters[kind]}:
                merged: Counter[str] = Counter()
                for letters in all_letters:
                    merged.update(letters[kind].get(letter, {}))
                total = sum(merged.values())
                out[kind][letter] = {s: n / total for s, n in merged.items()}
        return out

    def backed(self, letters: dict[str, dict[str, Counter[str]]], habit: str, everyone: Any) -> Tables:
        """Counts with the habit's first guess and what everybody does behind them."""
        out: Tables = {}
        for kind in KINDS:
            out[kind] = {}
            for letter in {*letters[kind], *self.prior[habit][kind], *everyone[kind]}:
                found = Counter(letters[kind].get(letter, {}))
                for spelling, value in self.prior[habit][kind].get(letter, {}).items():
                    found[spelling] += 2 * exp(value)
                for spelling, share in everyone[kind].get(letter, {}).items():
                    found[spelling] += 4 * share
                out[kind][letter] = logs(found, 0.02)
        return out


def stored(found: dict[str, dict[str, Counter[str]]], extra: dict[str, Counter[str]]) -> dict[str, Any]:
    """`[count, percent by habit ...]` of every spelling seen three times or more; the last habit is what is left."""
    out: dict[str, dict[str, list[int]]] = {}
    habits = (*LEARNED, *FIXED)
    for syllable in sorted({*found, *extra}):
        kept = {}
        spelled = {w: Counter(c) for w, c in found.get(syllable, {}).items()}
        for spelling, number in extra.get(syllable, {}).items():
            spelled.setdefault(spelling, Counter())["pinyin"] += number
        for spelling, counts in sorted(spelled.items()):
            total = round(sum(counts.values()))
            if total >= LEAST:
                shares = [round(100 * counts[h] / sum(counts.values())) for h in habits[:-1]]
                kept[spelling] = [total, *shares]
        if kept:
            out[syllable] = kept
    return out


def system_counts(counts: Counter[str], habit_of: dict[str, Any]) -> dict[str, dict[str, Counter[str]]]:
    """A few made-up observations of every syllable as each system writes it: the lists hold few Northern spellings."""
    out: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for syllable, number in counts.items():
        if len(syllable) > 1:
            continue
        for variant in initial_sound_variants(syllable)[:2]:
            for habit, system in habit_of.items():
                share = min(max(number / 40, 1.0), 3.0) * (1.0 if variant == syllable else 0.7)
                out[syllable][fold_word(system(variant))][habit] += share
    return out


SYSTEMS = {
    "rr": romanise.revised,
    "mr": lambda s: romanise.mccune_reischauer(s, marks=False),
    "dprk": romanise.dprk,
}


def together(one: Any, other: Any) -> dict[str, dict[str, Counter[str]]]:
    merged: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for found in (one, other):
        for syllable, written in found.items():
            for spelling, counts in written.items():
                merged[syllable][spelling].update(counts)
    return merged


def learn(data: Path, names: list[dict[str, str]], pinyin: dict[str, Counter[str]]) -> dict[str, Any]:
    """The whole table from these rows and from the Hangul names of the candidacies."""
    taught = teaching(names)
    teacher = Teacher(taught)
    for _ in range(ROUNDS):
        teacher.turn()
    surname_counts, given_counts = Counter[str](), Counter[str]()
    for surname, _, given, _ in taught:
        surname_counts[surname] += 1
        given_counts.update(given)
    for name in {(r["person_id"], r["name"]) for r in rows(data / "candidacies.csv") if is_hangul(r["name"])}:
        surname = surname_of(name[1])
        surname_counts[surname] += 1
        given_counts.update(name[1][len(surname) :])
    spare = 1 - sum(FIXED.values())
    letters = {**teacher.tables, "pinyin": listed(MANDARIN), "russian": listed(RUSSIAN), "yale": listed(YALE)}
    return {
        "about": "How syllables of Korean names are spelled, counts from 3 upwards; no name. bench/learn_names.py.",
        "sources": "Wikidata 2018 labels (CC0); Assembly and candidacies, teampopong/data-for-rnd (CC BY 3.0); Unihan",
        "habits": {**{h: round(s * spare, 4) for h, s in teacher.shares.items()}, **FIXED},
        "letters": {h: {k: dict(sorted(f.items())) for k, f in letters[h].items()} for h in (*LEARNED, *FIXED)},
        "given": stored(together(teacher.wholes, system_counts(given_counts, SYSTEMS)), pinyin),
        "surnames": stored(together(teacher.surnames, system_counts(surname_counts, SYSTEMS)), pinyin),
        "surname_counts": dict.fromkeys(listed_surnames(), 0)
        | {s: n for s, n in sorted(surname_counts.items()) if n >= LEAST},
        "given_counts": {s: n for s, n in sorted(given_counts.items()) if n >= LEAST},
        "weights": {},
    }


def pinyin_counts() -> dict[str, Counter[str]]:
    """How Mandarin reads the characters that have a Hangul reading, forty made-up observations a syllable."""
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for line in HANJA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            hangul, mandarin, chars = line.split()
            for reading in hangul if mandarin != "-" else "":
                readings[reading][mandarin.replace("v", "u")] += len(chars)
    shares = {h: {m: n / sum(found.values()) for m, n in found.items()} for h, found in readings.items()}
    return {h: Counter({m: 40 * s for m, s in found.items() if 40 * s >= LEAST}) for h, found in shares.items()}


# --- the weights -----------------------------------------------------------------------------------------------------


def strangers(latin: str, pool: list[str], count: int) -> list[str]:
    """Names of others, so that the weight of a surname is learned too; the pairs of the lists always share theirs."""
    seed = int.from_bytes(sha256(latin.encode()).digest()[:6], "big")
    return [pool[(seed * (i + 1)) % len(pool)] for i in range(count)]


def truths(data: Path) -> dict[str, str]:
    """The Hangul of every Latin spelling in the lists, whichever order it is written in."""
    known = {n["latin"]: n["hangul"] for n in rows(data / "korean_names_dev.csv")}
    for row in rows(data / "ko_cross_pairs_dev.csv"):
        if row["label"] == "1":
            known.setdefault(row["latin"], row["hangul"])
    return known


def latin_ready(channel: Channel, latin: str) -> evidence.LatinName:
    return evidence.prepare(channel, *latin_words(latin))


def cross_weights(channel: Channel, data: Path, learners: set[str]) -> list[float]:
    """Weights for Hangul with Latin, from the pairs of these Hangul names and one stranger each."""
    known = truths(data)
    pairs = [r for r in rows(data / "ko_cross_pairs_dev.csv") if known[r["latin"]] in learners and r["src"] in TEACHERS]
    pairs = [r for r in pairs if is_hangul(r["hangul"]) and latin_words(r["latin"])[0]]
    pool = sorted({r["hangul"] for r in pairs})
    pairs += [
        {"latin": r["latin"], "hangul": strangers(r["latin"], pool, 1)[0], "label": "0"}
        for r in pairs
        if r["label"] == "1" and part_of(r["latin"], 3) == 0
    ]
    names = {latin: latin_ready(channel, latin) for latin in {r["latin"] for r in pairs}}
    features = [evidence.cross_features(channel, parted(r["hangul"]), names[r["latin"]]) for r in pairs]
    return fit(features, [int(r["label"]) for r in pairs])


def latin_weights(channel: Channel, data: Path, learners: set[str]) -> list[float]:
    """Weights for two Latin spellings, from the pairs of these names, and strangers."""
    known = truths(data)
    pairs = [
        r
        for r in rows(data / "ko_latin_pairs_dev.csv")
        if known[r["a"]] in learners and known.get(r["b"], known[r["a"]]) in learners
    ]
    pool = sorted({r["b"] for r in pairs})
    pairs += [{"a": r["a"], "b": strangers(r["a"], pool, 1)[0], "label": "0"} for r in pairs[::3]]
    names = {latin: latin_ready(channel, latin) for r in pairs for latin in (r["a"], r["b"])}
    pairs = [r for r in pairs if sorted(names[r["a"]].tokens) != sorted(names[r["b"]].tokens)]
    features = [evidence.latin_features(channel, names[r["a"]], names[r["b"]]) for r in pairs]
    return fit(features, [int(r["label"]) for r in pairs])


@contextmanager
def using(raw: dict[str, Any]) -> Iterator[None]:
    """Everything compares with this table instead of the one that ships."""
    model = table.from_json(raw)
    kept = channels.packaged, text.packaged
    channels.packaged = text.packaged = lambda: model  # type: ignore[assignment]
    forget()
    yield
    channels.packaged, text.packaged = kept
    forget()


def forget() -> None:
    for cached in (channels.shipped, ready.ready, keys.name_keys, text.hangul_name, text.latin_words):
        cached.cache_clear()


def latin_shares(raw: dict[str, Any], data: Path, learners: set[str]) -> list[float]:
    """How often two Latin spellings of such a score are one name, among the pairs of these names."""
    known, raw["weights"]["latin_shares"] = truths(data), [0.0, 0.0, 1.0, 1.0]
    pairs = [
        r
        for r in rows(data / "ko_latin_pairs_dev.csv")
        if known[r["a"]] in learners and known.get(r["b"], known[r["a"]]) in learners
    ]
    with using(raw):
        found = compare_many([r["a"] for r in pairs], [r["b"] for r in pairs])
    weighed = [(f.score, int(r["label"])) for f, r in zip(found, pairs, strict=True) if f.reasons[0].code in WEIGHED]
    return shares([score for score, _ in weighed], [label for _, label in weighed])


def word_weights(cases: list[dict[str, str]]) -> list[float]:
    """Weights for names of other languages, from the pairs of persons in the name bench."""
    found = [(general.words_compared(c["name1"], c["name2"]), int(c["is_match"] == "true")) for c in cases]
    return fit([w.features for w, _ in found if w], [label for w, label in found if w], ridge=1.0)


def persons(data: Path) -> list[dict[str, str]]:
    return [c for c in rows(data / "name_bench" / "cases.csv") if c["schema"] == "Person"]


def whole_table(data: Path, names: list[dict[str, str]]) -> dict[str, Any]:
    """Everything that is learned from these names."""
    raw = learn(data, names, pinyin_counts())
    channel = Channel(table.from_json(raw))
    learners = {n["hangul"] for n in names}
    raw["weights"]["cross"] = cross_weights(channel, data, learners)
    raw["weights"]["latin"] = latin_weights(channel, data, learners)
    raw["weights"]["words"] = word_weights(persons(data))
    raw["weights"]["latin_shares"] = latin_shares(raw, data, learners)
    return raw


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    raw = whole_table(data, rows(data / "korean_names_dev.csv"))
    TARGET.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
