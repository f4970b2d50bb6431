"""Rules of the packs made ready to match: words shared by name, every pattern bounded, one reading of a sentence.

A row of class `words` names alternatives that other rows of its language use as `<kind>`; rows of several packs with
the same name add up, so a country adds its rivers to the patterns that the generic pack states. A row of class `signal`
is no mark by itself: it tells the context (a planning heading, a move, a going on) or the question (`asks`) what to
look for. All other rows are of a class of `model.SafetyClass`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from doltap.errors import WrongUsage
from doltap.model import OperationalRule, SafetyClass
from doltap.safety.patterns import Probe, alternatives, edges_out, held, probe, weight

WORDS: Final = "words"
SIGNAL: Final = "signal"

_USE: Final = re.compile(r"<([a-z_]+)>")
_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[a-z]")
_HAN: Final = re.compile("[一-鿿]")
_SCRIPTS: Final[dict[str, re.Pattern[str]]] = {"en": _LATIN, "ko": _HANGUL, "zh": _HAN}
_QUOTES: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "－": "-"})


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule whose words are filled in; its patterns are compiled when they are first tried."""

    id: str
    safety_class: str
    kind: str
    language: str
    all_of: tuple[Probe, ...]
    none_of: tuple[Probe, ...]
    wants: tuple[frozenset[str], ...]
    """Of each of these the sentence holds one beginning, or the rule cannot be met; the rarest first."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, ready: those that mark, the signals by kind.

    `gates` lets in the rules that a beginning can meet, `always` the others; `places` are named towns and countries.
    """

    marking: tuple[ReadyRule, ...]
    signals: dict[str, tuple[ReadyRule, ...]]
    gates: dict[str, frozenset[int]]
    always: dict[str, frozenset[int]]
    places: dict[str, tuple[Probe, ...]]

    def compiled(self) -> None:
        """Compile every pattern now, for a process that reads many texts. Raises WrongUsage: `safety_rule_pattern`."""
        rules = (*self.marking, *(rule for those in self.signals.values() for rule in those))
        named = (p for those in self.places.values() for p in those)
        for one in (*(p for r in rules for p in (*r.all_of, *r.none_of)), *named):
            one.compiled()

    def candidates(self, reading: Reading) -> list[ReadyRule]:
        """The marking rules that the sentence can meet at all, by how its words begin, in the order of the packs."""
        numbers = frozenset[int]().union(
            *(self.gates[b] for b in reading.held & self.gates.keys()),
            *(self.always.get(language, ()) for language in ("", *reading.languages)),
        )
        return [self.marking[n] for n in sorted(numbers)]


class Reading:
    """One sentence as the rules read it; each pattern is tried once, however many rules share it."""

    def __init__(self, words: str) -> None:
        self.text = plain(words)
        self.held = held(self.text)
        self._tried: dict[Probe, bool] = {}
        self.languages = {code for code, script in _SCRIPTS.items() if script.search(self.text)}

    def has(self, probe: Probe) -> bool:
        """Whether the pattern is found anywhere in the sentence."""
        if probe.beginnings is not None and probe.beginnings.isdisjoint(self.held):
            return False
        if probe not in self._tried:
            self._tried[probe] = probe.compiled().search(self.text) is not None
        return self._tried[probe]

    def meets(self, rule: ReadyRule) -> bool:
        """Whether all that the rule wants is there and nothing that it excludes."""
        if rule.language and rule.language not in self.languages:
            return False
        if any(want.isdisjoint(self.held) for want in rule.wants):
            return False
        return all(self.has(p) for p in rule.all_of) and not any(self.has(p) for p in rule.none_of)


def plain(words: str) -> str:
    """The words as rules read them: NFKC, lower case, plain quotes and dashes, single spaces, nothing invisible."""
    if words.isascii():
        return " ".join(words.lower().split())
    folded = " ".join(unicodedata.normalize("NFKC", words).lower().translate(_QUOTES).split())
    if folded.isprintable():  # what is invisible is not printable
        return folded
    return " ".join("".join(c for c in folded if unicodedata.category(c) != "Cf").split())


def rulebook(rules: Sequence[OperationalRule]) -> Rulebook:
    """The rules made ready (kept for the next call with the same rules).

    Raises WrongUsage: `safety_rule_class` (not a class), `safety_rule_words` (a <name> nobody defines),
    `safety_rule_unbounded` (a repeat without a limit, or wider than WIDEST), `safety_rule_pattern` (not a pattern).
    """
    for known, made in _KEPT:
        if known is rules:
            return made
    made = _ready(tuple(rules))
    if isinstance(rules, tuple):  # what can change is not known again by being the same object
        _KEPT.append((rules, made))
        del _KEPT[:-4]
    return made


_KEPT: Final[list[tuple[tuple[OperationalRule, ...], Rulebook]]] = []
"""The last few sets of rules, found by identity: hashing hundreds of rules costs as much as reading a page by them."""


@lru_cache(maxsize=8)
def _ready(rules: tuple[OperationalRule, ...]) -> Rulebook:
    words = _words(rules)
    ready = [_ready_rule(r, words) for r in rules if r.safety_class != WORDS]
    signals: dict[str, tuple[ReadyRule, ...]] = {}
    for rule in (r for r in ready if r.safety_class == SIGNAL):
        signals[rule.kind] = (*signals.get(rule.kind, ()), rule)
    marking = tuple(r for r in ready if r.safety_class != SIGNAL)
    gates, always = _gates(marking)
    named = {kind: [text for (_, name), text in words.items() if name == kind] for kind in ("town", "country")}
    places = {kind: tuple(probe(kind, text) for text in texts) for kind, texts in named.items()}
    return Rulebook(marking, signals, gates, always, places)


def _gates(marking: Sequence[ReadyRule]) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """For each beginning the rules that it lets in; and by language those tried on every sentence of it."""
    gates: dict[str, set[int]] = {}
    always: dict[str, set[int]] = {}
    for number, rule in enumerate(marking):
        if not rule.wants:
            always.setdefault(rule.language, set()).add(number)
        for beginning in rule.wants[0] if rule.wants else ():
            gates.setdefault(beginning, set()).add(number)
    return _frozen(gates), _frozen(always)


def _frozen(numbers: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    return {key: frozenset(those) for key, those in numbers.items()}


def _words(rules: Sequence[OperationalRule]) -> dict[tuple[str, str], str]:
    """The alternatives of each named set of words; a set may use sets that stand above it in its own pack."""
    parts: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        if rule.safety_class == WORDS:
            parts.setdefault((rule.language, rule.kind), []).extend(rule.all_of)
    return {name: "|".join(patterns) for name, patterns in parts.items()}


def _ready_rule(rule: OperationalRule, words: dict[tuple[str, str], str]) -> ReadyRule:
    if rule.safety_class not in {SIGNAL, *SafetyClass} or not rule.all_of:
        raise WrongUsage("safety_rule_class", rule=rule.id, value=rule.safety_class)
    fill = _filler(rule, words)
    all_of = tuple(probe(rule.id, fill(p)) for p in rule.all_of)
    return ReadyRule(
        rule.id,
        rule.safety_class,
        rule.kind,
        rule.language,
        all_of,
        tuple(probe(rule.id, fill(p)) for p in rule.none_of),
        tuple(sorted((p.beginnings for p in all_of if p.beginnings is not None), key=weight)),
    )


def _filler(rule: OperationalRule, words: dict[tuple[str, str], str]) -> Callable[[str], str]:
    """Fills in named words: a name that is a whole alternative gives its alternatives, any other a group."""

    def _named(use: re.Match[str]) -> str:
        if (rule.language, use[1]) not in words:
            raise WrongUsage("safety_rule_words", rule=rule.id, value=use[1])
        return words[rule.language, use[1]]

    def _filled(part: str) -> str:
        whole = _USE.fullmatch(part)
        return _named(whole) if whole else _USE.sub(lambda use: f"(?:{edges_out(_named(use))})", part)

    return lambda pattern: "|".join(_filled(part) for part in alternatives(pattern))
