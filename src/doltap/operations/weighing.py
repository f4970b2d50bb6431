"""What the archive tells, weighed: the list, one item with its reasons, and the counts of what is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from doltap import store
from doltap.errors import RefusedBySafety, WrongUsage
from doltap.model import (
    Account,
    Assertion,
    Audience,
    Evidence,
    Passage,
    Progress,
    ReleaseClass,
    Status,
    Use,
    Weighing,
    Withheld,
    quiet,
)
from doltap.operations.archive import Archive
from doltap.operations.standing import Without
from doltap.operations.view import PACK, View, view_of, weighing_id
from doltap.operations.views import Labels
from doltap.packs import load
from doltap.safety import may_leave


@dataclass(frozen=True, slots=True)
class StatusResult:
    """What is held, counted; `weighings` and `withheld` are of the office's view."""

    counts: store.Counts
    weighings: int
    withheld: tuple[Withheld, ...]
    release_classes: Mapping[str, int]
    questions: int


NAMING: Final = frozenset({"name", "mention"})
"""Properties that say no more than how something is called."""


@dataclass(frozen=True, slots=True)
class WeighingsRequest:
    """Which weighings: by status and property (empty: all), for the office or for the public; labels in a language.

    `account` (its id, or first digits): only what that account touches. What the rest names is dropped before weighing:
    `without` sources (id or name) and accounts, `without_grades` of reliability (A-F), and accounts whose givers have
    not agreed to each of `agreed`. That a place or body of the pack was named is left out unless `names` asks for it.
    """

    statuses: frozenset[Status] = frozenset()
    properties: frozenset[str] = frozenset()
    audience: Audience = Audience.OFFICE
    today: date | None = None
    language: str = "en"
    account: str = ""
    without: frozenset[str] = frozenset()
    without_grades: frozenset[str] = frozenset()
    agreed: frozenset[Use] = frozenset()
    names: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A weighing with what a page needs: its id, its entity in words and type, the evidence by assertion id.

    `values` are the weighing's values in words, in their order.
    """

    id: str
    label: str
    type: str
    weighing: Weighing
    evidence: Mapping[str, Evidence]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """One thing by its id (or the first digits of it). Sealed words open only by name and with a reason, logged."""

    id: str
    open_words: bool = False
    why: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class AccountShown:
    """One account: its card, its text (only when it may be shown), and how much was read from it."""

    account: Account
    text: str
    held_back: int
    assertions: int


def status(archive: Archive, *, progress: Progress = quiet) -> StatusResult:
    """How much the archive holds, and how much of it the office's view uses."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    classes: dict[str, int] = {c.value: 0 for c in ReleaseClass}
    for account in store.accounts(archive.testimony):
        classes[account.release_class] += 1
    counted = store.counts(archive.testimony)
    return StatusResult(counted, view.how_many(), view.withheld, classes, len(store.questions(archive.testimony)))


def weighings(archive: Archive, request: WeighingsRequest, *, progress: Progress = quiet) -> list[Shown]:
    """The weighings of one view, most independent origins first; withheld accounts enter no number of it.

    Raises WrongUsage on a source or account that is not here.
    """
    del progress
    view = view_of(archive, request.audience, request.today, _dropped(archive, request))
    only = view.touched(_account(view, request.account)) if request.account else None
    known = frozenset() if request.names or request.properties & NAMING else _known(view)
    found = (w for w in view.weighings(only) if w.property not in NAMING or w.entity not in known)
    wanted = [w for w in found if _wanted(w, request)]
    wanted.sort(key=lambda w: (-len(w.values[0].origins), w.entity, w.property))
    return list(shown(view, wanted, request.language))


def _account(view: View, id_: str) -> str:
    found = [i for i in view.accounts if i.startswith(id_)] if len(id_) >= 6 else []
    if len(found) != 1:
        raise WrongUsage("nothing_with_this_id", id=id_[:64])
    return found[0]


def _dropped(archive: Archive, request: WeighingsRequest) -> Without:
    """What is dropped before weighing, by id; a source is found by its id or either of its names."""
    pack = load(str(store.setting(archive.testimony, "pack", PACK)))
    sources = (*pack.sources, *store.sources(archive.testimony))
    named = {s.id for s in sources if not request.without.isdisjoint({s.id, s.name, s.name_ko} - {""})}
    names = {n for s in sources for n in (s.id, s.name, s.name_ko)} - {""}
    rest = request.without - names
    accounts = {a.id for a in store.accounts(archive.testimony) if any(_begins(a.id, r) for r in rest)}
    for unknown in sorted(r for r in rest if not any(_begins(a, r) for a in accounts)):
        raise WrongUsage("no_such_source", name=unknown[:64])
    return Without(frozenset(named), frozenset(accounts), request.without_grades, request.agreed)


def _begins(id_: str, digits: str) -> bool:
    return len(digits) >= 6 and id_.startswith(digits)


def _known(view: View) -> frozenset[str]:
    """The ids of the places and bodies of the pack: that one of them was named is no news."""
    gazetteer = view.pack.gazetteer
    return frozenset({p.id for p in gazetteer.places} | {b.id for b in gazetteer.bodies})


def _wanted(weighing: Weighing, request: WeighingsRequest) -> bool:
    by_status = not request.statuses or weighing.status in request.statuses
    return by_status and (not request.properties or weighing.property in request.properties)


def shown(view: View, found: Iterable[Weighing], language: str = "en", called: Labels | None = None) -> Iterator[Shown]:
    """Weighings with labels and evidence; the words of their passages are read together.

    `called` are the view's labels where they were made before: making them looks at every assertion.
    """
    chosen = list(found)
    ids = {i for w in chosen for v in w.values for i in (*v.for_, *v.against)}
    passages = view.passages_by_id({view.assertions[i].passage for i in ids})
    labels = called or Labels(view, language)
    for weighing in chosen:
        mine = {i for v in weighing.values for i in (*v.for_, *v.against)}
        evidence = {i: evidence_of(view, view.assertions[i], passages) for i in sorted(mine)}
        kind = labels.types.get(weighing.entity)
        texts = tuple(labels.words(v.value) for v in weighing.values)
        label = labels.label(weighing.entity)
        yield Shown(weighing_id(weighing), label, kind.value if kind else "", weighing, evidence, texts)


def evidence_of(
    view: View, assertion: Assertion, passages: Mapping[str, Passage], supports: bool | None = True
) -> Evidence:
    """An assertion as evidence: its exact words, who tells it, and the origin it goes back to."""
    passage = passages.get(assertion.passage)
    origin = view.facts.origin.get(assertion.id, assertion.account)
    words = passage.words if passage else ""
    teller, seen = view.teller_name(assertion.account), view.accounts[assertion.account].seen
    return Evidence(assertion.id, words, teller, view.origin_name(origin), supports, assertion.account, seen)


def show(archive: Archive, request: ShowRequest, *, progress: Progress = quiet) -> Shown | AccountShown:
    """One weighing or account by its id. Raises WrongUsage when nothing has it, Refused when it is held back."""
    del progress
    view = view_of(archive, Audience.OFFICE)
    for weighing in view.weighings():
        if weighing_id(weighing).startswith(request.id) and len(request.id) >= 6:
            return next(shown(view, [weighing], request.language))
    account = next((a for a in store.accounts(archive.testimony) if a.id.startswith(request.id)), None)
    if account is None or len(request.id) < 6:
        raise WrongUsage("nothing_with_this_id", id=request.id[:64])
    return _account_shown(archive, account, request, allowed=account.id in view.accounts)


def _account_shown(archive: Archive, account: Account, request: ShowRequest, *, allowed: bool) -> AccountShown:
    db = archive.testimony
    closed = held_back(archive, account.id)
    if request.open_words:
        _log_opening(archive, account, request.why)
        text = store.account_text(db, account.id)
    elif allowed:
        found = store.identities(archive.identities, account=account.id)
        text = _covered(store.account_text(db, account.id), [*closed, *found])
    else:
        # A file's name and title can name whom it is about.
        account, text = replace(account, name="", document="", link=""), ""
    told = sum(1 for _ in store.assertions(db, account=account.id))
    return AccountShown(account, text, len(closed), told)


def held_back(archive: Archive, account: str) -> list[Passage]:
    """The passages of an account that may not be shown: for their own words, or for an assertion read from them."""
    db = archive.testimony
    shown = {p.id for p in store.passages_of(db, account) if may_leave(p.safety)}
    return [p for p in store.passages_of(db, account, include_operational=True) if p.id not in shown]


def _log_opening(archive: Archive, account: Account, why: str) -> None:
    if len(why.strip()) < 3:
        raise RefusedBySafety("opening_needs_a_reason")
    with archive.transaction("open_words", account=account.id):
        store.set_setting(archive.testimony, f"opened.{account.id}.{store.now()}", why)


def _covered(text: str, held: Iterable[Passage | store.Identity]) -> str:
    """The text with what is held back covered by as many blocks as it has letters, so that offsets stay."""
    letters = list(text)
    for stretch in held:
        letters[stretch.start : stretch.end] = "▒" * (stretch.end - stretch.start)
    return "".join(letters)
