"""Korean passives: whom it was done to is the victim, never the actor; who did it is not lost."""

from __future__ import annotations

import pytest
from extract_helpers import Told

SUFFERED = [
    ("김철수는 보위부에 끌려갔다.", "arrest"),
    ("김철수가 보위원에게 끌려갔습니다.", "arrest"),
    ("김철수는 1998년에 잡혀갔다.", "arrest"),
    ("김철수는 밤에 붙잡혔다.", "arrest"),
    ("김철수는 경찰에 연행되었다.", "arrest"),
    ("김철수는 연행돼 갔다.", "arrest"),
    ("김철수는 체포됐다.", "arrest"),
    ("김철수는 체포를 당했다.", "arrest"),
    ("김철수는 체포당하였다.", "arrest"),
    ("김철수는 체포 후 사라졌다.", "arrest"),
    ("김철수가 체포됐다는 말을 들었다.", "arrest"),
    ("체포된 김철수는 병들었다.", "arrest"),
    ("1998년에 체포된 김철수 씨를 보았다.", "arrest"),
    ("보위부에 끌려간 김철수는 돌아오지 않았다.", "arrest"),
    ("보위부가 체포된 김철수를 데려갔다.", "arrest"),
    ("김철수는 심한 고문을 당했다.", "torture"),
    ("김철수는 고문도 당했다.", "torture"),
    ("김철수는 심문을 받았다.", "interrogation"),
    ("김철수는 구타를 당했다.", "beating"),
    ("김철수는 공개처형을 당했다.", "execution"),
    ("김철수는 총살되었다.", "execution"),
    ("김영희는 중국 남자에게 팔려 갔다.", "trafficking"),
    ("김영희는 인신매매를 당했다.", "trafficking"),
    ("김영희는 강간을 당했다.", "sexual_violence"),
    ("김철수는 2002년에 풀려났다.", "release"),
    ("김철수가 감옥에서 풀려나왔다.", "release"),
    ("김철수는 관리소로 보내졌다.", "detention"),
    ("김철수는 노동단련대로 끌려갔다.", "detention"),
    ("김철수는 북한으로 송환되었다.", "forced_return"),
    ("김철수는 추방을 당했다.", "deportation"),
]
DONE = [
    ("박영호가 김철수를 체포했다.", "arrest", "박영호", "김철수"),
    ("박영호는 김철수를 체포하였습니다.", "arrest", "박영호", "김철수"),
    ("박영호가 김철수를 고문했다.", "torture", "박영호", "김철수"),
    ("박영호가 김철수를 때렸다.", "beating", "박영호", "김철수"),
    ("박영호가 김철수를 관리소로 보냈다.", "detention", "박영호", "김철수"),
    ("박영호가 김철수를 석방했다.", "release", "박영호", "김철수"),
    ("박영호가 김철수를 체포 후 풀어주었다.", "arrest", "박영호", "김철수"),
]
BY = [
    ("김철수는 박영호에게 끌려갔다.", "arrest", "박영호", "김철수"),
    ("김철수는 박영호에게 맞았다.", "beating", "박영호", "김철수"),
    ("김철수는 박영호에게 고문을 당했다.", "torture", "박영호", "김철수"),
    ("김철수는 박영호에 의해 체포되었다.", "arrest", "박영호", "김철수"),
]


@pytest.mark.parametrize(("text", "kind"), SUFFERED)
def test_whom_it_was_done_to_is_the_victim(text: str, kind: str) -> None:
    event = Told(text).event(kind)
    assert str(event.get("victim")).startswith(("김철수", "김영희"))
    assert "actor" not in event


@pytest.mark.parametrize(("text", "kind", "actor", "victim"), [*DONE, *BY])
def test_who_did_it_stays_the_actor(text: str, kind: str, actor: str, victim: str) -> None:
    event = Told(text).event(kind)
    assert (event.get("actor"), event.get("victim")) == (actor, victim)


@pytest.mark.parametrize(
    "text",
    [
        "저는 체포된 사람들을 보았습니다.",
        "박영호는 체포된 사람들의 명단을 읽었다.",
        "박영호는 끌려간 이웃을 기억했다.",
        "박영호는 체포 작전을 설명했다.",
        "박영호는 처형된 사람의 아들이다.",
    ],
)
def test_the_subject_of_the_sentence_did_not_suffer_what_describes_another_noun(text: str) -> None:
    roles = [a for a in Told(text).found.assertions if a.role in ("actor", "victim")]
    assert roles == []


@pytest.mark.parametrize(
    "tail",
    ["뒤 사라졌다.", "후 돌아오지 못했다.", "적이 있다.", "것을 알았다.", "때 열여섯 살이었다.", "날은 눈이 왔다."],
)
def test_a_form_before_a_bound_noun_keeps_its_subject(tail: str) -> None:
    assert Told(f"김철수가 체포된 {tail}").event("arrest")["victim"] == "김철수"


def test_a_denied_passive_is_denied_of_the_victim() -> None:
    told = Told("김철수는 체포되지 않았다.")
    assert told.event("arrest")["victim"] == "김철수"
    assert {a.certainty.value for a in told.all("kind")} == {"denied"}
