"""What a browser posts, read by our own few lines: url-encoded fields, and files of a multipart form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from doltap.errors import WrongUsage

MOST_FIELDS: Final = 20_000
_BOUNDARY: Final = re.compile(r'boundary="?([^";]{1,200})"?')
_NAME: Final = re.compile(r'(?<!file)name="([^"]*)"')
_FILE: Final = re.compile(r'filename="([^"]*)"')
_ESCAPES: Final = (("%22", '"'), ("%0D", "\r"), ("%0A", "\n"))
"""How browsers write what a quoted name may not hold (WHATWG HTML, multipart/form-data)."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sent it: the name it had there, and its bytes. Both untrusted."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with all its values in order, and its files."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()

    def one(self, name: str, default: str = "") -> str:
        """The last value of a field without spaces around it; `default` when it is not there."""
        values = self.fields.get(name)
        return values[-1].strip() if values else default

    def text(self, name: str) -> str:
        """The last value of a field as typed, with line ends as the house writes them."""
        return (self.fields.get(name) or ("",))[-1].replace("\r\n", "\n")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that is not empty."""
        return tuple(v for v in self.fields.get(name, ()) if v)

    def number(self, name: str) -> int:
        """A field that holds a number. Raises WrongUsage when it does not."""
        word = self.one(name)
        if not re.fullmatch(r"[0-9]{1,12}", word):
            raise WrongUsage("desk_field", field=name)
        return int(word)

    def without(self, *names: str) -> dict[str, tuple[str, ...]]:
        """The fields but for some, to be kept or sent again."""
        return {k: tuple(v) for k, v in self.fields.items() if k not in names}


def read_form(content_type: str, untrusted: bytes) -> Form:
    """The form that these bytes are. Raises WrongUsage when they are none."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return _multipart(content_type, untrusted)
    if kind == "application/x-www-form-urlencoded" or not untrusted:
        return _urlencoded(untrusted)
    raise WrongUsage("desk_form")


def _urlencoded(untrusted: bytes) -> Form:
    try:
        return Form(parse_qs(untrusted.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))
    except ValueError as fault:
        raise WrongUsage("desk_form") from fault


def _multipart(content_type: str, untrusted: bytes) -> Form:
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise WrongUsage("desk_form")
    fields: dict[str, list[str]] = {}
    files: list[Upload] = []
    for part in (b"\r\n" + untrusted).split(b"\r\n--" + found[1].encode())[1:-1]:
        head, _, body = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, file = _named(head)
        if file is None:
            fields.setdefault(name, []).append(body.decode("utf-8", "replace"))
        elif file:
            files.append(Upload(file, body))
    return Form(fields, tuple(files))


def _named(head: bytes) -> tuple[str, str | None]:
    """The field's name and the file's name (None: no file) that the head of one part tells."""
    words = head.decode("utf-8", "replace")
    name, file = _NAME.search(words), _FILE.search(words)
    return _unescaped(name[1]) if name else "", _unescaped(file[1]) if file else None


def _unescaped(name: str) -> str:
    for written, meant in _ESCAPES:
        name = name.replace(written, meant)
    return name
