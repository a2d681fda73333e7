"""Texts that entries bind without carrying them."""

import hashlib
import hmac
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studio_app.ledger.commitments import BoundText, bind, commitment_of


def test_the_commitment_is_a_keyed_hash_under_a_prefix():
    expected = hmac.new(bytes(32), b"teire-text/1\n" + "夜".encode(), hashlib.sha256).hexdigest()
    assert commitment_of(bytes(32), "夜") == expected


def test_one_text_bound_twice_cannot_be_recognised():
    assert bind("佐藤").commitment != bind("佐藤").commitment


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_bound_text_holds(text):
    assert bind(text).holds


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.text("ab", max_size=8))
def test_another_text_does_not_hold(text, other):
    assert replace(bind(text), text=other).holds == (text == other)


def test_another_key_does_not_hold():
    one = bind("佐藤")
    assert not BoundText(commitment=one.commitment, key=bytes(32), text="佐藤").holds
