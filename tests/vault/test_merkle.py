"""The Merkle tree against published vectors, against itself, and against small lies."""

import base64
import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doltap.vault import merkle

# The tree of RFC 6962 test data (Certificate Transparency): eight leaves and the published root over all of them.
LEAVES = [
    bytes.fromhex(h)
    for h in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOT_OF_EIGHT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def hashes(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def test_the_published_root_of_eight_leaves():
    assert merkle.root([merkle.leaf_hash(leaf) for leaf in LEAVES]).hex() == ROOT_OF_EIGHT


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert merkle.root([]) == merkle.EMPTY_ROOT == sha256(b"").digest()


def vectors(shared, kind):
    folder = shared / "hostile" / "merkle-vectors" / "merkle"
    found = sorted(folder.glob(f"testdata__{kind}__*.json"))
    if not found:
        pytest.skip(f"no {kind} vectors in the shared folder")
    return [(f.name, json.loads(f.read_text())) for f in found]


def raw(text):
    return base64.b64decode(text) if text else b""


def test_every_public_inclusion_vector(shared):
    wrong = []
    for name, v in vectors(shared, "inclusion"):
        proof = [raw(p) for p in v["proof"] or ()]
        said = merkle.verify_inclusion(v["leafIdx"], v["treeSize"], raw(v["leafHash"]), proof, raw(v["root"]))
        if said == v["wantErr"]:
            wrong.append(name)
    assert wrong == []


def test_every_public_consistency_vector(shared):
    wrong = []
    for name, v in vectors(shared, "consistency"):
        proof = [raw(p) for p in v["proof"] or ()]
        said = merkle.verify_consistency(v["size1"], v["size2"], proof, raw(v["root1"]), raw(v["root2"]))
        if said == v["wantErr"]:
            wrong.append(name)
    assert wrong == []


@given(st.integers(0, 200))
def test_a_log_that_grows_has_the_root_of_the_whole(count):
    frontier: tuple[bytes, ...] = ()
    for size, leaf in enumerate(hashes(count)):
        frontier = merkle.append(size, frontier, leaf)
    assert merkle.frontier_root(frontier) == merkle.root(hashes(count)) == by_definition(hashes(count))
    assert len(frontier) == count.bit_count()


def by_definition(leaves):
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


@given(st.data())
@settings(max_examples=60)
def test_every_leaf_can_be_shown_and_no_other_in_its_place(data):
    count = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, count - 1))
    leaves, other = hashes(count), merkle.leaf_hash(b"other")
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root(leaves)
    assert merkle.verify_inclusion(index, count, leaves[index], proof, root)
    assert not merkle.verify_inclusion(index, count, other, proof, root)
    assert not merkle.verify_inclusion(index, count, leaves[index], [*proof, other], root)
    assert not merkle.verify_inclusion(count, count, leaves[index], proof, root)


@given(st.data())
@settings(max_examples=60)
def test_a_longer_log_shows_that_it_continues_the_shorter_one(data):
    later = data.draw(st.integers(1, 70))
    earlier = data.draw(st.integers(1, later))
    leaves = hashes(later)
    proof = merkle.consistency_proof(leaves, earlier)
    old, new = merkle.root(leaves[:earlier]), merkle.root(leaves)
    assert merkle.verify_consistency(earlier, later, proof, old, new)
    rewritten = merkle.root([merkle.leaf_hash(b"rewritten"), *leaves[1:earlier]])
    assert not merkle.verify_consistency(earlier, later, proof, rewritten, new)
    assert not merkle.verify_consistency(earlier, later, [*proof, old], old, new)


@pytest.mark.parametrize(("ask", "place"), [(merkle.inclusion_proof, 3), (merkle.consistency_proof, 0)])
def test_there_is_no_proof_of_what_is_not_there(ask, place):
    with pytest.raises(IndexError):
        ask(hashes(3), place)
