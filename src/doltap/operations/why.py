"""One weighing laid open, as a short list a tribunal can read: who says what, who copied whom, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Assertion,
    Audience,
    Calibration,
    Message,
    Progress,
    Status,
    WeighedValue,
    Weighing,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.view import View, view_of, weighing_id
from doltap.operations.weighing import Shown, held_back, shown
from doltap.weigh import CALIBRATED_FROM, MANY_VALUED, copied_words

SHORT = 6
MIXES = 0.4
"""A source whose share in a reading lies between this and one minus this tells by both."""

PAIRS = 10
"""How many pairs of copies are compared word by word."""

LONGEST = 200
"""How many characters of copied words are shown; the accounts hold the rest."""


@dataclass(frozen=True, slots=True)
class WhyRequest:
    """Which weighing (its id, or first digits), in whose view; labels in a language."""

    id: str
    audience: Audience = Audience.OFFICE
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: who tells it, from what knowledge, how certain, in which exact words and document.

    `origin` is the independent origin behind it, empty where this telling is its own; `copied` are the words that it
    shares with another account.
    """

    assertion: str
    who: str
    basis: str
    certainty: str
    words: str
    document: str = ""
    origin: str = ""
    copied: str = ""
    party: bool = False


@dataclass(frozen=True, slots=True)
class SaidOfValue:
    """One value with who says it and who denies it; `origins` is how many stand independently behind it."""

    value: str
    origins: int
    probability: float | None
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A weighing laid open.

    `confirmed` is the Admiralty scale's credibility 1, 'confirmed by other sources': computed, never typed.
    `would_change` says what another answer would take; `known` how many facts of this property are confirmed.
    `readings` are the bodies and pools of tellers that follow each of two readings of this property, if there are two.
    """

    shown: Shown
    values: tuple[SaidOfValue, ...]
    would_change: tuple[Message, ...]
    confirmed: bool
    known: int
    readings: tuple[tuple[str, ...], ...] = ()


def why(archive: Archive, request: WhyRequest, *, progress: Progress = quiet) -> Why:
    """Why a weighing says what it says. Raises WrongUsage when the view has none of this id."""
    del progress
    view = view_of(archive, request.audience)
    found = [w for w in view.weighings() if weighing_id(w).startswith(request.id)] if len(request.id) >= SHORT else []
    if not found:
        raise WrongUsage("nothing_with_this_id", id=request.id[:64])
    return laid_open(view, found[0], request.language, _copied(archive, view, found[0]))


def laid_open(view: View, weighing: Weighing, language: str, copied: Mapping[str, str] | None = None) -> Why:
    """A weighing of this view laid open; `copied` are the words that an account shares with another, by account."""
    made = next(shown(view, [weighing], language))
    known = sum(prop == weighing.property for _, prop in view.facts.confirmed)
    values = (
        _said_of(view, v, words, made, copied or {}) for v, words in zip(weighing.values, made.values, strict=True)
    )
    confirmed = weighing.status is Status.CORROBORATED
    changes = tuple(would_change(weighing, known))
    return Why(made, tuple(values), changes, confirmed, known, _readings(view, weighing.property))


def _readings(view: View, prop: str) -> tuple[tuple[str, ...], ...]:
    """Who clearly follows the first reading of a property, and who the second; who mixes both is in neither."""
    share = view.model.of(prop).reading
    first = (b for b in sorted(share) if share[b] > 1 - MIXES)
    second = (b for b in sorted(share) if share[b] < MIXES)
    return (tuple(map(view.body_name, first)), tuple(map(view.body_name, second))) if share else ()


def _said_of(view: View, value: WeighedValue, words: str, made: Shown, copied: Mapping[str, str]) -> SaidOfValue:
    tellings = tuple(_telling(view, view.assertions[i], made, copied) for i in value.for_)
    denials = tuple(_telling(view, view.assertions[i], made, copied) for i in value.against if _denies(view, i))
    return SaidOfValue(words, len(value.origins), value.probability, tellings, denials)


def _denies(view: View, id_: str) -> bool:
    return view.assertions[id_].certainty.value == "denied"


def _telling(view: View, said: Assertion, made: Shown, copied: Mapping[str, str]) -> Telling:
    evidence = made.evidence[said.id]
    other = evidence.origin if evidence.origin != evidence.source else ""
    party = said.id in view.facts.voices
    how = said.basis.value, said.certainty.value, evidence.words, view.accounts[said.account].document
    return Telling(said.id, evidence.source, *how, other, copied.get(said.account, ""), party)


def would_change(weighing: Weighing, known: int) -> Iterator[Message]:
    """What another answer would take: an origin more or less, a decision on what is meant, a document."""
    said = [v for v in weighing.values if v.for_]
    if said and weighing.property not in MANY_VALUED:
        yield from _of_origins(weighing.status, said)
    if weighing.calibration is Calibration.TWO_READINGS:
        yield Message.of("weigh.change_meaning")
    if weighing.calibration is Calibration.NOT_CALIBRATED and known < CALIBRATED_FROM:
        yield Message.of("weigh.not_calibrated", known=known, needed=CALIBRATED_FROM)


def _of_origins(status: Status, said: list[WeighedValue]) -> Iterator[Message]:
    first, second = len(said[0].origins), max((len(v.origins) for v in said[1:]), default=0)
    if status is Status.ONE_TELLER:
        yield Message.of("weigh.change_one_more")
    elif status is Status.CORROBORATED and first == 2:
        yield Message.of("weigh.change_one_less")
    elif status is Status.TELLERS_DIFFER and first > second:
        yield Message.of("weigh.change_margin", origins=first - second)
    elif status is Status.TELLERS_DIFFER:
        yield Message.of("weigh.change_tie")
    yield Message.of("weigh.change_document")


def _copied(archive: Archive, view: View, weighing: Weighing) -> dict[str, str]:
    """The words that an account of this weighing shares with another of it, by account; held-back words left out."""
    accounts = {view.assertions[i].account for v in weighing.values for i in (*v.for_, *v.against)}
    pairs = [n for n in store.near_duplicates(archive.testimony) if {n.left, n.right} <= accounts][:PAIRS]
    return {n.left: words for n in pairs if (words := _shared(archive, n.left, n.right))}


def _shared(archive: Archive, left: str, right: str) -> str:
    """The longest run of words that both share; nothing where any of it is held back or identifies somebody."""
    db = archive.testimony
    text = store.account_text(db, left)
    words = copied_words(text, store.account_text(db, right))
    start = text.find(words)
    closed = held_back(archive, left)
    named = store.identities(archive.identities, account=left)
    stretches = [*((p.start, p.end) for p in closed), *((i.start, i.end) for i in named)]
    return "" if any(a < start + len(words) and start < b for a, b in stretches) else words[:LONGEST]
