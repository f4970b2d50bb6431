"""Every path of the desk that can be got while it is open, and what stands in the archive it is tried on."""

from __future__ import annotations

PASSPHRASE = "seven words that nobody else knows"

PATHS = (
    "/",
    "/accounts",
    "/weighings",
    "/who",
    "/who/people",
    "/who/places",
    "/who/bodies",
    "/who/events",
    "/check",
    "/search",
    "/sources",
    "/questions",
    "/time",
    "/guide",
    "/report",
)
"""Pages without an id in their path. Those with one are in `with_ids`."""

PARTS = ("/start/pairs", "/start/runs", "/weighings-counts")
"""What pages ask for after they have come."""


def with_ids(ids: dict[str, str]) -> tuple[str, ...]:
    """The paths that hold an id, filled from what the archive has ('account', ...)."""
    account = ids["account"]
    return (
        f"/account/{account}",
        f"/account/{account}/sheet/1",
        f"/account/{account}/row/0",
        f"/weighing/{ids['weighing']}",
        f"/accounts/of/{ids['giver']}",
        f"/source/{ids['giver']}",
        "/who/thing/KP0307",
        "/time?page=1",
        "/accounts/closed",
        "/weighings/tellers_differ",
        "/weighings/tellers_differ/counts",
        "/report/en/timeline.html",
        "/report/ko/figures.html",
    )


INTERVIEW_KO = """면담자: 언제 어디에서 태어났습니까?
진술인: 저는 1970년에 회령에서 태어났습니다.
면담자: 가족은 어떻게 되었습니까?
진술인: 오빠는 1998년 겨울에 보위부에 체포되었습니다. 2001년에 풀려났다고 들었습니다.
진술인: 저는 1999년에 함흥에서 살았습니다.
"""

INTERVIEW_EN = """Q: When and where were you born?
A: I was born in 1971 in Hoeryong.
Q: What happened to your family?
A: My brother was arrested by the State Security Department in 1998. He was not released in 2001.
A: I heard that my uncle died in 1996 in Hamhung.
"""

CANARIES = ("Quellwasserstein", "Zirbelnuss", "감람나무열매")
"""Words that stand in sealed accounts, in their names, and in what is operational; no page may show them."""

OPERATIONAL = f"We crossed the Tumen at night near Musan, where the guard {CANARIES[1]} had been bribed with 500 yuan."
"""Words of an office account that are held, and on no page until somebody opens them."""

SEALED = (
    f"I was born in 1969. My neighbour {CANARIES[0]} was arrested in 1997 in Chongjin. {CANARIES[2]} 씨는 사망했다."
)
"""A sealed account."""
