"""What the readers leave out, count and filter."""

from doltap import store
from doltap.model import EntityType, Outcome, ReleaseClass, SafetyClass

OPERATIONAL = (SafetyClass.OPERATIONAL,)


def test_counts_add_up(testimony, take_in, account_of):
    first = take_in("가 나\n다 라")
    with testimony.transaction():
        for outcome in (Outcome.PARTIAL, Outcome.LOCKED, Outcome.EMPTY, Outcome.NEEDS_OCR):
            store.add_account(testimony, account_of(outcome, outcome=outcome))
        store.add_account(testimony, account_of("copy", duplicate_of=first.id))
    found = store.counts(testimony)
    assert found == store.Counts(6, 2, 1, 3, 1, 2, 2)
    assert found.read + found.partial + found.not_read == found.accounts


def test_an_empty_archive_counts_nothing(testimony):
    assert store.counts(testimony) == store.Counts(0, 0, 0, 0, 0, 0, 0)
    assert store.last_time(testimony) is None
    assert store.log_state(testimony) is None


def test_assertions_by_account_property_and_entity(testimony, take_in):
    one, two = take_in("가 나\n다 라"), take_in("마 바")
    found = list(store.assertions(testimony))
    assert [a.account for a in found] == [one.id, one.id, two.id]
    assert list(store.assertions(testimony, account=two.id)) == found[2:]
    assert list(store.assertions(testimony, property="name")) == found
    assert list(store.assertions(testimony, property="birth_date")) == []
    assert list(store.assertions(testimony, entity=found[1].entity)) == [found[1]]
    assert list(store.assertions(testimony, event="none")) == []


def test_release_classes_are_kept_apart(testimony, take_in):
    sealed = take_in("가 나")
    public = take_in("다 라", release_class=ReleaseClass.PUBLIC)
    only_public = [ReleaseClass.PUBLIC]
    assert [a.account for a in store.assertions(testimony, release_classes=only_public)] == [public.id]
    assert list(store.accounts(testimony, only_public)) == [public]
    assert list(store.assertions(testimony, release_classes=[])) == []
    assert [h.passage.account for h in store.search(testimony, "가", release_classes=only_public)] == []
    with testimony.transaction():
        store.set_release_class(testimony, sealed.id, ReleaseClass.PUBLIC)
    assert len(list(store.assertions(testimony, release_classes=only_public))) == 2


def test_operational_words_come_only_when_asked_for(testimony, take_in):
    plain, held = take_in("가 나"), take_in("다 라", safety=OPERATIONAL)
    assert [a.account for a in store.assertions(testimony)] == [plain.id]
    assert len(list(store.assertions(testimony, include_operational=True))) == 2
    assert [p.account for p in store.passages_of(testimony)] == [plain.id]
    assert list(store.passages_of(testimony, held.id)) == []
    assert len(list(store.passages_of(testimony, held.id, include_operational=True))) == 1
    assert store.search(testimony, "다") == ()
    assert len(store.search(testimony, "다", include_operational=True)) == 1


def test_an_operational_passage_holds_back_its_other_assertions(testimony, account_of):
    from doltap.model import Assertion, NameValue, Passage, new_id

    account = account_of("말")
    passage = Passage(new_id(), account.id, 0, 1, "말", safety=frozenset(OPERATIONAL))
    plain = Assertion(new_id(), passage.id, account.id, "e", EntityType.PERSON, "name", NameValue("말"), "말")
    with testimony.transaction():
        store.add_account(testimony, account, "말")
        store.add_extraction(testimony, account.id, [passage], [], [plain])
    assert list(store.assertions(testimony)) == []
    assert list(store.assertions(testimony, include_operational=True)) == [plain]


def test_entities_by_account_type_and_id(testimony, take_in):
    one, two = take_in("가 나"), take_in("다 라")
    first, second = store.entities(testimony)
    assert (first.account, second.account) == (one.id, two.id)
    assert list(store.entities(testimony, account=two.id)) == [second]
    assert list(store.entities(testimony, type_=EntityType.PLACE)) == []
    assert list(store.entities(testimony, ids=[first.id, "nobody"])) == [first]


def test_many_passages_by_id(testimony, take_in):
    take_in("\n".join(f"이름{n} 말했다" for n in range(1300)))
    ids = [p.id for p in store.passages_of(testimony)]
    assert len(store.passages(testimony, iter(ids))) == 1300


def test_readers_see_one_moment(testimony, take_in, tmp_path):
    take_in("가 나")
    other = store.open_testimony(tmp_path / "testimony.db", bytes(range(32)))
    with other.reading():
        before = store.counts(other)
        take_in("다 라")
        assert store.counts(other) == before
    assert store.counts(other).accounts == before.accounts + 1
    other.close()


def test_the_store_streams(testimony, take_in):
    take_in("\n".join(f"이름{n} 말했다" for n in range(50)))
    found = store.assertions(testimony)
    assert next(found).value_text == "이름0"
    assert sum(1 for _ in found) == 49
