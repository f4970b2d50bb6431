"""Every operation has a command and a place in the docs, or stands here with the reason why not."""

import ast
import importlib
import inspect
import pkgutil

import pytest
from docs_pages import DOCS, ROOT

from doltap import operations

# operation: its command, and the page that shows how it is used
OPERATIONS = {
    "adopting.adopt": ("pack add", "how-to/packs.md"),
    "agreeing.agreements": ("agreement", "how-to/double-coding.md"),
    "archive.create": ("init", "tutorial.md"),
    "asking.answer": ("answer", "how-to/import.md"),
    "asking.questions": ("questions", "how-to/import.md"),
    "backups.backup": ("backup", "how-to/backup.md"),
    "backups.restore": ("restore", "how-to/backup.md"),
    "checking.check_file": ("check", "how-to/check.md"),
    "codebooks.changes": ("codebook", "how-to/double-coding.md"),
    "codebooks.terms": ("codebook", "how-to/double-coding.md"),
    "confirming.confirm": ("confirm", "how-to/sure.md"),
    "confirming.mean": ("mean", "how-to/sure.md"),
    "confirming.worth_confirming": ("ask", "how-to/sure.md"),
    "conflicts.conflicts": ("pack conflicts", "how-to/packs.md"),
    "deduping.dedupe": ("link", "how-to/lists.md"),
    "demo.demo": ("demo", "../README.md"),
    "guiding.guide": ("guide", "how-to/report.md"),
    "importing.import_sheet": ("import", "how-to/import.md"),
    "importing.propose_mapping": ("import", "how-to/import.md"),
    "intake.add": ("add", "how-to/take-in.md"),
    "keeping.change_passphrase": ("passphrase", "how-to/backup.md"),
    "keeping.recovery_sheet": ("sheet", "how-to/recovery.md"),
    "keeping.verify": ("verify", "how-to/backup.md"),
    "linking.link_list": ("link", "how-to/lists.md"),
    "linking.open_pair": ("link", "how-to/lists.md"),
    "matching.decide": ("decide", "how-to/who.md"),
    "matching.who": ("who", "how-to/who.md"),
    "models.relearn": ("relearn", "how-to/sure.md"),
    "naming.compare_file": ("names compare", "reference/names.md"),
    "naming.compare_two": ("names compare", "reference/names.md"),
    "naming.rank_files": ("names rank", "reference/names.md"),
    "packing.check_pack": ("pack check", "how-to/packs.md"),
    "packing.packs_here": ("pack list", "how-to/packs.md"),
    "proposals.judge": ("accept", "how-to/proposals.md"),
    "proposals.proposals": ("proposals", "how-to/proposals.md"),
    "protection.protection": ("doctor", "safety.md"),
    "reading.extract_rows": ("extract", "how-to/scripts.md"),
    "reading.read_file": ("read", "how-to/scripts.md"),
    "reporting.export": ("export", "how-to/report.md"),
    "reporting.report": ("report", "how-to/report.md"),
    "searching.search": ("search", "safety.md"),
    "weigh_table.weigh_table": ("weigh", "how-to/table.md"),
    "weighing.show": ("show", "tutorial.md"),
    "weighing.status": ("status", "tutorial.md"),
    "weighing.weighings": ("weighings", "tutorial.md"),
    "why.why": ("show", "how-to/sure.md"),
}
NO_COMMAND = {
    "agreeing.in_difference": "a part of proposals: which of them coders read differently",
    "agreeing.must_adjudicate": "a part of accept: who may adjudicate, and when",
    "archive.opened_again": "a second handle for the desk's intake thread",
    "checked_text.check_text": "the desk's page of a checked text, sentence by sentence; the command is check",
    "browsing.browse": "the desk's list, page by page; the command is weighings",
    "browsing.facets": "the counts beside the desk's list",
    "browsing.labels_of": "what the desk's lists call things",
    "browsing.shelf_of": "what the desk's lists are made of",
    "coding.code": "needs selected words: the desk's reading room (how-to/desk.md)",
    "coding.codebook": "what the reading room offers to choose from",
    "examining.examine": "the desk's reading room (how-to/desk.md); the command is show",
    "examining.open_words": "the reading room opens covered words; the command is show --open",
    "listing.list_accounts": "the desk's list of accounts (how-to/desk.md)",
    "listing.list_givers": "the desk's list of sources and tellers",
    "listing.say_more": "the desk says more of many accounts at once; the command is add with a receipt",
    "pages.page": "the desk shows guide and report without writing them; the commands are guide and report",
    "reporting.report_views": "what report writes and the desk shows",
    "side_by_side.side_by_side": "the desk's queue of pairs with their evidence; the commands are who and decide",
    "things.thing": "the desk's page of a person, place, body or event; the command is weighings",
    "things.things": "the desk's lists of persons, places, bodies and events",
    "giver_pages.giver": "the desk's page of a source or teller; the command is show, account by account",
    "giver_pages.grade": "the desk's form for the reliability of a body or outlet",
    "timeline.timeline_of": "the desk's timeline; the command is report, for what is public",
    "waiting.waiting": "the desk's first page; the command is status",
    "asking.answers": "how import uses what was answered before",
    "likeness.copies_of": "a part of check: the accounts that are copies of a text",
    "likeness.marks_of": "a part of add and check: what texts are compared by",
    "archive.find_archive": "every command finds its archive by it",
    "archive.open_archive": "every command opens its archive by it",
    "guiding.guide_in": "the demo writes the guide with the demo's own archive",
    "keeping.head": "verify and backup print it",
    "keeping.left_over": "verify counts it",
    "keeping.parse_head": "reads the value of --head",
    "keeping.tidy": "called after a cut-off run; removes only what no account has",
    "mapping.to_json": "how import --propose shows a mapping",
    "mapping.to_toml": "how import --propose shows a mapping",
    "protection.suggested_passphrase": "init and passphrase offer it",
    "receipts.from_words": "how add reads its options",
    "reporting.public_weighings": "what report and export both write",
    "standing.as_meant": "a part of view_of: the readings that people mean",
    "standing.current_model": "a part of view_of: the model that stands",
    "standing.readings": "a part of view_of: what people said of two readings",
    "weighing.held_back": "a part of show: what of an account stays covered",
    "view.view_of": "what every reading operation works on",
    "renderings.rendering": "a part of check and demo: the pack's Korean for the words of a fact",
    "renderings.source_name": "a part of check and demo: how a language calls a source",
    "renderings.located": "a part of search and report: where words stand, in words",
    "renderings.when_seen": "a part of show: when a document was seen, in words",
    "weigh_table.line_json": "how weigh prints a line as JSON",
    "givers.with_more_said": "a part of add: a receipt that says more than the first one",
}


def operations_here():
    """Public functions of the operations room that take an archive first, or a request."""
    for module in pkgutil.iter_modules(operations.__path__):
        loaded = importlib.import_module(f"doltap.operations.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                kinds = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
                if kinds and (kinds[0] == "Archive" or kinds[0].removesuffix(" | None").endswith("Request")):
                    yield f"{module.name}.{name}"


def called_by_the_door():
    """The functions of the operations room that the command line imports."""
    for file in (ROOT / "src" / "doltap" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("doltap.operations."):
                names = (alias.name for alias in node.names if alias.name.islower())
                yield from (f"{node.module.rsplit('.', 1)[1]}.{name}" for name in names)


def test_there_are_operations():
    assert len(list(operations_here())) > 15


def test_every_operation_is_in_one_of_the_tables():
    assert (set(operations_here()) | set(called_by_the_door())) - OPERATIONS.keys() - NO_COMMAND.keys() == set()


def test_the_tables_name_nothing_that_is_gone():
    for name in (*OPERATIONS, *NO_COMMAND):
        module, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"doltap.operations.{module}"), function))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_has_a_command_that_calls_it(operation):
    assert operation in set(called_by_the_door())


@pytest.mark.parametrize(("operation", "command", "page"), [(o, *where) for o, where in OPERATIONS.items()])
def test_an_operation_has_a_heading_and_a_page(operation, command, page):
    reference = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    assert f"\n## doltap {command}\n" in reference
    assert f"doltap {command}" in (DOCS / page).read_text(encoding="utf-8")
