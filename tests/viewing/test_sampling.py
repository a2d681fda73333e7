"""Pictures drawn into a pane: exact where a pixel is a pixel, complete and smooth where they are smaller."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.viewing import level as level_module
from studio_app.viewing.pyramid import peaks_of, pyramid_of, thinned
from studio_app.viewing.sampling import draw_sampled, place_of
from studio_app.viewing.viewpoint import Viewpoint

DICE = np.random.default_rng(7)
PAINTING = DICE.integers(0, 256, (90, 160, 3), dtype=np.uint8)


def drawn(pixels, view: Viewpoint, pane: tuple[int, int]) -> np.ndarray:
    pyramid = pyramid_of(pixels)
    out = np.zeros((pane[1], pane[0], 4), np.uint8)
    draw_sampled(pyramid, place_of(pyramid.size, frame=pyramid.size, view=view, pane=pane), out)
    return out[..., 2::-1]


def block(pixels, x: int, y: int, zoom: int, view: Viewpoint, pane: tuple[int, int]) -> tuple[int, ...]:
    """Return the picture pixel that a screen pixel shows, worked out by hand."""
    left, top = view.origin(pane)
    column, row = (x - left) // zoom, (y - top) // zoom
    inside = 0 <= row < pixels.shape[0] and 0 <= column < pixels.shape[1]
    return tuple(pixels[row, column]) if inside else (0, 0, 0)


@settings(max_examples=40, deadline=None)
@given(
    x=st.floats(0, 160), y=st.floats(0, 90), zoom=st.sampled_from([1, 2, 3, 8]), wide=st.integers(1, 60),
    high=st.integers(1, 40),
)  # fmt: skip
def test_at_whole_enlargements_each_pixel_is_one_sharp_block(
    x: float, y: float, zoom: int, wide: int, high: int
) -> None:
    view = Viewpoint(x=x, y=y, zoom=float(zoom))
    shown = drawn(PAINTING, view, (wide, high))
    truth = [[block(PAINTING, column, row, zoom, view, (wide, high)) for column in range(wide)] for row in range(high)]
    np.testing.assert_array_equal(shown, np.array(truth, np.uint8))


@pytest.mark.parametrize("number", [1, 2])
def test_at_halves_each_pixel_is_the_mean_of_those_it_covers(number: int) -> None:
    side = 2**number
    shown = drawn(PAINTING[:88], Viewpoint(x=80, y=44, zoom=1 / side), (160 // side, 88 // side))
    truth = PAINTING[:88].reshape(88 // side, side, 160 // side, side, 3).mean(axis=(1, 3))
    assert np.abs(shown - truth).max() <= 1.0


def test_between_halves_a_ramp_stays_where_it_is() -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 64, axis=0).repeat(3, axis=2)
    shown = drawn(ramp, Viewpoint(x=128, y=32, zoom=0.75), (192, 48))
    centres = (np.arange(192) + 0.5) / 0.75 - 0.5
    assert np.abs(shown[20, 2:-2, 0] - centres[2:-2]).max() <= 0.75


def test_bands_meet_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    view = Viewpoint(x=71.3, y=44.1, zoom=0.83)
    whole = drawn(PAINTING, view, (130, 70))
    monkeypatch.setattr(level_module, "_BAND", 32)
    assert len(pyramid_of(PAINTING).levels[0].bands) == 5
    np.testing.assert_array_equal(drawn(PAINTING, view, (130, 70)), whole)


def test_a_level_gives_back_what_it_was_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(level_module, "_BAND", 64)
    level = pyramid_of(PAINTING).levels[0]
    np.testing.assert_array_equal(level.whole()[..., 2::-1], PAINTING)
    assert tuple(level.pixel(150, 80)[2::-1]) == tuple(PAINTING[80, 150])


def test_a_change_of_one_pixel_does_not_vanish_at_any_zoom() -> None:
    values = np.zeros((300, 517), np.uint8)
    values[211, 333] = 200
    pyramid = peaks_of(values)
    for zoom in np.geomspace(0.05, 1.0, 40):
        out = np.zeros((300, 517), np.uint8)
        view = Viewpoint(x=258.5, y=150, zoom=float(zoom))
        draw_sampled(pyramid, place_of(pyramid.size, frame=(517, 300), view=view, pane=(517, 300)), out, mixing=False)
        assert out.max() == 200, zoom


def test_indices_are_never_mixed() -> None:
    indices = np.where(np.indices((77, 131)).sum(axis=0) % 5 < 2, 3, 250).astype(np.uint8)
    pyramid = thinned(indices)
    for zoom in (0.11, 0.4, 0.77, 1.0, 3.3):
        out = np.full((60, 60), 3, np.uint8)
        view = Viewpoint(x=65, y=38, zoom=zoom)
        draw_sampled(pyramid, place_of(pyramid.size, frame=(131, 77), view=view, pane=(60, 60)), out, mixing=False)
        assert set(np.unique(out)) <= {3, 250}


def test_a_picture_of_another_size_lies_over_the_frames_width() -> None:
    place = place_of((80, 45), frame=(160, 90), view=Viewpoint(x=80, y=45, zoom=2.0), pane=(320, 180))
    assert (place.left, place.top, place.zoom) == (0, 0, 4.0)


def test_nothing_is_drawn_of_a_picture_out_of_sight() -> None:
    out = np.zeros((10, 10, 4), np.uint8)
    pyramid = pyramid_of(PAINTING)
    place = place_of(pyramid.size, frame=pyramid.size, view=Viewpoint(x=1000, y=1000, zoom=1.0), pane=(10, 10))
    assert draw_sampled(pyramid, place, out) == (slice(0, 0), slice(0, 0))
    assert not out.any()
