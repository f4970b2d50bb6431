"""A testimony-like set, made: one kind of event many times, told by several tellers in English and Korean.

`made(seed, families)` gives short accounts, each with its gold: which events it tells (`Told`), at which words, and the
slots as they were told. The world is drawn first (people, what happened to each, when and where), with distractors:
another person's event of the same kind in the same place and month, people who share a name, and one person to whom the
same happens again years later. Then tellers tell: dates and places at different levels, sometimes wrong, sometimes left
out; names in Hangul or in some Latin spelling, with a title, by kin term, or by surname only; copies and retellings.
Everything follows from the seed. `python bench/events/made.py` prints a sample and the counts.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import tables

KINDS = ("arrest", "forced_return", "sentence", "death", "detention")
PEOPLE = 110
DEVELOPMENT = ("report", "told")
HELD = ("held",)
LATER = ("later",)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never was: surname, given syllables, one Latin spelling in use."""

    id: str
    surname: str
    given: str
    latin: tuple[str, str]
    sex: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to one person: the gold of a cluster."""

    id: str
    kind: str
    person: Person
    day: date
    place: str
    term: int


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of one happening: the word that tells it (text[start:end]) and its slots as told; '' left out."""

    start: int
    end: int
    event: str
    kind: str
    edtf: str
    places: tuple[str, ...]
    name: str
    kin: str
    term: int


@dataclass(frozen=True, slots=True)
class Account:
    """One short account with its gold."""

    id: str
    text: str
    language: str
    family: str
    told: tuple[Told, ...]


def made(seed: int = 1, families: Sequence[str] = DEVELOPMENT, people: int = PEOPLE) -> list[Account]:
    """The accounts of one world, in random order."""
    rng = random.Random(seed)
    events = _world(rng, people)
    accounts: list[Account] = []
    for group in _lives(events):
        for _ in range(rng.choice((1, 1, 2, 2, 3, 3, 4, 5))):
            accounts.append(_account(rng, f"a{len(accounts)}", group, rng.choice(tuple(families))))
    for one in rng.sample(accounts, len(accounts) // 12):
        accounts.append(_copied(rng, one, f"a{len(accounts)}"))
    rng.shuffle(accounts)
    return accounts


# --- the world -------------------------------------------------------------------------------------------------------


def _person(rng: random.Random, number: int) -> Person:
    surname = rng.choices(list(tables.SURNAMES), [9, 7, 5, 4, 4, *[1] * (len(tables.SURNAMES) - 5)])[0]
    given = "".join(rng.sample(list(tables.GIVEN), 2))
    return Person(f"p{number}", surname, given, _latin(rng, surname, given), rng.choice(("man", "woman")))


def _latin(rng: random.Random, surname: str, given: str) -> tuple[str, str]:
    first, second = (rng.choice(tables.GIVEN[s].split()) for s in given)
    joined = rng.choice((f"{first} {second}", f"{first}-{second.lower()}", f"{first}{second.lower()}"))
    return rng.choice(tables.SURNAMES[surname].split()), joined


def _world(rng: random.Random, people: int) -> list[Happening]:
    """What happened to everybody, with distractors."""
    everyone = [_person(rng, i) for i in range(people)]
    for i in rng.sample(range(people), people // 12):
        # Somebody else of the same name.
        twin = everyone[(i + 1) % people]
        everyone[i] = replace(everyone[i], surname=twin.surname, given=twin.given)
        everyone[i] = replace(everyone[i], latin=_latin(rng, twin.surname, twin.given))
    found: list[Happening] = []
    for person in everyone:
        day = date(rng.randint(1996, 2014), rng.randint(1, 12), rng.randint(1, 28))
        place = rng.choice(list(tables.PLACES))
        if found and rng.random() < 0.45:
            like = rng.choice(found)
            day, place = _same_month(rng, like.day), like.place
        found += _life(rng, person, day, place, len(found))
    return found


def _same_month(rng: random.Random, day: date) -> date:
    return day.replace(day=rng.randint(1, 28))


def _life(rng: random.Random, person: Person, day: date, place: str, number: int) -> list[Happening]:
    """One to three things that happened to one person; now and then the same again, years later."""
    kinds = sorted(rng.sample(KINDS, rng.choice((1, 1, 2, 3))), key=KINDS.index)
    if "death" in kinds:
        kinds = [k for k in kinds if k != "death"] + ["death"]
    if rng.random() < 0.2 and kinds[0] != "death":
        kinds = [kinds[0], *kinds]
    made_up: list[Happening] = []
    for i, kind in enumerate(kinds):
        again = any(h.kind == kind for h in made_up)
        day += timedelta(days=rng.randint(900, 2000) if again else rng.randint(20, 300) if i else 0)
        term = rng.randint(2, 15)
        made_up.append(Happening(f"e{number + i}", kind, person, day, place, term))
        place = rng.choice(list(tables.PLACES)) if rng.random() < 0.3 else place
    return made_up


def _lives(events: Sequence[Happening]) -> list[list[Happening]]:
    by_person: dict[str, list[Happening]] = {}
    for event in events:
        by_person.setdefault(event.person.id, []).append(event)
    return list(by_person.values())


# --- the telling -----------------------------------------------------------------------------------------------------


def _account(rng: random.Random, number: str, life: Sequence[Happening], family: str) -> Account:
    language = rng.choice(("en", "ko"))
    chosen = sorted(rng.sample(list(life), rng.randint(1, len(life))), key=lambda h: h.day)
    text = rng.choice(tables.OPENINGS[language])
    if rng.random() < 0.15:
        text += rng.choice(tables.RETOLD[language])
    kin = rng.choice(tables.KIN[life[0].person.sex])
    told: list[Told] = []
    for event in chosen:
        words, one = _tell(rng, event, family, language, kin)
        told.append(replace(one, start=one.start + len(text), end=one.end + len(text)))
        text += words + " "
    return Account(number, text.strip() + rng.choice(tables.CLOSINGS[language]), language, family, tuple(told))


def _tell(
    rng: random.Random, event: Happening, family: str, language: str, kin_words: tuple[str, str]
) -> tuple[str, Told]:
    pattern = rng.choice(tables.SENTENCES[family][language][event.kind])
    left_out = rng.choices(("", "when", "at", "who"), (62, 13, 13, 12))[0]
    when, edtf = ("", "") if left_out == "when" else _when(rng, event.day, language)
    at, place = ("", "") if left_out == "at" else _where(rng, event.place, language)
    who, name, kin = _who(rng, event.person, language, kin_words, hidden=left_out == "who")
    words = _filled(pattern, language, when, at, who, event.term)
    term = event.term if "{term" in pattern else 0
    start, end = _marked(words)
    plain = words.replace("‹", "").replace("›", "")
    return plain, Told(start, end, event.id, event.kind, edtf, (place,) if place else (), name, kin, term)


def _marked(words: str) -> tuple[int, int]:
    """Where the word that tells stands once the marks are gone; of two marked words the first."""
    m = re.search("‹([^›]+)›", words)
    if m is None:
        raise ValueError(words)
    return m.start(), m.end() - 2


class _Joined(string.Formatter):
    """Fills a pattern: {who:o} as object, {who:n} {who:i} {who:e} with 은/는, 이/가, 에게."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(value)
        if format_spec == "n":
            return text + ("은" if _tail(text) else "는")
        if format_spec == "i":
            return text + ("이" if _tail(text) else "가")
        if format_spec == "o" and "가" <= text[-1:] <= "힣":
            return text + ("을" if _tail(text) else "를")
        return text + "에게" if format_spec == "e" else text


def _tail(text: str) -> bool:
    """Whether the last syllable ends in a consonant; Latin letters are read by their last."""
    last = text[-1:]
    return (ord(last) - 0xAC00) % 28 != 0 if "가" <= last <= "힣" else last not in "aeiouy"


def _filled(pattern: str, language: str, when: str, at: str, who: str, term: int) -> str:
    if language == "ko":
        slots = {
            "when": f" {when}" if when else "",
            "at": f" {at}에서" if at else "",
            "When": f"{when} " if when else "",
        }
    else:
        slots = {"when": f" {when}" if when else "", "at": f" in {at}" if at else ""}
        slots["When"] = f"{when[0].upper()}{when[1:]}, " if when else ""
    words = _Joined().format(pattern, who=who, term=term, **slots)
    words = words.replace("; it was.", ".")
    words = re.sub(r" (?:happened|took place|was)\.$", " is known to all.", words)
    words = re.sub(r" +", " ", words).strip()
    return words[0].upper() + words[1:]


def _when(rng: random.Random, day: date, language: str) -> tuple[str, str]:
    """The date in words and in EDTF, as precise as this teller is, wrong now and then."""
    wrong = rng.random()
    if wrong < 0.06:
        day = date(day.year + rng.choice((-1, 1)), day.month, min(day.day, 28))
    elif wrong < 0.14:
        day += timedelta(days=rng.choice((-31, 31)))
    level = rng.choices(("day", "month", "season", "year", "about"), (18, 34, 14, 24, 10))[0]
    return (_when_en if language == "en" else _when_ko)(rng, day, level)


def _season(day: date) -> tuple[str, int]:
    """The season of a day and the year it is told by: January is of the winter that its own year ends or begins."""
    return ("winter", "spring", "summer", "autumn")[day.month % 12 // 3], day.year


def _edtf(day: date, level: str) -> str:
    season, year = _season(day)
    by_level = {"day": day.isoformat(), "month": day.isoformat()[:7], "year": f"{day.year}", "about": f"{day.year}~"}
    return by_level.get(level) or f"{year}-{tables.SEASONS[season][0]}"


def _when_en(rng: random.Random, day: date, level: str) -> tuple[str, str]:
    month = tables.MONTHS[day.month - 1]
    words = {
        "day": rng.choice((f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}")),
        "month": f"in {month} {day.year}",
        "season": f"in the {_season(day)[0]} of {day.year}",
        "year": f"in {day.year}",
        "about": f"around {day.year}",
    }
    return words[level], _edtf(day, level)


def _when_ko(rng: random.Random, day: date, level: str) -> tuple[str, str]:
    del rng
    words = {
        "day": f"{day.year}년 {day.month}월 {day.day}일",
        "month": f"{day.year}년 {day.month}월",
        "season": f"{day.year}년 {tables.SEASONS[_season(day)[0]][1]}",
        "year": f"{day.year}년",
        "about": f"{day.year}년경",
    }
    return words[level], _edtf(day, level)


def _where(rng: random.Random, place: str, language: str) -> tuple[str, str]:
    """The place in words and its id: the county, or only its province."""
    side = 0 if language == "en" else 1
    if rng.random() < 0.25:
        province = place[:4]
        return rng.choice(tables.PROVINCES[province][side].split("|")), province
    name = rng.choice(tables.PLACES[place][side].split("|"))
    if rng.random() < 0.2:
        province = tables.PROVINCES[place[:4]][side].split("|")[0]
        name = f"{name}, {province}" if language == "en" else f"{province} {name}"
    return name, place


def _who(
    rng: random.Random, person: Person, language: str, kin: tuple[str, str], *, hidden: bool
) -> tuple[str, str, str]:
    """The person in words, the name as told, and the kin term ('' where there is none)."""
    side, woman = int(language == "ko"), person.sex == "woman"
    if hidden:
        somebody = ("a woman", "한 여자") if woman else ("a man", "한 남자")
        return (kin[side], "", kin[0]) if rng.random() < 0.7 else (somebody[side], "", "")
    full = " ".join(person.latin) if language == "en" else person.surname + person.given
    if language == "en" and rng.random() < 0.4:
        full = " ".join(_latin(rng, person.surname, person.given))
    way = rng.choices(("full", "kin", "title", "surname"), (62, 16, 12, 10))[0]
    if way == "kin":
        return f"{kin[side]} {full}", full, kin[0]
    title = "Mrs" if woman else "Mr"
    if way == "title":
        return (f"{title} {full}", f"{full} 씨")[side], full, ""
    if way == "surname":
        surname = full.split()[0] if language == "en" else person.surname
        return (f"{title} {surname}", f"{surname}씨")[side], surname, ""
    return full, full, ""


def _copied(rng: random.Random, account: Account, number: str) -> Account:
    """The same text with a line of attribution before it."""
    line = {"en": "From our files. ", "ko": "자료에서 옮긴 글입니다. "}[account.language]
    line = rng.choice(("", line))
    told = tuple(replace(t, start=t.start + len(line), end=t.end + len(line)) for t in account.told)
    return replace(account, id=number, text=line + account.text, told=told)


if __name__ == "__main__":
    for name, families in (("development", DEVELOPMENT), ("held out", HELD)):
        accounts = made(1, families)
        told = [t for a in accounts for t in a.told]
        korean = sum(a.language == "ko" for a in accounts)
        events = {t.event for t in told}
        print(f"{name}: {len(accounts)} accounts ({korean} Korean), {len(told)} tellings of {len(events)} events")
        for a in accounts[:12]:
            print("  ", a.text, [(a.text[t.start : t.end], t.event, t.edtf, t.places, t.name, t.kin) for t in a.told])
