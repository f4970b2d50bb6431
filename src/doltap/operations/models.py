"""Learning anew who tells what rightly in one view: a numbered model, and what it would change, for the office only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from doltap import store
from doltap.model import Audience, Progress, Status, StoredModel, Weighing, new_id, quiet
from doltap.operations.archive import Archive
from doltap.operations.standing import as_meant
from doltap.operations.view import View, learn_view, view_of, weighing_id
from doltap.operations.views import Labels
from doltap.weigh import Model, to_json


@dataclass(frozen=True, slots=True)
class RelearnRequest:
    """For which view a model is learned, by whom; labels in a language."""

    by: str
    audience: Audience = Audience.OFFICE
    language: str = "en"


@dataclass(frozen=True, slots=True)
class QualityChange:
    """How often a body, an outlet or a pool of tellers ('basis.saw') is right on a property (0-1); None: not known."""

    property: str
    body: str
    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A weighing that says something else now: its status or its first value."""

    id: str
    label: str
    property: str
    status: tuple[Status, Status]
    value: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relearned:
    """The view's model: its number, whether it is new, what it was learned from, and what changed. For the office."""

    number: int
    new: bool
    audience: Audience
    assertions: int
    confirmed: int
    methods: tuple[tuple[str, str], ...]
    changes: tuple[QualityChange, ...]
    moved: tuple[Moved, ...]


def relearn(archive: Archive, request: RelearnRequest, *, progress: Progress = quiet) -> Relearned:
    """Learn a model from what this view may use, keep it as its current one, and say what changed.

    The same content again makes no new number. Earlier models that were learned from an account which the view may no
    longer use are emptied.
    """
    del progress
    view = view_of(archive, request.audience)
    learned = learn_view(view)
    stored = store.models(archive.testimony, request.audience)
    new = not stored or view.number == 0 or stored[-1].content != to_json(learned)
    number = len(stored) + 1 if new else stored[-1].number
    after = replace(view, number=number, model=as_meant(archive, request.audience, learned))
    if new:
        _keep(archive, view, learned, number, request)
    return Relearned(
        number,
        new,
        request.audience,
        len(view.assertions),
        len(view.facts.confirmed),
        tuple((p.property, p.method) for p in learned.properties),
        tuple(_changes(view, learned)),
        tuple(_moved(view.weighings(), after.weighings(), Labels(view, request.language))),
    )


def _keep(archive: Archive, view: View, model: Model, number: int, request: RelearnRequest) -> None:
    kept = StoredModel(
        new_id(),
        request.audience,
        number,
        store.now(),
        request.by,
        len(view.assertions),
        len(view.facts.confirmed),
        to_json(model),
        frozenset(a.account for a in view.assertions.values()),
    )
    with archive.transaction("relearn", view=request.audience.value, number=number):
        for old in store.models(archive.testimony, request.audience):
            if not old.accounts <= view.accounts.keys():
                store.forget_model(archive.testimony, old.id)
        store.add_model(archive.testimony, kept)


def _changes(view: View, after: Model) -> Iterator[QualityChange]:
    """Every body's figure that is new or changed by more than a hundredth, property by property."""
    for learned in after.properties:
        was, now = view.model.of(learned.property).quality, learned.quality
        for body in sorted({*was, *now}):
            before, later = was.get(body), now.get(body)
            if before is None or later is None or abs(before - later) > 0.01:
                yield QualityChange(learned.property, body, view.body_name(body), before, later)


def _moved(before: Sequence[Weighing], after: Sequence[Weighing], labels: Labels) -> Iterator[Moved]:
    was = {(w.entity, w.property): w for w in before}
    for now in after:
        old = was[now.entity, now.property]
        if (old.status, old.values[0].value) != (now.status, now.values[0].value):
            values = labels.words(old.values[0].value), labels.words(now.values[0].value)
            label = labels.label(now.entity)
            yield Moved(weighing_id(now), label, now.property, (old.status, now.status), values)
