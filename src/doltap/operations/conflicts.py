"""Where the sources of a pack differ, as a careful researcher would put it: the values, who says each, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doltap import catalogue
from doltap.model import Progress, Status, WeighedValue, Weighing, quiet
from doltap.operations.pack_record import pack_view
from doltap.operations.renderings import source_name
from doltap.operations.view import View
from doltap.operations.views import Labels, weighing_views
from doltap.packs import load

SAID = "weigh.tellers_differ"
"""What the table says by being one."""


@dataclass(frozen=True, slots=True)
class ConflictsRequest:
    """Of which pack, in which language."""

    pack: str = "north_korea"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One property on which sources differ: each value with who says it, and what is to be said of the difference."""

    about: str
    property: str
    values: tuple[str, ...]
    remarks: tuple[str, ...]


def conflicts(request: ConflictsRequest, *, progress: Progress = quiet) -> list[Conflict]:
    """Every difference between the sources of a pack, in the order of its report."""
    del progress
    view = pack_view(load(request.pack))
    labels = Labels(view, request.language)
    differ = [w for w in view.weighings() if w.status is Status.TELLERS_DIFFER]
    by_key = {(w.entity, w.property): w for w in differ}
    shown = weighing_views(view, differ, labels)
    return [
        Conflict(
            made.entity_label,
            labels.property(made.property),
            tuple(_values(view, by_key[made.entity, made.property], [v.text for v in made.values], labels)),
            tuple(catalogue.render(request.language, r) for r in made.reasons if r.code != SAID),
        )
        for made in shown
    ]


def _values(view: View, weighing: Weighing, texts: Sequence[str], labels: Labels) -> Iterator[str]:
    for value, text in zip(weighing.values, texts, strict=True):
        said_by = Counter(
            source_name(view.teller_name(view.assertions[i].account), labels.language) for i in value.for_
        )
        who = "; ".join(_who(name, count, value, labels) for name, count in sorted(said_by.items()))
        yield f"{text} ({who})"


def _who(name: str, documents: int, value: WeighedValue, labels: Labels) -> str:
    if documents < 2:
        return name
    code = "cli.in_documents" if len(value.origins) > 1 else "cli.in_documents_once"
    return catalogue.say(labels.language, code, source=name, documents=documents)
