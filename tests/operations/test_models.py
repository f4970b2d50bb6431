"""Models are learned for one view from what it may use: numbered, falling with any consent."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from told_archive import CODE, PASSPHRASE, Said, bodies_on_many_items, number, tell, withdraw

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import Audience, ReleaseClass, Status, Use
from doltap.operations.archive import create
from doltap.operations.keeping import verify
from doltap.operations.models import RelearnRequest, relearn
from doltap.operations.view import view_of
from doltap.operations.weighing import WeighingsRequest, weighings
from doltap.weigh import believed, from_json, weigh

OFFICE = RelearnRequest("office")
PUBLIC = RelearnRequest("office", Audience.PUBLIC)


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", PASSPHRASE) as made:
        bodies_on_many_items(made)
        yield made


def numbers(archive, audience=Audience.PUBLIC):
    """Everything that a view's weighings say, as bytes; ids of assertions are random and left out."""
    found = weighings(archive, WeighingsRequest(audience=audience))
    told = [
        (s.id, s.weighing.status, s.weighing.calibration, s.weighing.model,
         [(str(v.value), len(v.origins), len(v.for_), len(v.against), v.probability) for v in s.weighing.values],
         [(r.code, r.params) for r in s.weighing.reasons])
        for s in found
    ]  # fmt: skip
    return json.dumps(told, default=str).encode()


def content(archive, audience):
    return [m.content for m in store.models(archive.testimony, audience)]


def seal_some(archive):
    """Sealed and office accounts that say otherwise, often: five tellers and a body."""
    said = [Said(f"event.e{n}", "count", number(900 + n)) for n in range(12)]
    for k in range(5):
        tell(archive, said, teller=f"t{k}", release=ReleaseClass.SEALED)
        tell(archive, said, teller=f"u{k}", release=ReleaseClass.OFFICE, uses=CODE)
    return tell(archive, said, source="delta", release=ReleaseClass.OFFICE, uses=CODE)


def test_before_learning_origins_are_counted(archive):
    assert {s.weighing.model for s in weighings(archive, WeighingsRequest())} == {0}


def test_models_are_numbered_and_named_by_what_they_weigh(archive):
    first = relearn(archive, OFFICE)
    assert (first.number, first.new, first.assertions) == (1, True, 36)
    assert {(s.weighing.view, s.weighing.model) for s in weighings(archive, WeighingsRequest())} == {("office", 1)}
    assert {s.weighing.model for s in weighings(archive, WeighingsRequest(audience=Audience.PUBLIC))} == {0}


def test_learning_the_same_again_makes_no_new_number(archive):
    relearn(archive, OFFICE)
    again = relearn(archive, OFFICE)
    assert (again.number, again.new, again.changes, again.moved) == (1, False, (), ())


def test_what_changed_is_told(archive):
    found = relearn(archive, OFFICE)
    learned = from_json(store.models(archive.testimony, Audience.OFFICE)[-1].content).of("count").quality
    assert {c.body: c.after for c in found.changes if c.property == "count"} == learned
    assert all(c.before is None for c in found.changes)
    seal_some(archive)
    later = relearn(archive, OFFICE)
    assert later.number == 2
    assert {c.name for c in later.changes} <= {"Alpha", "Beta", "Gamma", "Delta", "basis.saw"}


def test_the_publics_numbers_are_the_same_with_and_without_sealed_accounts(archive):
    relearn(archive, PUBLIC)
    before, learned = numbers(archive), content(archive, Audience.PUBLIC)
    seal_some(archive)
    assert numbers(archive) == before
    relearn(archive, OFFICE)
    relearn(archive, PUBLIC)
    assert numbers(archive) == before
    assert content(archive, Audience.PUBLIC) == learned


def test_a_consent_withdrawn_leaves_no_trace_in_any_number(archive):
    before = numbers(archive, Audience.OFFICE)
    said = [Said(f"event.e{n}", "count", number(900 + n)) for n in range(12)]
    given = tell(archive, said, source="delta", release=ReleaseClass.OFFICE, uses=CODE)
    relearn(archive, OFFICE)
    assert numbers(archive, Audience.OFFICE) != before
    withdraw(archive, given)
    assert numbers(archive, Audience.OFFICE) == before
    relearn(archive, OFFICE)
    assert "delta" not in "".join(content(archive, Audience.OFFICE))
    assert b"delta" not in numbers(archive, Audience.OFFICE)


def test_a_model_that_fell_is_emptied_and_keeps_its_number(archive):
    given = tell(
        archive, [Said("event.e1", "count", number(5))], source="delta", release=ReleaseClass.OFFICE, uses=CODE
    )
    relearn(archive, OFFICE)
    withdraw(archive, given)
    assert relearn(archive, OFFICE).number == 2
    first, second = store.models(archive.testimony, Audience.OFFICE)
    assert (first.content, first.accounts) == ("", frozenset())
    assert second.content
    assert given not in second.accounts


def test_a_new_account_touches_only_its_items_and_is_judged_as_in_a_full_run(archive):
    relearn(archive, OFFICE)
    before = {s.id: s.weighing for s in weighings(archive, WeighingsRequest())}
    new = tell(archive, [Said("event.e3", "count", number(103)), Said("event.new", "count", number(9))], source="beta")
    view = view_of(archive, Audience.OFFICE)
    alone = view.weighings(view.touched(new))
    full = {(w.entity, w.property): w for w in view.weighings()}
    assert [full[w.entity, w.property] for w in alone] == alone
    assert {w.entity for w in alone} == {"event.e3", "event.new"}
    after = {s.id: s.weighing for s in weighings(archive, WeighingsRequest())}
    others = {i for i, w in after.items() if w.entity not in {"event.e3", "event.new"}}
    assert {i: after[i] for i in others} == {i: before[i] for i in others}
    listed = weighings(archive, WeighingsRequest(account=new[:8]))
    assert {s.weighing.entity for s in listed} == {"event.e3", "event.new"}


def test_a_weighing_with_the_model_is_what_the_engine_says(archive):
    relearn(archive, OFFICE)
    view = view_of(archive, Audience.OFFICE)
    by_hand = believed(weigh(view.assertions.values(), view.facts), view.facts, view.model)
    assert [(w.values, w.status) for w in view.weighings()] == [(w.values, w.status) for w in by_hand]


def test_a_model_of_another_version_is_set_aside(archive):
    relearn(archive, OFFICE)
    with archive.transaction("test"):
        archive.testimony.write("UPDATE models SET content = '{\"schema\": 99}'")
    assert {s.weighing.model for s in weighings(archive, WeighingsRequest())} == {0}


def test_learning_stays_verifiable(archive):
    relearn(archive, OFFICE)
    relearn(archive, PUBLIC)
    assert verify(archive).problems == ()


def test_dropping_a_source_and_weighing_again_is_one_step(archive):
    relearn(archive, OFFICE)
    differ = WeighingsRequest(statuses=frozenset({Status.TELLERS_DIFFER}))
    assert weighings(archive, differ)
    without = WeighingsRequest(statuses=frozenset({Status.TELLERS_DIFFER}), without=frozenset({"Beta", "gamma"}))
    assert weighings(archive, without) == []
    assert weighings(archive, differ)
    alone = weighings(archive, WeighingsRequest(without=frozenset({"beta"})))
    assert {a.account for s in alone for a in s.evidence.values()}.isdisjoint(
        {a.id for a in store.accounts(archive.testimony) if a.source == "beta"}
    )


def test_dropping_is_as_if_it_had_never_come(archive, tmp_path):
    with create(tmp_path / "other", PASSPHRASE) as other:
        bodies_on_many_items(other)
        tell(archive, [Said(f"event.e{n}", "count", number(n)) for n in range(9)], source="delta")
        relearn(archive, PUBLIC)
        relearn(other, PUBLIC)
        wanted = WeighingsRequest(audience=Audience.PUBLIC, without=frozenset({"delta"}))
        here = [(s.id, s.weighing.values[0].value, s.weighing.status) for s in weighings(archive, wanted)]
        there = weighings(other, WeighingsRequest(audience=Audience.PUBLIC))
        assert here == [(s.id, s.weighing.values[0].value, s.weighing.status) for s in there]


def test_dropping_a_grade_or_an_account(archive):
    bad = tell(archive, [Said("event.x", "count", number(1))], source="echo", grade="E")
    for request in (WeighingsRequest(without_grades=frozenset("E")), WeighingsRequest(without=frozenset({bad[:8]}))):
        assert "event.x" not in {s.weighing.entity for s in weighings(archive, request)}
    assert "event.x" in {s.weighing.entity for s in weighings(archive, WeighingsRequest())}


def test_only_what_was_agreed_to_for_a_use(archive):
    tell(archive, [Said("event.x", "count", number(1))], teller="t", release=ReleaseClass.OFFICE, uses=CODE)
    kept = weighings(archive, WeighingsRequest(agreed=frozenset({Use.CODE})))
    gone = weighings(archive, WeighingsRequest(agreed=frozenset({Use.COURT})))
    assert "event.x" in {s.weighing.entity for s in kept}
    assert "event.x" not in {s.weighing.entity for s in gone}
    assert "event.e1" in {s.weighing.entity for s in gone}


@pytest.mark.parametrize("wrong", ["nobody", "abcdef", ""])
def test_dropping_somebody_who_is_not_here_is_a_mistake(archive, wrong):
    with pytest.raises(WrongUsage):
        weighings(archive, WeighingsRequest(without=frozenset({wrong})))


TOLD = st.tuples(st.sampled_from(["alpha", "beta", "gamma", "t1", "t2"]), st.integers(0, 3), st.integers(1, 3))
GIVEN = st.lists(st.tuples(TOLD, st.sampled_from(list(ReleaseClass))), min_size=1, max_size=10)


def taken_in(folder, given):
    """What the public's view and its model say of an archive of these tellings."""
    with create(folder, PASSPHRASE) as made:
        for (who, item, count), release in given:
            giver = {"teller": who} if who.startswith("t") else {"source": who}
            tell(made, [Said(f"event.e{item}", "count", number(count))], release=release, uses=CODE, **giver)
        relearn(made, OFFICE)
        relearn(made, PUBLIC)
        return numbers(made), content(made, Audience.PUBLIC)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GIVEN)
def test_no_number_of_the_public_knows_what_is_not_public(tmp_path_factory, monkeypatch, given):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    folder = tmp_path_factory.mktemp("views")
    public = [g for g in given if g[1] is ReleaseClass.PUBLIC]
    assert taken_in(folder / "all", given) == taken_in(folder / "public", public)
