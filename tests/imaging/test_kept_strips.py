"""Decoded pictures kept beside their previews: the same again, and as good as missing where anything is wrong."""

from dataclasses import replace

import numpy as np
import pytest
import zstandard

from studio_app.domain.ids import Digest
from studio_app.imaging import kept_strips
from studio_app.imaging.kept_strips import KEPT, DrawnTiles, StripsLost, keep_strips, kept_pair
from tests.analysis.scenes import picture, scene


def decoded(name, dtype=np.uint8, *, alpha=False, seed=7):
    pixels = scene(150, 210, seed=seed).astype(dtype) * dtype(257 if dtype is np.uint16 else 1)
    layer = np.tile(np.arange(210, dtype=dtype), (150, 1)) if alpha else None
    made = picture(pixels, alpha=layer)
    return replace(made, facts=replace(made.facts, sha256=Digest(name * 64)))


def tall():
    one = decoded("a")
    one = replace(one, pixels=np.concatenate([one.pixels] * 4))
    other = replace(one, pixels=one.pixels.copy(), facts=replace(one.facts, sha256=Digest("b" * 64)))
    other.pixels[300] += 1  # in the fifth strip of ten
    return one, other


def same(one, other):
    assert one.facts == other.facts
    assert one.space is other.space
    assert np.array_equal(one.pixels, other.pixels)
    assert (one.alpha is None) == (other.alpha is None)
    assert one.alpha is None or np.array_equal(one.alpha, other.alpha)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("alpha", [False, True])
def test_what_is_kept_comes_back_as_it_was(tmp_path, dtype, alpha):
    one, other = decoded("a", dtype, alpha=alpha), decoded("b", dtype, alpha=alpha)
    other.pixels[10:20, 30:40] = 3
    keep_strips(one, tmp_path / "one")
    keep_strips(other, tmp_path / "other")
    found = kept_pair(tmp_path / "one", tmp_path / "other", ("a" * 64, "b" * 64))
    found.complete()
    same(found.before, one)
    same(found.after, other)


def test_strips_that_are_the_same_are_left_out_of_the_first_but_for_those_beside_a_change(tmp_path):
    one, other = tall()
    keep_strips(one, tmp_path / "one")
    keep_strips(other, tmp_path / "other")
    found = kept_pair(tmp_path / "one", tmp_path / "other", ("a" * 64, "b" * 64))
    assert [rows.start // 64 for rows in found.alike] == [0, 1, 2, 6, 7, 8, 9]
    assert found.alike[-1].stop == 600
    np.testing.assert_array_equal(found.before.pixels[192:384], one.pixels[192:384])
    np.testing.assert_array_equal(found.after.pixels, other.pixels)


def test_where_it_is_known_what_is_drawn_the_second_is_read_in_part_too(tmp_path):
    one, other = tall()
    drawing = DrawnTiles("so", np.arange(77).reshape(7, 11) % 3 == 0)
    keep_strips(one, tmp_path / "one")
    keep_strips(other, tmp_path / "other", drawing)
    found = kept_pair(tmp_path / "one", tmp_path / "other", ("a" * 64, "b" * 64))
    assert found.drawing.manner == "so"
    np.testing.assert_array_equal(found.drawing.tiles, drawing.tiles)
    assert [rows.start // 64 for rows in found.alike] == [0, 1, 2, 6, 7, 8, 9]
    np.testing.assert_array_equal(found.after.pixels[192:384], other.pixels[192:384])
    found.complete()
    same(found.before, one)
    same(found.after, other)
    (tmp_path / "other" / KEPT).unlink()
    found.complete()  # nothing is missing any more, so nothing is read again


def test_strips_that_are_lost_before_they_are_read_are_told_of(tmp_path):
    one, other = tall()
    keep_strips(one, tmp_path / "one")
    keep_strips(other, tmp_path / "other", DrawnTiles("so", np.ones((7, 11), bool)))
    found = kept_pair(tmp_path / "one", tmp_path / "other", ("a" * 64, "b" * 64))
    whole = (tmp_path / "other" / KEPT).read_bytes()
    for spoilt in (whole[:-20] + bytes(20), whole[:-1], b""):
        (tmp_path / "other" / KEPT).write_bytes(spoilt)
        with pytest.raises(StripsLost):
            found.complete()


def test_what_is_missing_of_another_file_or_damaged_is_not_taken(tmp_path):
    one = decoded("a")
    keep_strips(one, tmp_path)
    digests = ("a" * 64, "a" * 64)
    assert kept_pair(tmp_path, tmp_path, digests) is not None
    assert kept_pair(tmp_path, tmp_path, ("a" * 64, "c" * 64)) is None
    assert kept_pair(tmp_path, tmp_path / "nowhere", digests) is None
    whole = (tmp_path / KEPT).read_bytes()
    for damaged in (whole[:-5], b"", b"x" + whole[1:], whole[:-200] + bytes(150) + whole[-50:], whole[:40]):
        (tmp_path / KEPT).write_bytes(damaged)
        assert kept_pair(tmp_path, tmp_path, digests) is None


def test_no_byte_that_changed_on_the_disk_changes_a_sample_unseen(tmp_path):
    one = decoded("a")
    keep_strips(one, tmp_path)
    assert kept_pair(tmp_path, tmp_path, ("a" * 64, "a" * 64)) is not None
    whole = (tmp_path / KEPT).read_bytes()
    first = whole.index(b"}") + 1
    for place in [*range(first, len(whole), 97), *range(len(whole) - 6, len(whole))]:
        (tmp_path / KEPT).write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        found = kept_pair(tmp_path, tmp_path, ("a" * 64, "a" * 64))
        if found is not None:
            found.complete()
            same(found.before, one)


def test_a_strip_of_another_length_is_not_taken(tmp_path):
    into = np.zeros((4, 5, 3), np.uint8)
    for size in (0, 59, 61, 10_000):
        with pytest.raises((ValueError, zstandard.ZstdError)):
            kept_strips._inflate(zstandard.ZstdCompressor(level=1, write_checksum=True).compress(bytes(size)), into)


def test_a_folder_that_cannot_be_written_to_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("in the way")
    keep_strips(decoded("a"), tmp_path / "file")
    assert (tmp_path / "file").read_text() == "in the way"
