"""Places whose name holds a number or several words: Camp 15 is not just any camp."""

import pytest

from doltap.language import PlaceIndex
from doltap.packs import load

INDEX = PlaceIndex(load("north_korea").gazetteer.places)


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("He was held at Camp 15 for three years.", "Camp 15", ("K15",)),
        ("held at camp 15", "camp 15", ("K15",)),
        ("the gate of Camp No. 14 and", "Camp No. 14", ("K14",)),
        ("the gate of Camp No.14.", "Camp No.14", ("K14",)),
        ("in kwanliso 22, near", "kwanliso 22", ("K22",)),
        ("Political Prison Camp 25", "Political Prison Camp 25", ("K25",)),
        ("제15호 관리소에서 살았다", "제15호 관리소", ("K15",)),
        ("15호관리소에서", "15호관리소", ("K15",)),
        ("14호 정치범수용소로", "14호 정치범수용소", ("K14",)),
        ("요덕 정치범수용소에", "요덕 정치범수용소", ("K15",)),
        ("개천 제14호 관리소", "개천 제14호 관리소", ("K14",)),
    ],
)
def test_found_with_its_number(text, words, ids):
    assert [(m.text, m.ids) for m in INDEX.find(text)] == [(words, ids)]


@pytest.mark.parametrize(
    "text", ["Camp 99", "Camp 150", "the camp had 15 guards", "camp", "15", "Camp 15,000", "115호 관리소"]
)
def test_not_a_numbered_place(text):
    assert all("K1" not in i for m in INDEX.find(text) for i in m.ids)


@pytest.mark.parametrize("text", ["in Hoeryong. 15 people died", "Chongjin 2004", "회령에서 15명"])
def test_a_number_beside_a_place_is_not_its_name(text):
    (found,) = INDEX.find(text)
    assert found.text in ("Hoeryong", "Chongjin", "회령")


def test_the_name_without_number_fits_none():
    assert INDEX.lookup("Camp") == ()
    assert INDEX.lookup("Camp 15") == INDEX.lookup("15호 관리소") == ("K15",)
