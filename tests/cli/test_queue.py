"""Single keys answer the queue; what they record is what `decide` records."""

import pytest

from doltap import store
from doltap.cli.common import Door
from doltap.cli.queue import ask
from doltap.model import Decision, ReleaseClass, Use
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.matching import WhoRequest, who
from doltap.operations.receipts import Receipt

TOLD = {
    "T1": "Ri Kwang Myong was born in Chongjin in 1965.\n\nO Sun Nam was born in Hamhung in 1950.",
    "T2": "리광명은 1965년 청진시에서 태어났다.\n\n오순남은 1950년 함흥에서 태어났다.",
}


@pytest.fixture
def archive(tmp_path, monkeypatch):
    monkeypatch.setenv("DOLTAP_KDF", "light")
    with create(tmp_path / "archive", "one two three four five six seven") as made:
        for teller, text in TOLD.items():
            file = tmp_path / f"{teller}.txt"
            file.write_text(text, encoding="utf-8")
            receipt = Receipt(teller=teller, release=ReleaseClass.OFFICE, consent=frozenset({Use.CODE}))
            add(made, AddRequest((file,), receipt, workers=1))
        yield made


@pytest.fixture
def pairs(archive):
    found = [p for p in who(archive, WhoRequest()) if p.left.type == "person"]
    assert len(found) == 2
    return found


def decided(archive):
    return [d.decision for d in store.match_decisions(archive.testimony)]


@pytest.mark.parametrize(
    ("keys", "recorded"),
    [
        ("sd", [Decision.SAME, Decision.DIFFERENT]),
        ("SU", [Decision.SAME, Decision.UNSURE]),
        ("kk", []),
        ("x?ks", [Decision.SAME]),
        ("q", []),
        ("sq", [Decision.SAME]),
        ("szdq", [Decision.SAME, Decision.UNSURE, Decision.DIFFERENT]),
        ("zq", []),
        ("s\x03", [Decision.SAME]),
    ],
)
def test_keys_record_decisions(archive, pairs, keys, recorded):
    pressed = iter(keys)
    assert ask(Door(), archive, pairs, "me", lambda: next(pressed)) == 0
    assert decided(archive) == recorded


def test_a_note_is_the_reason_of_the_next_answer_alone(archive, pairs, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_, **__: "same school")
    pressed = iter("nsd")
    ask(Door(), archive, pairs, "me", lambda: next(pressed))
    assert [(d.by, d.why) for d in store.match_decisions(archive.testimony)] == [("me", "same school"), ("me", "")]


def test_both_sides_and_the_reasons_are_shown(archive, pairs, capsys):
    ask(Door(language="ko"), archive, pairs, "me", lambda: "q")
    shown = capsys.readouterr().out
    assert "1/2" in shown
    assert "T1" in shown
    assert "T2" in shown
    assert "같은 이름의 다른 표기일 수 있습니다" in shown
