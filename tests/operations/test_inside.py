"""Containers: many members by one child, one bad member named, the rest kept; interrupted in the middle they go on."""

import json
import os
import zipfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from doltap import store
from doltap.errors import Cancelled
from doltap.model import Outcome
from doltap.operations import extracting, inside, worker
from doltap.operations.archive import create
from doltap.operations.inside import Span, handed, spans
from doltap.operations.intake import AddRequest, add
from doltap.operations.keeping import VerifyRequest, verify
from doltap.operations.reading import WORK, ReadRequest, extract_rows, read_file
from doltap.operations.receipts import Receipt
from doltap.readers import read, sandbox
from doltap.readers.csv import CELLS_ONE_BY_ONE

STORY = "She was born in 1970 in Hoeryong and was arrested in 1998 in Musan. Number N says so. " * 3


def story(n):
    return STORY.replace("N says", f"{n} says")


@pytest.fixture(scope="module")
def workers():
    with sandbox.Pool(WORK, 2) as pool:
        yield pool


@pytest.fixture(autouse=True)
def one_pool(workers, monkeypatch):
    monkeypatch.setattr("doltap.operations.intake.sandbox.Pool", lambda *_: nullcontext(workers))


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "seven words that nobody else knows") as made:
        yield made


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.json"
    path.write_text(json.dumps([{"title": f"T{n}", "content": story(n)} for n in range(120)]))
    return path


def taken(archive, path, **more):
    return add(archive, AddRequest((path,), Receipt(teller="T-1"), workers=2), **more)


def names(archive):
    return sorted(a.name for a in store.accounts(archive.testimony))


class Counted:
    """A pool that notes what it is asked, and can spoil an answer."""

    def __init__(self, pool, spoil=lambda item, answer: answer):
        self.pool, self.spoil, self.asked = pool, spoil, []

    def map(self, items):
        def noted():
            for item in items:
                self.asked.append(item)
                yield item

        for item, answer in self.pool.map(noted()):
            yield item, self.spoil(item, answer)


def through(monkeypatch, pool):
    monkeypatch.setattr("doltap.operations.intake.sandbox.Pool", lambda *_: nullcontext(pool))
    return pool


def test_every_record_is_an_account_with_what_it_says_and_few_children_read_them(
    archive, stories, workers, monkeypatch
):
    pool = through(monkeypatch, Counted(workers))
    result = taken(archive, stories)
    assert [i.outcome for i in result.items] == ["ok"] * 121
    assert all(i.assertions > 3 and i.part_of for i in result.items[1:])
    assert len(pool.asked) == 1 + -(-120 // inside.AT_ONCE)
    assert names(archive) == sorted(["stories.json", *(f"{n}.json" for n in range(1, 121))])
    assert verify(archive, VerifyRequest()).problems == ()


def test_a_record_reads_the_same_in_its_container_and_alone(archive, stories, tmp_path):
    taken(archive, stories)
    alone = tmp_path / "1.json"
    alone.write_text(json.dumps({"title": "T0", "content": story(0)}))
    told = {
        (r["property"], r["value_text"], r["start"], r["end"])
        for r in extract_rows(read_file(ReadRequest(alone), extracts=True))
    }
    (one,) = [a for a in store.accounts(archive.testimony) if a.name == "1.json"]
    spans_of = {p.id: p for p in store.passages_of(archive.testimony, one.id, include_operational=True)}
    kept = {
        (a.property, a.value_text, spans_of[a.passage].start, spans_of[a.passage].end)
        for a in store.assertions(archive.testimony, account=one.id, include_operational=True)
    }
    assert kept == told


def test_a_child_that_dies_at_a_member_takes_only_that_one(archive, stories, workers, monkeypatch):
    def spoil(item, answer):
        """As when the child had died while it read member 7: its answers end with the member announced."""
        if item.many and item.tag.first == 0 and len(item.tag.accounts) == inside.AT_ONCE:
            at = next(i for i, (a, _) in enumerate(answer["parts"]) if a.get("member") == 7)
            return {"outcome": "crashed", "reason": "signal", "signal": 11, "parts": answer["parts"][: at + 1]}
        return answer

    pool = through(monkeypatch, Counted(workers, spoil))
    result = taken(archive, stories)
    told = {i.file.rpartition("!")[2]: (i.outcome, i.reason) for i in result.items if i.part_of}
    assert told.pop("8.json") == ("crashed", "signal")
    assert set(told.values()) == {("ok", "")}
    assert len(told) == 119
    assert "8.json" in names(archive)  # its bytes are sealed, to be read by a later version
    assert any(item.many and item.tag.first == 8 for item in pool.asked)


def test_a_record_nested_beyond_what_is_walked_disturbs_no_other(archive, tmp_path):
    path = tmp_path / "deep.json"
    deep = '{"content": ' + json.dumps("x" * 300) + ', "more": ' + "[" * 400 + "]" * 400 + "}"
    path.write_text("[" + ", ".join([json.dumps({"content": story(1)}), deep, json.dumps({"content": story(2)})]) + "]")
    result = taken(archive, path)
    told = {Path(i.file).name.rpartition("!")[2]: i.outcome for i in result.items}
    assert told["1.json"] == told["3.json"] == "ok"
    assert len(told) == 4


def test_interrupted_in_the_middle_of_a_container_it_goes_on_without_reading_twice(
    archive, stories, workers, monkeypatch
):
    steps = []

    def stop(step):
        steps.append(step)
        if len(steps) == 60:
            raise Cancelled("cancelled")

    with pytest.raises(Cancelled):
        taken(archive, stories, progress=stop)
    before = {a.name: a.id for a in store.accounts(archive.testimony)}
    assert 60 <= len(before) < 121
    assert {Path(s.what).name.rpartition("!")[2] for s in steps} <= before.keys()
    pool = through(monkeypatch, Counted(workers))
    again = taken(archive, stories)
    assert (again.already_here, len(again.items)) == (len(before), 121 - len(before))
    after = {a.name: a.id for a in store.accounts(archive.testimony)}
    assert len(after) == 121
    assert before.items() <= after.items()
    assert verify(archive, VerifyRequest()).problems == ()
    assert all(len(item.params["here"]) == len(before) - 1 for item in pool.asked if item.many)


def test_the_same_record_twice_in_a_container_is_a_duplicate(archive, tmp_path):
    path = tmp_path / "twice.json"
    same = {"content": story(1)}
    path.write_text(json.dumps([same, {"content": story(2)}, same]))
    result = taken(archive, path)
    assert sorted(i.outcome for i in result.items) == ["duplicate", "ok", "ok", "ok"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="takes long where each file starts a process")
def test_an_archive_larger_than_one_answer_is_taken_in_piece_by_piece(archive, tmp_path, workers, monkeypatch):
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for n in range(5):
            packed.writestr(f"{n}.bin", bytes([n + 1]) * (18 << 20))
    pool = through(monkeypatch, Counted(workers))
    result = taken(archive, path)
    assert sorted(Path(i.file).name.rpartition("!")[2] for i in result.items) == [
        *(f"{n}.bin" for n in range(5)),
        "large.zip",
    ]
    assert len({a.sha256 for a in store.accounts(archive.testimony)}) == 6
    assert [item.tag.first for item in pool.asked if item.many] == [0, 2, 4]


def test_a_member_that_is_too_large_is_refused_by_name_and_the_rest_is_taken(archive, tmp_path, monkeypatch):
    path = tmp_path / "mixed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("words.txt", STORY)
        packed.writestr("huge.bin", os.urandom(2 << 20) * 66)
    result = taken(archive, path)
    told = {i.file.rpartition("!")[2]: (i.outcome, i.reason) for i in result.items if i.part_of}
    assert told == {"words.txt": ("ok", ""), "huge.bin": ("unsupported", "file_too_big")}


def test_a_container_that_cannot_be_opened_again_is_told_and_not_lost(archive, stories, workers, monkeypatch):
    gone = {"outcome": "too_big", "reason": "memory"}
    through(monkeypatch, Counted(workers, lambda item, answer: {**gone, "parts": []} if item.many else answer))
    result = taken(archive, stories)
    lost = [i for i in result.items if i.outcome == "too_big"]
    assert [i.reason for i in lost] == ["memory"] * len(spans(120))
    assert not result.all_read


def test_members_are_asked_for_in_pieces_that_cover_all_once():
    for count in (1, inside.AT_ONCE, inside.AT_ONCE + 1, 10_000):
        cut = spans(count)
        assert [n for s in cut for n in range(s.first, s.first + len(s.accounts))] == list(range(count))
        assert len({a for s in cut for a in s.accounts}) == count
        assert len(cut) <= max(32, 1)


MEMBER = {
    "member": 0,
    "known": "",
    "reads": True,
    "name": "a",
    "media_type": "",
    "title": "",
    "date": "",
    "link": "",
    "problem": "",
}


@pytest.mark.parametrize(
    "parts",
    [
        [({**MEMBER, "member": -1}, b"")],
        [({**MEMBER, "member": 1}, b"")],
        [({**MEMBER}, b""), ({"outcome": "ok"}, b""), ({**MEMBER}, b"")],
        [({"member": 0}, b"")],
        [({**MEMBER, "reads": False, "member": n}, b"") for n in range(3)],
    ],
)
def test_a_child_cannot_hand_over_what_was_not_asked(parts):
    found = handed({"outcome": "ok", "parts": parts}, Span(0, ("x", "y")))
    assert not found.found
    assert found.fault.reading.reason == "bad_answer"


def test_a_reading_that_never_came_is_no_reading():
    (one,) = handed({"outcome": "ok", "parts": [(MEMBER, b"x")]}, Span(0, ("x",))).found
    assert (one.take.reading.outcome, one.take.reading.reason) == (Outcome.CRASHED, "no_answer")


def test_a_child_stops_by_itself_when_it_has_done_enough(monkeypatch):
    records = json.dumps([{"content": story(n)} for n in range(4)]).encode()
    monkeypatch.setattr(worker, "ENOUGH_SECONDS", -1.0)
    found = list(worker.work(records, "a.json", first=1, accounts=["x", "y"], here=[], pack="generic"))
    assert [answer.get("member") for answer, _ in found] == [1, None]


@pytest.mark.parametrize("rows", [CELLS_ONE_BY_ONE // 2 + 1, 40])
def test_of_a_very_large_table_running_text_is_extracted_and_the_user_is_told(archive, tmp_path, rows):
    path = tmp_path / "large.csv"
    path.write_text("name,fate\n" + "".join(f"Person{n},She was arrested in 1998 in Musan.\n" for n in range(rows - 1)))
    (item,) = taken(archive, path).items
    large = rows > 40
    assert (item.outcome, item.reason) == ("ok", "large_table" if large else "")
    assert item.assertions > min(rows, 20_000)
    hits = store.search(archive.testimony, f"Person{rows - 2}")
    assert [f"Person{rows - 2}" in h.passage.words for h in hits] == [True]


def test_running_text_of_a_very_large_table_is_extracted_where_it_stands_up_to_a_limit(monkeypatch):
    row = "B-PS\t{}\tShe was arrested in 1998 in Musan.\n"
    raw = "".join(row.format(n) + "x\ty\tz\n" for n in range(17_000)).encode()
    monkeypatch.setattr(extracting, "MOST_LETTERS", 3 * len("She was arrested in 1998 in Musan."))
    reading = read(raw, "t.tsv")
    found = extracting.extract_reading(reading, "a", "north_korea")
    passages = {p.id: p for p in found.passages}
    assert all(reading.text[p.start : p.end] == p.words for p in found.passages)
    told = {passages[a.passage].locator.cell for a in found.assertions}
    assert told == {"C1", "C3", "C5"}
    assert {p.words for p in found.passages} >= {"She was arrested in 1998 in Musan.", "B-PS\t16999"}
