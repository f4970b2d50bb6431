"""That a place or body of the pack was named is no news: weighings leave it out unless asked."""

import pytest

from doltap.model import ReleaseClass
from doltap.operations.archive import create
from doltap.operations.intake import AddRequest, add
from doltap.operations.receipts import Receipt
from doltap.operations.weighing import NAMING, WeighingsRequest, weighings

TEXT = "In 2016 Thae Yong-ho left London. The Ministry of Unification in Seoul said so. Kim Chol Su lived in Hoeryong."


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    (folder / "a.txt").write_text(TEXT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOLTAP_KDF", "light")
        with create(folder / "archive", "one two three four five six seven") as made:
            add(made, AddRequest((folder / "a.txt",), Receipt(source="A", release=ReleaseClass.PUBLIC), workers=1))
            yield made


def named(found):
    return {s.label for s in found if s.weighing.property in NAMING and s.type in ("place", "body")}


def test_names_of_known_places_and_bodies_are_left_out(archive):
    assert named(weighings(archive, WeighingsRequest())) == set()
    assert {"London", "Seoul"} <= named(weighings(archive, WeighingsRequest(names=True)))


def test_all_else_stays(archive):
    short, whole = weighings(archive, WeighingsRequest()), weighings(archive, WeighingsRequest(names=True))
    left_out = {s.id for s in whole} - {s.id for s in short}
    assert left_out == {s.id for s in whole if s.label in named(whole) and s.weighing.property in NAMING}
    assert "Kim Chol Su" in {s.label for s in short if s.weighing.property == "name"}


def test_who_asks_for_names_gets_them(archive):
    found = weighings(archive, WeighingsRequest(properties=frozenset({"name"})))
    assert "London" in {s.label for s in found}
