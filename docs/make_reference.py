"""Write the reference pages that can be read out of the program itself, so that they cannot say anything else.

python docs/make_reference.py            writes the pages
python docs/make_reference.py --check    writes nothing; names the pages that are not current and exits with 1
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path

os.environ["DOLTAP_LANGUAGE"] = "en"  # help texts are chosen when the commands are defined

import click

from doltap import catalogue, errors
from doltap.cli import doltap
from doltap.model import Outcome, ReleaseClass, SafetyClass, Status, Use
from doltap.operations.conflicts import ConflictsRequest, conflicts
from doltap.packs import load
from doltap.readers import CONTAINERS, READERS
from doltap.safety import asks_operational, mark

DOCS = Path(__file__).parent
TESTS = DOCS.parent / "tests"
SHARED = ("--archive", "--passphrase-file", "--language", "--json", "--help")
MADE = "<!-- Written by docs/make_reference.py. Do not edit by hand. -->\n\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars and line ends inside a cell are made harmless."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines) + "\n\n"


def _cell(text: str) -> str:
    plain = text if "`" in text else text.replace("<", "&lt;")
    return " ".join(plain.replace("|", "\\|").split())


def korean(text: str) -> str:
    """The Korean of an English help text, found by its code."""
    code = next((c for c, t in catalogue.entries("en").items() if t == text and c.startswith("help.")), "")
    return catalogue.say("ko", code) if code else ""


def commands() -> str:
    """Every command, argument and option, from the command line's own definition."""
    parts = [MADE, "# Commands\n\n", (DOCS / "reference" / "commands_intro.txt").read_text(encoding="utf-8"), "\n"]
    parts += ["## Options that every command takes\n\n", _options(p for p in doltap.commands["status"].params)]
    parts += [_command(path, command) for path, command in walk(doltap, ())]
    return "".join(parts)


def walk(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group with its path, groups themselves left out."""
    for name in sorted(group.commands):
        command = group.commands[name]
        if isinstance(command, click.Group):
            yield from walk(command, (*path, name))
        else:
            yield (*path, name), command


def _command(path: tuple[str, ...], command: click.Command) -> str:
    own = [p for p in command.params if not set(p.opts) & set(SHARED)]
    usage = " ".join(_usage(p) for p in command.params if isinstance(p, click.Argument))
    options = [p for p in own if isinstance(p, click.Option)]
    name = " ".join(("doltap", *path))
    words = (command.help or "").strip()
    line = f"{name}{' [OPTIONS]' if options else ''} {usage}".strip()
    return f"## {name}\n\n{words}  \n{korean(words)}\n\n    {line}\n\n{_options(options)}"


def _usage(argument: click.Parameter) -> str:
    name = argument.make_metavar(click.Context(doltap)) if isinstance(argument, click.Argument) else ""
    return f"{name}..." if argument.nargs == -1 and not name.endswith("...") else name


def _options(params: Iterable[click.Parameter]) -> str:
    rows = [
        (f"`{', '.join(p.opts)}`", f"`{_takes(p)}`" if _takes(p) else "", f"{p.help or ''} {korean(p.help or '')}")
        for p in params
        if isinstance(p, click.Option)
    ]
    return table(("option", "takes", "what it does"), rows) if rows else ""


def _takes(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return ", ".join(map(str, option.type.choices))
    if isinstance(option.type, click.IntRange):
        shown = f"{option.type.min} to {option.type.max}"
        return f"{shown}; {option.default} unless given" if isinstance(option.default, int) else shown
    return option.metavar or option.type.name.upper()


def both(prefix: str, words: Iterable[str]) -> list[tuple[str, str, str]]:
    """Rows of machine word, English, Korean; a word the catalogue lacks is left out."""
    return [
        (f"`{w}`", catalogue.say("en", prefix + w), catalogue.say("ko", prefix + w))
        for w in words
        if catalogue.has(prefix + w)
    ]


def known(prefix: str) -> list[str]:
    """The machine words of one kind in the catalogue."""
    return sorted(c.removeprefix(prefix) for c in catalogue.entries("en") if c.startswith(prefix))


def outcomes() -> str:
    """Exit codes, outcomes, reasons, status words, release classes and uses."""
    word = ("machine word", "English", "한국어")
    kinds = sorted(_error_kinds(), key=lambda kind: (kind.exit_code, kind.__name__))
    codes = [(str(kind.exit_code), kind.__name__, (kind.__doc__ or "").strip()) for kind in kinds]
    extra = [o for o in known("outcome.") if o not in {str(x) for x in Outcome}]
    return "".join(
        (
            MADE,
            "# Exit codes, outcomes and other closed lists\n\nThese words are stable: scripts may rely on them.\n\n",
            "## Exit codes\n\n0: done. 1: also when some inputs were not read or `pack check` found something.\n\n",
            table(("exit code", "error", "meaning"), codes),
            "## Outcomes of reading\n\n",
            table(word, both("outcome.", [str(o) for o in Outcome])),
            "`doltap add` also tells:\n\n",
            table(word, both("outcome.", extra)),
            "## Reasons\n\nWhy an outcome is not simply `ok`, and what to do.\n\n",
            table(word, both("reason.", known("reason."))),
            "## Status words\n\n",
            table(word, both("status.", [str(s) for s in Status])),
            "## What was left out\n\n",
            table(word, both("withheld.", known("withheld."))),
            "## Release classes\n\n",
            table(("machine word",), [(f"`{c}`",) for c in ReleaseClass]),
            "## Uses a giver can agree to\n\n",
            table(("machine word",), [(f"`{u}`",) for u in Use]),
            "## Safety classes of a passage\n\n",
            table(("machine word",), [(f"`{c}`",) for c in SafetyClass]),
            "## Problems that `doltap verify` names\n\n",
            table(word, both("problem.", known("problem."))),
        )
    )


def _error_kinds() -> list[type[errors.DoltapError]]:
    kinds = [errors.DoltapError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return kinds


def error_page() -> str:
    """Every error a user can meet, in both languages."""
    head = "# Errors\n\nEvery error has a code, which `--json` gives, and a sentence that names the mend.\n\n"
    return MADE + head + table(("code", "English", "한국어"), both("error.", known("error.")))


def formats() -> str:
    """The formats that are read, from the readers themselves."""
    rows = [(f"`{t}`", f"`{r.__module__.rsplit('.', 1)[1]}`", _idea(r.__module__)) for t, r in sorted(READERS.items())]
    intro = (DOCS / "reference" / "formats_intro.txt").read_text(encoding="utf-8")
    inside = table(("media type",), [(f"`{t}`",) for t in sorted(CONTAINERS)])
    return "".join(
        (
            MADE,
            intro,
            "\n## Read\n\n",
            table(("media type", "reader", "what it does"), rows),
            "## Containers\n\nEach piece inside is an account of its own.\n\n",
            inside,
        )
    )


def _idea(module: str) -> str:
    return (import_module(module).__doc__ or "").strip().splitlines()[0]


def properties() -> str:
    """Properties and event kinds with their words in both languages."""
    terms = load("generic").vocabulary("event_kind")
    intro = (DOCS / "reference" / "properties_intro.txt").read_text(encoding="utf-8")
    return "".join(
        (
            MADE,
            intro,
            "\n## Properties\n\n",
            table(("machine word", "English", "한국어"), both("property.", known("property."))),
            "## Kinds of event\n\nOf the pack `generic`; a pack for a country can add its own.\n\n",
            table(("machine word", "English", "한국어"), [(f"`{t.id}`", t.name_en, t.name_ko) for t in terms]),
        )
    )


def packs() -> str:
    """The schema of packs, as it stands beside the packs."""
    return MADE + (files("doltap.packs") / "README.md").read_text(encoding="utf-8")


def measured() -> str:
    """What the rules of safety find of the sentences and questions they are held to."""
    intro = (DOCS / "reference" / "measured_intro.txt").read_text(encoding="utf-8")
    head = ("table", "part", "operational", "found (recall)", "harmless", "held back by mistake")
    named = sorted(f.name for f in (TESTS / "safety").glob("*.csv"))
    rows = [row for name in named for row in _measured(name)]
    more = (DOCS / "reference" / "measured_extract.txt").read_text(encoding="utf-8")
    return MADE + intro + "\n" + table(head, rows) + more


def _measured(name: str) -> Iterator[tuple[str, ...]]:
    with (TESTS / "safety" / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    held = {row["id"]: _held(row) for row in rows}
    for part in sorted({_part(row) for row in rows}):
        chosen = [row for row in rows if _part(row) == part]
        wanted = [row for row in chosen if row["expected"] == "operational"]
        rest = [row for row in chosen if row["expected"] == "none"]
        found, wrong = sum(held[r["id"]] for r in wanted), sum(held[r["id"]] for r in rest)
        share = f"{found} ({found / len(wanted):.2f})" if wanted else "none to find"
        yield name, part, str(len(wanted)), share, str(len(rest)), str(wrong)


def _part(row: dict[str, str]) -> str:
    return row.get("split") or (f"round {row['round']}" if row.get("round") else "taught with")


def _held(row: dict[str, str]) -> bool:
    rules = load("north_korea").safety_rules
    if "question" in row:
        return asks_operational(row["question"], rules)
    whole = [(0, len(row["sentence"]))]  # as the tests of the safety room read it
    return any(m.safety_class == SafetyClass.OPERATIONAL for m in mark(row["sentence"], whole, rules))


def differences() -> str:
    """Where the sources of the North Korea pack differ, in both languages."""
    intro = (DOCS / "reference" / "conflicts_intro.txt").read_text(encoding="utf-8")
    heads = {"en": "## In English\n\n", "ko": "## 한국어로\n\n"}
    return "".join(
        (MADE, "# Where public sources differ\n\n", intro, "\n", *(h + _conflicts(k) for k, h in heads.items()))
    )


def _conflicts(language: str) -> str:
    head = [catalogue.say(language, f"column.{c}") for c in ("about", "property", "values", "remarks")]
    found = conflicts(ConflictsRequest(language=language))
    return table(head, [(c.about, c.property, "; ".join(c.values), " ".join(c.remarks)) for c in found])


PAGES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "outcomes": outcomes,
    "errors": error_page,
    "formats": formats,
    "properties": properties,
    "packs": packs,
    "measured": measured,
    "conflicts": differences,
}


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check name those that are not current."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / "reference" / f"{name}.md", make().rstrip() + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print("not current:", *stale, "(mend: python docs/make_reference.py)")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
