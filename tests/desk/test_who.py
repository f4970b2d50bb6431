"""Who is who: pairs with their evidence, answered, skipped and taken back; pages of what things are; nobody rated."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_client import ORIGIN, Client, said
from desk_paths import CANARIES, OPERATIONAL, PASSPHRASE, SEALED

from doltap import catalogue, store
from doltap.desk.server import DeskRequest, desk_at
from doltap.errors import RefusedBySafety, WrongUsage
from doltap.model import Decision, EntityType, ReleaseClass, Use
from doltap.operations.archive import Archive, create, open_archive
from doltap.operations.browsing import shelf_of
from doltap.operations.intake import AddRequest, Offered, add
from doltap.operations.receipts import Receipt
from doltap.operations.side_by_side import PairsRequest, side_by_side
from doltap.operations.things import LISTED, MOVING, ThingCard, ThingRequest, Things, ThingsRequest, thing, things

CODING = frozenset({Use.HOLD, Use.CODE})
TOLD = {
    "sol": f"A: Kim Chol Su was arrested in Hamhung in 1999. My uncle died in 1996 in Hamhung.\nA: {OPERATIONAL}\n",
    "byeol": "진술인: 김철수는 1999년에 함흥에서 체포되었습니다. 리영희는 2004년에 사망했습니다.\n",
    "gom": "A: My uncle died in 1996 in Hamhung. He was a miner.\n",
}


@pytest.fixture(scope="module")
def pairs_made(tmp_path_factory: pytest.TempPathFactory, light_keys: None) -> Path:
    folder = tmp_path_factory.mktemp("who") / "archive"
    with create(folder, PASSPHRASE) as archive:
        for teller, words in TOLD.items():
            receipt = Receipt(teller=teller, release=ReleaseClass.OFFICE, consent=CODING)
            add(archive, AddRequest((), receipt, workers=1, offered=(Offered(f"{teller}.txt", words.encode()),)))
        add(archive, AddRequest((), Receipt(teller="closed"), workers=1, offered=(Offered("s.txt", SEALED.encode()),)))
    return folder


@pytest.fixture
def desk(pairs_made: Path, tmp_path: Path) -> Client:
    copy = Path(shutil.copytree(pairs_made, tmp_path / "archive"))
    client = Client(desk_at(DeskRequest(copy), int(ORIGIN.rpartition(":")[2])))
    client.get("/enter", params={"token": client.desk.sessions.launch})
    client.act("/unlock", passphrase=PASSPHRASE)
    return client


@pytest.fixture(scope="module")
def archive(pairs_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(Path(shutil.copytree(pairs_made, tmp_path_factory.mktemp("a") / "archive")), PASSPHRASE) as made:
        yield made


@contextmanager
def opened(client: Client) -> Iterator[Archive]:
    with open_archive(client.desk.keeper.path, PASSPHRASE) as made:
        yield made


def ends(client: Client) -> tuple[str, str]:
    page = client.get("/who").text
    left, right = (re.search(rf'name="{side}" value="([0-9a-f]+)"', page) for side in ("left", "right"))
    assert left
    assert right
    return left[1], right[1]


def decisions(client: Client) -> list[Decision]:
    with opened(client) as archive:
        return [d.decision for d in store.match_decisions(archive.testimony)]


def test_a_pair_stands_side_by_side_with_its_words(archive: Archive) -> None:
    queue = side_by_side(archive, PairsRequest())
    assert queue.pairs
    arrest = next(p for p in queue.pairs if "arrest" in p.pair.labels[0])
    rows = {r.property: r for r in arrest.rows}
    assert rows["date"].equal
    assert rows["place"].equal
    # Two spellings of one name are not told otherwise.
    assert rows["victim"].equal
    words = {t.words for r in arrest.rows for t in (*r.left, *r.right)} - {""}
    assert words == {"Kim Chol Su was arrested in Hamhung in 1999.", "김철수는 1999년에 함흥에서 체포되었습니다."}
    assert not arrest.people


def test_the_same_words_are_shown_once_a_side(archive: Archive) -> None:
    for pair in side_by_side(archive, PairsRequest()).pairs:
        for side in ("left", "right"):
            shown = [t.words for r in pair.rows for t in getattr(r, side) if t.words]
            assert len(shown) == len(set(shown))


def test_pairs_that_were_skipped_are_left_out_and_counted(archive: Archive) -> None:
    pairs = side_by_side(archive, PairsRequest()).pairs
    first = pairs[0].pair
    for skipped in ((first.left.entity, first.right.entity), (first.right.entity, first.left.entity)):
        queue = side_by_side(archive, PairsRequest(skipped=frozenset({skipped})))
        assert len(queue.pairs) == len(pairs) - 1
        assert queue.skipped == 1
        assert first not in [p.pair for p in queue.pairs]


def test_a_decision_goes_and_the_next_pair_comes(desk: Client) -> None:
    before = ends(desk)
    answer = desk.act("/who", left=before[0], right=before[1], decision="different", why="another year")
    assert answer.url.path == "/who"
    assert decisions(desk) == [Decision.DIFFERENT]
    assert f'value="{before[0]}"' not in answer.text or f'value="{before[1]}"' not in answer.text


def test_a_decision_is_taken_back_and_the_pair_comes_first_again(desk: Client) -> None:
    before = ends(desk)
    desk.act("/who", left=before[0], right=before[1], decision="different")
    desk.act("/who/undo")
    assert decisions(desk) == [Decision.DIFFERENT, Decision.UNSURE]
    assert set(ends(desk)) == set(before)
    assert 'action="/who/undo"' not in desk.get("/who").text
    desk.act("/who/undo")
    assert len(decisions(desk)) == 2
    desk.act("/who", left=before[0], right=before[1], decision="same")
    assert decisions(desk)[-1] is Decision.SAME


def test_a_pair_is_left_for_later_and_comes_back(desk: Client) -> None:
    before = ends(desk)
    page = said(desk.act("/who/skip", left=before[0], right=before[1]))
    assert catalogue.say("en", "desk.pairs.skipped", count=1) in page
    assert decisions(desk) == []
    desk.act("/who/undo")
    assert ends(desk) == before


def test_a_session_that_locks_forgets_what_it_did(desk: Client) -> None:
    before = ends(desk)
    desk.act("/who/skip", left=before[0], right=before[1])
    desk.act("/lock")
    desk.act("/unlock", passphrase=PASSPHRASE)
    assert ends(desk) == before


def test_kin_are_joined_by_two_people_only(desk: Client) -> None:
    with opened(desk) as archive:
        kin = [a.entity for a in shelf_of(archive).view.assertions.values() if a.property == "kin"]
    assert len(kin) == 2
    answer = desk.act("/who", left=kin[0], right=kin[1], decision="same")
    assert answer.status_code == 400
    assert decisions(desk) == []
    desk.act("/who", left=kin[0], right=kin[1], decision="same", merge="yes", why="the same village")
    with opened(desk) as archive:
        canonical = shelf_of(archive).view.canonical
    assert canonical[kin[0]] != canonical[kin[1]]


def test_no_page_of_who_is_who_shows_what_is_held(desk: Client) -> None:
    with opened(desk) as archive:
        ids = list(shelf_of(archive).view.type_of())
    for path in ("/who", "/who/people", "/who/places", "/who/bodies", "/who/events", *(f"/who/thing/{i}" for i in ids)):
        page = desk.get(path).text
        for canary in (*CANARIES, "Musan", "500 yuan"):
            assert canary not in page, path


def listed(archive: Archive, kind: EntityType, language: str = "en") -> Things:
    return things(archive, ThingsRequest(kind, 1, language))


def test_people_to_protect_are_in_no_list_and_have_no_page(archive: Archive) -> None:
    found = listed(archive, EntityType.PERSON)
    assert found.protected
    view = shelf_of(archive).view
    kin = {view.lead(a) for a in view.assertions.values() if a.property == "kin"}
    assert not kin & {c.id for c in found.cards}
    for person in kin:
        with pytest.raises(RefusedBySafety):
            thing(archive, ThingRequest(person))


def test_who_is_protected_is_hidden_in_relations_too(archive: Archive) -> None:
    hamhung = thing(archive, ThingRequest("KP0307"))
    died = [r for r in hamhung.relations if not r.other]
    assert died
    assert all((r.label, r.words) == ("", "") for r in died)
    deaths = [c for c in listed(archive, EntityType.EVENT).cards if "death" in c.label]
    for card in deaths:
        for relation in thing(archive, ThingRequest(card.id)).relations:
            assert relation.label != "my uncle"


def test_a_card_has_no_number(archive: Archive) -> None:
    assert set(ThingCard.__slots__) == {"id", "label", "names"}
    labels = [c.label for c in listed(archive, EntityType.PERSON).cards]
    assert "Kim Chol Su" in labels
    assert "김철수" in labels


def test_a_place_has_its_names_in_all_scripts_and_the_words_of_each_relation(archive: Archive) -> None:
    found = thing(archive, ThingRequest("KP0307", "ko"))
    assert found.type is EntityType.PLACE
    assert {"Hamhung", "함흥", "Hamheung"} <= set(found.names)
    told = {r.words for r in found.relations}
    assert "김철수는 1999년에 함흥에서 체포되었습니다." in told
    assert all(r.account for r in found.relations)


def test_an_event_leads_to_who_was_in_it(archive: Archive) -> None:
    arrest = next(c for c in listed(archive, EntityType.EVENT).cards if "Hamhung" in c.label and "arrest" in c.label)
    found = thing(archive, ThingRequest(arrest.id))
    assert {"victim", "place"} <= {r.role for r in found.relations}
    assert {"date", "place"} <= {f.weighing.property for f in found.facts}


def test_nobodys_leaving_is_put_together(tmp_path: Path, light_keys: None) -> None:
    words = (
        "A: Pak Min Ho left North Korea in 1997. Pak Min Ho arrived in South Korea in 1999. Pak Min Ho was a miner.\n"
    )
    with create(tmp_path / "a", PASSPHRASE) as archive:
        receipt = Receipt(teller="byul", release=ReleaseClass.OFFICE, consent=CODING)
        add(archive, AddRequest((), receipt, workers=1, offered=(Offered("b.txt", words.encode()),)))
        told = {a.property for a in shelf_of(archive).view.assertions.values()}
        assert told & MOVING
        for kind in LISTED:
            for card in listed(archive, kind).cards:
                found = thing(archive, ThingRequest(card.id))
                assert not {f.weighing.property for f in found.facts} & MOVING
                assert not {r.role for r in found.relations} & MOVING
                assert not any("1997" in r.words or "1999" in r.words for r in found.relations)


def test_what_is_not_here_is_said(archive: Archive) -> None:
    for id_ in ("nothing", "0" * 32, ""):
        with pytest.raises(WrongUsage):
            thing(archive, ThingRequest(id_))


def test_the_pages_of_things_stand_in_both_languages(desk: Client) -> None:
    for language in ("en", "ko"):
        desk.act("/language", language=language, back="/who")
        for path, kind in (("people", "person"), ("places", "place"), ("bodies", "body"), ("events", "event")):
            answer = desk.get(f"/who/{path}")
            assert answer.status_code == 200
            assert catalogue.say(language, f"desk.things.{kind}") in answer.text.partition("</title>")[0]
        place = desk.get("/who/thing/KP0307")
        assert "Hamhung" not in place.text.partition("</title>")[0]
        assert "함흥" in place.text
    assert desk.get("/who/thing/nothing").status_code == 400
