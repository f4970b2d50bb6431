"""A view's weighings as pages show them, in one language: labels, topics, evidence with document and date seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from doltap import catalogue
from doltap.model import (
    Assertion,
    BodyEntry,
    Certainty,
    DateValue,
    EntityType,
    Message,
    NumberValue,
    Passage,
    PlaceEntry,
    Value,
    WeighedValue,
    Weighing,
)
from doltap.operations.renderings import located
from doltap.operations.view import View, weighing_id
from doltap.packs import UNKNOWN_SOURCE, Fact, Label, label_for
from doltap.publish import EvidenceView, ValueView, WeighingView, format_edtf, format_value, seen_words

BARE = frozenset({"name", "kind"})
"""Properties that say what something is, not a fact about it; a page shows them as the label."""

IN_FIGURES = frozenset({"date", "place"})
"""What the label of a row of figures says already: its period, its place."""

TOPICS = (
    "returns", "arrivals", "camps", "law", "procedure", "history", "violations", "statistics", "people", "bodies",
    "interviewing", "instruments",
)  # fmt: skip
"""The order of topics on a page; what accounts tell of comes after them."""

SAME_WORDS = {"event_kind": ("event",), "kinship": ("kin",)}
"""Vocabularies that extraction calls otherwise than the pack does."""

AGES = frozenset({"age", "ages"})
FIRST = ("date", "returned_on", "place", "actor", "victim", "participant", "count")
"""The order of what is told of one thing; the rest follows by name."""


@dataclass(frozen=True)
class Labels:
    """How one language calls the entities, places and terms of a view."""

    view: View
    language: str

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of every pack id, of every term ('vocabulary|term') and of the pack's own texts in this language."""
        gazetteer, korean = self.view.pack.gazetteer, self.language == "ko"
        known: tuple[PlaceEntry | BodyEntry, ...] = (*gazetteer.bodies, *gazetteer.places)
        named = {k.id: (k.name_ko if korean else k.name_en) or k.name_en for k in known}
        said = ((v, t) for t in gazetteer.terms for v in (t.vocabulary, *SAME_WORDS.get(t.vocabulary, ())))
        terms = {f"{v}|{t.id}": t.name_ko if korean else t.name_en for v, t in said}
        texts = self._renderings() if korean else {}
        return texts | terms | named | {key: made.text(self.language) for key, made in self.labels.items()}

    def _renderings(self) -> dict[str, str]:
        """The pack's own Korean of what its facts say as text: whole sentences, and the short values."""
        sentences = {f.words_en.rstrip("."): f.words_ko.rstrip(".") for f in self.view.pack.facts}
        return sentences | {r.en: r.ko for r in self.view.pack.renderings}

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The pack's labels by the entity, or the table of entities, that they name."""
        return {made.entity: made for made in self.view.pack.labels}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The pack's facts by id."""
        return {f.id: f for f in self.view.pack.facts}

    @cached_property
    def topics(self) -> Mapping[str, str]:
        """The topic of each canonical entity that the pack tells of."""
        return {self.lead(a): f.topic for a in self.view.assertions.values() if (f := self.fact_of(a))}

    @cached_property
    def told(self) -> Mapping[str, Mapping[str, Assertion]]:
        """One assertion of each property of each canonical entity, for labels."""
        found: dict[str, dict[str, Assertion]] = {}
        for assertion in self.view.assertions.values():
            found.setdefault(self.lead(assertion), {}).setdefault(assertion.property, assertion)
        return found

    @cached_property
    def called(self) -> Mapping[str, str]:
        """The name that each canonical entity is given most often."""
        given: dict[str, Counter[str]] = defaultdict(Counter)
        for assertion in self.view.assertions.values():
            if assertion.property == "name" and assertion.certainty is not Certainty.DENIED:
                given[self.lead(assertion)][assertion.value_text] += 1
        return {lead: max(sorted(names), key=names.__getitem__) for lead, names in given.items()}

    @cached_property
    def tellers(self) -> Mapping[str, str]:
        """The account of each canonical entity that is the teller of one."""
        return {self.view.canonical.get(e.id, e.id): e.account for e in self.view.entities.values() if e.narrator}

    @cached_property
    def types(self) -> Mapping[str, EntityType]:
        """The type of each canonical entity."""
        return self.view.type_of()

    def lead(self, assertion: Assertion) -> str:
        """The canonical entity that an assertion is about."""
        return self.view.canonical.get(assertion.entity, assertion.entity)

    def fact_of(self, assertion: Assertion) -> Fact | None:
        """The pack's fact that an assertion comes from, or None."""
        return self.facts.get(assertion.coder.removeprefix("pack/")) if assertion.coder.startswith("pack/") else None

    def label(self, entity: str) -> str:
        """What a page calls an entity: its pack name, its name, the teller of what, or what happened and when."""
        if entity in self.names:
            return self.names[entity]
        if found := label_for(self.labels, entity):
            label, part = found
            return label.text(self.language).format(part=self._part(part))
        if entity in self.called:
            return self.called[entity]
        told = self.told.get(entity, {})
        if entity in self.tellers:
            return self.teller(self.tellers[entity])
        if "kin" in told:
            kin = self.value(told["kin"])
            return catalogue.say(
                self.language, "cli.kin_of_teller", kin=kin, account=self._account(told["kin"].account)
            )
        if "kind" in told:
            return " · ".join(self._happening(told))
        return entity.rpartition(".")[2].replace("_", " ")

    def _part(self, part: str) -> str:
        return self.names.get(part) or format_edtf(part, self.language, catalogue.say)

    def teller(self, account: str) -> str:
        """The person who tells an account: the pseudonym, else 'the teller of' it."""
        known = self.view.accounts.get(account)
        pseudonym = self.view.pseudonyms.get(known.teller, "") if known else ""
        return pseudonym or catalogue.say(self.language, "cli.teller_of", account=self._account(account))

    def _account(self, account: str) -> str:
        known = self.view.accounts.get(account)
        return (self.view.pseudonyms.get(known.teller, "") or known.document or known.name) if known else ""

    def _happening(self, told: Mapping[str, Assertion]) -> Iterator[str]:
        yield self.value(told["kind"])
        if "place" in told:
            yield self.value(told["place"])
        if "date" in told:
            yield self.value(told["date"])

    def value(self, assertion: Assertion) -> str:
        """An assertion's value as this language writes it."""
        return self.words(assertion.value)

    def words(self, value: Value) -> str:
        """A value as this language writes it."""
        return format_value(value, self.language, catalogue.say, self.names)

    def property(self, prop: str) -> str:
        """A property in words."""
        code = f"property.{prop}"
        return catalogue.say(self.language, code) if catalogue.has(code, self.language) else prop.replace("_", " ")


def weighing_views(view: View, weighings: Iterable[Weighing], labels: Labels) -> list[WeighingView]:
    """The weighings as pages show them, by topic, then in order of time; those that only name something are left out.

    The order is the same in every language, so that each page has its twin.
    """
    chosen = [w for w in weighings if not _bare(w)]
    ids = {i for w in chosen for v in w.values for i in (*v.for_, *v.against)}
    words = view.passages_by_id({view.assertions[i].passage for i in ids})
    types = view.type_of()
    made = [_weighing_view(view, w, labels, words, types) for w in chosen]
    return sorted(made, key=lambda w: _place_in_order(w, labels))


def _bare(weighing: Weighing) -> bool:
    figure = weighing.entity.startswith("figure.") and weighing.property in IN_FIGURES
    return weighing.property in BARE or figure


def _place_in_order(weighing: WeighingView, labels: Labels) -> tuple[int, str, date, str, int, str]:
    topic = TOPICS.index(weighing.topic) if weighing.topic in TOPICS else len(TOPICS)
    told = labels.told.get(weighing.entity, {}).get("date")
    day = told.value.earliest if told and isinstance(told.value, DateValue) else None
    first = FIRST.index(weighing.property) if weighing.property in FIRST else len(FIRST)
    return topic, weighing.topic, day or date.max, weighing.entity, first, weighing.property


def _weighing_view(
    view: View, weighing: Weighing, labels: Labels, words: Mapping[str, Passage], types: Mapping[str, EntityType]
) -> WeighingView:
    values = tuple(
        ValueView(
            labels.words(_in_years_of_age(v.value, weighing.property)),
            len(v.origins),
            tuple(evidence_view(view, view.assertions[i], labels, words, supports=True) for i in v.for_),
            tuple(evidence_view(view, view.assertions[i], labels, words, supports=False) for i in v.against),
            v.value,
            v.probability,
        )
        for v in weighing.values
    )
    type_ = types.get(weighing.entity, EntityType.EVENT).value
    return WeighingView(
        weighing_id(weighing),
        labels.label(weighing.entity),
        type_,
        weighing.property,
        values,
        weighing.status,
        (*weighing.reasons, *_of_one_source(view, weighing, values, labels)),
        labels.topics.get(weighing.entity, f"told_{type_}"),
        labels.property(weighing.property),
        weighing.entity,
    )


def _of_one_source(view: View, weighing: Weighing, values: Sequence[ValueView], labels: Labels) -> Iterator[Message]:
    """Says where one source tells two values: it corrected itself, or it simply says both."""
    tellers = [{e.source for e in v.for_ if e.source_id != UNKNOWN_SOURCE} for v in values]
    both = set.intersection(*tellers) if len(tellers) > 1 else set()
    corrected = labels.told.get(weighing.entity, {}).get("corrected")
    for source in sorted(both):
        later = next((v for w, v in zip(weighing.values, values, strict=True) if _same_fact(view, w, corrected)), None)
        if corrected and later:
            when = labels.value(corrected)
            yield Message.of("publish.reason.corrected", source=source, date=when, value=later.text)
        else:
            yield Message.of("publish.reason.same_source", source=source)


def _in_years_of_age(value: Value, prop: str) -> Value:
    """A number of years that is an age: Korean writes it with another word than a length of time."""
    age = prop in AGES and isinstance(value, NumberValue) and value.unit == "year"
    return replace(value, unit="age") if age and isinstance(value, NumberValue) else value


def _same_fact(view: View, value: WeighedValue, corrected: Assertion | None) -> bool:
    return corrected is not None and any(view.assertions[i].passage == corrected.passage for i in value.for_)


def evidence_view(
    view: View, assertion: Assertion, labels: Labels, words: Mapping[str, Passage], *, supports: bool | None
) -> EvidenceView:
    """One assertion as pages show it: exact words, the pack's own translation, source, document and date seen."""
    account = view.accounts[assertion.account]
    source = view.sources.get(account.source)
    passage, fact = words.get(assertion.passage), labels.fact_of(assertion)
    korean = labels.language == "ko"
    return EvidenceView(
        passage.words if passage else "",
        ((source.name_ko if korean else "") or source.name) if source else view.teller_name(account.id),
        view.origin_name(view.facts.origin.get(assertion.id, account.id)),
        assertion.id,
        passage.language if passage else "",
        fact.words_ko if fact and korean else "",
        catalogue.say(labels.language, "publish.pack_translation") if fact and korean else "",
        account.source,
        account.document or account.name,
        account.link,
        located(passage.locator, labels.language) if passage else "",
        seen_words(account.seen, labels.language, catalogue.say),
        account.verified,
        supports,
        source.party if source and assertion.id in view.facts.parties else "",
        proposed=not assertion.accepted,
    )
