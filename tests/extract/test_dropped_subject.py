"""Korean answers that leave the subject out: the teller's own life, and near misses that are another's."""

from __future__ import annotations

import pytest
from extract_helpers import Told, plain

OWN = [
    ("언제 북한을 떠나셨습니까?", "1998년 3월에 떠났습니다.", "departed", "1998-03"),
    ("언제 한국에 오셨습니까?", "2003년 11월에 입국했습니다.", "arrived", "2003-11"),
    ("한국에는 언제 입국하셨나요?", "2005년에 인천공항으로 입국했어요.", "arrived", "2005"),
    ("그때 상황을 말씀해 주십시오.", "1997년 겨울에 집을 나섰습니다.", "departed", "1997-24"),
    ("태어난 곳은 어디입니까?", "함경북도 청진에서 태어났습니다.", "birth_place", "청진"),
    ("언제 태어나셨습니까?", "1975년 5월 3일에 태어났습니다.", "birth_date", "1975-05-03"),
    ("생년월일을 말씀해 주세요.", "1968년 10월에 태어났어요.", "birth_date", "1968-10"),
    ("교화소 생활은 어땠습니까?", "2001년에 전거리교화소에 갇혀 있었습니다.", "held_at", "전거리교화소"),
    ("어디에 계셨습니까?", "증산교화소에 수감되었습니다.", "held_at", "증산교화소"),
    ("그 뒤에는요?", "2000년 6월에 체포되었습니다.", "victim:arrest", ""),
    ("그 뒤에는요?", "온성으로 끌려갔습니다.", "victim:arrest", ""),
    ("송환된 적이 있습니까?", "2002년 4월에 북송되었습니다.", "victim:forced_return", ""),
    ("어떻게 되었습니까?", "보위부에서 매를 맞았습니다.", "victim:beating", ""),
    ("조사는 어떻게 했습니까?", "한 달 동안 조사를 받았습니다.", "victim:interrogation", ""),
    ("언제 나오셨습니까?", "2004년 8월에 풀려났습니다.", "victim:release", ""),
    ("그다음에는 어떻게 하셨습니까?", "1999년에 다시 탈북을 결심하고 2001년에 탈출했습니다.", "departed", "2001"),
    ("직업은 무엇이었습니까?", "1990년부터 탄광에서 일했습니다.", "actor:employment", ""),
    ("군 생활은 하셨습니까?", "1985년에 입대했습니다.", "actor:military_service", ""),
    ("학교는 다니셨습니까?", "1992년에 고등중학교를 졸업했습니다.", "actor:schooling", ""),
    ("왜 떠나셨습니까?", "배급이 끊겨서 1998년에 떠났습니다.", "departed", "1998"),
    ("왜 떠나셨습니까?", "먹을 것이 없어서 1997년에 고향을 떠났습니다.", "departed", "1997"),
    ("언제 떠나셨습니까?", "그때는 1998년 봄이었습니다. 4월에 떠났습니다.", "actor:departure", ""),
    ("본인은 언제 도착하셨습니까?", "서울에 2006년 2월에 도착했습니다.", "arrived", "2006-02"),
    ("선생님은 언제 나오셨습니까?", "네, 1996년 8월에 떠났습니다.", "departed", "1996-08"),
    ("가족과 함께 오셨습니까?", "아니요, 혼자 2004년에 입국했습니다.", "arrived", "2004"),
    ("중국에서는 얼마나 계셨습니까?", "2003년까지 숨어 지냈습니다.", "actor:hiding", ""),
    ("한국에 온 뒤에는요?", "2008년에 결혼했습니다.", "participant:marriage", ""),
    ("처벌을 받으셨습니까?", "교화 3년을 선고받았습니다.", "victim:sentence", ""),
    ("언제 떠나셨습니까?", "저는 온성 사람입니다. 1999년 1월에 떠났습니다.", "departed", "1999-01"),
    (
        "아버지는 언제 돌아가셨습니까?",
        "1995년입니다. 저는 그때 군대에 있었습니다. 1998년에 떠났습니다.",
        "departed",
        "1998",
    ),
    ("노동단련대에도 가셨습니까?", "6개월 동안 온성 노동단련대에 갇혀 있었습니다.", "victim:detention", ""),
    ("인신매매를 당하셨습니까?", "1998년에 중국 남자에게 팔려 갔습니다.", "victim:trafficking", ""),
]
NEAR = [
    ("어머니는 언제 떠나셨습니까?", "1998년 3월에 떠났습니다."),
    ("아버님은 언제 태어나셨습니까?", "1940년에 태어났습니다."),
    ("동생은 어떻게 되었습니까?", "2000년 6월에 체포되었습니다."),
    ("남편분은요?", "2003년에 입국했습니다."),
    ("그분은 어디 계셨습니까?", "증산교화소에 갇혀 있었습니다."),
    ("언제 떠나셨습니까?", "어머니가 1997년에 먼저 떠났습니다."),
    ("언제 떠나셨습니까?", "형은 1998년에 떠났습니다."),
    ("누가 체포되었습니까?", "2000년 6월에 체포되었습니다."),
    ("가족은 어떻게 되었습니까?", "2001년에 북송되었습니다."),
    ("친구들은 언제 왔습니까?", "2005년에 한국에 입국했어요."),
    ("무슨 일이 있었습니까?", "이웃 사람이 끌려갔습니다."),
    ("무슨 일이 있었습니까?", "체포된 사람들을 봤습니다."),
    ("무슨 일이 있었습니까?", "2000년에 체포되지 않았습니다."),
    ("무슨 소문이 있었습니까?", "1998년에 떠났다고 들었습니다."),
    ("무슨 소문이 있었습니까?", "온성에서 체포됐다고 합니다."),
    ("무슨 소문이 있었습니까?", "다 떠났다는 말을 들었습니다."),
    ("언제 떠나실 계획이었습니까?", "이듬해에 떠나려고 합니다."),
    ("보위부는 무엇을 했습니까?", "아버지를 체포했습니다."),
    ("보위부는 무엇을 했습니까?", "동네 사람을 다 때렸습니다."),
    ("어머니는 언제 태어나셨습니까?", "1945년에 청진에서 태어났습니다."),
    ("따님은 언제 태어났습니까?", "1999년에 태어났습니다."),
    ("아들은 언제 한국에 왔습니까?", "2010년에 왔습니다. 2011년에 대학을 졸업했습니다."),
    ("언제 떠나셨습니까?", "큰아들이 아팠습니다. 1998년에 떠났습니다."),
    ("김영수 씨는 언제 체포되었습니까?", "2000년 6월에 체포되었습니다."),
    ("그 사람은 어떻게 되었습니까?", "2002년에 총살되었습니다."),
    ("다른 사람들은 언제 왔습니까?", "2004년에 입국했습니다."),
    ("이웃 사람들은요?", "2001년에 추방되었습니다."),
    ("어머니는 어디서 사셨습니까? 언제 떠나셨습니까?", "1998년에 떠났습니다."),
    ("형제는 있습니까?", "둘째가 1972년에 태어났습니다."),
    ("수용소에는 누가 있었습니까?", "정치범들이 갇혀 있었습니다."),
    ("자녀는 있으십니까?", "딸이 있습니다. 2001년에 태어났습니다."),
    ("부모님은 어떤 분이셨습니까?", "1990년까지 탄광에서 일했습니다."),
]
FRESH_OWN = [
    ("고향을 떠난 것은 언제입니까?", "제대하고 나서 1996년 여름에 떠났습니다.", "departed", "1996-22"),
    ("남한에 온 날을 기억하십니까?", "2009년 7월 8일에 인천으로 입국했습니다.", "arrived", "2009-07-08"),
    ("몇 년생이십니까?", "1971년에 혜산에서 태어났어요.", "birth_place", "혜산"),
    ("붙잡힌 적이 있습니까?", "네, 2001년 2월에 붙잡혔습니다.", "victim:arrest", ""),
    ("그 뒤로는 어떻게 되었습니까?", "청진 집결소에 갇혔습니다.", "victim:detention", ""),
    ("북한에서 하신 일을 말씀해 주세요.", "1988년부터 방직공장에서 일했어요.", "actor:employment", ""),
    ("언제 결혼하셨습니까?", "1994년에 결혼했습니다.", "participant:marriage", ""),
    ("가족 중에 먼저 온 사람이 있습니까?", "없습니다. 2007년에 혼자 입국했습니다.", "arrived", "2007"),
    ("고문을 당하셨습니까?", "예, 온성에서 심한 고문을 당했습니다.", "victim:torture", ""),
    ("언제 풀려나셨습니까?", "이듬해인 2003년에 석방되었습니다.", "victim:release", ""),
]
FRESH_NEAR = [
    ("할머니는 어떤 분이셨습니까?", "1928년에 평양에서 태어났습니다."),
    ("사촌은 어떻게 되었습니까?", "1999년에 북송되었습니다."),
    ("시어머니도 함께 오셨습니까?", "아니요. 2011년에 입국했습니다."),
    ("무엇을 보셨습니까?", "끌려간 이웃집 사람을 기억합니다."),
    ("무엇을 들으셨습니까?", "1997년에 체포되었대요."),
    ("오빠분은 지금 어디 계십니까?", "1998년에 떠났습니다."),
    ("마을에서 무슨 일이 있었습니까?", "반장이 2000년에 체포되었습니다."),
    ("마을에서 무슨 일이 있었습니까?", "두 집안이 추방되었습니다."),
    ("왜 남으셨습니까?", "1998년에 떠나지 못했습니다."),
    ("아이들은 어떻게 되었습니까?", "2002년에 도착했습니다."),
]
OF_LIFE = frozenset(("departed", "arrived", "birth_date", "birth_place", "held_at", "emigrated"))


def told(question: str, answer: str) -> Told:
    return Told(f"문: {question}\n답: {answer}\n")


def of_kind(found: Told, role: str, kind: str) -> list[str]:
    """The entities in a role of an event of this kind."""
    events = {k.entity for k in found.all("kind") if plain(k.value) == kind}
    return [a.event for a in found.found.assertions if a.role == role and a.entity in events]


@pytest.mark.parametrize(("question", "answer", "what", "value"), [*OWN, *FRESH_OWN])
def test_what_an_answer_tells_without_a_subject_is_the_tellers(
    question: str, answer: str, what: str, value: str
) -> None:
    found = told(question, answer)
    role, _, kind = what.partition(":")
    if kind:
        assert of_kind(found, role, kind) == [found.teller]
    else:
        assert value in found.own(what)


@pytest.mark.parametrize(("question", "answer"), [*NEAR, *FRESH_NEAR])
def test_what_is_of_another_or_only_heard_is_not_the_tellers(question: str, answer: str) -> None:
    found = told(question, answer)
    assert [a.property for a in found.found.assertions if a.entity == found.teller and a.property in OF_LIFE] == []
    assert [a for a in found.found.assertions if a.role and a.event == found.teller] == []


def test_the_unsaid_teller_rests_on_no_words_but_takes_part() -> None:
    found = told("언제 떠나셨습니까?", "1998년 3월에 떠났습니다.")
    (role,) = [a for a in found.found.assertions if a.role == "actor"]
    assert (plain(role.value), role.value_text, role.basis.value) == ("저", "", "took_part")


def test_outside_an_interview_nobody_is_put_in() -> None:
    found = Told("1998년 3월에 떠났습니다.")
    assert found.own("departed") == []


def test_a_question_that_names_nobody_asks_on_about_the_one_before() -> None:
    found = Told(
        "문: 어머니는 언제 떠나셨습니까?\n답: 1998년입니다.\n문: 언제 입국하셨습니까?\n답: 2001년에 입국했습니다.\n"
    )
    assert found.own("arrived") == []
    again = Told("문: 어머니는 언제 떠나셨습니까?\n답: 1998년입니다.\n문: 선생님은요?\n답: 2001년에 입국했습니다.\n")
    assert again.own("arrived") == ["2001"]
