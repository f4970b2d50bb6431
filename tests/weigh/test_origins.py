"""One origin for what is copied, cited or told twice; copied text in Korean and English; slogans are no copies."""

from hypothesis import given
from hypothesis import strategies as st
from weigh_made import number, told

from doltap.model import Status
from doltap.weigh import (
    AccountOrigin,
    CopyIndex,
    Facts,
    cited_key,
    copied_words,
    fingerprints,
    origins_of,
    weigh,
)

KOREAN = (
    "그해 겨울 배급이 끊기고 나서 우리 마을에서는 사람들이 하나둘 보이지 않게 되었다. 어머니는 아침마다 산에 올라가 "
    "나무껍질을 벗겨 왔고 나는 동생을 업고 장마당 앞에 앉아 있었다. 그때 나는 열한 살이었다. "
)
ENGLISH = (
    "That winter the rations stopped and one after another the people of our village were no longer seen. My mother "
    "went up the hill every morning to peel bark, and I sat before the market with my brother on my back. "
)


def test_five_outlets_citing_one_report_are_one_origin():
    outlets = [told(number(600, 600), f"outlet{n}", prop="count", cites="TJWG") for n in range(5)]
    origin = origins_of(outlets, [AccountOrigin(f"outlet{n}", f"o{n}") for n in range(5)], {})
    weighed = next(weigh(outlets, Facts(origin=origin)))
    assert weighed.status is Status.ONE_TELLER
    assert len(weighed.values[0].origins) == 1
    assert "weigh.counted_once" in {r.code for r in weighed.reasons}


def test_according_to_hrw_joins_hrw_itself():
    own, outlet = (
        told(number(500, 500), "hrw-report", prop="count"),
        told(number(500, 500), "o", prop="count", cites="HRW"),
    )
    accounts = [AccountOrigin("hrw-report", "hrw"), AccountOrigin("o", "outlet")]
    names = {cited_key(n): "hrw" for n in ("HRW", "Human Rights Watch")}
    assert set(origins_of([own, outlet], accounts, names).values()) == {"hrw"}


def test_cited_names_forgive_case_articles_and_spacing():
    assert cited_key("The  Washington-Post") == cited_key("washington post")


def test_my_mother_of_two_tellers_is_two_people():
    heard = [told(number(3, 3), f"a{n}", prop="count", heard_from="my mother") for n in range(2)]
    origin = origins_of(heard, [AccountOrigin("a0", "t0"), AccountOrigin("a1", "t1")], {})
    assert set(origin.values()) == {"t0", "t1"}


def test_what_one_teller_saw_and_heard_is_one_voice():
    both = [told(number(3, 3), "a", prop="count"), told(number(3, 3), "a", prop="count", heard_from="a neighbour")]
    assert set(origins_of(both, [AccountOrigin("a", "t")], {}).values()) == {"t"}


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=10), st.randoms())
def test_copies_join_whatever_their_order(pairs, random):
    accounts = [AccountOrigin(f"a{n}", "", tuple(f"a{j}" for i, j in pairs if i == n)) for n in range(8)]
    tellings = [told(number(n, n), f"a{n}") for n in range(8)]

    def groups(order):
        origin = origins_of(tellings, order, {})
        return {frozenset(a.account for a in tellings if origin[a.id] == o) for o in origin.values()}

    shuffled = random.sample(accounts, len(accounts))
    assert groups(accounts) == groups(shuffled)
    assert all(any({f"a{i}", f"a{j}"} <= g for g in groups(accounts)) for i, j in pairs)


def near_copies(texts):
    """Every pair of these texts that share text, as an archive that takes one after the other finds them."""
    index, found = CopyIndex(), []
    for account, text in texts.items():
        found += index.copies_of(account, fingerprints(text))
        index.add(account, fingerprints(text))
    return found


def test_a_verbatim_part_in_a_long_text_is_found_in_both_languages():
    for own, language in ((KOREAN, "ko"), (ENGLISH, "en")):
        long = "".join(f"{n}번째 이야기는 전혀 다른 내용이다 number {n * 7919}. " for n in range(400)) + own
        found = near_copies({"short": own, "long": long, "other": "다른 글 " * 3 + "".join(map(str, range(300)))})
        assert [{c.left, c.right} for c in found] == [{"short", "long"}], language


def test_independent_tellings_of_one_thing_are_no_copies():
    other = "배급이 나오지 않던 그 겨울에는 굶는 집이 많았고, 우리 식구는 옥수수 몇 줌으로 하루를 지냈다. " * 2
    assert near_copies({"one": KOREAN, "two": other}) == []


def test_a_slogan_in_many_texts_proves_no_copying():
    slogan = "위대한 령도자 김정일동지께서는 다음과 같이 말씀하시였다. 우리 식대로 살아나가자. "
    texts = {f"{n}": slogan + "".join(f"{(n + 1) * k * 104729 % 1000003} " for k in range(60)) for n in range(80)}
    assert near_copies(texts) == []


def test_copies_are_found_whichever_came_first():
    index = CopyIndex({"first": fingerprints(KOREAN)})
    assert [c.right for c in index.copies_of("second", fingerprints(KOREAN.replace(" ", "  ")))] == ["first"]
    assert index.copies_of("third", fingerprints("짧다")) == []
    assert fingerprints("") == frozenset()


def test_the_copied_words_are_shown():
    assert copied_words(f"앞의 말. {KOREAN}", f"{KOREAN} 뒤의 말.") == KOREAN.strip()
