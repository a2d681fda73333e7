"""The arithmetic of looking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.viewing.viewpoint import LARGEST_ZOOM, SMALLEST_ZOOM, Viewpoint, actual_size, fitted, steady

PANE = (400, 300)


def test_a_fitted_picture_is_whole_and_in_the_middle() -> None:
    view = fitted((1600, 900), PANE)
    assert view.zoom == 0.25
    assert view.origin(PANE) == (0, 38)


def test_a_small_picture_is_not_blown_up_by_fitting() -> None:
    assert fitted((100, 50), PANE).zoom == 1.0


def test_the_point_under_the_cursor_stays_while_zooming() -> None:
    view = fitted((1600, 900), PANE)
    at = (100.0, 200.0)
    nearer = view.zoomed(2.0, at, PANE)
    assert nearer.zoom == 0.5
    for one, pane, point in ((0, PANE[0], at[0]), (1, PANE[1], at[1])):
        before = (view.x, view.y)[one] + (point - pane / 2) / view.zoom
        after = (nearer.x, nearer.y)[one] + (point - pane / 2) / nearer.zoom
        assert after == pytest.approx(before)


def test_zooming_past_100_percent_stops_there_once() -> None:
    view = Viewpoint(x=0, y=0, zoom=0.9).zoomed(1.5, (0, 0), PANE)
    assert view.zoom == 1.0
    assert view.zoomed(1.5, (0, 0), PANE).zoom == 1.5
    assert Viewpoint(x=0, y=0, zoom=1.1).zoomed(0.5, (0, 0), PANE).zoom == 1.0


def test_zoom_has_an_end() -> None:
    assert Viewpoint(x=0, y=0, zoom=30).zoomed(8, (0, 0), PANE).zoom == LARGEST_ZOOM


def test_the_picture_cannot_be_lost_out_of_sight() -> None:
    view = actual_size((1600, 900)).panned(99_999, -99_999).kept_in_sight((1600, 900))
    assert (view.x, view.y) == (0.0, 900.0)


@given(zoom=st.floats(SMALLEST_ZOOM, LARGEST_ZOOM))
def test_a_steady_zoom_is_near_and_can_be_drawn_in_blocks(zoom: float) -> None:
    found = steady(zoom)
    assert found == pytest.approx(zoom, rel=0.13)
    assert steady(found) == found, "it stays where it is"
    parts = found * 64
    while parts < 32:
        parts *= 2
    assert parts == round(parts)
    assert steady(zoom, at_most=True) <= zoom * (1 + 1e-8)


def test_every_turn_of_the_wheel_goes_on() -> None:
    view = Viewpoint(x=0, y=0, zoom=SMALLEST_ZOOM)
    seen = [view.zoom]
    while view.zoom < LARGEST_ZOOM:
        view = view.zoomed(2**0.25, (0.0, 0.0), PANE)
        seen.append(view.zoom)
    assert seen == sorted(set(seen))
    assert 1.0 in seen
