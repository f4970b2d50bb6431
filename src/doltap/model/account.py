"""Who tells, what was received, and the words in it that never move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from doltap.model.assertion import SafetyClass


class ReleaseClass(StrEnum):
    """How far an account may go at most; `sealed` unless somebody said otherwise."""

    SEALED = "sealed"
    OFFICE = "office"
    PUBLIC = "public"


class Use(StrEnum):
    """What a giver can agree to, each asked apart (Murad Code; GBVIMS consent form)."""

    HOLD = "hold"
    CODE = "code"
    STATISTICS = "statistics"
    QUOTE_WORDS = "quote_words"
    PUBLISH_FACT = "publish_fact"
    SHARE_NAMED_BODY = "share_named_body"
    COURT = "court"
    UN = "un"
    MEDIA = "media"
    CONTACT_AGAIN = "contact_again"


class SourceKind(StrEnum):
    """What tells."""

    BODY = "body"
    OUTLET = "outlet"
    DOCUMENT = "document"


class Outcome(StrEnum):
    """How the reading of one input ended; a closed list, stable for scripts."""

    OK = "ok"
    PARTIAL = "partial"
    EMPTY = "empty"
    NEEDS_OCR = "needs_ocr"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_BIG = "too_big"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Source:
    """A body, outlet or document that tells. `reliability` is Admiralty A-F; F means 'cannot be judged'.

    `party` names the state or side whose position the source voices ('KP', 'KR', ...), empty for none: what a party
    says of an accusation against itself is that party's position and never counter-evidence.
    """

    id: str
    name: str
    kind: SourceKind = SourceKind.BODY
    name_ko: str = ""
    reliability: str = "F"
    party: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """A natural person who tells, by pseudonym only. Carries no number: nothing learned or stored rates a person."""

    id: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What the giver of one account agreed to. An unlisted use is not agreed to; `known` False: nobody asked yet."""

    account: str
    uses: frozenset[Use] = frozenset()
    known: bool = False
    until: str = ""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in the original a stretch of text stands; only what the format has is set."""

    page: int | None = None
    line: int | None = None
    time: str = ""
    cell: str = ""
    part: str = ""

    def label(self) -> str:
        """A short machine label: 'p3 l12', 'cell B2', '00:01:05', 'part word/document.xml'."""
        parts = (
            f"p{self.page}" if self.page is not None else "",
            f"l{self.line}" if self.line is not None else "",
            self.time,
            f"cell {self.cell}" if self.cell else "",
            f"part {self.part}" if self.part else "",
        )
        return " ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of structure that a reader found: text[start:end], its locator, its speaker and its role.

    `role`: body, question, answer, heading, cell, note, caption, quote, hidden, meta; inserted and deleted for tracked
    changes.
    """

    start: int
    end: int
    locator: Locator = field(default_factory=Locator)
    speaker: str = ""
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one input: NFC text whose offsets never move, and the segments in it.

    `reason` is a machine word that says more about an outcome that is not ok. `title`, `date` and `link` are what the
    format itself says of the piece. `members` names the pieces inside a container (zip, mbox, feed), in order; each is
    an account of its own and is read by asking for it.
    """

    outcome: Outcome
    reader: str = ""
    media_type: str = ""
    encoding: str = ""
    language: str = ""
    text: str = ""
    segments: tuple[Segment, ...] = ()
    reason: str = ""
    title: str = ""
    date: str = ""
    link: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One telling as received: one receipt of one sealed original, which its SHA-256 finds. Never touched again.

    `document` and `link` say where the words were published and `seen` when somebody read them there; `verified` is
    False where nobody has checked that the document says so.
    """

    id: str
    sha256: str
    received: datetime
    name: str
    source: str = ""
    teller: str = ""
    release_class: ReleaseClass = ReleaseClass.SEALED
    outcome: Outcome = Outcome.OK
    media_type: str = ""
    encoding: str = ""
    language: str = ""
    reader: str = ""
    size: int = 0
    reason: str = ""
    part_of: str = ""
    duplicate_of: str = ""
    document: str = ""
    link: str = ""
    seen: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words: `text[start:end] == words`, always, in code points of the account's NFC text.

    `rendering_of` is the passage id that these words translate; empty for exact words. `safety` holds the classes of
    the words themselves, whether or not an assertion was read from them: an operational passage is never joined.
    """

    id: str
    account: str
    start: int
    end: int
    words: str
    locator: Locator = field(default_factory=Locator)
    speaker: str = ""
    language: str = ""
    rendering_of: str = ""
    safety: frozenset[SafetyClass] = frozenset()
