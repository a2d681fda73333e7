"""Pictures and maps at their size and at halves of it."""

import numpy as np

from studio_app.viewing.pyramid import peaks_of, pyramid_of, thinned


def flat(value: int, width: int = 256, height: int = 128) -> np.ndarray:
    return np.full((height, width, 3), value, np.uint8)


def test_levels_are_halves_and_the_one_chosen_is_never_too_small() -> None:
    pyramid = pyramid_of(flat(10))
    assert [level.width for level in pyramid.levels] == [256, 128, 64, 32, 16, 8, 4, 2, 1]
    assert [pyramid.levels[pyramid.number_for(zoom)].width for zoom in (1.0, 0.6, 0.5, 0.3, 8.0)] == [
        256,
        256,
        128,
        128,
        256,
    ]


def test_the_level_for_maps_is_never_too_large() -> None:
    pyramid = peaks_of(np.zeros((128, 256), np.uint8))
    assert [pyramid.levels[pyramid.sparse_number_for(zoom)].width for zoom in (2.0, 1.0, 0.6, 0.5, 0.3, 0.1)] == [
        256,
        256,
        128,
        128,
        64,
        16,
    ]


def test_odd_sizes_are_rounded_up_and_keep_their_last_line() -> None:
    values = np.zeros((129, 257), np.uint8)
    values[128, 256] = 9
    smaller = peaks_of(values).levels[1]
    assert (smaller.width, smaller.height) == (129, 65)
    assert smaller.pixel(128, 64) == 9


def test_halves_of_a_flat_picture_are_flat() -> None:
    for level in pyramid_of(flat(77, 301, 203)).levels:
        assert set(np.unique(level.whole()[..., :3])) == {77}


def test_thinning_keeps_the_upper_left_of_four() -> None:
    indices = np.arange(200 * 100, dtype=np.uint32).reshape(100, 200).astype(np.uint8)
    np.testing.assert_array_equal(thinned(indices).levels[1].whole(), indices[::2, ::2])


def test_a_moving_view_reads_the_level_nearest_in_size():
    pyramid = pyramid_of(np.zeros((64, 64, 3), np.uint8))
    zooms = (1.0, 0.8, 0.72, 0.7, 0.5, 0.36, 0.35, 8.0)
    widths = [pyramid.levels[pyramid.number_for(zoom, softer=0.5)].width for zoom in zooms]
    assert widths == [64, 64, 64, 32, 32, 32, 16, 64]
