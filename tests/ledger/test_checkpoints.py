"""The log's head as a C2SP signed note."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.ledger.checkpoints import key_id, read_checkpoint, sign_checkpoint
from studio_app.ledger.signing import FeedKey, signature_holds

STUDIO, FEED = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"
KEY = FeedKey.from_secret(base64.b64encode(bytes(range(32))).decode())
NOTE = sign_checkpoint(KEY, studio=STUDIO, feed=FEED, size=5, root=bytes(range(32))).note()


def test_the_key_id_is_that_of_the_published_signed_note():
    published = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    public = base64.b64encode(published[1:]).decode()
    assert key_id("PeterNeumann", public).hex() == "c74f20a3"
    blob = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    words = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    assert blob[:4].hex() == "c74f20a3"
    assert signature_holds(public, words, blob[4:])


def test_a_note_is_origin_size_root_blank_line_signature():
    origin, size, root, blank, signed, end = NOTE.split("\n")
    assert (origin, size, root) == (f"teire/{STUDIO}", "5", base64.b64encode(bytes(range(32))).decode())
    assert (blank, end) == ("", "")
    dash, name, blob = signed.split(" ")
    assert (dash, name) == ("\u2014", f"teire/{STUDIO}/{FEED}")
    raw = base64.b64decode(blob)
    assert raw[:4] == key_id(name, KEY.public)
    assert signature_holds(KEY.public, NOTE.partition("\n\n")[0].encode() + b"\n", raw[4:])


def test_a_note_reads_back_and_holds():
    head = read_checkpoint(NOTE)
    assert (head.studio, head.feed, head.size, head.root) == (STUDIO, FEED, 5, bytes(range(32)))
    assert head.note() == NOTE
    assert head.holds_for(KEY.public)


def test_a_note_does_not_hold_for_another_key_or_none():
    assert not read_checkpoint(NOTE).holds_for(FeedKey.generate().public)
    assert not read_checkpoint(NOTE).holds_for("")


def test_a_note_does_not_hold_for_what_is_no_key():
    assert not read_checkpoint(NOTE).holds_for("no key!")


@given(st.integers(0, len(NOTE) - 1), st.characters(codec="utf-8"))
def test_a_note_with_one_character_changed_is_refused_or_does_not_hold(place, character):
    changed = NOTE[:place] + character + NOTE[place + 1 :]
    if changed == NOTE:
        return
    try:
        head = read_checkpoint(changed)
    except ValueError:
        return
    assert not head.holds_for(KEY.public)


@pytest.mark.parametrize("note", ["", "\n\n", NOTE + "\n", NOTE.replace("\n5\n", "\n05\n"), NOTE * 2, "a\n\nb", "\0"])
def test_what_is_no_note_is_refused(note):
    with pytest.raises(ValueError, match="not a checkpoint"):
        read_checkpoint(note)
