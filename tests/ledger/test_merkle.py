"""The Merkle tree against the published vectors of the certificate transparency reference."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    node_hash,
    root_of,
)

INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
LEAVES = [sha256(b"\x00" + bytes.fromhex(text)).digest() for text in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"


def hexed(hashes):
    return [one.hex() for one in hashes]


def test_the_root_of_no_leaves_is_the_hash_of_nothing():
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of([]) == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(
    ("index", "size", "proof"),
    [
        (0, 1, []),
        (0, 8, [A, B, C]),
        (5, 8, [D, E, ROOTS[3]]),
        (2, 3, [ROOTS[1]]),
        (1, 5, [ROOTS[0], B, D]),
    ],
)
def test_inclusion_proofs_are_the_published_ones(index, size, proof):
    assert hexed(inclusion_proof(index, LEAVES[:size])) == proof


@pytest.mark.parametrize(
    ("old", "new", "proof"), [(1, 1, []), (1, 8, [A, B, C]), (6, 8, [F, E, ROOTS[3]]), (2, 5, [B, D])]
)
def test_consistency_proofs_are_the_published_ones(old, new, proof):
    assert hexed(consistency_proof(old, LEAVES[:new])) == proof


hashes = st.lists(st.integers(0, 2**32), min_size=1, max_size=40).map(
    lambda numbers: [sha256(str(number).encode()).digest() for number in numbers]
)


def slow_root(leaves):
    """MTH of RFC 9162 as it is written there."""
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(slow_root(leaves[:middle]), slow_root(leaves[middle:]))


@given(hashes)
def test_a_growing_edge_gives_the_root_of_the_definition(leaves):
    frontier = Frontier()
    for count, leaf in enumerate(leaves, 1):
        frontier = frontier.grown(leaf)
        assert len(frontier.roots) == count.bit_count()
    assert frontier.root() == slow_root(leaves)


@given(hashes, st.data())
def test_every_leaf_can_be_proved_and_no_other(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, root = inclusion_proof(index, leaves), root_of(leaves)
    assert inclusion_holds(leaves[index], index, len(leaves), proof, root)
    assert not inclusion_holds(bytes(32), index, len(leaves), proof, root)
    assert not inclusion_holds(leaves[index], index, len(leaves), (*proof, bytes(32)), root)
    assert not inclusion_holds(leaves[index], index, len(leaves), proof, bytes(32))
    assert not inclusion_holds(leaves[index], len(leaves), len(leaves), proof, root)
    if proof:
        assert not inclusion_holds(leaves[index], index, len(leaves), proof[:-1], root)


@given(hashes, st.data())
def test_an_older_tree_is_the_beginning_of_the_newer_one(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    proof = consistency_proof(old, leaves)
    assert consistency_holds(old, len(leaves), root_of(leaves[:old]), root_of(leaves), proof)
    assert not consistency_holds(old, len(leaves), bytes(32), root_of(leaves), proof)
    assert not consistency_holds(old, len(leaves), root_of(leaves[:old]), bytes(32), proof)
    assert not consistency_holds(old, len(leaves), root_of(leaves[:old]), root_of(leaves), (*proof, bytes(32)))


@given(hashes, st.data())
@settings(max_examples=60)
def test_no_proof_makes_a_rewritten_past_consistent(leaves, data):
    old = data.draw(st.integers(1, len(leaves)))
    place = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:place], bytes(32), *leaves[place + 1 :]]
    proof = consistency_proof(old, rewritten)
    assert not consistency_holds(old, len(leaves), root_of(leaves[:old]), root_of(rewritten), proof)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_cannot_be_are_refused(old, new):
    assert not consistency_holds(old, new, EMPTY_ROOT, root_of(LEAVES[:3]), ())
