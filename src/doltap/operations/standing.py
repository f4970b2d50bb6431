"""What a view stands on beside its assertions: its current model, the readings people mean, and what is dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from doltap import store
from doltap.model import Account, Audience, Consent, ReleaseClass, Source, Use
from doltap.operations.archive import Archive
from doltap.weigh import Learned, Model, from_json

NOTHING: Final = Model(())
"""The model before anything was learned: independent origins are counted."""


@dataclass(frozen=True, slots=True)
class Without:
    """What is dropped before weighing: sources (ids), accounts (ids), grades (A-F), and accounts without a use."""

    sources: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    grades: frozenset[str] = frozenset()
    lacking: frozenset[Use] = frozenset()

    def drops(self, account: Account, source: Source | None, consent: Consent | None) -> bool:
        """Whether this account goes."""
        graded = source is not None and not account.teller and source.reliability in self.grades
        agreed = consent.uses if consent and consent.known else frozenset[Use]()
        unasked = not self.lacking <= agreed and account.release_class is not ReleaseClass.PUBLIC
        return account.source in self.sources or account.id in self.accounts or graded or unasked


NOTHING_DROPPED: Final = Without()


def known_to(audience: Audience) -> frozenset[Audience]:
    """Whose decisions a view may rest on: nothing of a wider view enters a narrower one."""
    return frozenset({Audience.PUBLIC, audience})


def readings(archive: Archive, audience: Audience) -> dict[str, str]:
    """The source by which each property is read in this view; the latest decision counts."""
    decided = (d for d in store.reading_decisions(archive.testimony) if d.audience in known_to(audience))
    return {d.property: d.source for d in decided}


def as_meant(archive: Archive, audience: Audience, model: Model) -> Model:
    """The model with the readings that people mean, where the source they named follows one."""
    meant = readings(archive, audience)
    return replace(model, properties=tuple(_asked_for(p, meant) for p in model.properties))


def _asked_for(learned: Learned, meant: Mapping[str, str]) -> Learned:
    source = meant.get(learned.property, "")
    share = learned.reading.get(source, 0.5)
    return replace(learned, asked_for=-1 if share == 0.5 else int(share < 0.5))


def current_model(archive: Archive, audience: Audience, accounts: Collection[str]) -> tuple[int, Model]:
    """The number and content of the model that stands for a view of these accounts; 0 and nothing where none does.

    A model stands only while every account it was learned from may still be used by the view: a consent withdrawn
    leaves no trace in any number, also before anybody learns anew.
    """
    stored = store.models(archive.testimony, audience)
    if not stored or not stored[-1].content or not all(a in accounts for a in stored[-1].accounts):
        return 0, NOTHING
    try:
        return stored[-1].number, from_json(stored[-1].content)
    except (ValueError, TypeError, KeyError):
        # A model of another version of Doltap: origins are counted until somebody learns anew.
        return 0, NOTHING
