"""From a template to a page: the environment, the menu, and the words of the session's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from doltap import catalogue
from doltap.errors import DoltapError
from doltap.model import Message, Passage
from doltap.operations.checking import CheckedAssertion
from doltap.operations.examining import Told
from doltap.operations.intake import AddedItem
from doltap.operations.why import Telling

if TYPE_CHECKING:
    from doltap.desk.visit import Visit

ASSETS: Final = files("doltap.desk") / "assets"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu: its path, its catalogue code below 'desk.menu.', and the KeyboardEvent.code of its key."""

    path: str
    code: str
    key: str = ""


MENU: Final = (
    (Entry("/", "home", "Digit1"), Entry("/accounts", "accounts", "Digit2")),
    (
        Entry("/weighings", "weighings", "Digit3"),
        Entry("/who", "who", "Digit4"),
        Entry("/check", "check", "Digit5"),
        Entry("/sources", "sources", "Digit6"),
        Entry("/time", "timeline", "Digit9"),
    ),
    (Entry("/report", "report", "Digit7"), Entry("/guide", "guide", "Digit8")),
)
"""The menu in groups. The first path that a page's own path begins with is the current one."""


@cache
def environment() -> Environment:
    """The templates of the desk; a name that no context has is an error."""
    made = Environment(
        loader=PackageLoader("doltap.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"href": safe_href, "groupby_run": runs_about, "by_passage": by_passage}
    made.globals["origins"] = by_origin
    return made


def rendered(visit: Visit, template: str, context: Mapping[str, object]) -> str:
    """The page of a template for one visit."""
    shell: dict[str, object] = {
        "language": visit.language,
        "other": "en" if visit.language == "ko" else "ko",
        "path": visit.request.url.path,
        "form_token": visit.session.token,
        "is_open": visit.desk.keeper.is_open,
        "idle": int(visit.desk.keeper.idle),
        "plain_title": visit.desk.plain_title,
        "keys_off": visit.session.keys_off,
        "menu": MENU,
    }
    return environment().get_template(template).render(**voice(visit.language), **shell, **context)


def voice(language: str) -> dict[str, object]:
    """What turns codes into words in templates: `t` below 'desk.', `say` any code, `message`, `number`, `known`."""
    return {
        "t": lambda code, **params: catalogue.say(language, f"desk.{code}", **params),
        "say": lambda code, **params: catalogue.say(language, code, **params),
        "known": lambda group, word: _known(language, group, word),
        "day": lambda iso: _day(language, iso),
        "current": _current,
        "explained": lambda error: explained(language, error),
        "why": lambda item: why(language, item),
        "message": lambda message: catalogue.render(language, message),
        "number": lambda n: f"{n:,}",
    }


def runs_about(told: Iterable[Told]) -> list[list[Told]]:
    """Assertions grouped where one after the other is about the same thing."""
    return [list(same) for _, same in groupby(told, key=lambda one: (one.assertion.entity, one.label))]


def by_passage(checked: Iterable[CheckedAssertion]) -> list[tuple[Passage, list[CheckedAssertion]]]:
    """Checked assertions with the passage they rest on, in the order of the text."""
    runs = (list(same) for _, same in groupby(checked, key=lambda one: (one.passage.start, one.passage.end)))
    return [(same[0].passage, same) for same in runs]


def by_origin(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings grouped by the origin they go back to, the origin's own telling first where it is there."""
    groups: dict[str, list[Telling]] = {}
    for one in tellings:
        groups.setdefault(one.origin or one.who, []).append(one)
    return [sorted(group, key=lambda one: bool(one.origin)) for group in groups.values()]


def _known(language: str, group: str, word: str) -> str:
    """The catalogue's text of `group.word`, or the machine word in plain letters where it has none."""
    code = f"{group}.{word}"
    return catalogue.say(language, code) if catalogue.has(code, language) else word.replace("_", " ")


def why(language: str, item: AddedItem) -> str:
    """Why a file was not simply read, and how to mend it."""
    if item.outcome == "not_taken":
        return catalogue.render(language, Message(f"error.{item.reason}", item.params))
    return _known(language, "reason", item.reason) if item.reason else ""


def _day(language: str, iso: str) -> str:
    """A day (and, where it is told, the time of it on this machine's clock) as the language writes it."""
    moment = datetime.fromisoformat(iso)
    local = moment.astimezone() if moment.tzinfo else moment
    month = catalogue.say(language, f"publish.month.{local.month}")
    year = catalogue.say(language, "publish.date.year", year=str(local.year))
    day = catalogue.say(language, "publish.date.day", day=str(local.day), month=month, year=year)
    return f"{day} {local:%H:%M}" if len(iso) > len("2026-01-01") else day


def _current(group: tuple[Entry, ...], path: str) -> str:
    """The path of the menu's entry that a page belongs to, or ''."""
    return next((e.path for e in group if path == e.path or (e.path != "/" and path.startswith(f"{e.path}/"))), "")


def explained(language: str, error: DoltapError) -> str:
    """The sentence of an error: as the desk says it where it has its own words, else as everybody does."""
    own = f"desk.error.{error.code}"
    if catalogue.has(own, language):
        return catalogue.render(language, Message(own, tuple(error.params.items())))
    return catalogue.explain(language, error)


def safe_href(address: str) -> str:
    """A web address that a page may link to, empty for anything but https and http."""
    parts = urlsplit(address.strip())
    return address.strip() if parts.scheme in ("https", "http") and parts.netloc else ""
