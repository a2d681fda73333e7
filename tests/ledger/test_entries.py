"""Body, leaf and hash of an entry."""

import base64
import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.facts import Basis
from studio_app.ledger.canonical import NotCanonical, decode, encode
from studio_app.ledger.entries import Draft, compose, leaf_hash, leaf_of, read_leaf
from studio_app.ledger.signing import FeedKey, entry_signature_holds

SIGNATURE = bytes(range(64))


def body_of(**changes):
    draft = Draft(kind="revision-saved/1", payload={"pixels": 12, "name": "背景"}, basis=Basis.MEASURED, id="ab" * 16)
    place = {
        "studio": "s",
        "feed": "f",
        "number": 17,
        "previous": "00" * 32,
        "recorded_at": 1_775_000_000_123,
        "zone": "Asia/Tokyo",
        "recorded_by": "cd" * 16,
    }
    return compose(draft, **{**place, **changes})


def test_the_body_is_the_canonical_json_of_the_entrys_fields():
    assert (
        body_of()
        == (
            '{"basis":"measured","feed":"f","id":"' + "ab" * 16 + '","kind":"revision-saved/1","number":17,'
            '"payload":{"name":"背景","pixels":12},"previous":"' + "00" * 32 + '","recorded_at":1775000000123,'
            '"recorded_by":"' + "cd" * 16 + '","studio":"s","zone":"Asia/Tokyo"}'
        ).encode()
    )


def test_the_first_entry_of_a_feed_has_no_previous_rather_than_null():
    assert "previous" not in json.loads(body_of(number=1, previous=None))


def test_the_leaf_is_body_newline_signature_and_its_hash_that_of_rfc_9162():
    body = body_of()
    leaf = body + b"\n" + base64.b64encode(SIGNATURE)
    assert leaf_of(body, SIGNATURE) == leaf
    assert leaf_hash(leaf) == sha256(b"\x00" + leaf).hexdigest()


def test_a_leaf_reads_back_as_what_was_written():
    leaf = leaf_of(body_of(), SIGNATURE)
    entry = read_leaf(leaf)
    assert (entry.kind, entry.number, entry.previous) == ("revision-saved/1", 17, "00" * 32)
    assert (entry.body, entry.signature, entry.leaf, entry.hash) == (body_of(), SIGNATURE, leaf, leaf_hash(leaf))
    assert entry.basis is Basis.MEASURED
    assert entry.person == "cd" * 16


def test_nobody_stands_behind_what_the_installation_recorded():
    assert read_leaf(leaf_of(body_of(recorded_by="installation:x"), SIGNATURE)).person is None


def test_a_draft_has_its_id_before_the_first_try():
    one, other = (Draft(kind="k/1", payload={}, basis=Basis.READ) for _ in range(2))
    assert len(one.id) == 32
    assert int(one.id, 16) >= 0
    assert one.id != other.id


def changed_body(**changes):
    fields = decode(body_of())
    for name, value in changes.items():
        if value is None:
            del fields[name]
        else:
            fields[name] = value
    return leaf_of(encode(fields), SIGNATURE)


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"\n",
        body_of(),
        body_of() + b"\n",
        leaf_of(body_of(), SIGNATURE) + b"\n",
        leaf_of(body_of(), SIGNATURE[:63]),
        body_of() + b"\r\n" + base64.b64encode(SIGNATURE),
        body_of() + b"\n" + base64.b64encode(SIGNATURE).rstrip(b"="),
        body_of() + b"\n" + base64.b64encode(SIGNATURE).replace(b"Pw==", b"Px=="),
        changed_body(zone=None),
        changed_body(more=1),
        changed_body(number=0),
        changed_body(number=True),
        changed_body(number="17"),
        changed_body(recorded_at="now"),
        changed_body(basis="guessed"),
        changed_body(payload=[]),
        changed_body(previous=5),
        changed_body(kind=1),
    ],
)
def test_bytes_that_are_no_entry_are_refused(leaf):
    with pytest.raises(NotCanonical):
        read_leaf(leaf)


def test_a_single_flipped_bit_anywhere_in_a_leaf_is_found():
    key = FeedKey.generate()
    leaf = leaf_of(body_of(), key.sign_entry(body_of()))
    known = leaf_hash(leaf)
    for place in range(len(leaf)):
        for bit in (0, 5, 7):
            damaged = bytearray(leaf)
            damaged[place] ^= 1 << bit
            assert leaf_hash(bytes(damaged)) != known
            try:
                entry = read_leaf(bytes(damaged))
            except NotCanonical:
                continue
            assert not entry_signature_holds(key.public, entry.body, entry.signature), (place, bit)


@given(st.data())
def test_a_byte_added_or_taken_anywhere_in_a_leaf_is_found(data):
    key = FeedKey.from_secret(base64.b64encode(bytes(32)).decode())
    leaf = leaf_of(body_of(), key.sign_entry(body_of()))
    place = data.draw(st.integers(0, len(leaf) - 1))
    put = data.draw(st.binary(max_size=2))
    damaged = leaf[:place] + put + leaf[place + 1 :]
    if damaged == leaf:
        return
    try:
        entry = read_leaf(damaged)
    except NotCanonical:
        return
    assert not entry_signature_holds(key.public, entry.body, entry.signature)
