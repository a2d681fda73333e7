"""Lines of a PNG become samples: what the filters of the standard say, whatever pieces the stream comes in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.imaging import png_lines
from studio_app.imaging.png_lines import NoLines, PngLines
from tests.png_streams import filtered

# That it is there wherever there is a compiler is a test of its own (tests/packaging/test_native.py).
pytestmark = pytest.mark.skipif(not png_lines.lines_are_read_here(), reason="nothing could be compiled at set-up")

KINDS = [(channels, depth) for channels in (1, 2, 3, 4) for depth in (1, 2)]


def _samples(width, height, channels, depth, seed=0):
    dice = np.random.default_rng(seed)
    return dice.integers(0, 256**depth, (height, width, channels)).astype(np.uint8 if depth == 1 else np.uint16)


def _read(stream, samples, *, pieces=1 << 30, plain=False):
    height, width, channels = samples.shape
    lines = PngLines(width, height, channels, samples.dtype.itemsize, plain=plain)
    for start in range(0, len(stream), pieces):
        lines.take(stream[start : start + pieces])
    assert lines.is_whole
    return lines.colours if lines.alpha is None else np.dstack([lines.colours, lines.alpha])


@pytest.mark.parametrize("plain", [False, True])
def test_a_line_of_each_filter_worked_out_by_hand(plain):
    stream = (
        bytes([0, 10, 20, 30]) + bytes([1, 1, 2, 3]) + bytes([2, 1, 1, 1]) + bytes([3, 5, 5, 5]) + bytes([4, 9, 9, 9])
    )
    lines = PngLines(3, 1 + 4, 1, 1, plain=plain)
    lines.take(stream)
    # Sub: 1, 1+2, 3+3. Up: 1 more each. Average: 5 + ⌊(0+2)/2⌋, 5 + ⌊(6+4)/2⌋, 5 + ⌊(10+7)/2⌋.
    # Paeth: of left, above, corner the nearest to left + above - corner: 9 + 6; 15 + 10 - 6 = 19 is nearest to 15;
    # 24 + 13 - 10 = 27 is nearest to 24.
    expected = [[10, 20, 30], [1, 3, 6], [2, 4, 7], [6, 10, 13], [15, 24, 33]]
    assert lines.colours[:, :, 0].tolist() == expected
    assert lines.is_whole


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    width=st.integers(1, 40),
    filters=st.lists(st.integers(0, 4), min_size=1, max_size=40),
    seed=st.integers(0, 2**32 - 1),
    pieces=st.integers(1, 4000),
)
def test_whatever_was_filtered_comes_back_however_the_stream_is_cut(kind, width, filters, seed, pieces):
    samples = _samples(width, len(filters), *kind, seed)
    stream = filtered(samples, filters)
    for plain in (False, True):
        np.testing.assert_array_equal(_read(stream, samples, pieces=pieces, plain=plain), samples)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", range(5))
def test_many_lines_of_one_filter_come_back(kind, number):
    samples = _samples(67, 37, *kind, seed=number)
    np.testing.assert_array_equal(_read(filtered(samples, [number] * 37), samples), samples)


def test_smooth_samples_in_which_the_neighbours_are_equally_near_come_back():
    # Where left, above and corner are equally near, the order of the three decides.
    samples = np.repeat(np.indices((64, 64)).sum(axis=0)[:, :, np.newaxis] // 3 % 7, 3, axis=2).astype(np.uint8)
    np.testing.assert_array_equal(_read(filtered(samples, [4] * 64), samples), samples)


@pytest.mark.parametrize("number", [5, 200])
def test_a_filter_that_there_is_not_is_refused(number):
    lines = PngLines(2, 2, 3, 1)
    with pytest.raises(NoLines):
        lines.take(bytes([number]) + bytes(6))


def test_what_comes_after_the_last_line_is_left_alone():
    lines = PngLines(2, 1, 1, 1)
    lines.take(bytes([0, 7, 8]) + bytes([99] * 50))
    assert lines.colours[:, :, 0].tolist() == [[7, 8]]
    lines.take(bytes([99] * 50))
    assert lines.is_whole


def test_a_stream_that_ends_early_is_not_whole():
    lines = PngLines(2, 3, 1, 1)
    lines.take(bytes([0, 7, 8, 0, 9]))
    assert not lines.is_whole


def test_a_missing_library_or_one_of_another_version_is_not_used(tmp_path, monkeypatch):
    fresh = png_lines._library.__wrapped__
    monkeypatch.setattr(png_lines, "LIBRARY", tmp_path / "gone.so")
    assert fresh() is None
    monkeypatch.undo()
    monkeypatch.setattr(png_lines, "_VERSION", 99)
    assert fresh() is None
