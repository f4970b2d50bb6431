"""A child that answers many times: what came before it died is kept, and nothing of it is believed unseen."""

import sys
from pathlib import Path

import pytest

from doltap.readers import sandbox
from doltap.readers.sandbox import parent
from doltap.readers.sandbox.once import run_many

QUICK = sandbox.Limits(cpu=2, wall=3, output=1 << 16, carried=1 << 16)
COUNT = "sandbox_members:count"


@pytest.fixture(autouse=True)
def _workers(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def asked(**params):
    with sandbox.Pool(COUNT, 1, QUICK) as pool:
        ((_, answer),) = pool.map([sandbox.Item(b"ab", "x", params, many=True)])
    return answer


def test_all_answers_come_with_the_bytes_they_carry():
    answer = asked()
    assert answer["outcome"] == "ok"
    assert [(a["number"], carried) for a, carried in answer["parts"]] == [(n, b"ab" * n) for n in range(5)]


@pytest.mark.parametrize(("how", "outcome", "reason"), [("exit", "crashed", "no_answer"), ("sleep", "timeout", "wall")])
def test_what_came_before_it_died_is_kept(how, outcome, reason):
    answer = asked(die_at=2, how=how)
    assert (answer["outcome"], answer["reason"]) == (outcome, reason)
    assert [a["number"] for a, _ in answer["parts"]] == [0, 1]


def test_an_error_between_two_answers_is_the_last_of_them():
    answer = asked(die_at=3, how="raise")
    assert [a.get("number") for a, _ in answer["parts"]] == [0, 1, 2, None]
    assert answer["parts"][-1][0]["error"] == "ValueError"
    assert "secret" not in str(answer)


def test_a_process_a_file_answers_the_same():
    whole = run_many(COUNT, b"ab", "x", QUICK, {})
    assert whole == asked()
    cut = run_many(COUNT, b"ab", "x", QUICK, {"die_at": 2})
    assert (cut["outcome"], len(cut["parts"])) == ("crashed", 2)


@pytest.mark.parametrize("raw", [b"\xff" * 40, b"\x02\x00\x00\x00\x00\x00\x00\x00[]", b"\x02\x00\x00\x00"])
def test_answers_that_are_none_are_not_believed(raw):
    found = parent.judge_many(raw, QUICK, 0)
    assert (found["outcome"], found["reason"], found["parts"]) == ("crashed", "bad_answer", [])


def test_half_an_answer_at_the_end_is_left_out():
    frame = parent.FRAME.pack(2, 3) + b"{}abc"
    found = parent.judge_many(frame + frame[:-1], QUICK, -9)
    assert (found["outcome"], found["reason"]) == ("crashed", "signal")
    assert found["parts"] == [({"outcome": "ok"}, b"abc")]


@pytest.mark.skipif(sys.platform == "win32", reason="no fork here")
def test_workers_share_one_start_and_one_that_was_killed_starts_alone(monkeypatch):
    started = []
    real = parent.start
    monkeypatch.setattr(parent, "start", lambda *given: started.append(given) or real(*given))
    items = [sandbox.Item(b"ab", str(n), {"die_at": 1, "how": "sleep"} if n == 0 else {}, many=True) for n in range(8)]
    with sandbox.Pool(COUNT, 2, QUICK) as pool:
        outcomes = sorted(answer["outcome"] for _, answer in pool.map(items))
        assert len(started) == 1
        again = [answer["outcome"] for _, answer in pool.map(items[1:5])]
    assert outcomes == ["ok"] * 7 + ["timeout"]
    assert again == ["ok"] * 4
    assert len(started) == 2
