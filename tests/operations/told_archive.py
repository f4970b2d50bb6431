"""An archive filled with assertions made by hand: who tells what, how far it may go, and what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from doltap import store
from doltap.model import (
    Account,
    Assertion,
    Basis,
    Consent,
    DateValue,
    Entity,
    EntityType,
    NumberValue,
    Passage,
    ReleaseClass,
    Source,
    Teller,
    Use,
    Value,
    new_id,
    plain_date,
)
from doltap.operations.archive import Archive

PASSPHRASE = "one two three four five six seven"
CODE = frozenset({Use.CODE})


@dataclass(frozen=True)
class Said:
    """One assertion: the pack id of what it is about, the property, the value."""

    entity: str
    property: str
    value: Value
    type: EntityType = EntityType.EVENT
    more: dict[str, object] = field(default_factory=dict)
    words: str = ""


def number(value: float, unit: str = "person") -> NumberValue:
    """An exact count."""
    return NumberValue(value, value, unit)


def year(value: int) -> DateValue:
    """A year."""
    return plain_date(str(value))


def giver(archive: Archive, source: str, teller: str, grade: str) -> None:
    """Make a source and a teller known, inside a transaction."""
    db = archive.testimony
    if source and source not in {s.id for s in store.sources(db)}:
        store.add_source(db, Source(source, source.title(), reliability=grade))
    if teller and teller not in {t.id for t in store.tellers(db)}:
        store.add_teller(db, Teller(teller, f"pine-{teller}"))


def tell(
    archive: Archive,
    said: list[Said],
    *,
    source: str = "",
    teller: str = "",
    release: ReleaseClass = ReleaseClass.PUBLIC,
    uses: frozenset[Use] | None = None,
    grade: str = "F",
    text: str = "",
) -> str:
    """Take in one account that says this, a line each; its id."""
    lines = [s.words or text or f"{s.entity} {s.property} {s.value}" for s in said]
    whole = "\n".join(lines)
    account = Account(new_id(), sha256(whole.encode() + new_id().encode()).hexdigest(), datetime.now(UTC), "a.txt",
                      source, teller, release, language="en", document=f"{source} report")  # fmt: skip
    passages, start = [], 0
    for line in lines:
        passages.append(Passage(new_id(), account.id, start, start + len(line), line))
        start += len(line) + 1
    entities = {s.entity: Entity(new_id(), s.type, account.id, pack_id=s.entity) for s in said}
    basis = Basis.SAW if teller else Basis.DOCUMENT
    told = [
        Assertion(new_id(), p.id, account.id, entities[s.entity].id, s.type, s.property, s.value, str(s.value),
                  **{"basis": basis, "accepted": True, **s.more})
        for s, p in zip(said, passages, strict=True)
    ]  # fmt: skip
    with archive.transaction("add_account", account=account.id):
        giver(archive, source, teller, grade)
        store.add_account(archive.testimony, account, whole)
        store.add_extraction(archive.testimony, account.id, passages, list(entities.values()), told)
        if uses is not None:
            store.add_consent(archive.testimony, Consent(account.id, uses, known=True))
    return account.id


def withdraw(archive: Archive, account: str) -> None:
    """The giver agrees to nothing any more."""
    with archive.transaction("consent", account=account):
        store.add_consent(archive.testimony, Consent(account, frozenset(), known=True))


def bodies_on_many_items(archive: Archive, items: int = 12) -> dict[str, str]:
    """Three public bodies on many events; the second and third err on some. Their accounts by name."""
    made = {}
    for k, body in enumerate(("alpha", "beta", "gamma")):
        said = [Said(f"event.e{n}", "count", number(100 + n + (7 if k and n % 4 == k else 0))) for n in range(items)]
        made[body] = tell(archive, said, source=body)
    return made
