"""The child can compute and answer; whatever else it does is an outcome of that one file."""

# ruff: noqa: E501  a line is a document: broken over several it could not be read

import os
import sys
from pathlib import Path

import pytest

from doltap.model import Outcome
from doltap.readers import read, sandbox
from doltap.readers.sandbox import landlock, seccomp
from doltap.readers.wire import to_json

LINUX = sys.platform == "linux"
QUICK = sandbox.Limits(cpu=2, wall=3, output=1 << 20)
READ = "doltap.readers.wire:work"


@pytest.fixture(autouse=True)
def _workers(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def deed(what, limits=QUICK):
    return sandbox.run("sandbox_workers:misbehave", what.encode(), "file", limits=limits)


def test_bytes_name_and_parameters_reach_the_child():
    answer = sandbox.run("sandbox_workers:echo", b"\x00\xffabc", "이름.txt", depth=2)
    assert answer == {"outcome": "ok", "size": 5, "head": "\x00ÿabc", "name": "이름.txt", "depth": 2}


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "a\x00b", "\u202etxt.exe", "김\u200b철수.hwp", "n" * 300, "../../etc/passwd", "한.txt", ""]
)
def test_odd_names_come_back_unchanged(name):
    assert sandbox.run("sandbox_workers:echo", b"x", name)["name"] == name


@pytest.mark.parametrize(
    ("what", "outcome", "reason"),
    [
        ("raise", "crashed", "error"),
        ("exit", "crashed", "no_answer"),
        ("segfault", "crashed", "signal"),
        ("flood", "too_big", "answer_too_big"),
        ("list", "crashed", "bad_answer"),
        ("outcome", "crashed", "bad_answer"),
        ("forge", "crashed", "bad_answer"),
        ("sleep", "timeout", "wall"),
    ],
)
def test_each_way_to_fail_is_a_typed_outcome(what, outcome, reason):
    answer = deed(what)
    assert (answer["outcome"], answer.get("reason")) == (outcome, reason)


@pytest.mark.skipif(not LINUX, reason="CPU and memory limits of the child are certain on Linux alone")
def test_cpu_and_memory_are_bounded():
    assert deed("spin", sandbox.Limits(cpu=1, wall=30))["reason"] == "cpu"
    assert deed("memory", sandbox.Limits())["outcome"] == "too_big"


def test_a_crash_tells_where_but_never_the_words():
    answer = deed("raise")
    assert answer["error"] == "ZeroDivisionError"
    assert "secret" not in str(answer)
    assert answer["at"].startswith("sandbox_workers.py:")


def test_an_open_that_the_sandbox_denied_makes_the_reading_partial():
    answer = deed("open")
    assert (answer["outcome"], answer["reason"]) == ("partial", "sandbox_denied")


def test_too_big_is_refused_by_size_before_anything_is_read():
    refused = sandbox.check_size(2 << 30)
    assert refused == {"outcome": "too_big", "reason": "file_too_big", "size": 2 << 30, "limit": 512 << 20}
    assert sandbox.check_size(2 << 30, sandbox.Limits(input=4 << 30)) is None
    assert (
        sandbox.run("sandbox_workers:echo", b"12345", "x", limits=sandbox.Limits(input=4))["reason"] == "file_too_big"
    )


@pytest.mark.skipif(not (LINUX and seccomp.available() and landlock.version()), reason="needs Landlock and seccomp")
def test_twelve_of_twelve_attacks_are_blocked():
    found = sandbox.self_test()
    assert (found.blocked, found.of, found.still_open) == (12, 12, ())
    assert found.layers[0] == "rlimits"
    assert "seccomp" in found.layers


def test_without_layers_the_probes_succeed():
    """The control: the same probes in this process, unconfined, must not count as blocked."""
    from doltap.readers.sandbox import probes

    assert not probes._is_blocked(lambda: Path(__file__).read_bytes())
    assert not probes._is_blocked(lambda: os.getppid())
    assert not probes._is_blocked(lambda: Path("/no/such/file").read_bytes())


def test_the_filter_names_both_processors_and_kills_foreign_ones():
    for machine in ("x86_64", "aarch64"):
        code = seccomp.program(machine)
        assert len(code) % 8 == 0
        assert len(code) // 8 < 4096
    with pytest.raises(KeyError):
        seccomp.program("mips")


def test_the_environment_and_descriptors_of_the_parent_stay_outside(monkeypatch, tmp_path):
    monkeypatch.setenv("DOLTAP_PASSPHRASE", "seven words")
    with (tmp_path / "key").open("w") as key:
        os.set_inheritable(key.fileno(), True)
        assert deed("forge")["outcome"] == "crashed"
    assert (tmp_path / "key").read_text() == ""


def test_pool_gives_every_item_one_result_whatever_some_do():
    deeds = ["fine", "raise", "exit", "segfault", "forge", "flood", "sleep", "outcome", "fine2", "fine3"]
    items = [sandbox.Item(d.encode(), d, tag=d) for d in deeds]
    with sandbox.Pool("sandbox_workers:misbehave", 2, QUICK) as pool:
        found = {item.tag: answer["outcome"] for item, answer in pool.map(items)}
    assert found == {"fine": "ok", "raise": "crashed", "exit": "crashed", "segfault": "crashed", "forge": "crashed",
                     "flood": "too_big", "sleep": "timeout", "outcome": "crashed", "fine2": "ok", "fine3": "ok"}  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process a file here")
def test_no_file_sees_the_file_before_it():
    with sandbox.Pool("sandbox_workers:remember", 1) as pool:
        seen = [answer["seen"] for _, answer in pool.map(sandbox.Item(str(n).encode(), "x") for n in range(4))]
    assert sorted(seen) == [["0"], ["1"], ["2"], ["3"]]


def test_pool_passes_large_inputs_and_survives_unread_ones():
    large = sandbox.Item(b"large" * 400_000, "large", {"depth": 1})
    with sandbox.Pool("sandbox_workers:echo", 1) as pool:
        assert [a["size"] for _, a in pool.map([large, large])] == [2_000_000] * 2
        assert next(iter(pool.map([large])))[1]["depth"] == 1
    with sandbox.Pool("sandbox_workers:misbehave", 1, QUICK) as pool:
        outcomes = [
            a["outcome"]
            for _, a in pool.map([sandbox.Item(b"exit" + b" " * 3_000_000, "a"), sandbox.Item(b"fine", "b")])
        ]
    assert outcomes == ["crashed", "ok"]


def test_pool_draws_items_only_as_needed_and_stops_when_asked():
    drawn = []

    def items():
        for number in range(1000):
            drawn.append(number)
            yield sandbox.Item(b"fine", str(number))

    with sandbox.Pool("sandbox_workers:misbehave", 2) as pool:
        results = pool.map(items())
        next(results)
        results.close()
    assert len(drawn) < 20


def test_sandboxed_text_is_unsandboxed_text_on_all_inputs(shared):
    files = [p for p in sorted((shared / "inputs").rglob("*")) if p.is_file() and p.stat().st_size < 1_500_000]
    assert len(files) > 40
    _compare(files)


def test_sandboxed_text_is_unsandboxed_text_on_hostile_files(shared):
    chosen = []
    for kind in ("pdf", "office", "hwp", "feed", "mail", "encoding", "xml", "image", "payload", "strings"):
        files = sorted(p for p in (shared / "hostile" / kind).rglob("*") if p.is_file())
        chosen += files[:: max(len(files) // 12, 1)][:12]
    assert len(chosen) > 90
    _compare(chosen)


def _compare(files):
    items = [sandbox.Item(path.read_bytes(), path.name, tag=path) for path in files]
    with sandbox.Pool(READ, 2) as pool:
        for item, answer in pool.map(items):
            assert answer == to_json(read(item.untrusted, item.name)), item.tag
            assert answer["outcome"] in set(Outcome)
