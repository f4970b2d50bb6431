"""Who may speak to the desk: the browser that brought the one-time token of this launch, known by its cookie."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

Words = Mapping[str, Sequence[str]]

MOST_WORDS: Final = 200
"""How many queries and filters one session remembers."""


@dataclass(slots=True)
class Session:
    """One browser: its cookie, the token of its forms, its language, the words that stay out of addresses.

    `openings` are the accounts whose covered words it may see, `decided` the pairs decided so far, `next` where it was
    going, `keys_off` whether single keys are switched off.
    """

    language: str
    id: str = field(default_factory=lambda: token_urlsafe(32), repr=False)
    token: str = field(default_factory=lambda: token_urlsafe(32), repr=False)
    words: OrderedDict[str, Words] = field(default_factory=OrderedDict, repr=False)
    openings: dict[str, str] = field(default_factory=dict, repr=False)
    decided: list[tuple[str, str, str]] = field(default_factory=list, repr=False)
    next: str = ""
    keys_off: bool = False

    def remember(self, words: Words) -> str:
        """Keep words under an id that can stand in an address; the same words keep their id."""
        for known, kept in self.words.items():
            if kept == words:
                return known
        id_ = token_urlsafe(9)
        self.words[id_] = words
        while len(self.words) > MOST_WORDS:
            self.words.popitem(last=False)
        return id_

    def forget(self) -> None:
        """Drop every word, opening and last decision, as the lock does."""
        self.words.clear()
        self.openings.clear()
        self.decided.clear()


@dataclass(slots=True)
class Sessions:
    """The launch token, good once, and the sessions it opened, each led to `front` first."""

    language: str
    front: str = "/"
    launch: str = field(default_factory=lambda: token_urlsafe(24), repr=False)
    open: dict[str, Session] = field(default_factory=dict, repr=False)

    def enter(self, token: str) -> Session | None:
        """A session for the one who brings the launch token, which is used up by it; None for any other."""
        if not self.launch or not compare_digest(token.encode(), self.launch.encode()):
            return None
        self.launch = ""
        session = Session(self.language, next=self.front)
        self.open[session.id] = session
        return session

    def find(self, cookie: str) -> Session | None:
        """The session of a cookie, or None. Ids are 256 random bits: nothing can be learned by trying."""
        return self.open.get(cookie)

    def forget(self) -> None:
        """Drop the words of every session."""
        for session in self.open.values():
            session.forget()
