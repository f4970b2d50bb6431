"""Commands with which a person answers the machine: proposals, accept, questions, answer."""

from __future__ import annotations

import getpass
from typing import Any

import click

from doltap.cli.common import Door, emit, emit_lines, note, shared_options, table, text
from doltap.cli.showing import property_words
from doltap.errors import WrongUsage
from doltap.model import Verdict, value_to_json
from doltap.operations.asking import AnswerRequest, Asked, QuestionsRequest
from doltap.operations.asking import answer as answer_one
from doltap.operations.asking import questions as all_asked
from doltap.operations.proposals import JudgeRequest, ProposalsRequest, Proposed, judge
from doltap.operations.proposals import proposals as all_proposed

SHORT = 8


@click.command("proposals", help=text("help.proposals"))
@click.option("--account", default="", metavar="ID", help=text("help.option.account"))
@click.option("--property", "properties", multiple=True, help=text("help.option.property"))
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@click.option("--blind", is_flag=True, help=text("help.option.blind"))
@click.option("--by", default="", help=text("help.option.by"))
@shared_options
def proposals(door: Door, account: str, properties: tuple[str, ...], limit: int, blind: bool, by: str) -> int:
    """List what the machine read and nobody decided on."""
    if blind and not by:
        raise WrongUsage("blind_needs_by")
    request = ProposalsRequest(account, frozenset(properties), limit, door.language, by if blind else "")
    with door.open() as archive:
        found = all_proposed(archive, request)
    if door.as_json:
        emit_lines(_proposed_json(p) for p in found)
        return 0
    rows = [
        (p.assertion.id[:SHORT], p.label, property_words(door, p.assertion.property),
         f"{p.value} ({door.say('cli.coders_differ')})" if p.differ else p.value, p.teller, p.passage.words)
        for p in found
    ]  # fmt: skip
    table(door, ("id", "about", "property", "value", "teller", "words"), rows)
    note(door, "cli.proposals", count=len(found))
    return 0


def _proposed_json(proposed: Proposed) -> dict[str, Any]:
    said = proposed.assertion
    return {
        "assertion": said.id, "account": said.account, "teller": proposed.teller, "entity": said.entity,
        "entity_type": said.entity_type.value, "label": proposed.label, "property": said.property,
        "value": value_to_json(said.value), "value_text": said.value_text, "certainty": said.certainty.value,
        "basis": said.basis.value, "coder": said.coder, "words": proposed.passage.words,
        "locator": proposed.passage.locator.label(), "coders_differ": proposed.differ,
    }  # fmt: skip


@click.command("accept", help=text("help.accept"))
@click.argument("assertions", nargs=-1, required=True)
@click.option("--reject", is_flag=True, help=text("help.option.reject"))
@click.option("--correct", default="", metavar="VALUE", help=text("help.option.correct"))
@click.option("--why", default="", help=text("help.option.why"))
@click.option("--by", default="", help=text("help.option.by"))
@click.option("--adjudicate", is_flag=True, help=text("help.option.adjudicate"))
@shared_options
def accept(door: Door, assertions: tuple[str, ...], reject: bool, correct: str, **given: Any) -> int:  # noqa: ANN401  click's own types
    """Accept, correct or reject what the machine read."""
    if reject and correct:
        raise WrongUsage("correct_or_reject")
    verdict = Verdict.REJECT if reject else Verdict.CORRECT if correct else Verdict.ACCEPT
    with door.open() as archive:
        by = given["by"] or getpass.getuser()
        made = judge(archive, JudgeRequest(assertions, verdict, by, given["why"], correct, given["adjudicate"]))
    if door.as_json:
        emit_lines({"id": d.id, "assertion": d.assertion, "verdict": d.verdict.value} for d in made)
    else:
        note(door, f"cli.judged_{verdict.value}", count=len(made))
    return 0


@click.command("questions", help=text("help.questions"))
@click.option("--answered", is_flag=True, help=text("help.option.answered"))
@shared_options
def questions(door: Door, answered: bool) -> int:
    """List the words that an import asks about."""
    with door.open() as archive:
        found = all_asked(archive, QuestionsRequest(answered))
    if door.as_json:
        emit_lines(_asked_json(a) for a in found)
        return 0
    closed = door.say("cli.words_closed")
    rows = [
        (a.question.id[:SHORT], property_words(door, a.property), a.words or closed, a.rows,
         a.question.answer or ", ".join(a.known))
        for a in found
    ]  # fmt: skip
    table(door, ("id", "property", "words", "rows", "answers"), rows)
    note(door, "cli.questions", count=len(found))
    return 0


def _asked_json(asked: Asked) -> dict[str, Any]:
    question = asked.question
    return {
        "id": question.id, "kind": question.kind.partition(":")[0], "property": asked.property,
        "vocabulary": asked.vocabulary, "words": asked.words, "rows": asked.rows, "asked": question.asked,
        "answer": question.answer, "known": list(asked.known),
    }  # fmt: skip


@click.command("answer", help=text("help.answer"))
@click.argument("question")
@click.argument("term")
@click.option("--by", default="", help=text("help.option.by"))
@shared_options
def answer(door: Door, question: str, term: str, by: str) -> int:
    """Answer a question with a term of its vocabulary, or 'none'."""
    with door.open() as archive:
        rows = answer_one(archive, AnswerRequest(question, term, by or getpass.getuser()))
    if door.as_json:
        emit({"rows": rows, "term": term})
    else:
        note(door, "cli.answered", count=rows)
    return 0
