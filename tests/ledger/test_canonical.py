"""Canonical JSON in the strict profile."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.ledger.canonical import LARGEST_INTEGER, NotCanonical, decode, encode

whole = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    whole | text | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(text, values, max_size=6)


def test_names_are_sorted_by_utf16_units_as_rfc_8785_shows():
    body = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "😀": "Emoji: Grinning Face",
        "\u0080": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }
    assert list(json.loads(encode(body))) == ["\r", "1", "\u0080", "ö", "€", "😀", "\ufb33"]


def test_strings_are_escaped_as_rfc_8785_shows():
    assert (
        encode({"string": '€$\u000f\nA\'B"\\\\"/'})
        == rb'{"string":"\xe2\x82\xac$\u000f\nA'.replace(rb"\xe2\x82\xac", "€".encode()) + rb"""'B\"\\\\\"/"}"""
    )


def test_literals_and_nesting_are_written_without_spaces():
    assert encode({"b": [True, False, 56], "a": {"d": "", "c": []}}) == b'{"a":{"c":[],"d":""},"b":[true,false,56]}'


@given(bodies)
def test_what_was_encoded_reads_back_as_the_same_object(body):
    assert decode(encode(body)) == body


@given(bodies)
def test_decoding_and_encoding_again_gives_the_same_bytes(body):
    written = encode(body)
    assert encode(decode(written)) == written


@given(bodies, st.randoms())
def test_the_order_in_which_names_were_given_plays_no_part(body, random):
    items = list(body.items())
    random.shuffle(items)
    assert encode(dict(items)) == encode(body)


@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_refused_in_a_sentence_or_are_canonical(data):
    try:
        found = decode(data)
    except NotCanonical as error:
        assert error.message.startswith("An entry is not in canonical form")  # noqa: PT017
    else:
        assert encode(found) == data


@given(st.text(max_size=20))
def test_any_text_is_kept_exactly_or_refused(word):
    try:
        written = encode({"a": word})
    except NotCanonical:
        assert any(0xD800 <= ord(character) < 0xE000 for character in word)
    else:
        assert decode(written) == {"a": word}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a":1.0}', "float"),
        (b'{"a":1e3}', "float"),
        (b'{"a":NaN}', "float"),
        (b'{"a":Infinity}', "float"),
        (b'{"a":null}', "NoneType"),
        (b'{"a":1,"a":1}', "not JSON"),
        (b'{"a":{"b":1,"b":2}}', "not JSON"),
        (b'{"a":9007199254740992}', "too large"),
        (b'{"a":-9007199254740992}', "too large"),
        (b'{"a":' + b"1" * 5000 + b"}", "not JSON"),
        (b'{"a":"\\ud800"}', "UTF-8"),
        (b'{"\\udfff":1}', "surrogates"),
        (b'{"a":"\xed\xa0\x80"}', "UTF-8"),
        (b'{"a":"\xe9"}', "not JSON"),
        ('{"a":"é"}'.encode("utf-16"), "another encoder"),
        ("{}".encode("utf-32"), "another encoder"),
        (b"\xef\xbb\xbf{}", "another encoder"),
        (b'{"a":-0}', "another encoder"),
        (b'{"a": 1}', "another encoder"),
        (b'{"a":1}\n', "another encoder"),
        (b'{"b":1,"a":2}', "another encoder"),
        (b'{"a":"\\u0061"}', "another encoder"),
        (b'{"a":"\\/"}', "another encoder"),
        (b'{"a":01}', "not JSON"),
        (b'{"a":1}{}', "not JSON"),
        (b"[]", "not an object"),
        (b'"a"', "not an object"),
        (b"", "not JSON"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "too deeply"),
        (b'{"a":' + b"[" * 100_000, "not JSON"),
    ],
    ids=lambda value: str(value[:24]),
)
def test_other_writings_of_json_are_refused(body, why):
    with pytest.raises(NotCanonical, match=why):
        decode(body)


@pytest.mark.parametrize("value", [1.0, None, b"a", {1, 2}, 2**53, -(2**53), "\ud800", {1: 2}, {"\udc00": 1}], ids=repr)
def test_values_outside_the_profile_are_refused(value):
    with pytest.raises(NotCanonical):
        encode({"a": value})


def test_the_largest_whole_numbers_are_kept_exactly():
    assert decode(b'{"a":9007199254740991,"b":-9007199254740991}') == {"a": 2**53 - 1, "b": 1 - 2**53}
