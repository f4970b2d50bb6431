"""Nobody who tells gets a number: every answer and every model is walked, of an archive full of tellers."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from told_archive import CODE, PASSPHRASE, Said, bodies_on_many_items, number, tell

from doltap import store
from doltap.cli import doltap
from doltap.model import Audience, ReleaseClass
from doltap.operations.archive import create, open_archive
from doltap.operations.models import RelearnRequest, relearn
from doltap.operations.weighing import WeighingsRequest, weighings

TELLERS = [f"t{k}" for k in range(7)]
COUNTS = {"schema", "origins", "model", "assertions", "confirmed", "confirmed_facts", "min", "max", "values", "known",
          "needed", "tellings", "copies", "accounts", "read", "partial", "not_read", "duplicates", "passages",
          "weighings", "questions", "public", "office", "sealed", "held_back", "percent", "start", "end", "years",
          "difference", "low", "high"}  # fmt: skip
"""Keys whose numbers count things or are what somebody said; none of them belongs to whoever tells."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tellers") / "archive"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(folder, PASSPHRASE) as made:
            bodies_on_many_items(made, 20)
            for k, teller in enumerate(TELLERS):
                said = [Said(f"event.e{n}", "count", number(100 + n + (k if n % 3 == 0 else 0))) for n in range(20)]
                tell(made, said, teller=teller, release=ReleaseClass.OFFICE, uses=CODE)
            for audience in Audience:
                relearn(made, RelearnRequest("office", audience))
        yield folder


def answers(archive) -> Iterator[tuple[str, object]]:
    """Every JSON object of every command that reads the archive."""
    with open_archive(archive, PASSPHRASE) as opened:
        ids = [s.id for s in weighings(opened, WeighingsRequest())][:5]
        account = next(a.id for a in store.accounts(opened.testimony) if a.teller)
    commands = [
        ["status"], ["weighings"], ["weighings", "--public"], ["ask", "--limit", "50"], ["relearn"],
        ["relearn", "--public"], ["who"], ["proposals"], ["search", "event"], ["show", account],
        ["weighings", "--without", "alpha"], ["weighings", "--account", account],
        *(["show", i] for i in ids), *(["show", i, "--why"] for i in ids),
    ]  # fmt: skip
    for words in commands:
        given = [*words, "--json", "--archive", str(archive)]
        found = CliRunner(env={"DOLTAP_PASSPHRASE": PASSPHRASE}).invoke(doltap, given, standalone_mode=False)
        assert found.exception is None, (words, found.exception)
        for line in found.stdout.splitlines():
            yield " ".join(words), json.loads(line)


def inside(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every leaf of a JSON value with the keys that lead to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inside(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from inside(inner, path)
    else:
        yield path, value


def objects(value: object) -> Iterator[dict[str, object]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def names(archive):
    """The ids and pseudonyms of all tellers."""
    with open_archive(archive, PASSPHRASE) as opened:
        return {n for t in store.tellers(opened.testimony) for n in (t.id, t.pseudonym)}


def test_no_object_that_names_a_teller_has_a_number_of_its_own(archive):
    people, seen = names(archive), 0
    for command, answer in answers(archive):
        for one in objects(answer):
            if people & {v for v in one.values() if isinstance(v, str)}:
                seen += 1
                numbers = {k for k, v in one.items() if isinstance(v, int | float) and not isinstance(v, bool)}
                assert numbers <= {"schema"}, (command, one)
    assert seen


def test_every_other_number_counts_or_was_said_or_is_a_bodys(archive):
    people = names(archive)
    for command, answer in answers(archive):
        for path, value in inside(answer):
            if isinstance(value, float) and path[-1] not in COUNTS:
                # How often a body is right, a calibrated chance of a value, how alike two names are.
                assert path[-1] in {"before", "after", "probability", "score"}, (command, path)
            assert not (path[-1] in people and isinstance(value, int | float)), (command, path)


def test_what_changed_names_bodies_and_pools_only(archive):
    with open_archive(archive, PASSPHRASE) as opened:
        tell(opened, [Said("event.e1", "count", number(300))], source="alpha")
        found = relearn(opened, RelearnRequest("office"))
    bodies = {c.body for c in found.changes}
    assert bodies <= {"alpha", "beta", "gamma", "basis.saw"}


def test_no_stored_model_names_a_teller(archive):
    people = names(archive)
    with open_archive(archive, PASSPHRASE) as opened:
        kept = [m for audience in Audience for m in store.models(opened.testimony, audience)]
        allowed = {s.id for s in store.sources(opened.testimony)}
    assert len(kept) >= 2
    for model in kept:
        assert not any(f'"{name}"' in model.content for name in people)
        for learned in json.loads(model.content)["properties"]:
            for table in ("quality", "told", "reading", "detail"):
                assert set(learned[table]) <= {*allowed, "basis.saw"}


def test_the_publics_model_knows_no_teller_pool_at_all(archive):
    with open_archive(archive, PASSPHRASE) as opened:
        (first, *_) = store.models(opened.testimony, Audience.PUBLIC)
    assert "basis." not in first.content


def test_the_walk_would_notice(archive):
    """The walk finds a number beside a teller when there is one."""
    people = names(archive)
    planted = {"source": next(iter(people)), "reliability": 0.7}
    found = [one for one in objects([planted]) if people & {v for v in one.values() if isinstance(v, str)}]
    assert found == [planted]
