"""Values to rows and back: the one place that knows in which column a field of the model stands."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from doltap.model import (
    Account,
    Assertion,
    Basis,
    Certainty,
    Entity,
    EntityType,
    Locator,
    Outcome,
    Passage,
    ReleaseClass,
    SafetyClass,
    Segment,
    Source,
    SourceKind,
    value_from_json,
    value_to_json,
)
from doltap.store.database import Row

ACCOUNT: Final = (
    "id, sha256, received, name, source, teller, release_class, outcome, media_type, encoding, language, reader, size, "
    "reason, part_of, duplicate_of, document, link, seen, verified"
)
SOURCE: Final = "id, name, kind, name_ko, reliability, party"
SEGMENT: Final = "start, stop, locator, speaker, role"
PASSAGE: Final = "id, account, start, stop, words, locator, speaker, language, rendering_of, safety"
ENTITY: Final = "id, type, account, narrator, pack_id"
ASSERTION: Final = (
    "id, passage, account, entity, entity_type, property, value, value_text, certainty, basis, heard_from, event, "
    "role, cites, coder, safety, accepted"
)


_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compact(value: Any) -> str:  # noqa: ANN401  any JSON value
    """JSON without spaces, keys sorted, Hangul as itself."""
    return _COMPACT.encode(value)


def classes_to_text(classes: frozenset[SafetyClass]) -> str:
    """Safety classes as one sorted word list."""
    return " ".join(sorted(classes))


def classes_from_text(text: str) -> frozenset[SafetyClass]:
    """The safety classes that `classes_to_text` wrote."""
    return frozenset(map(SafetyClass, text.split()))


def _locator_to_text(locator: Locator) -> str:
    fields = {
        "page": locator.page,
        "line": locator.line,
        "time": locator.time,
        "cell": locator.cell,
        "part": locator.part,
    }
    set_ones = {name: value for name, value in fields.items() if value not in (None, "")}
    return compact(set_ones) if set_ones else ""


def _locator_from_text(text: str) -> Locator:
    return Locator(**json.loads(text)) if text else Locator()


def source_row(source: Source) -> Row:
    """A source in the order of `SOURCE`."""
    return (source.id, source.name, source.kind, source.name_ko, source.reliability, source.party)


def source_of(row: Row) -> Source:
    """The source of a row."""
    return Source(row[0], row[1], SourceKind(row[2]), *row[3:])


def account_row(account: Account) -> Row:
    """An account in the order of `ACCOUNT`; ids that are not set become NULL so that foreign keys hold.

    A file name that is not Unicode (POSIX allows any bytes) is kept with its odd bytes spelled out.
    """
    a = account
    name = a.name.encode("utf-8", "backslashreplace").decode("utf-8")
    said = (a.id, a.sha256, a.received.isoformat(), name, a.source or None, a.teller or None, a.release_class)
    read = (a.outcome, a.media_type, a.encoding, a.language, a.reader, a.size, a.reason)
    published = (a.document, a.link, a.seen, int(a.verified))
    return (*said, *read, a.part_of or None, a.duplicate_of or None, *published)


def account_of(row: Row) -> Account:
    """The account of a row."""
    id_, sha256, received, name, source, teller, release_class, outcome, *rest = row
    media_type, encoding, language, reader, size, reason, part_of, duplicate_of, *published = rest
    document, link, seen, verified = published
    return Account(
        id_,
        sha256,
        datetime.fromisoformat(received),
        name,
        source or "",
        teller or "",
        ReleaseClass(release_class),
        Outcome(outcome),
        media_type,
        encoding,
        language,
        reader,
        size,
        reason,
        part_of or "",
        duplicate_of or "",
        document,
        link,
        seen,
        bool(verified),
    )


def segment_row(segment: Segment) -> Row:
    """A segment in the order of `SEGMENT`."""
    return (segment.start, segment.end, _locator_to_text(segment.locator), segment.speaker, segment.role)


def segment_of(row: Row) -> Segment:
    """The segment of a row."""
    return Segment(row[0], row[1], _locator_from_text(row[2]), row[3], row[4])


def passage_row(passage: Passage) -> Row:
    """A passage in the order of `PASSAGE`."""
    p = passage
    place = (p.id, p.account, p.start, p.end, p.words, _locator_to_text(p.locator), p.speaker)
    return (*place, p.language, p.rendering_of, classes_to_text(p.safety))


def passage_of(row: Row) -> Passage:
    """The passage of a row."""
    id_, account, start, end, words, locator, speaker, language, rendering_of, safety = row
    return Passage(
        id_,
        account,
        start,
        end,
        words,
        _locator_from_text(locator),
        speaker,
        language,
        rendering_of,
        classes_from_text(safety),
    )


def entity_row(entity: Entity) -> Row:
    """An entity in the order of `ENTITY`."""
    return (entity.id, entity.type, entity.account, int(entity.narrator), entity.pack_id)


def entity_of(row: Row) -> Entity:
    """The entity of a row."""
    return Entity(row[0], EntityType(row[1]), row[2], bool(row[3]), row[4])


def assertion_row(assertion: Assertion) -> Row:
    """An assertion in the order of `ASSERTION`."""
    a = assertion
    what = (a.id, a.passage, a.account, a.entity, a.entity_type, a.property, compact(value_to_json(a.value)))
    how = (a.value_text, a.certainty, a.basis, a.heard_from, a.event, a.role, a.cites, a.coder)
    return (*what, *how, classes_to_text(a.safety), int(a.accepted))


def assertion_of(row: Row) -> Assertion:
    """The assertion of a row."""
    id_, passage, account, entity, type_, property_, value, value_text, certainty, basis, *rest = row
    heard_from, event, role, cites, coder, safety, accepted = rest
    return Assertion(
        id_,
        passage,
        account,
        entity,
        EntityType(type_),
        property_,
        value_from_json(json.loads(value)),
        value_text,
        Certainty(certainty),
        Basis(basis),
        heard_from,
        event,
        role,
        cites,
        coder,
        classes_from_text(safety),
        bool(accepted),
    )
