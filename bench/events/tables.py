"""What the made set is made of: syllables for people, places of the gazetteer, and sentences in three families.

No name here is anybody's: people are drawn from syllables. Each syllable has the Latin spellings that are in use for
it. Families `report` and `told` are for development; `held` is held out and was written before there was a resolver.
`later` was written after the extractor had been mended with words that `held` showed it lacked, and mended nothing.
In a sentence {who}, {at} and {when} are a person, a place and a time, each with the words that join it on; an empty one
leaves no hole. ‹› marks the word that tells of the event.
"""

from __future__ import annotations

SURNAMES = {
    "김": "Kim Kim Gim", "리": "Ri Lee Yi Rhee", "박": "Pak Park Bak", "최": "Choe Choi",
    "정": "Jong Jung Jeong Chong",
    "강": "Kang Gang", "조": "Jo Cho", "윤": "Yun Yoon", "장": "Jang Chang", "림": "Rim Lim Im", "한": "Han",
    "오": "O Oh",
    "서": "So Seo", "신": "Sin Shin", "권": "Kwon Gwon", "황": "Hwang", "안": "An Ahn", "송": "Song",
    "류": "Ryu Yoo Yu",
    "홍": "Hong", "전": "Jon Jeon Chon", "문": "Mun Moon", "백": "Paek Baek", "허": "Ho Heo Hur",
}  # fmt: skip
GIVEN = {
    "철": "Chol Cheol Chul", "수": "Su Soo", "영": "Yong Young Yeong", "희": "Hui Hee", "명": "Myong Myung Myeong",
    "성": "Song Sung Seong", "옥": "Ok", "순": "Sun Soon", "금": "Kum Geum", "혁": "Hyok Hyuk Hyeok", "일": "Il",
    "남": "Nam", "정": "Jong Jung Jeong", "화": "Hwa", "광": "Kwang Gwang", "진": "Jin", "경": "Kyong Kyung Gyeong",
    "봉": "Pong Bong", "국": "Kuk Guk", "실": "Sil Shil", "향": "Hyang", "춘": "Chun", "복": "Pok Bok",
    "선": "Son Sun Seon",
    "은": "Un Eun", "숙": "Suk Sook", "학": "Hak", "길": "Kil Gil", "애": "Ae", "미": "Mi", "란": "Ran", "호": "Ho",
    "준": "Jun Joon", "훈": "Hun Hoon", "석": "Sok Seok Suk", "룡": "Ryong Yong",
}  # fmt: skip

PLACES = {
    "KP0203": ("Hoeryong|Hoeryeong|Hoeryŏng City", "회령|회령시"),
    "KP0205": ("Chongjin|Cheongjin", "청진|청진시"),
    "KP0218": ("Musan|Musan County", "무산|무산군"),
    "KP0220": ("Onsong|Onsong County", "온성|온성군"),
    "KP0211": ("Kilju|Gilju County", "길주|길주군"),
    "KP0101": ("Hyesan|Hyesan City", "혜산|혜산시"),
    "KP0307": ("Hamhung|Hamheung", "함흥|함흥시"),
    "KP0901": ("Haeju|Haeju City", "해주|해주시"),
    "KP0601": ("Sinuiju|Shinuiju", "신의주|신의주시"),
    "KP0701": ("Pyongsong|Pyeongseong", "평성|평성시"),
    "KP0801": ("Sariwon|Sariwŏn", "사리원|사리원시"),
    "KP0401": ("Wonsan|Wŏnsan", "원산|원산시"),
}
PROVINCES = {
    "KP01": ("Ryanggang Province", "량강도|양강도"),
    "KP02": ("North Hamgyong Province|North Hamgyeong", "함경북도|함북"),
    "KP03": ("South Hamgyong Province", "함경남도"),
    "KP04": ("Kangwon Province", "강원도"),
    "KP06": ("North Pyongan Province", "평안북도"),
    "KP07": ("South Pyongan Province", "평안남도"),
    "KP08": ("North Hwanghae Province", "황해북도"),
    "KP09": ("South Hwanghae Province", "황해남도"),
}

KIN = {
    "man": (("my younger brother", "내 남동생"), ("my father", "우리 아버지"), ("my husband", "내 남편"),
            ("my uncle", "우리 삼촌"), ("my son", "내 아들")),
    "woman": (("my older sister", "우리 언니"), ("my mother", "우리 어머니"), ("my daughter", "내 딸"),
              ("my aunt", "우리 이모"), ("my wife", "내 아내")),
}  # fmt: skip

# Each kind of event in each family and language, several ways to say it.
SENTENCES: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
    "report": {
        "en": {
            "arrest": (
                "{who} was ‹arrested› by state security{at}{when}.",
                "Agents ‹detained› {who:o}{at}{when}.",
                "{who} was ‹taken into custody›{at}{when}.",
            ),
            "forced_return": (
                "{who} was ‹repatriated›{at}{when}.",
                "{who} was ‹sent back›{at}{when}.",
                "Chinese police ‹handed over› {who:o}{at}{when}.",
            ),
            "sentence": (
                "{who} was ‹sentenced› to {term} years{at}{when}.",
                "The court{at} ‹convicted› {who:o}{when}.",
            ),
            "death": ("{who} ‹died›{at}{when}.", "{who} ‹passed away›{at}{when}."),
            "detention": ("{who} was ‹held› in a cell{at}{when}.", "{who} was ‹imprisoned›{at}{when}."),
        },
        "ko": {
            "arrest": ("{who:n}{when}{at} 보위부에 ‹체포›되었다.", "{who:n}{when}{at} ‹붙잡›혔다."),
            "forced_return": ("{who:n}{when}{at} ‹북송›되었다.", "{who:n}{when}{at} 강제로 ‹송환›되었다."),
            "sentence": (
                "{who:n}{when}{at} {term}년 형을 ‹선고›받았다.",
                "{who:n}{when}{at} ‹재판›을 받고 {term}년형을 받았다.",
            ),
            "death": ("{who:n}{when}{at} ‹사망›했다.", "{who:n}{when}{at} ‹숨졌›다."),
            "detention": ("{who:n}{when}{at} 구류장에 ‹구금›되었다.", "{who:n}{when}{at} ‹수감›되었다."),
        },
    },
    "told": {
        "en": {
            "arrest": (
                "{When}the security agents came and ‹arrested› {who:o}{at}.",
                "{When}{who} was ‹caught›{at} and we heard nothing for weeks.",
            ),
            "forced_return": (
                "{When}{who} was ‹forcibly returned›{at}.",
                "{When}they ‹sent› {who:o} ‹back›{at}.",
            ),
            "sentence": ("{When}{who} was ‹sentenced›{at} to {term} years.", "{When}{who} was ‹convicted›{at}."),
            "death": (
                "{When}{who} ‹died›{at}, and we buried the body ourselves.",
                "{When}{who} ‹passed away›{at}.",
            ),
            "detention": ("{When}they ‹locked up› {who:o}{at}.", "{When}{who} was ‹detained›{at}."),
        },
        "ko": {
            "arrest": ("{When}{who:n}{at} 보위부에 ‹끌려갔›습니다.", "{When}{who:n}{at} ‹잡혀갔›습니다."),
            "forced_return": ("{When}{who:n}{at} ‹강제북송›되었습니다.", "{When}{who:n}{at} ‹북송›당했습니다."),
            "sentence": (
                "{When}{who:n}{at} ‹재판›에서 {term}년을 받았습니다.",
                "{When}{who:n}{at} {term}년 ‹판결›을 받았습니다.",
            ),
            "death": ("{When}{who:n}{at} ‹돌아가셨›습니다.", "{When}{who:n}{at} ‹죽었›습니다."),
            "detention": ("{When}{who:n}{at} ‹갇혔›습니다.", "{When}{who:n}{at} ‹감금›되었습니다."),
        },
    },
    "held": {
        "en": {
            "arrest": (
                "What I know is that {who} was ‹picked up by the police›{at}; it was{when}.",
                "The ‹arrest› of {who:o}{at} happened{when}.",
                "They ‹seized› {who:o}{at}{when}, the neighbours said.",
            ),
            "forced_return": (
                "The ‹repatriation› of {who:o}{at} took place{when}.",
                "{who}, who had been in China, was ‹deported›{at}{when}.",
            ),
            "sentence": (
                "A judge{at} gave {who:o} a ‹sentence› of {term} years{when}.",
                "{who} was ‹found guilty›{at}{when}.",
            ),
            "death": ("{who} ‹lost› life{at}{when}.", "The ‹death› of {who:o}{at} was{when}."),
            "detention": (
                "{who} was ‹put in prison›{at}{when}, as far as I remember.",
                "The cell{at} where they ‹confined› {who:o}{when} was cold.",
            ),
        },
        "ko": {
            "arrest": (
                "{who:i} ‹연행›된 것은{when}{at}의 일이다.",
                "{when}{at} {who:o} 보위부가 ‹검거›했다고 한다.",
            ),
            "forced_return": ("{who:n}{when}{at} 넘겨져 ‹송환›됐다고 들었다.", "{when} {who:o}{at} ‹돌려보›냈다."),
            "sentence": (
                "{when}{at} 재판소는 {who:e} {term}년을 ‹언도›했다.",
                "{who:n}{when}{at} ‹유죄› 판결을 받았다고 한다.",
            ),
            "death": ("{who:i} ‹세상을 떠›난 것은{when}{at}의 일이다.", "{when}{at} {who:i} ‹숨을 거두›었다."),
            "detention": ("{when}{at} {who:o} ‹가두›어 두었다.", "{who:n}{when}{at} ‹감옥살이›를 했다."),
        },
    },
    "later": {
        "en": {
            "arrest": (
                "{When}two men in plain clothes ‹arrested› {who:o}{at} before the whole street.",
                "Neighbours{at} saw how {who} was ‹apprehended›{when}.",
                "{who}, I was told, was ‹arrested›{at}{when} and taken from the house.",
            ),
            "forced_return": (
                "Of those caught in China, {who} was ‹returned to North Korea›{at}{when}.",
                "{When}the Chinese side ‹repatriated› {who:o}{at}.",
            ),
            "sentence": (
                "{who} ‹stood trial›{at}{when} and got {term} years.",
                "{When}a court{at} ‹sentenced› {who:o} to {term} years of labour.",
            ),
            "death": (
                "We learned later that {who} had ‹died›{at}{when}.",
                "{When}the body of {who:o}, who had ‹perished›{at}, was brought home.",
            ),
            "detention": (
                "{who} spent months ‹locked up›{at}{when}.",
                "{When}{who} was ‹jailed›{at} without any trial.",
            ),
        },
        "ko": {
            "arrest": (
                "{When}{at} {who:i} ‹체포›당하는 것을 이웃들이 보았다.",
                "{who:n} 집에 있다가{when}{at} ‹연행›되어 갔다.",
            ),
            "forced_return": (
                "{who:n} 중국에서 잡혀{when}{at} ‹송환›당한 사람이다.",
                "{When}{who:i} ‹북송›되어{at} 조사를 받았다.",
            ),
            "sentence": (
                "{When}{at} {who:n} 징역 {term}년을 ‹선고›받았다고 한다.",
                "{who:e}{when}{at} {term}년형이 ‹선고›되었다.",
            ),
            "death": (
                "{who:n}{when}{at} 병으로 ‹세상을 떠났›습니다.",
                "{When}{at} {who:i} ‹사망›하였다는 소식을 들었다.",
            ),
            "detention": (
                "{When}{at} {who:n} 몇 달 동안 ‹구금›되어 있었다.",
                "{who:n}{when}{at} 오래 ‹갇혀› 지냈다.",
            ),
        },
    },
}  # fmt: skip

OPENINGS = {
    "en": ("", "", "I will tell what I know. ", "This is what we heard at home. ", "I was not there myself. "),
    "ko": ("", "", "아는 대로 말하겠습니다. ", "집에서 들은 이야기입니다. ", "그 자리에 있지는 않았습니다. "),
}
CLOSINGS = {
    "en": (
        "",
        "",
        " Nobody explained anything to the family.",
        " The neighbours did not speak of it.",
        " It was cold.",
    ),
    "ko": (
        "",
        "",
        " 아무도 설명해 주지 않았습니다.",
        " 이웃들은 그 말을 꺼내지 않았습니다.",
        " 그 뒤의 일은 모릅니다.",
    ),
}
RETOLD = {
    "en": ("A neighbour told me this. ", "I heard it from a friend. "),
    "ko": ("이웃에게서 들은 말입니다. ", "친구에게 들었습니다. "),
}
SEASONS = {"spring": (21, "봄"), "summer": (22, "여름"), "autumn": (23, "가을"), "winter": (24, "겨울")}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
