"""Pairs of accounts in Korean and English whose relation is known: copied, reworded, translated, or told independently.

Made of fields and phrasings, people of syllables, so that nobody real is in it. A telling is the core of an event and
some of what only somebody there would mention, in an order of its own. A copy keeps the order and the details of what
it was made from: verbatim with cuts, reworded sentence by sentence, or in the other language. An independent teller has
the core, at most one of the same details, another order and other words, and now and then another number. `FAMILIES`
are kinds of story; the last one is held out: no rule or figure of the detector may be chosen on it. Written before the
detector, with a seed.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

KINDS = ("verbatim", "reworded", "translated", "independent", "unrelated")
COPIED = frozenset(("verbatim", "reworded", "translated"))

SURNAMES = (("Kim", "김"), ("Ri", "리"), ("Pak", "박"), ("Choe", "최"), ("Han", "한"), ("O", "오"), ("Jang", "장"))
GIVEN = (
    ("Chol", "철"),
    ("Su", "수"),
    ("Yong", "영"),
    ("Hui", "희"),
    ("Song", "성"),
    ("Min", "민"),
    ("Ok", "옥"),
    ("Il", "일"),
)
TOWNS = (
    ("Hoeryong", "회령"), ("Musan", "무산"), ("Chongjin", "청진"), ("Hamhung", "함흥"), ("Sinuiju", "신의주"),
    ("Hyesan", "혜산"), ("Kilju", "길주"), ("Onsong", "온성"), ("Sariwon", "사리원"), ("Tanchon", "단천"),
)  # fmt: skip
SEASONS = (("spring", "봄"), ("summer", "여름"), ("autumn", "가을"), ("winter", "겨울"))
_JOSA = re.compile(r"([가-힣])([은이을으])\((.)\)")
Fact = tuple[tuple[str, ...], tuple[str, ...]]
"""Phrasings of one fact: English ones, Korean ones."""


@dataclass(frozen=True)
class Family:
    """A kind of story: what every teller of it says, and what only some mention."""

    name: str
    core: tuple[Fact, ...]
    details: tuple[Fact, ...]


ARREST = Family(
    "arrest",
    core=(
        (
            (
                "{name} was arrested in {town} in the {season} of {year}.",
                "In {year}, in the {season}, state security came to {town} and took {name} away.",
                "It was the {season} of {year} when they caught {name} in {town}.",
            ),
            (
                "{name}은(는) {year}년 {season}에 {town}에서 체포되었습니다.",
                "{year}년 {season}, 보위부가 {town}에 와서 {name}을(를) 끌고 갔습니다.",
                "{town}에서 {name}이(가) 잡힌 것은 {year}년 {season}이었습니다.",
            ),
        ),
        (
            (
                "There were {n} people in the cell.",
                "They put us in one room, {n} of us.",
                "The cell held {n} prisoners.",
            ),
            (
                "감방에는 {n}명이 있었습니다.",
                "우리는 한 방에 {n}명이 갇혀 있었습니다.",
                "방 하나에 수감자가 {n}명이었습니다.",
            ),
        ),
        (
            (
                "The interrogation lasted {d} days.",
                "For {d} days we were questioned.",
                "They went on asking for {d} days.",
            ),
            ("조사는 {d}일 동안 계속되었습니다.", "{d}일간 심문을 받았습니다.", "그들은 {d}일이나 캐물었습니다."),
        ),
        (
            (
                "In the end the sentence was {y} years.",
                "The judge gave {y} years.",
                "{name} received {y} years of reform labour.",
            ),
            (
                "결국 형은 {y}년이었습니다.",
                "재판에서 {y}년을 받았습니다.",
                "{name}은(는) 교화형 {y}년을 선고받았습니다.",
            ),
        ),
    ),
    details=(
        (
            (
                "The truck that took us was green and had no number plate.",
                "We were driven in a green lorry without any plate.",
                "A green truck came, its plate had been removed.",
            ),
            (
                "우리를 실은 차는 번호판이 없는 초록색 트럭이었습니다.",
                "번호판 없는 녹색 화물차에 태워졌습니다.",
                "초록색 트럭이 왔는데 번호판이 떼어져 있었습니다.",
            ),
        ),
        (
            (
                "An old woman shared her maize soup with me.",
                "There was a grandmother who gave me half of her corn soup.",
                "I ate because an elderly woman divided her maize broth.",
            ),
            (
                "한 할머니가 강냉이죽을 나눠 주었습니다.",
                "나이 든 여자가 자기 옥수수죽의 절반을 저에게 주었습니다.",
                "할머니 한 분이 강냉이국을 갈라 주어 먹었습니다.",
            ),
        ),
        (
            (
                "The guard with the scar hummed a song about the sea.",
                "One guard, who had a scar, used to sing of the sea.",
                "I remember a scarred guard and his song of the sea.",
            ),
            (
                "흉터가 있는 간수가 바다 노래를 흥얼거렸습니다.",
                "흉터 난 간수 하나가 늘 바다에 관한 노래를 불렀습니다.",
                "얼굴에 흉터가 있던 간수와 그의 바다 노래가 생각납니다.",
            ),
        ),
        (
            (
                "My left hand was broken with a wooden ruler.",
                "They broke my left hand; it was a wooden ruler.",
                "A ruler made of wood broke the fingers of my left hand.",
            ),
            (
                "나무 자로 왼손이 부러졌습니다.",
                "그들은 나무로 된 자로 제 왼손을 부러뜨렸습니다.",
                "나무 자에 맞아 왼손 손가락이 부러졌습니다.",
            ),
        ),
        (
            (
                "The window was covered with newspaper from the year before.",
                "Old newspapers had been glued over the window.",
                "Somebody had pasted last year's paper on the window.",
            ),
            (
                "창문은 지난해 신문으로 가려져 있었습니다.",
                "창에는 묵은 신문지가 발라져 있었습니다.",
                "누군가 작년 신문을 창문에 붙여 놓았습니다.",
            ),
        ),
        (
            (
                "We had to sit without moving from five in the morning.",
                "From five o'clock on nobody was allowed to move.",
                "Sitting still began at five each morning.",
            ),
            (
                "새벽 다섯 시부터 움직이지 못하고 앉아 있어야 했습니다.",
                "다섯 시부터는 아무도 움직일 수 없었습니다.",
                "매일 아침 다섯 시면 꼼짝 않고 앉는 일이 시작되었습니다.",
            ),
        ),
        (
            (
                "A doctor came once and only counted us.",
                "Once there was a doctor, but he just counted heads.",
                "The doctor's single visit was to count the prisoners.",
            ),
            (
                "의사는 한 번 와서 사람 수만 세고 갔습니다.",
                "한번은 의사가 왔지만 머릿수만 셌습니다.",
                "의사가 온 것은 단 한 번, 인원을 세기 위해서였습니다.",
            ),
        ),
        (
            (
                "Somebody had scratched a calendar into the wall.",
                "On the wall there was a calendar made with a nail.",
                "The wall bore a calendar that someone had scratched.",
            ),
            (
                "누군가 벽에 달력을 긁어 놓았습니다.",
                "벽에는 못으로 새긴 달력이 있었습니다.",
                "벽에 누가 긁어서 만든 달력이 보였습니다.",
            ),
        ),
    ),
)

HUNGER = Family(
    "hunger",
    core=(
        (
            (
                "In {year} rations stopped in {town}.",
                "The distribution of food in {town} ended in {year}.",
                "From {year} on nobody in {town} was given grain.",
            ),
            (
                "{year}년에 {town}에서 배급이 끊겼습니다.",
                "{town}의 식량 배급은 {year}년에 멈추었습니다.",
                "{year}년부터 {town}에서는 아무도 낟알을 받지 못했습니다.",
            ),
        ),
        (
            (
                "{name} died that {season}.",
                "It was in {season} that {name} starved to death.",
                "We lost {name} to hunger in {season}.",
            ),
            (
                "{name}은(는) 그해 {season}에 죽었습니다.",
                "{name}이(가) 굶어 죽은 것은 {season}이었습니다.",
                "{season}에 {name}을(를) 굶주림으로 잃었습니다.",
            ),
        ),
        (
            (
                "On our street {n} people died.",
                "{n} neighbours of ours did not survive.",
                "Our lane buried {n} people.",
            ),
            (
                "우리 거리에서 {n}명이 죽었습니다.",
                "이웃 {n}명이 살아남지 못했습니다.",
                "우리 골목에서 {n}명을 묻었습니다.",
            ),
        ),
        (
            (
                "The factory had stood still for {d} days.",
                "For {d} days the factory did not work.",
                "The works were closed {d} days long.",
            ),
            (
                "공장은 {d}일 동안 멈춰 있었습니다.",
                "{d}일간 공장이 돌지 않았습니다.",
                "공장 문이 {d}일이나 닫혀 있었습니다.",
            ),
        ),
    ),
    details=(
        (
            (
                "We ground pine bark and mixed it with salt.",
                "Pine bark was milled and eaten with some salt.",
                "With salt we made cakes of the bark of pines.",
            ),
            (
                "소나무 껍질을 갈아 소금과 섞었습니다.",
                "송기를 빻아 소금을 쳐서 먹었습니다.",
                "소나무 속껍질에 소금을 넣어 떡을 만들었습니다.",
            ),
        ),
        (
            (
                "My brother sold the sewing machine for seven kilos of maize.",
                "The sewing machine went for seven kilos of corn.",
                "Seven kilos of maize was the price of our sewing machine.",
            ),
            (
                "오빠는 재봉기를 강냉이 일곱 키로에 팔았습니다.",
                "재봉기는 옥수수 7킬로와 바꾸었습니다.",
                "우리 재봉기 값은 강냉이 일곱 킬로그람이었습니다.",
            ),
        ),
        (
            (
                "Copper wire had vanished from all the poles.",
                "No pole had its copper wire any more.",
                "People had taken the copper off every pole.",
            ),
            (
                "전봇대마다 구리선이 사라졌습니다.",
                "구리줄이 남은 전주는 하나도 없었습니다.",
                "사람들이 모든 전봇대에서 동선을 떼어 갔습니다.",
            ),
        ),
        (
            (
                "A teacher fainted at the blackboard.",
                "Our teacher fell down while writing on the board.",
                "In class the teacher collapsed beside the blackboard.",
            ),
            (
                "선생님이 칠판 앞에서 쓰러졌습니다.",
                "담임 선생님은 칠판에 글을 쓰다가 넘어졌습니다.",
                "수업 중에 교원이 흑판 옆에서 정신을 잃었습니다.",
            ),
        ),
        (
            (
                "The station was full of children who had nobody.",
                "Children without parents slept all over the station.",
                "At the station lived children who belonged to no one.",
            ),
            (
                "역에는 돌볼 사람 없는 아이들이 가득했습니다.",
                "부모 없는 아이들이 역 여기저기에서 잤습니다.",
                "역전에는 아무에게도 속하지 않는 아이들이 살았습니다.",
            ),
        ),
        (
            (
                "Grandfather gave his share to the dog and then to me.",
                "His portion grandfather gave away, first to the dog, then to me.",
                "First the dog and then I got what was grandfather's.",
            ),
            (
                "할아버지는 자기 몫을 개에게, 나중에는 저에게 주셨습니다.",
                "할아버지 몫은 처음에는 개가, 다음에는 제가 먹었습니다.",
                "먼저 개에게, 그다음 나에게 할아버지가 자기 밥을 주었습니다.",
            ),
        ),
        (
            (
                "A white cow of the farm was guarded by soldiers.",
                "Soldiers stood around the farm's only white cow.",
                "The farm had a white cow, and soldiers watched it.",
            ),
            (
                "농장의 흰 소를 군인들이 지켰습니다.",
                "군인들이 농장에 하나뿐인 흰 소를 둘러서 있었습니다.",
                "농장에 흰 소가 있었는데 군대가 보초를 섰습니다.",
            ),
        ),
        (
            (
                "The radio went on praising the harvest.",
                "All that time the radio spoke of a rich harvest.",
                "On the radio the harvest was praised day after day.",
            ),
            (
                "라디오는 계속 풍년이라고 했습니다.",
                "그동안 내내 방송에서는 풍작을 말했습니다.",
                "방송은 날마다 수확을 자랑했습니다.",
            ),
        ),
    ),
)

RETURN = Family(
    "return",
    core=(
        (
            (
                "{name} was sent back through {town} in {year}.",
                "In {year} {name} was handed over at {town}.",
                "The forced return of {name} by way of {town} was in {year}.",
            ),
            (
                "{name}은(는) {year}년에 {town}을(를) 거쳐 북송되었습니다.",
                "{year}년에 {name}이(가) {town}에서 넘겨졌습니다.",
                "{name}이(가) {town}으(로) 강제송환된 것은 {year}년이었습니다.",
            ),
        ),
        (
            ("We were {n} in the bus.", "The bus carried {n} of us.", "{n} people sat in that bus."),
            (
                "버스에는 우리 {n}명이 탔습니다.",
                "그 버스에 {n}명이 실려 있었습니다.",
                "버스 안에 {n}명이 앉아 있었습니다.",
            ),
        ),
        (
            ("I was held for {d} days.", "They kept me {d} days.", "After {d} days they let me go."),
            (
                "저는 {d}일 동안 갇혀 있었습니다.",
                "그들은 저를 {d}일간 붙잡아 두었습니다.",
                "{d}일이 지나서야 풀려났습니다.",
            ),
        ),
        (
            (
                "It was {season}, and {name} had no shoes.",
                "In that {season} {name} went barefoot.",
                "{name} stood there without shoes in {season}.",
            ),
            (
                "{season}이었는데 {name}은(는) 신발이 없었습니다.",
                "그 {season}에 {name}은(는) 맨발이었습니다.",
                "{season}인데 {name}은(는) 신발도 없이 서 있었습니다.",
            ),
        ),
    ),
    details=(
        (
            (
                "They made us squat and stand a hundred times.",
                "A hundred times we had to crouch and rise.",
                "Squatting and standing up, one hundred times, was ordered.",
            ),
            (
                "앉았다 일어서기를 백 번 시켰습니다.",
                "우리는 백 번을 쪼그렸다 일어나야 했습니다.",
                "백 번 앉았다 서라는 명령을 받았습니다.",
            ),
        ),
        (
            (
                "A girl hid a photograph in her hair.",
                "One girl had a photo hidden in her braid.",
                "In the hair of a girl there was a hidden picture.",
            ),
            (
                "한 소녀가 머리카락 속에 사진을 숨겼습니다.",
                "어떤 처녀는 땋은 머리에 사진을 감추고 있었습니다.",
                "처녀애의 머리 속에 감춘 사진이 한 장 있었습니다.",
            ),
        ),
        (
            (
                "The floor was of wet concrete and smelt of lime.",
                "We lay on damp concrete that reeked of lime.",
                "Lime could be smelt from the wet concrete floor.",
            ),
            (
                "바닥은 젖은 콘크리트였고 석회 냄새가 났습니다.",
                "우리는 석회 냄새 나는 축축한 세멘트 바닥에 누웠습니다.",
                "물기 있는 콘크리트 바닥에서 회 냄새가 풍겼습니다.",
            ),
        ),
        (
            (
                "The officer wrote with a red pencil.",
                "A red pencil was what the officer used.",
                "All was noted down by the officer in red.",
            ),
            (
                "장교는 빨간 연필로 썼습니다.",
                "군관이 쓰던 것은 붉은 연필이었습니다.",
                "군관은 모든 것을 붉은색으로 적었습니다.",
            ),
        ),
        (
            (
                "Somebody prayed in a very low voice.",
                "I could hear a prayer, hardly louder than breath.",
                "Quietly one of us was praying.",
            ),
            (
                "누군가 아주 낮은 목소리로 기도했습니다.",
                "숨소리보다 조금 큰 기도 소리가 들렸습니다.",
                "우리 가운데 한 사람이 조용히 기도를 하고 있었습니다.",
            ),
        ),
        (
            (
                "For washing there was one bucket for the whole room.",
                "The whole room washed out of one bucket.",
                "All of us shared a single bucket of water to wash.",
            ),
            (
                "씻을 물은 온 방에 한 바께쯔뿐이었습니다.",
                "방 사람 모두가 물 한 통으로 씻었습니다.",
                "우리는 양동이 하나의 물을 나눠 세수했습니다.",
            ),
        ),
        (
            (
                "A woman gave birth behind a curtain of sacks.",
                "Behind sacks that were hung up a child was born.",
                "There was a birth, hidden by a curtain made of sacks.",
            ),
            (
                "한 여자가 마대로 친 가림막 뒤에서 아이를 낳았습니다.",
                "걸어 놓은 마대 뒤에서 아이가 태어났습니다.",
                "마대 자루로 가린 곳에서 해산이 있었습니다.",
            ),
        ),
        (
            (
                "The loudspeaker called us traitors all night.",
                "All night long we were traitors to the loudspeaker.",
                "Through the night the word traitor came from the loudspeaker.",
            ),
            (
                "확성기는 밤새 우리를 반역자라고 불렀습니다.",
                "밤이 새도록 방송에서 반역자라는 말이 나왔습니다.",
                "고성기가 온밤 우리더러 역적이라고 했습니다.",
            ),
        ),
    ),
)

FAMILIES = (ARREST, HUNGER, RETURN)
HELD_OUT = "return"
FRAMES = (
    ("The following was told to us last year.", "다음은 지난해 저희가 들은 이야기입니다."),
    ("We report here what one person said.", "한 사람이 말한 것을 전합니다."),
    ("This account has been shortened.", "이 진술은 줄인 것입니다."),
)


@dataclass(frozen=True)
class Pair:
    """Two texts, how they are related, their kind of story, and whether that kind is held out."""

    left: str
    right: str
    kind: str
    family: str

    @property
    def copied(self) -> bool:
        """Whether one goes back to the other."""
        return self.kind in COPIED


@dataclass(frozen=True)
class _Told:
    """A telling: facts in order (core: below 10, details: from 10), the phrasing of each, and what fills them."""

    facts: tuple[int, ...]
    phrasing: tuple[int, ...]
    fills: dict[str, object]


def pairs(seed: int = 7, each: int = 14) -> list[Pair]:
    """The set: for each family, language and kind `each` pairs; 15 x 2 x 14 = 420 with the default."""
    luck = random.Random(seed)
    return [
        _pair(luck, family, language, kind)
        for family in FAMILIES for language in (0, 1) for kind in KINDS for _ in range(each)
    ]  # fmt: skip


def _pair(luck: random.Random, family: Family, language: int, kind: str) -> Pair:
    first = _telling(luck, family, _fills(luck))
    if kind == "independent":
        second, other = _independent(luck, family, first), luck.choice((language, language, 1 - language))
    elif kind == "unrelated":
        second, other = _telling(luck, family, _fills(luck)), language
    else:
        second, other = _copy(luck, first, kind), 1 - language if kind == "translated" else language
    left, right = _words(family, first, language), _words(family, second, other)
    if kind in COPIED and luck.random() < 0.5:
        right = [luck.choice(FRAMES)[other], *right]
    return Pair(" ".join(left), " ".join(right), kind, family.name)


def _fills(luck: random.Random) -> dict[str, object]:
    surname, one, two = luck.choice(SURNAMES), luck.choice(GIVEN), luck.choice(GIVEN)
    name = (f"{surname[0]} {one[0]} {two[0]}", surname[1] + one[1] + two[1])
    return {"name": name, "town": luck.choice(TOWNS), "season": luck.choice(SEASONS), "year": luck.randint(1994, 2012),
            "n": luck.randint(6, 60), "d": luck.randint(5, 90), "y": luck.randint(2, 12)}  # fmt: skip


def _retold(luck: random.Random, fills: dict[str, object]) -> dict[str, object]:
    """What another teller remembers of the same event: who, where and when; numbers now and then differ."""
    own = dict(fills)
    for key in ("n", "d", "y"):
        if luck.random() < 0.5:
            own[key] = _fills(luck)[key]
    return own


def _telling(luck: random.Random, family: Family, fills: dict[str, object]) -> _Told:
    details = luck.sample(range(10, 10 + len(family.details)), luck.randint(3, 5))
    core = [0, *luck.sample(range(1, len(family.core)), luck.randint(2, len(family.core) - 1))]
    rest = [*core[1:], *details]
    luck.shuffle(rest)
    facts = (0, *rest)
    return _Told(facts, tuple(luck.randrange(3) for _ in facts), fills)


def _independent(luck: random.Random, family: Family, first: _Told) -> _Told:
    """Another teller of the same event: nearly all of the details are theirs alone, and so are the words."""
    theirs = [f for f in range(10, 10 + len(family.details)) if f not in first.facts]
    both = [f for f in first.facts if f >= 10]
    details = [*luck.sample(theirs, min(len(theirs), luck.randint(2, 4))), *luck.sample(both, luck.randint(0, 1))]
    rest = [*luck.sample(range(1, len(family.core)), luck.randint(2, len(family.core) - 1)), *details]
    luck.shuffle(rest)
    first_ways = dict(zip(first.facts, first.phrasing, strict=True))
    facts = (0, *rest)
    ways = [luck.randrange(3) if f not in first_ways else _otherwise(luck, first_ways[f], 0.85) for f in facts]
    return _Told(facts, tuple(ways), _retold(luck, first.fills))


def _otherwise(luck: random.Random, way: int, chance: float) -> int:
    """Another of the three phrasings with this chance, else the same."""
    return (way + luck.randint(1, 2)) % 3 if luck.random() < chance else way


def _copy(luck: random.Random, told: _Told, kind: str) -> _Told:
    """The same facts in the same order, one or two left out; reworded: most sentences put otherwise, two may swap."""
    kept = [i for i in range(len(told.facts)) if i == 0 or luck.random() > 0.15]
    if kind != "verbatim" and len(kept) > 4 and luck.random() < 0.5:
        at = luck.randrange(1, len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    change = {"verbatim": 0.0, "reworded": 0.65, "translated": 0.5}[kind]
    phrasing = [
        (told.phrasing[i] + luck.randint(1, 2)) % 3 if luck.random() < change else told.phrasing[i] for i in kept
    ]
    return _Told(tuple(told.facts[i] for i in kept), tuple(phrasing), told.fills)


def _words(family: Family, told: _Told, language: int) -> list[str]:
    return [
        _sentence(family, fact, way, told.fills, language) for fact, way in zip(told.facts, told.phrasing, strict=True)
    ]


def _sentence(family: Family, fact: int, way: int, fills: dict[str, object], language: int) -> str:
    phrasings = family.details[fact - 10] if fact >= 10 else family.core[fact]
    said = {k: v[language] if isinstance(v, tuple) else v for k, v in fills.items()}
    return _JOSA.sub(_particle, phrasings[language][way].format(**said))


def _particle(m: re.Match[str]) -> str:
    """The Korean particle that fits the letter before it: 은 after a consonant, 는 after a vowel."""
    final = (ord(m[1]) - 0xAC00) % 28
    closed = final > 0 and not (m[2] == "으" and final == 8)
    if m[2] == "으":
        return m[1] + ("으로" if closed else "로")
    return m[1] + (m[2] if closed else m[3])
