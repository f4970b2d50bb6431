"""Read an assertion out of words by hand: select words, say who did what to whom, where, when, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from doltap import store
from doltap.errors import RefusedByConsent, RefusedBySafety, WrongUsage
from doltap.extract.turns import turn_at, turns
from doltap.model import (
    Account,
    Assertion,
    Basis,
    Certainty,
    Entity,
    EntityType,
    Locator,
    NameValue,
    Passage,
    Progress,
    SafetyClass,
    TermValue,
    Value,
    new_id,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.examining import Examined, ExamineRequest, examine
from doltap.operations.understanding import CODEBOOK, VOCABULARIES, understood
from doltap.operations.view import PACK
from doltap.packs import Pack, load
from doltap.safety import mark

PARTIES = ("actor", "victim")


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """What was read from text[start:end] of an account, and by whom.

    Either something that happened: `event` is a kind of the codebook, `actor`, `victim`, `place` and `date` as words;
    or something about somebody: `about`, a `property` of the codebook and its `value` as words. Whom the words name is
    given by the id or label of who is known in this account, or by a new name. `language` is the one of the labels.
    """

    account: str
    start: int
    end: int
    by: str
    event: str = ""
    actor: str = ""
    victim: str = ""
    place: str = ""
    date: str = ""
    about: str = ""
    property: str = ""
    value: str = ""
    certainty: Certainty = Certainty.STATED
    basis: Basis = Basis.UNKNOWN
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Codebook:
    """What can be coded: kinds of events and properties of people, each (machine word, name), in order of name."""

    events: tuple[tuple[str, str], ...]
    properties: tuple[str, ...]


@dataclass(slots=True)
class _Coding:
    request: CodeRequest
    account: Account
    passage: Passage
    pack: Pack
    known: Examined
    entities: list[Entity] = field(default_factory=list)
    told: list[Assertion] = field(default_factory=list)


def codebook(archive: Archive, language: str) -> Codebook:
    """What can be coded in this archive, named in a language."""
    pack = load(str(store.setting(archive.testimony, "pack", PACK)))
    kinds = pack.vocabulary(VOCABULARIES["event"])
    names = {t.id: (t.name_ko if language == "ko" else t.name_en) or t.name_en for t in kinds}
    return Codebook(tuple(sorted(names.items(), key=lambda kind: kind[1])), tuple(CODEBOOK[EntityType.PERSON]))


def code(archive: Archive, request: CodeRequest, *, progress: Progress = quiet) -> tuple[Assertion, ...]:
    """Add what a person read: accepted assertions on exactly the selected words.

    Raises WrongUsage when the words or what is said of them cannot be understood, RefusedByConsent for an account that
    the office may not code, RefusedBySafety for words that are operational.
    """
    del progress
    coding = _begun(archive, request)
    if request.event:
        _happened(coding)
    elif request.property:
        _said_of(coding)
    else:
        raise WrongUsage("coding_empty")
    known = {p.id for p in store.passages_of(archive.testimony, request.account)}
    new = [] if coding.passage.id in known else [coding.passage]
    with archive.transaction("code", account=request.account, assertions=len(coding.told)):
        store.add_extraction(archive.testimony, request.account, new, coding.entities, coding.told)
    return tuple(coding.told)


def _begun(archive: Archive, request: CodeRequest) -> _Coding:
    known = examine(archive, ExamineRequest(request.account, request.language))
    if not known.in_view:
        raise RefusedByConsent("not_for_coding")
    pack = load(str(store.setting(archive.testimony, "pack", PACK)))
    passage = _passage(archive, request, pack)
    if SafetyClass.OPERATIONAL in passage.safety:
        raise RefusedBySafety("operational_words")
    return _Coding(request, known.account, passage, pack, known)


def _passage(archive: Archive, request: CodeRequest, pack: Pack) -> Passage:
    """The passage of exactly these words: the one that is here, or a new one with the safety of all it touches."""
    db = archive.testimony
    text = store.account_text(db, request.account)
    start, end = _trimmed(text, request.start, request.end)
    here = list(store.passages_of(db, request.account, include_operational=True))
    same = next((p for p in here if (p.start, p.end) == (start, end) and not p.rendering_of), None)
    if same is not None:
        return same
    found = mark(text, [(start, end)], pack.safety_rules)
    held = {SafetyClass(m.safety_class) for m in found if m.start < end and m.end > start}
    held |= {c for p in here if p.start < end and p.end > start for c in p.safety}
    turn = turn_at(turns(text, store.segments(db, request.account)), start)
    locator, speaker = (turn.locator, turn.speaker) if turn else (Locator(), "")
    language = next((p.language for p in here if p.start <= start < p.end), "")
    words, safety = text[start:end], frozenset(held)
    return Passage(new_id(), request.account, start, end, words, locator, speaker, language, safety=safety)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection without spaces at its ends. Raises WrongUsage when it holds no words of the text."""
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise WrongUsage("no_words_selected")
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _happened(coding: _Coding) -> None:
    """An event of the chosen kind, with who, whom, where and when as far as they were said."""
    request = coding.request
    event = _new(coding, EntityType.EVENT)
    for prop, words in (("kind", request.event), ("date", request.date), ("place", request.place)):
        if words.strip():
            _tell(coding, event, prop, understood(words, CODEBOOK[EntityType.EVENT][prop], coding.pack), words)
    for prop in PARTIES:
        if words := str(getattr(request, prop)).strip():
            who, name = _somebody(coding, words)
            _tell(coding, event, prop, NameValue(name), name, event=who.id, role=prop)


def _said_of(coding: _Coding) -> None:
    """A property of somebody."""
    request = coding.request
    like = CODEBOOK[EntityType.PERSON].get(request.property)
    if like is None or not request.about.strip():
        raise WrongUsage("coding_empty")
    value = understood(request.value, like, coding.pack)
    who, _ = _somebody(coding, request.about.strip())
    _tell(coding, who, request.property, value, request.value.strip())


def _somebody(coding: _Coding, words: str) -> tuple[Entity, str]:
    """Who is meant: one known in this account by id or label, or a new person of this name."""
    for named in coding.known.named:
        if words in (named.entity, named.label):
            return Entity(named.entity, named.type, coding.account.id), named.label
    person = _new(coding, EntityType.PERSON)
    _tell(coding, person, "name", NameValue(words), words)
    return person, words


def _new(coding: _Coding, type_: EntityType) -> Entity:
    made = Entity(new_id(), type_, coding.account.id)
    coding.entities.append(made)
    return made


def _tell(
    coding: _Coding, about: Entity, prop: str, value: Value, words: str, *, event: str = "", role: str = ""
) -> None:
    request, passage = coding.request, coding.passage
    said = Assertion(new_id(), passage.id, passage.account, about.id, about.type, prop, value, words)
    said = replace(said, certainty=request.certainty, basis=request.basis, event=event, role=role, coder=request.by)
    coding.told.append(replace(said, value_text=_as_said(passage, value, words), safety=passage.safety, accepted=True))


def _as_said(passage: Passage, value: Value, words: str) -> str:
    """The value as said: the words typed, or for a term the passage's own words."""
    return passage.words[:200] if isinstance(value, TermValue) else words
