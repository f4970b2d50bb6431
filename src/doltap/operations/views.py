"""A view's weighings as pages show them, in one language: labels, topics, evidence with document and date seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from doltap import catalogue
from doltap.model import Assertion, BodyEntry, EntityType, Passage, PlaceEntry, Weighing
from doltap.operations.view import View, weighing_id
from doltap.packs import Fact, Label, label_for
from doltap.publish import EvidenceView, ValueView, WeighingView, format_edtf, format_value

BARE = frozenset({"name", "kind"})
"""Properties that say what something is, not a fact about it; a page shows them as the label."""


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
        terms = {f"{t.vocabulary}|{t.id}": t.name_ko if korean else t.name_en for t in gazetteer.terms}
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

    def lead(self, assertion: Assertion) -> str:
        """The canonical entity that an assertion is about."""
        return self.view.canonical.get(assertion.entity, assertion.entity)

    def fact_of(self, assertion: Assertion) -> Fact | None:
        """The pack's fact that an assertion comes from, or None."""
        return self.facts.get(assertion.coder.removeprefix("pack/")) if assertion.coder.startswith("pack/") else None

    def label(self, entity: str) -> str:
        """What a page calls an entity: its pack name, its name, or what happened and when."""
        if entity in self.names:
            return self.names[entity]
        if found := label_for(self.labels, entity):
            label, part = found
            return label.text(self.language).format(part=self._part(part))
        told = self.told.get(entity, {})
        if "name" in told:
            return told["name"].value_text
        if "kind" in told:
            return " · ".join(self._happening(told))
        return entity.rpartition(".")[2].replace("_", " ")

    def _part(self, part: str) -> str:
        return self.names.get(part) or format_edtf(part, self.language, catalogue.say)

    def _happening(self, told: Mapping[str, Assertion]) -> Iterator[str]:
        yield self.value(told["kind"])
        if "place" in told:
            yield self.value(told["place"])
        if "date" in told:
            yield self.value(told["date"])

    def value(self, assertion: Assertion) -> str:
        """An assertion's value as this language writes it."""
        return format_value(assertion.value, self.language, catalogue.say, self.names)

    def property(self, prop: str) -> str:
        """A property in words."""
        code = f"property.{prop}"
        return catalogue.say(self.language, code) if catalogue.has(code, self.language) else prop.replace("_", " ")


def weighing_views(view: View, weighings: Iterable[Weighing], labels: Labels) -> list[WeighingView]:
    """The weighings as pages show them, by topic then label; those that only name something are left out."""
    chosen = [w for w in weighings if w.property not in BARE]
    ids = {i for w in chosen for v in w.values for i in (*v.for_, *v.against)}
    words = view.passages_by_id({view.assertions[i].passage for i in ids})
    types = view.type_of()
    made = [_weighing_view(view, w, labels, words, types) for w in chosen]
    return sorted(made, key=lambda w: (w.topic, w.entity_label, w.property))


def _weighing_view(
    view: View, weighing: Weighing, labels: Labels, words: Mapping[str, Passage], types: Mapping[str, EntityType]
) -> WeighingView:
    values = tuple(
        ValueView(
            format_value(v.value, labels.language, catalogue.say, labels.names),
            len(v.origins),
            tuple(evidence_view(view, view.assertions[i], labels, words, supports=True) for i in v.for_),
            tuple(evidence_view(view, view.assertions[i], labels, words, supports=False) for i in v.against),
            v.value,
            v.probability,
        )
        for v in weighing.values
    )
    return WeighingView(
        weighing_id(weighing),
        labels.label(weighing.entity),
        types.get(weighing.entity, EntityType.EVENT).value,
        weighing.property,
        values,
        weighing.status,
        weighing.reasons,
        labels.topics.get(weighing.entity, "other"),
        labels.property(weighing.property),
        weighing.entity,
    )


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
        passage.locator.label() if passage else "",
        format_edtf(account.seen, labels.language, catalogue.say) if account.seen else "",
        account.verified,
        supports,
        source.party if source and assertion.id in view.facts.parties else "",
    )
