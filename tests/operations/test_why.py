"""A weighing laid open: who says it from what knowledge, who copied whom, what would change it; what stays closed."""

import pytest
from told_archive import CODE, PASSPHRASE, Said, number, tell, year

from doltap import store
from doltap.errors import WrongUsage
from doltap.model import (
    Audience,
    Basis,
    Certainty,
    Decision,
    Message,
    NearDuplicate,
    OriginLink,
    ReleaseClass,
    SafetyClass,
    Status,
    StoredModel,
    WeighedValue,
    Weighing,
)
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.weighing import WeighingsRequest, weighings
from doltap.operations.why import WhyRequest, why, would_change
from doltap.weigh import Learned, Model, to_json

COPIED = "In March the office counted one hundred and twenty people in the list of the county and signed it."

WAY = "We crossed the Tumen at night near Musan, where the guard had been bribed with 500 yuan, all of us."


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", PASSPHRASE) as made:
        yield made


def opened(archive, entity="event.a", audience=Audience.OFFICE, prop="count"):
    found = weighings(archive, WeighingsRequest(audience=audience))
    id_ = next(s.id for s in found if (s.weighing.entity, s.weighing.property) == (entity, prop))
    return why(archive, WhyRequest(id_, audience))


def test_who_says_it_and_from_what_knowledge(archive):
    tell(archive, [Said("event.a", "count", number(5))], source="alpha")
    tell(archive, [Said("event.a", "count", number(6))], teller="t1", release=ReleaseClass.OFFICE, uses=CODE)
    found = opened(archive)
    assert {(t.who, t.basis) for v in found.values for t in v.tellings} == {("Alpha", "document"), ("pine-t1", "saw")}
    assert [v.origins for v in found.values] == [1, 1]
    assert not found.confirmed


def test_confirmed_is_computed_from_independent_origins(archive):
    for source in ("alpha", "beta"):
        tell(archive, [Said("event.a", "count", number(5))], source=source)
    assert opened(archive).confirmed
    with pytest.raises(AttributeError):
        opened(archive).confirmed = False


def test_a_grade_is_a_letter_and_never_confirmed(archive):
    assert {s.reliability for s in store.sources(archive.testimony)} <= set("ABCDEF")


def test_who_cites_whom(archive):
    tell(archive, [Said("event.a", "count", number(5), more={"cites": "A book"})], source="alpha")
    (value,) = opened(archive).values
    assert [t.origin for t in value.tellings] == ["a book"]


def test_a_denial_stands_beside_its_value(archive):
    tell(archive, [Said("event.a", "count", number(5))], source="alpha")
    tell(archive, [Said("event.a", "count", number(5), more={"certainty": Certainty.DENIED})], source="beta")
    (value,) = opened(archive).values
    assert [t.who for t in value.denials] == ["Beta"]
    assert value.denials[0].certainty == "denied"


def linked(archive, *said):
    left = tell(archive, list(said), source="alpha")
    right = tell(archive, list(said), source="beta")
    with archive.transaction("test"):
        store.add_near_duplicate(archive.testimony, NearDuplicate(left, right, 0.9))


def test_copied_words_are_shown_and_counted_once(archive):
    linked(archive, Said("event.a", "count", number(120), words=COPIED))
    found = opened(archive)
    assert found.shown.weighing.status is Status.ONE_TELLER
    assert COPIED in {t.copied for v in found.values for t in v.tellings}


def test_copied_words_that_are_held_back_stay_closed(archive):
    held = {"safety": frozenset({SafetyClass.OPERATIONAL})}
    linked(archive, Said("event.b", "date", year(1998), more=held, words=WAY), Said("event.a", "count", number(120)))
    found = opened(archive)
    assert found.shown.weighing.status is Status.ONE_TELLER
    assert {t.copied for v in found.values for t in v.tellings} == {""}
    assert "Tumen" not in repr(found)


def test_copied_words_of_real_accounts(archive, tmp_path):
    (tmp_path / "a.txt").write_text(f"{COPIED} In 2011 Kim Il-sung University had 16,000 students.")
    (tmp_path / "b.txt").write_text(f"{COPIED} In 2011 Kim Il-sung University had 16,000 students. So it was said.")
    for name in "ab":
        receipt = Receipt(source=f"Paper {name}", release=ReleaseClass.PUBLIC)
        add(archive, AddRequest((tmp_path / f"{name}.txt",), receipt, workers=1))
    assert store.near_duplicates(archive.testimony)
    several = [s for s in weighings(archive, WeighingsRequest()) if len(s.evidence) > 1]
    assert all(len(v.origins) == 1 for s in several for v in s.weighing.values if v.for_)


def test_a_view_shows_only_its_own(archive):
    tell(archive, [Said("event.a", "count", number(5))], source="alpha")
    tell(archive, [Said("event.a", "count", number(6))], teller="t1", release=ReleaseClass.OFFICE, uses=CODE)
    assert [t.who for v in opened(archive, audience=Audience.PUBLIC).values for t in v.tellings] == ["Alpha"]


@pytest.mark.parametrize("wrong", ["", "abc", "ffffffff"])
def test_an_id_that_is_not_here(archive, wrong):
    with pytest.raises(WrongUsage, match="nothing_with_this_id"):
        why(archive, WhyRequest(wrong))


def weighing(status, *origins, prop="count"):
    values = tuple(
        WeighedValue(number(n), (f"a{n}",), (), tuple(f"o{n}{k}" for k in range(o))) for n, o in enumerate(origins)
    )
    return Weighing("event.a", prop, values, status)


@pytest.mark.parametrize(
    ("status", "origins", "code"),
    [
        (Status.ONE_TELLER, (1,), "change_one_more"),
        (Status.CORROBORATED, (2,), "change_one_less"),
        (Status.TELLERS_DIFFER, (3, 1), "change_margin"),
        (Status.TELLERS_DIFFER, (1, 1), "change_tie"),
        (Status.TELLERS_DIFFER, (1, 2), "change_tie"),
    ],
)
def test_what_would_change_the_answer(status, origins, code):
    found = [m.code for m in would_change(weighing(status, *origins), 0)]
    assert found == [f"weigh.{code}", "weigh.change_document", "weigh.not_calibrated"]


def test_three_origins_do_not_hang_on_one():
    found = [m.code for m in would_change(weighing(Status.CORROBORATED, 3), 60)]
    assert found == ["weigh.change_document"]


def test_how_many_confirmed_facts_are_missing_is_said():
    found = list(would_change(weighing(Status.ONE_TELLER, 1), 7))
    assert found[-1] == Message.of("weigh.not_calibrated", known=7, needed=50)


def test_what_can_have_several_values_hangs_on_nothing():
    several = weighing(Status.CORROBORATED, 2, prop="name")
    assert [m.code for m in would_change(several, 60)] == []


def test_who_follows_which_reading_is_shown(archive):
    for source, count in (("alpha", 5), ("beta", 9), ("gamma", 9)):
        tell(archive, [Said("event.a", "count", number(count))], source=source)
    learned = Learned("count", "quality", reading={"alpha": 1.0, "beta": 0.0, "gamma": 0.5, "basis.saw": 0.1})
    kept = StoredModel("m1", Audience.OFFICE, 1, "now", "office", 1, 0, to_json(Model((learned,))))
    assert opened(archive).readings == ()
    with archive.transaction("test"):
        store.add_model(archive.testimony, kept)
    found = opened(archive)
    assert found.readings == (("Alpha",), ("basis.saw", "Beta"))
    assert found.shown.weighing.calibration == "two_readings"
    assert "weigh.change_meaning" in {m.code for m in found.would_change}


def test_hearsay_says_so(archive):
    heard = {"basis": Basis.HEARD_FROM, "heard_from": "my aunt", "certainty": Certainty.HEARD}
    said = [Said("event.a", "date", year(1998), more=heard)]
    tell(archive, said, teller="t1", release=ReleaseClass.OFFICE, uses=CODE)
    found = opened(archive, prop="date")
    assert [t.basis for v in found.values for t in v.tellings] == ["heard_from"]
    assert "weigh.some_heard" in {r.code for r in found.shown.weighing.reasons}


def test_one_teller_interviewed_by_three_bodies_is_one_origin(archive):
    for body in ("alpha", "beta", "gamma"):
        said = [Said("event.a", "count", number(40))]
        tell(archive, said, source=body, teller="t1", release=ReleaseClass.OFFICE, uses=CODE)
    found = opened(archive)
    assert found.shown.weighing.status is Status.ONE_TELLER
    assert [v.origins for v in found.values] == [1]
    assert len(found.values[0].tellings) == 3
    assert params(found, "weigh.counted_once") == {"tellings": 3, "origins": 1, "copies": 2}


def test_a_link_makes_two_accounts_one_origin_and_no_joined_person(archive):
    first, second = (
        tell(archive, [Said("event.a", "count", number(40))], teller=t, release=ReleaseClass.OFFICE, uses=CODE)
        for t in ("t1", "t2")
    )
    assert opened(archive).shown.weighing.status is Status.CORROBORATED
    link = OriginLink("l1", first, second, Decision.SAME, "office", "2026-01-01")
    with archive.transaction("test"):
        store.add_origin_link(archive.testimony, link)
    found = opened(archive)
    assert found.shown.weighing.status is Status.ONE_TELLER
    assert {t.who for v in found.values for t in v.tellings} == {"pine-t1", "pine-t2"}


def test_a_later_account_of_the_same_teller_replaces_nothing(archive):
    for count in (40, 60):
        said = [Said("event.a", "count", number(count))]
        tell(archive, said, teller="t1", release=ReleaseClass.OFFICE, uses=CODE)
    found = opened(archive)
    assert found.shown.weighing.status is Status.TELLERS_DIFFER
    assert [v.origins for v in found.values] == [1, 1]
    assert params(found, "weigh.same_origin_again") == {"origins": 1}


def params(found, code):
    return next(dict(r.params) for r in found.shown.weighing.reasons if r.code == code)
