"""The one catalogue of every text a person reads: English and Korean gettext files, by room, keyed by code.

`say("ko", "status.one_teller")` gives the sentence. Each language is a folder of PO files, one a room; both
must be complete (tested). Codes stand in the code; sentences stand only here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import polib

from doltap.errors import DoltapError
from doltap.model import Message

LANGUAGES: Final = ("en", "ko")


@cache
def entries(language: str) -> dict[str, str]:
    """Every code of one language and its text, with {places} for parameters."""
    folder = files("doltap.catalogue") / language
    texts: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".po"):
            texts |= {e.msgid: e.msgstr for e in polib.pofile(file.read_text(encoding="utf-8"))}
    return texts


def has(code: str, language: str = "en") -> bool:
    """Whether the catalogue has this code."""
    return code in entries(language)


def say(language: str, code: str, /, **params: str | int) -> str:
    """The text of `code` in `language` ('en' or 'ko'), its {places} filled from `params`.

    Integers get thousands separators. Raises KeyError on a code that the catalogue lacks.
    """
    text = entries(language)[code]
    if not params:
        return text
    return text.format(**{k: f"{v:,}" if isinstance(v, int) else v for k, v in params.items()})


def render(language: str, message: Message) -> str:
    """The text of a message. A text parameter that is itself a code written '=code' is rendered in its place."""
    params: dict[str, str | int] = {}
    for name, value in message.params:
        is_code = isinstance(value, str) and value.startswith("=") and has(value[1:], language)
        params[name] = say(language, str(value)[1:]) if is_code else value
    return say(language, message.code, **params)


def explain(language: str, error: DoltapError) -> str:
    """The sentence that tells a person what went wrong and how to mend it."""
    return render(language, Message(f"error.{error.code}", tuple(error.params.items())))
