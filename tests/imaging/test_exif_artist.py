"""Artist is set in an EXIF block, and every other field is read as it was."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio_app.imaging.exif_artist import with_artist

ARTIST, COPYRIGHT, SOFTWARE, CAMERA = 0x013B, 0x8298, 0x0131, 0xA430


def block(*, artist="Stranger", order="<"):
    """An EXIF block of another program's making, with a directory of EXIF behind the first one."""
    exif = Image.Exif()
    exif.endian = order
    exif[SOFTWARE], exif[COPYRIGHT] = "Paint 3", "(c) somebody"
    if artist is not None:
        exif[ARTIST] = artist
    exif.get_ifd(0x8769)[CAMERA] = "The camera's owner"
    return exif.tobytes().removeprefix(b"Exif\0\0")


def read(data):
    exif = Image.Exif()
    exif.load(b"Exif\0\0" + data)
    return dict(exif), dict(exif.get_ifd(0x8769))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("before", ["Stranger", "X", "ab", "abc", "abcd"])
@pytest.mark.parametrize("after", ["", "A", "abc", "abcd", "Sato; Yoshida"])
def test_only_the_artist_is_another(order, before, after):
    data = block(artist=before, order=order)
    first, further = read(data)
    written = with_artist(data, after)
    named, still = read(written)
    assert named.pop(ARTIST).rstrip("\0") == after
    first.pop(ARTIST)
    first.pop(0x8769), named.pop(0x8769)
    assert (named, still) == (first, further)
    assert len(written) >= len(data)
    assert written[len(data) :].strip(b"\0") in {b"", after.encode()}


def test_nothing_of_the_name_before_is_left():
    written = with_artist(block(artist="Somebody else"), "佐藤 光")
    assert b"Somebody" not in written
    assert "佐藤 光".encode() in written


def test_a_block_without_an_artist_stays_as_it_is():
    data = block(artist=None)
    assert with_artist(data, "Sato") == data


def shared(tag, further=None):
    """A block whose Artist and another field share one text, as programs that save room write it."""
    text = b"One name for both\0"
    entries = [(ARTIST, 2, len(text)), (tag, 2, len(text))]
    first = entries if further is None else [entries[0], (0x8769, 4, 1)]
    place = 8 + 2 + 12 * len(first) + 4
    behind = place if further is None else place + 2 + 12 + 4
    ifd = struct.pack("<H", len(first))
    for kind, form, count in first:
        ifd += struct.pack("<HHII", kind, form, count, place if kind == 0x8769 else behind)
    data = b"II*\0" + struct.pack("<I", 8) + ifd + bytes(4)
    if further is not None:
        data += struct.pack("<HHHII", 1, tag, 2, len(text), behind) + bytes(4)
    return data + text


@pytest.mark.parametrize("further", [None, True], ids=["beside it", "in the directory of EXIF"])
def test_a_text_that_another_field_shares_stays(further):
    tag = COPYRIGHT if further is None else CAMERA
    written = with_artist(shared(tag, further), "Sato Hikaru")
    first, behind = read(written)
    assert first[ARTIST] == "Sato Hikaru"
    assert (first if further is None else behind)[tag] == "One name for both"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"II*\0",
        b"XX*\0" + bytes(40),
        b"II*\0\xff\xff\xff\xff" + bytes(20),
        b"II*\0\x08\0\0\0\xff\xff" + bytes(20),
        b"II*\0\x04\0\0\0" + bytes(40),
    ],
)
def test_what_cannot_be_read_stays_as_it_is(data):
    assert with_artist(data, "Sato") == data


@given(st.binary(max_size=80), st.sampled_from([b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_no_block_is_shortened_and_none_stops_the_writing(rest, head):
    assert len(with_artist(head + rest, "Sato")) >= 8 + len(rest)
