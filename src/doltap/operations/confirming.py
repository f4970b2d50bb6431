"""A few facts confirmed from documents: what is worth confirming, and the answers that people bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Audience,
    Confirmation,
    DateValue,
    EntityType,
    NameValue,
    NumberValue,
    PlaceValue,
    Progress,
    ReadingDecision,
    SafetyClass,
    TermValue,
    TextValue,
    Value,
    Weighing,
    new_id,
    plain_date,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.view import View, view_of, weighing_id
from doltap.operations.views import BARE
from doltap.operations.weighing import Shown, shown
from doltap.packs import Pack
from doltap.weigh import MANY_VALUED, POOL, ask, items_of

PEOPLE = ("actor", "victim", "participant", "kin")
OUT = frozenset({"arrived", "arrived_at", "emigrated", "departed", "death_date"})
"""What is told of a person who is out of the country, or dead."""

PROTECTED = frozenset({SafetyClass.OPERATIONAL, SafetyClass.PROTECTED_PERSON, SafetyClass.IDENTIFIER})
SHORT = 6


@dataclass(frozen=True, slots=True)
class AskRequest:
    """How many items to confirm, for which view; labels in a language. The same seed asks the same."""

    limit: int = 10
    audience: Audience = Audience.OFFICE
    language: str = "en"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class WorthConfirming:
    """An item worth confirming, and the sources that tell of it on paper, each with its document ('' where unknown)."""

    shown: Shown
    look_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConfirmRequest:
    """What a person read in a document about one weighing (its id, or first digits).

    The value is `choice` (the number of a shown value, from 1) or `text`; `undo` takes an earlier confirmation back.
    """

    id: str
    by: str
    document: str = ""
    choice: int = 0
    text: str = ""
    seen: str = ""
    audience: Audience = Audience.OFFICE
    why: str = ""
    undo: bool = False


@dataclass(frozen=True, slots=True)
class MeantRequest:
    """Which of two readings of a property is meant: the one that a source (id or name) tells by; '' takes it back."""

    property: str
    source: str
    by: str
    audience: Audience = Audience.OFFICE
    why: str = ""


def worth_confirming(archive: Archive, request: AskRequest, *, progress: Progress = quiet) -> list[WorthConfirming]:
    """The items whose confirmation teaches most, best first.

    Only what documents or public sources can answer: never 'ask the witness again', nobody who may live inside.
    """
    del progress
    view = view_of(archive, request.audience)
    weighings = view.weighings()
    items = items_of(weighings, view.facts)
    by_key = {(w.entity, w.property): w for w in weighings}
    safe = _safe_entities(view)
    open_ones = [n for n, key in enumerate(items.keys) if key[0] in safe and _answerable(view, by_key[key])]
    chosen = ask(items.claims, view.model, request.limit, answerable=np.array(open_ones, np.int32), seed=request.seed)
    wanted = [by_key[items.keys[int(n)]] for n in chosen]
    return [WorthConfirming(s, _look_in(view, s.weighing)) for s in shown(view, wanted, request.language)]


def _answerable(view: View, weighing: Weighing) -> bool:
    """Whether something on paper can answer: a body, an outlet or a document tells of it too."""
    if weighing.property in BARE or (weighing.entity, weighing.property) in view.facts.confirmed:
        return False
    told = [view.assertions[i] for v in weighing.values for i in v.for_]
    on_paper = any(not view.facts.bodies.get(a.id, POOL).startswith(POOL) for a in told)
    return on_paper and not any(a.safety & PROTECTED for a in told)


def _safe_entities(view: View) -> frozenset[str]:
    """What may be asked about: places and bodies; events that name nobody; public people who are out, or dead."""
    packed = {e.pack_id for e in view.entities.values()} - {""}
    out = {view.lead(a) for a in view.assertions.values() if a.property in OUT}
    peopled = {view.lead(a) for a in view.assertions.values() if a.property in PEOPLE and _names_someone(a.value)}
    return frozenset(e for e, kind in view.type_of().items() if _safe(e, kind, packed, out, peopled))


def _safe(entity: str, kind: EntityType, packed: set[str], out: set[str], peopled: set[str]) -> bool:
    if kind is EntityType.PERSON:
        return entity in packed and entity in out
    return kind is not EntityType.ACCOUNT and (
        kind is not EntityType.EVENT or entity in packed or entity not in peopled
    )


def _names_someone(value: Value) -> bool:
    """Whether a participant is anybody but a body or state that the pack knows."""
    return not isinstance(value, NameValue) or not value.id or value.id.startswith("person.")


def _look_in(view: View, weighing: Weighing) -> tuple[tuple[str, str], ...]:
    """Who tells it on paper: source and document, each once, in the order of the evidence."""
    return tuple(dict.fromkeys(_papers(view, weighing)))


def _papers(view: View, weighing: Weighing) -> Iterator[tuple[str, str]]:
    for value in weighing.values:
        for assertion in (view.assertions[i] for i in value.for_):
            account = view.accounts[assertion.account]
            if not account.teller and account.source:
                yield view.teller_name(account.id), account.document


def confirm(archive: Archive, request: ConfirmRequest, *, progress: Progress = quiet) -> Confirmation:
    """Record what a document says; a later confirmation answers an earlier one, `undo` takes it back.

    Raises WrongUsage without a document, on an id that is not here, and on a value that cannot be understood.
    """
    del progress
    view = view_of(archive, request.audience)
    weighing = _weighing(view, request.id)
    key = weighing.entity, weighing.property
    if request.undo and key not in view.facts.confirmed:
        raise WrongUsage("nothing_confirmed", id=request.id[:64])
    if not request.undo and not request.document.strip():
        raise WrongUsage("confirming_needs_a_document")
    value = None if request.undo else _value(request, weighing, view.pack)
    when = store.now(), request.seen
    made = Confirmation(new_id(), *key, value, request.document, request.by, *when, request.audience, request.why)
    with archive.transaction("confirm", confirmation=made.id, view=made.audience.value, undo=int(request.undo)):
        store.add_confirmation(archive.testimony, made)
    return made


def _weighing(view: View, id_: str) -> Weighing:
    found = [w for w in view.weighings() if weighing_id(w).startswith(id_)] if len(id_) >= SHORT else []
    if len(found) != 1:
        code = "several_with_this_id" if found else "nothing_with_this_id"
        raise WrongUsage(code, id=id_[:64], **({"count": len(found)} if found else {}))
    return found[0]


def _value(request: ConfirmRequest, weighing: Weighing, pack: Pack) -> Value:
    if weighing.property in MANY_VALUED:
        raise WrongUsage("several_values_at_once", property=weighing.property)
    if request.choice:
        if request.choice > len(weighing.values):
            raise WrongUsage("no_such_choice", choice=request.choice, count=len(weighing.values))
        return weighing.values[request.choice - 1].value
    try:
        return understood(request.text.strip(), weighing.values[0].value, pack)
    except ValueError as fault:
        raise WrongUsage("value_not_understood", value=request.text[:64], property=weighing.property) from fault


def understood(text: str, like: Value, pack: Pack) -> Value:
    """A value of the same kind as `like` from what a person typed. Raises ValueError where it is none.

    A date is EDTF ('1998', '1998-03', 'a/b'); a number '500', '500..600', '500..' (at least), '..600' (at most).
    """
    if not text:
        raise ValueError(text)
    match like:
        case DateValue():
            return plain_date(text)
        case NumberValue():
            return _number(text, like.unit)
        case PlaceValue():
            ids = (p.id for p in pack.gazetteer.places if text in (p.id, p.name_en, p.name_ko, *p.names))
            return PlaceValue(text, tuple(ids))
        case TermValue():
            return _term(text, like.vocabulary, pack)
        case NameValue():
            return NameValue(text)
        case TextValue():
            return TextValue(text)


def _number(text: str, unit: str) -> NumberValue:
    low, dots, high = text.replace(",", "").partition("..")
    if not dots:
        return NumberValue(float(low), float(low), unit)
    least, most = (float(low) if low else None), (float(high) if high else None)
    if (least, most) == (None, None) or (least is not None and most is not None and least > most):
        raise ValueError(text)
    return NumberValue(least, most, unit)


def _term(text: str, vocabulary: str, pack: Pack) -> TermValue:
    terms = [t for t in pack.gazetteer.terms if t.vocabulary == vocabulary]
    for term in terms:
        if text.casefold() in {n.casefold() for n in (term.id, term.name_en, term.name_ko, *term.names)}:
            return TermValue(vocabulary, term.id)
    raise ValueError(text)


def mean(archive: Archive, request: MeantRequest, *, progress: Progress = quiet) -> ReadingDecision:
    """Record which reading of a property is meant; a later decision answers it. Raises WrongUsage on an unknown source.

    The readings are those of the view's current model.
    """
    del progress
    view = view_of(archive, request.audience)
    known = view.model.of(request.property).reading
    source = next((b for b in known if request.source in (b, view.origin_name(b))), "")
    if request.source and not source:
        raise WrongUsage("no_reading_of_this_source", property=request.property[:64])
    said = request.by, store.now(), request.audience, request.why
    made = ReadingDecision(new_id(), request.property, source, *said)
    with archive.transaction("mean_reading", decision=made.id, view=made.audience.value):
        store.add_reading_decision(archive.testimony, made)
    return made
