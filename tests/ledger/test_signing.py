"""A feed's own Ed25519 key."""

import base64

import pytest

from studio_app.ledger.signing import FeedKey, entry_signature_holds, signature_holds

# RFC 8032, section 7.1, test 2.
SECRET = base64.b64encode(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")).decode()
PUBLIC = base64.b64encode(bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")).decode()


def test_keys_and_signatures_are_those_of_rfc_8032():
    key = FeedKey.from_secret(SECRET)
    assert key.public == PUBLIC
    assert key.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_an_entry_is_signed_under_a_prefix_that_names_its_kind():
    key = FeedKey.from_secret(SECRET)
    assert key.sign_entry(b"{}") == key.sign(b"teire-entry/1\n{}")
    assert entry_signature_holds(PUBLIC, b"{}", key.sign_entry(b"{}"))
    assert not signature_holds(PUBLIC, b"{}", key.sign_entry(b"{}"))


def test_a_key_survives_the_keyring():
    key = FeedKey.generate()
    assert FeedKey.from_secret(key.secret).public == key.public


def test_two_keys_differ():
    assert FeedKey.generate().public != FeedKey.generate().public


@pytest.mark.parametrize("public", ["", "no key", "AAAA", "é", base64.b64encode(bytes(31)).decode()])
def test_a_signature_by_no_key_does_not_hold(public):
    assert not signature_holds(public, b"", bytes(64))


def test_a_signature_of_another_length_does_not_hold():
    assert not signature_holds(PUBLIC, b"", b"short")


@pytest.mark.parametrize("secret", ["", "AAAA", "not base64!", "é"])
def test_what_is_no_key_is_refused(secret):
    with pytest.raises(ValueError):  # noqa: PT011
        FeedKey.from_secret(secret)
