"""What is inside a container: asked for some members at a time, so that one child reads many and none fills the memory.

A child that dies takes only the member it was at: those before it were handed over already, and the next child goes on
behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from typing import Final

from doltap.model import Outcome, new_id
from doltap.operations.reading import Taken, taken
from doltap.operations.wire import Json, member_from_json
from doltap.readers import Member

AT_ONCE: Final = 50
"""Members that one child is asked for at least; a container of very many is parsed for 32 children and no more."""

_CHILDREN: Final = 32


@dataclass(frozen=True, slots=True)
class Span:
    """Members of a container from number `first` on: one for each of the account ids that they will have."""

    first: int
    accounts: tuple[str, ...]

    def after(self, count: int) -> tuple[Span, ...]:
        """What is left behind the first `count` members; nothing when that were all."""
        left = self.accounts[count:]
        return (Span(self.first + count, left),) if left else ()

    def asked(self, pack: str, here: Collection[str]) -> Json:
        """The parameters with which a child is asked for these members, but for those that are `here`."""
        return {"first": self.first, "accounts": list(self.accounts), "here": list(here), "pack": pack}


def spans(count: int) -> tuple[Span, ...]:
    """A container of `count` members in pieces for one child each."""
    size = max(AT_ONCE, ceil(count / _CHILDREN))
    ids = [new_id() for _ in range(count)]
    return tuple(Span(at, tuple(ids[at : at + size])) for at in range(0, count, size))


@dataclass(frozen=True, slots=True)
class Found:
    """One member as a child handed it over: `known` is its SHA-256 where it is in the archive already (then no data).

    `take` is what the child read; None where the member is to be read in a child of its own.
    """

    member: Member
    account: str
    known: str = ""
    take: Taken | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the member's bytes."""
        return self.known or sha256(self.member.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of one span: its members in order, what is left to ask for, and the outcome where nothing came."""

    found: tuple[Found, ...]
    left: tuple[Span, ...] = ()
    fault: Taken | None = None


def handed(raw: Json, span: Span) -> Handed:
    """What a child's answers say of this span; it read untrusted bytes, so its answers are not trusted either."""
    parts = raw.get("parts", ())
    end = taken({k: raw[k] for k in raw if k != "parts"})
    try:
        found = list(_found(parts, span))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return Handed((), (), Taken.none(Outcome.CRASHED, "bad_answer"))
    if not found:
        # Fewer members than its reader had counted is no fault; a failure before the first of them is one.
        fault = taken(parts[0][0]) if parts else None if end.reading.outcome is Outcome.OK else end
        return Handed((), (), fault)
    died = end if end.reading.outcome is not Outcome.OK else _DUE
    return Handed(tuple(replace(f, take=died) if f.take is _DUE else f for f in found), span.after(len(found)))


_DUE: Final = Taken.none(Outcome.CRASHED, "no_answer")


def _found(parts: Sequence[tuple[Json, bytes]], span: Span) -> Iterator[Found]:
    """The members that were announced, in order; one whose reading did not come has `_DUE`."""
    at = count = 0
    while at < len(parts) and "member" in parts[at][0]:
        answer, data = parts[at]
        if answer["member"] != span.first + count:
            raise ValueError("a member out of turn")
        account = span.accounts[count]
        read = None
        if answer["reads"]:
            follows = at + 1 < len(parts) and "member" not in parts[at + 1][0]
            read = taken(parts[at + 1][0], account) if follows else _DUE
            at += follows
        yield Found(member_from_json(answer, data), account, str(answer["known"]), read)
        at, count = at + 1, count + 1
