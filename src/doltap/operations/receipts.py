"""Who gave an input, how far it may go and what was agreed: from the command line, a sidecar file, or a CSV."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from doltap.errors import InputNotRead, RefusedByConsent, WrongUsage
from doltap.model import ReleaseClass, Use

SIDECAR = ".doltap.toml"
COLUMNS = ("file", "source", "teller", "release", "consent", "until")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of one input when it is received. Nothing said: `sealed`, consent unknown.

    `consent` None means that nobody asked; an empty set means asked and nothing agreed. `said` tells a release class
    that somebody wrote from the one that holds when nobody did.
    """

    source: str = ""
    teller: str = ""
    release: ReleaseClass = ReleaseClass.SEALED
    consent: frozenset[Use] | None = None
    until: str = ""
    said: bool = False


def receipt_for(path: Path, given: Receipt, table: Mapping[str, Receipt]) -> Receipt:
    """The receipt of one file: its sidecar, else its row in the CSV (by name or path), else what was given for all.

    Raises WrongUsage or RefusedByConsent when it cannot hold as written.
    """
    sidecar = path.with_name(path.name + SIDECAR)
    if sidecar.is_file():
        return checked(_from_sidecar(sidecar), str(path))
    row = table.get(str(path)) or table.get(path.name)
    return checked(row or given, str(path))


def checked(receipt: Receipt, file: str) -> Receipt:
    """The receipt itself. `public` is for what was published, so it needs a source and has no teller."""
    if receipt.release is ReleaseClass.PUBLIC and (receipt.teller or not receipt.source):
        raise RefusedByConsent("public_needs_source", file=file)
    return receipt


def read_table(path: Path) -> dict[str, Receipt]:
    """The receipts of a CSV with the columns of COLUMNS; the uses in `consent` are separated by spaces."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "file" not in (reader.fieldnames or ()):
                raise WrongUsage("receipts_without_file_column", file=str(path))
            return {row["file"]: from_words(row, f"{path}") for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise InputNotRead("receipts_unreadable", file=str(path)) from fault


def _from_sidecar(path: Path) -> Receipt:
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InputNotRead("receipts_unreadable", file=str(path)) from fault
    return from_words({k: " ".join(v) if isinstance(v, list) else str(v) for k, v in words.items()}, str(path))


def from_words(words: Mapping[str, str | None], where: str) -> Receipt:
    """The receipt that these words describe. Raises WrongUsage naming `where` and the word that is not known."""
    unknown = [name for name in words if name not in COLUMNS]
    if unknown:
        raise WrongUsage("receipt_word_unknown", file=where, word=unknown[0], known=", ".join(COLUMNS))
    text = {k: (v or "").strip() for k, v in words.items()}
    receipt = Receipt(text.get("source", ""), text.get("teller", ""), until=text.get("until", ""))
    if receipt.until and not _is_day(receipt.until):
        raise WrongUsage("until_not_a_date", file=where, word=receipt.until)
    if text.get("release"):
        receipt = replace(receipt, release=_release(text["release"], where), said=True)
    if text.get("consent"):
        receipt = replace(receipt, consent=uses_of(text["consent"].replace(",", " ").split(), where))
    return receipt


def _is_day(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def uses_of(words: Iterable[str], where: str) -> frozenset[Use]:
    """The uses that these words name; 'none' stands for asked and nothing agreed."""
    asked = [w for w in words if w != "none"]
    known = {use.value for use in Use}
    wrong = [w for w in asked if w not in known]
    if wrong:
        raise WrongUsage("use_unknown", file=where, word=wrong[0], known=", ".join(sorted(known)))
    return frozenset(Use(w) for w in asked)


def _release(word: str, where: str) -> ReleaseClass:
    if word not in {c.value for c in ReleaseClass}:
        raise WrongUsage("release_class_unknown", file=where, word=word)
    return ReleaseClass(word)
